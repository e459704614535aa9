// SPDX-License-Identifier: Apache-2.0
// What was read through a pointer that stands for several that were joined, or that was found by following many others. Nothing
// can be kept there, as it names no object; but what it leads to is one place, whichever that is, and holds what was read or
// written there until something is written that may be it, to any place of the class (available loads, as in compilers: Aho, Sethi
// and Ullman 1986, 10.5). Such a cell says more than is known otherwise and never stands for what was there at the start; a state
// without it knows less.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using model::kUntracked;

/// Whether it is what an unknown pointer leads to that is not followed as an object of its own.
bool Machine::is_vague(ObjectId root) {
    const Object o = terms[root];
    if (o.kind != ObjectKind::Pointee || terms[o.term].kind != TermKind::Sym) return false;
    return terms[SymId(terms[o.term].a)].kind == SymKind::Joined || !terms.place(o.term).object.valid();
}

/// Something was written to some place of the class.
void Machine::kill_loads(State& s, std::uint32_t cls) {
    std::erase_if(s.cells, [&](const State::Binding& b) {
        return (class_of(b.cell) == cls || class_of(b.cell) == kMixed || cls == kMixed) && is_available_load(b.cell);
    });
}

/// The cell of what lies there; invalid where the pointer leads to another place each time that it is asked for, or where the
/// state holds the bytes in another way.
CellId Machine::available_load(const State& s, const Access& a) {
    if (a.cls == kUntracked || !a.vague.object.valid() || terms.is_somewhere(a.vague.object)) return {};
    Access at = a;
    at.place = a.vague;
    const CellId id = cell(at);
    const Cell wanted = terms[id];
    const bool other = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        return b.cell != id && terms[b.cell].object == wanted.object && !is_note(b.cell) && terms[b.cell].overlaps(wanted);
    });
    return other ? CellId{} : id;
}

TermId Machine::read_vague(State& s, const Access& a, TermId some) {
    const CellId id = available_load(s, a);
    if (!id.valid()) return some;
    if (const auto known = s.find(id)) return *known;
    // A pointer is not named by where it was read: of a list that is followed each would be another one.
    const CellId name = a.bits == 64 ? marker(5, a.cls, 64) : id;
    const TermId value = unknown(s, id, terms.leads(some), name);
    if (!terms.is_top(value)) s.bind(id, value);
    return value;
}

}  // namespace sdvlite::explore
