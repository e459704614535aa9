// SPDX-License-Identifier: Apache-2.0
// What lies in them tells objects from one another: an IRP that has a cancel routine is not the one whose cancel routine has just been
// taken off. Two unknown pointers may lead into one object, each of which was given cells of its own; when a place is read for the first
// time through one of them and the same place was written through the other, either they are two objects or what is read is what
// was written. Kept as a fact that denies both at once, where a number was written; what is found out of the value then decides about
// the pointers.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using ir::BinOp;

/// Whether the value is what the place of an unknown object held at the start, and no cell says so.
bool Machine::is_first_look(const State& s, const Access& a, TermId value) {
    const ObjectId in = a.place.object;
    if (!in.valid() || terms[in].kind != ObjectKind::Pointee || terms[value].kind != TermKind::Sym) return false;
    const Sym& y = terms[SymId(terms[value].a)];
    return y.kind == SymKind::Initial && terms[y.cell].object == in && !s.find(y.cell);
}

/// The pointers by which the state knows such objects as have been written at that place, each with what was written; none where
/// something else lies over it, or may.
std::vector<Machine::Written> Machine::written_elsewhere(const State& s, CellId at) {
    constexpr std::size_t kMost = 4;
    std::vector<Written> out;
    const Cell here = terms[at];
    const TermId pointer = terms[here.object].term;
    for (const State::Binding& b : s.cells) {
        const Cell there = terms[b.cell];
        const std::uint32_t cls = class_of(b.cell);
        if (there.object == here.object || is_result(b.cell) || is_wild(b.cell) || is_escape(b.cell) || is_available_load(b.cell)) continue;
        if (!is_background(b.cell) && cls != class_of(at) && cls != kMixed) continue;
        const Object o = terms[there.object];
        if (o.kind == ObjectKind::Element) return {};
        const TermId other = o.kind == ObjectKind::Pointee ? o.term : terms.address(there.object, 0);
        Cell same = here;
        same.object = there.object;
        if ((!is_background(b.cell) && !same.overlaps(there)) || are_unlinked(s, pointer, other) || apart(s, pointer, other)) continue;
        if (!(same == there) || cls == kMixed || terms.is_top(b.term) || out.size() == kMost) return {};
        out.push_back({other, b.term});
    }
    return out;
}

void Machine::look(State& s, const Access& a, TermId value) {
    if (!is_first_look(s, a, value)) return;
    const CellId at = terms[SymId(terms[value].a)].cell;
    const std::vector<Written> others = written_elsewhere(s, at);
    for (const Written& w : others) {
        // Of several that may be one nobody knows which was written last.
        if (!terms.is_const(w.value)) continue;
        const bool last = std::all_of(others.begin(), others.end(), [&](const Written& o) { return o.value == w.value || apart(s, o.pointer, w.pointer); });
        const TermId same = terms.binary(BinOp::Eq, false, terms[terms[at].object].term, w.pointer);
        const TermId both = terms.binary(BinOp::LogAnd, false, same, terms.binary(BinOp::Ne, false, value, w.value));
        if (last && !terms.is_top(both) && !terms.is_const(both)) s.set_fact(both, ranges.intern(Range::constant(32, 0)));
    }
}

/// Of two conditions that do not hold at once one holds: the other does not.
bool Machine::conclude(State& s) {
    std::vector<std::pair<TermId, TermId>> known;
    for (const State::Fact& f : s.facts) {
        const Term& t = terms[f.term];
        if (t.kind != TermKind::Binary || static_cast<BinOp>(t.op) != BinOp::LogAnd || ranges[f.range].contains(1)) continue;
        for (const auto& [held, other] : {std::pair(t.a, t.b), std::pair(t.b, t.a)}) {
            if (decide(s, TermId(held)) == 1) known.emplace_back(f.term, TermId(other));
        }
    }
    for (const auto& [fact, denied] : known) {
        s.drop_fact(fact);
        if (!learn(s, denied, false)) return false;
    }
    return true;
}

}  // namespace sdvlite::explore
