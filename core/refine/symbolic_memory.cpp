// SPDX-License-Identifier: Apache-2.0
#include "core/refine/symbolic_memory.hpp"

#include <algorithm>
#include <iterator>

namespace sdvlite::refine {

namespace {

/// `size` bytes of a cell, from its byte `at` on.
Value part(const Value& v, unsigned at, unsigned size) {
    if (at == 0 && size * 8 == v.bits) return v;
    Value out = v.known() ? Value::of(size * 8, v.number >> (at * 8)) : Value::of(v.symbolic->extract((at + size) * 8 - 1, at * 8));
    out.from = v.from;
    return out;
}

}  // namespace

SymbolicMemory::Piece SymbolicMemory::piece(std::uint64_t address, unsigned size) const {
    // The cell that holds the address, in a sorted range of them; else the piece is cut where the next one begins.
    const auto in = [&](auto begin, auto next, auto end, Piece& out) {
        if (next != begin) {
            const auto it = std::prev(next);
            const std::uint64_t at = address - it->first;
            if (const unsigned bytes = it->second.bits / 8; at < bytes) {
                out = {&it->second, static_cast<unsigned>(at), std::min(out.size, bytes - static_cast<unsigned>(at))};
                return true;
            }
        }
        if (next != end) out.size = static_cast<unsigned>(std::min<std::uint64_t>(out.size, next->first - address));
        return false;
    };
    Piece out{nullptr, 0, size};
    if (in(cells_.begin(), cells_.upper_bound(address), cells_.end(), out) || image_ == nullptr) return out;
    const auto after = [](std::uint64_t a, const auto& cell) { return a < cell.first; };
    in(image_->begin(), std::upper_bound(image_->begin(), image_->end(), address, after), image_->end(), out);
    return out;
}

/// The pieces one behind the other, the first one lowest.
Value SymbolicMemory::compose(const std::vector<Value>& pieces, unsigned size) const {
    if (pieces.size() == 1) return pieces.front();
    const bool known = std::all_of(pieces.begin(), pieces.end(), [](const Value& v) { return v.known(); });
    std::uint64_t number = 0;
    std::optional<z3::expr> all;
    ProvenanceId from = kNowhere;
    unsigned low = 0;
    for (const Value& v : pieces) {
        if (known) {
            number |= v.number << low;
        } else {
            all = all ? z3::concat(v.expr(c_), *all) : v.expr(c_);
        }
        low += v.bits;
        from = c_.provenance.unite(from, v.from);
    }
    Value out = known ? Value::of(size * 8, number) : Value::of(*all);
    out.from = from;
    return out;
}

void SymbolicMemory::note_read(std::uint64_t address, const Value& v) {
    if (records_.empty()) return;
    CallRecord& r = records_.back();
    const unsigned size = v.bits / 8;
    auto w = r.writes.upper_bound(address);
    if (w != r.writes.begin()) {
        --w;
        if (w->first == address && w->second >= size) return;
        if (w->first + w->second > address) r.usable = false;  // partly written here: not worth the detail
    }
    auto [it, fresh] = r.reads.try_emplace(address, v);
    if (!fresh && it->second.bits != v.bits) r.usable = false;
}

Value SymbolicMemory::read(std::uint64_t address, unsigned size, unsigned alignment) {
    log_.push_back({address, size, addressing_});
    auto exact = cells_.find(address);
    if (exact != cells_.end() && exact->second.bits == size * 8) {
        note_read(address, exact->second);
        return exact->second;
    }
    std::vector<Value> pieces;
    for (unsigned i = 0; i < size;) {
        const Piece p = piece(address + i, size - i);
        if (p.cell != nullptr) {
            pieces.push_back(part(*p.cell, p.at, p.size));
        } else if (p.size == size) {
            pieces.push_back(cells_[address] = source_(address, size, alignment));
        } else {
            // Beside what is there already: byte by byte, for who knows in which widths it is read later.
            for (unsigned b = i; b < i + p.size; ++b) pieces.push_back(cells_[address + b] = source_(address + b, 1, 0));
        }
        i += p.size;
    }
    const Value out = compose(pieces, size);
    note_read(address, out);
    return out;
}

void SymbolicMemory::put(std::uint64_t address, const Value& v) {
    const std::uint64_t end = address + v.bits / 8;
    auto it = cells_.lower_bound(address);
    if (it != cells_.begin()) {
        auto before = std::prev(it);
        if (before->first + before->second.bits / 8 > address) it = before;
    }
    std::vector<std::pair<std::uint64_t, Value>> keep;  // bytes of cells that stick out
    while (it != cells_.end() && it->first < end) {
        const std::uint64_t first = it->first, last = first + it->second.bits / 8;
        for (std::uint64_t at = first; at < last; ++at) {
            if (at >= address && at < end) continue;
            keep.emplace_back(at, part(it->second, static_cast<unsigned>(at - first), 1));
        }
        it = cells_.erase(it);
    }
    for (auto& [at, b] : keep) cells_[at] = std::move(b);
    cells_[address] = v;
}

void SymbolicMemory::rename(std::uint64_t address, const Value& v) { put(address, v); }

void SymbolicMemory::write(std::uint64_t address, const Value& v) {
    put(address, v);
    if (!records_.empty()) {
        unsigned& size = records_.back().writes[address];
        size = std::max(size, v.bits / 8);
    }
}

void SymbolicMemory::forget(std::uint64_t from, std::uint64_t to) {
    cells_.erase(cells_.lower_bound(from), cells_.lower_bound(to));
}

void SymbolicMemory::push_record() { records_.emplace_back(); }

CallRecord SymbolicMemory::pop_record(std::uint64_t frame_from, std::uint64_t frame_to) {
    CallRecord done = std::move(records_.back());
    records_.pop_back();
    auto own = [&](std::uint64_t a) { return a >= frame_from && a < frame_to; };
    std::erase_if(done.reads, [&](const auto& r) { return own(r.first); });
    std::erase_if(done.writes, [&](const auto& w) { return own(w.first); });
    if (records_.empty()) return done;
    for (const auto& [address, v] : done.reads) note_read(address, v);
    CallRecord& outer = records_.back();
    for (const auto& [address, size] : done.writes) {
        unsigned& known = outer.writes[address];
        known = std::max(known, size);
    }
    outer.usable = outer.usable && done.usable;
    return done;
}

}  // namespace sdvlite::refine
