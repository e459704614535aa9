// SPDX-License-Identifier: Apache-2.0
#include "core/refine/symbolic_memory.hpp"

namespace sdvlite::refine {

Value SymbolicMemory::byte(std::uint64_t address, bool& missing) {
    auto it = cells_.upper_bound(address);
    if (it != cells_.begin()) {
        --it;
        const std::uint64_t at = address - it->first;
        if (at < it->second.bits / 8) {
            const Value& v = it->second;
            const unsigned low = static_cast<unsigned>(at) * 8;
            Value b = v.known() ? Value::of(8, v.number >> low) : Value::of(v.symbolic->extract(low + 7, low));
            b.from = v.from;
            return b;
        }
    }
    missing = true;
    return Value::of(8, 0);
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

Value SymbolicMemory::read(std::uint64_t address, unsigned size, bool pointer) {
    log_.push_back({address, size, addressing_});
    auto exact = cells_.find(address);
    if (exact != cells_.end() && exact->second.bits == size * 8) {
        note_read(address, exact->second);
        return exact->second;
    }
    std::vector<Value> bytes;
    unsigned absent = 0;
    for (unsigned i = 0; i < size; ++i) {
        bool missing = false;
        bytes.push_back(byte(address + i, missing));
        if (!missing) continue;
        ++absent;
        if (absent <= i) continue;  // only when all so far were missing is one input for all of them possible
    }
    if (absent == size) {
        const Value v = source_(address, size, pointer);
        cells_[address] = v;
        note_read(address, v);
        return v;
    }
    Value out = Value::of(size * 8, 0);
    for (unsigned i = 0; i < size; ++i) {
        bool missing = false;
        Value b = byte(address + i, missing);
        if (missing) b = cells_[address + i] = source_(address + i, 1, false);
        const Value wide = resize(c_, b, size * 8, false);
        const Value shifted = binary(c_, ir::BinOp::Shl, false, wide, Value::of(size * 8, i * 8));
        out = binary(c_, ir::BinOp::Or, false, out, shifted);
    }
    note_read(address, out);
    return out;
}

void SymbolicMemory::write(std::uint64_t address, const Value& v) {
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
            bool missing = false;
            keep.emplace_back(at, byte(at, missing));
        }
        it = cells_.erase(it);
    }
    for (auto& [at, b] : keep) cells_[at] = std::move(b);
    cells_[address] = v;
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
