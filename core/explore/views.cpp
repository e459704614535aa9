// SPDX-License-Identifier: Apache-2.0
// Views of the same bytes: unions, bit-fields, words that were written in parts. Cells keep the bits that were written at
// once; what is read as something else is cut out of them and put together, with what the bits between them held at
// the start. All that a word of a union held at the start is one value, of which each view is a part.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using ir::BinOp;

namespace {

constexpr int kDeep = 8;

}  // namespace

/// What the bits of a cell held at the start of the run, where nothing is said of them.
TermId Machine::at_start(const Access& a, CellId c) {
    Sym y;
    y.kind = SymKind::Initial;
    y.bits = a.bits;
    y.cell = c;
    const unsigned word = a.cls < words_.size() ? words_[a.cls] : 0;
    const Cell part = terms[c];
    const std::int64_t unit = word / 8, byte = part.first_bit() / 8;
    if (word <= a.bits || byte < 0) return given(terms.sym(y), a.alignment);
    Cell whole;
    whole.object = part.object;
    whole.offset = byte - byte % unit;
    whole.bits = static_cast<std::uint8_t>(word);
    const std::int64_t from = part.first_bit() - whole.first_bit();
    if (from + a.bits > word) return given(terms.sym(y), a.alignment);
    y.cell = terms.intern(whole);
    y.bits = whole.bits;
    note_class(y.cell, a.cls);
    return extract(terms.sym(y), static_cast<unsigned>(from), a.bits);
}

TermId Machine::global_initial(const ir::Global& g, const Access& a, CellId c) {
    const bool fixed = !g.is_extern && (g.is_const || g.origin != ir::Origin::Driver || !arbitrary_);
    if (!fixed) return at_start(a, c);
    const std::int64_t from = a.place.offset * 8 + a.bit_offset, to = from + a.bits;
    std::uint64_t number = 0;  // C's static storage: 0 where nothing is said
    for (const ir::InitItem& item : g.init) {
        const ir::Expr& v = p_[item.value];
        const unsigned width = item.bit_width != 0 ? item.bit_width : p_.types.bits_of(v.type);
        const std::int64_t first = static_cast<std::int64_t>(item.offset) * 8 + item.bit_offset;
        if (first >= to || from >= first + width) continue;
        if (first == from && width == a.bits) {
            State none;
            bool ok = true;
            const TermId value = eval(none, ir::ProcId(), item.value, ok);
            return terms[value].bits == a.bits ? value : terms.cast(CastKind::Trunc, a.bits, value);
        }
        if (v.kind != ir::ExprKind::Const) return terms.top(a.bits);
        const std::uint64_t bits = v.bits & width_mask(width);
        number |= first <= from ? bits >> (from - first) : bits << (first - from);
    }
    return terms.constant(a.bits, number);
}

/// The value of which the bits were cut out, as far back as that can be told.
Machine::Bits Machine::source(Bits b) const {
    for (int depth = 0; depth < kDeep; ++depth) {
        const Term& t = terms[b.value];
        if (t.kind == TermKind::Cast) {
            const bool below = b.from + b.count <= terms[TermId(t.a)].bits;
            if (!below) return b;
            b.value = TermId(t.a);
        } else if (t.kind == TermKind::Binary && static_cast<BinOp>(t.op) == BinOp::Shr && !t.is_signed && terms.is_const(TermId(t.b))) {
            const std::uint64_t by = terms[TermId(t.b)].value;
            if (by >= t.bits || b.from + b.count + by > t.bits) return b;
            b.from += static_cast<unsigned>(by);
            b.value = TermId(t.a);
        } else {
            return b;
        }
    }
    return b;
}

TermId Machine::extract(TermId value, unsigned from, unsigned count) {
    if (terms.is_top(value)) return terms.top(count);
    const Bits b = source({value, from, count, 0});
    const unsigned width = terms[b.value].bits;
    const TermId moved = b.from == 0 ? b.value : terms.binary(BinOp::Shr, false, b.value, terms.constant(width, b.from));
    return width == count ? moved : terms.cast(CastKind::Trunc, count, moved);
}

/// The parts of a word, none over another; bits that none of them says anything of are 0.
TermId Machine::compose(unsigned width, const std::vector<Bits>& parts) {
    std::uint64_t number = 0;
    std::vector<std::pair<TermId, std::uint64_t>> in_place;  // masks of what lies in its word as it did in another
    std::vector<TermId> moved;
    for (const Bits& part : parts) {
        const Bits b = source(part);
        const std::uint64_t mask = width_mask(b.count) << b.to;
        if (terms.is_top(b.value)) return terms.top(width);
        if (terms.is_const(b.value)) {
            number |= (terms[b.value].value >> b.from << b.to) & mask;
        } else if (terms[b.value].bits == width && b.from == b.to) {
            auto it = std::find_if(in_place.begin(), in_place.end(), [&](const auto& p) { return p.first == b.value; });
            if (it == in_place.end()) it = in_place.insert(it, {b.value, 0});
            it->second |= mask;
        } else {
            const TermId wide = terms.cast(CastKind::Zext, width, extract(b.value, b.from, b.count));
            moved.push_back(b.to == 0 ? wide : terms.binary(BinOp::Shl, false, wide, terms.constant(width, b.to)));
        }
    }
    TermId out = terms.constant(width, 0);
    for (const auto& [value, mask] : in_place) {
        out = terms.binary(BinOp::Or, false, out, terms.binary(BinOp::And, false, value, terms.constant(width, mask)));
    }
    for (TermId t : moved) out = terms.binary(BinOp::Or, false, out, t);
    return terms.binary(BinOp::Or, false, out, terms.constant(width, number));
}

/// The value of bits of which others were written.
TermId Machine::assemble(const State& s, const Access& a, CellId id) {
    const Cell wanted = terms[id];
    const std::int64_t end = wanted.first_bit() + wanted.bits;
    std::vector<Bits> parts;
    for (std::int64_t at = wanted.first_bit(); at < end;) {
        const State::Binding* best = nullptr;
        std::int64_t next = end;  // where the next cell begins
        for (const State::Binding& b : s.cells) {
            const Cell& c = terms[b.cell];
            if (c.object != wanted.object || is_note(b.cell) || !c.overlaps(wanted)) continue;
            const std::int64_t first = c.first_bit(), last = first + c.bits;
            if (first > at) next = std::min(next, first);
            if (first > at || last <= at) continue;
            auto rank = [&](const State::Binding& x) {
                return std::pair(!terms.is_top(x.term), std::min(end, terms[x.cell].first_bit() + terms[x.cell].bits));
            };
            if (best == nullptr || rank(b) > rank(*best)) best = &b;
        }
        Bits part;
        part.to = static_cast<unsigned>(at - wanted.first_bit());
        if (best != nullptr) {
            const Cell& c = terms[best->cell];
            part.value = best->term;
            part.from = static_cast<unsigned>(at - c.first_bit());
            part.count = static_cast<unsigned>(std::min(end, c.first_bit() + c.bits) - at);
            if (terms[part.value].bits != c.bits) return terms.top(a.bits);
        } else {
            // Cells of another class may have been here and were dropped when no one read that class any more.
            const bool one_class = std::all_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
                return terms[b.cell].object != wanted.object || is_note(b.cell) || !terms[b.cell].overlaps(wanted) || class_of(b.cell) == a.cls;
            });
            if (!one_class) return terms.top(a.bits);
            part.count = static_cast<unsigned>(next - at);
            Access gap = a;
            gap.place.offset = at / 8;
            gap.bit_offset = static_cast<std::uint8_t>(at % 8);
            gap.bits = static_cast<std::uint8_t>(part.count);
            gap.bit_field = at % 8 != 0 || part.count % 8 != 0;
            gap.alignment = 0;
            if (at < 0) return terms.top(a.bits);
            part.value = initial(s, gap, cell(gap));
        }
        at += part.count;
        parts.push_back(part);
    }
    if (parts.size() == 1) return extract(parts.front().value, parts.front().from, parts.front().count);
    return compose(a.bits, parts);
}

/// What a state says of a part of a word that it holds in other cells; invalid where it is no such word.
TermId Machine::in_other_view(const State& s, CellId id) {
    const std::uint32_t cls = class_of(id);
    if (cls >= words_.size() || is_note(id) || (words_[cls] == 0 && !background(s, terms.root(terms[id].object)))) return {};
    const TermId t = held(s, id);
    if (terms.is_top(t)) return {};
    const Range r = range(s, t);
    return r.is_constant() ? terms.constant(terms[id].bits, r.umin) : t;
}

TermId Machine::held(const State& s, CellId id) {
    if (const auto t = s.find(id)) return *t;
    const Cell c = terms[id];
    if (is_available_load(id)) return c.bits == 64 ? terms.pointer_top(kAnywhere) : terms.top(c.bits);
    Access a;
    a.place = {c.object, c.offset};
    a.bits = c.bits;
    a.bit_offset = c.bit_offset;
    a.bit_field = c.bit_field;
    a.cls = class_of(id);
    return a.cls == kMixed ? terms.top(c.bits) : load(s, a);
}

/// The parts of a cell before and behind what is written over it, as cells of their own. False where they are not
/// told apart: the two are not known to be forgotten together.
bool Machine::cut(const State::Binding& b, CellId written, std::vector<State::Binding>& out) {
    const Cell c = terms[b.cell], w = terms[written];
    const std::uint32_t cls = class_of(b.cell);
    if (is_note(b.cell) || terms[b.term].bits != c.bits || (cls != class_of(written) && cls != kMixed)) return false;
    const std::int64_t first = c.first_bit(), last = first + c.bits, from = w.first_bit(), to = from + w.bits;
    if (first < 0) return false;
    for (const auto& [lo, hi] : {std::pair(first, std::min(from, last)), std::pair(std::max(to, first), last)}) {
        if (lo >= hi) continue;
        Cell part;
        part.object = c.object;
        part.bits = static_cast<std::uint8_t>(hi - lo);
        part.bit_field = c.bit_field || lo % 8 != 0 || part.bits % 8 != 0;
        // Bit-fields are counted from the start of their unit, as the one that was written is.
        part.offset = w.bit_field && w.offset * 8 <= lo && part.bit_field ? w.offset : c.bit_field ? c.offset : lo / 8;
        part.bit_offset = static_cast<std::uint8_t>(lo - part.offset * 8);
        const CellId id = terms.intern(part);
        note_class(id, cls);
        out.push_back({id, extract(b.term, static_cast<unsigned>(lo - first), part.bits)});
    }
    return true;
}

}  // namespace sdvlite::explore
