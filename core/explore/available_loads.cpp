// SPDX-License-Identifier: Apache-2.0
// What was read through a pointer that stands for several that were joined. It names no object, so that nothing can be kept
// there; but what it leads to is one place, whichever that is, and holds what was read or written there until something is written
// that may be it, to any place of the class (available loads, as in compilers: Aho, Sethi and Ullman 1986, 10.5). Such a cell says more
// than is known otherwise and never stands for what was there at the start; a state without it knows less.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using model::kUntracked;

bool Machine::is_joined(ObjectId root) const {
    const Object& o = terms[root];
    return o.kind == ObjectKind::Pointee && terms[o.term].kind == TermKind::Sym && terms[SymId(terms[o.term].a)].kind == SymKind::Joined;
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
    if (a.cls == kUntracked || !a.joined.object.valid() || terms.is_somewhere(a.joined.object)) return {};
    Access at = a;
    at.place = a.joined;
    const CellId id = cell(at);
    const Cell wanted = terms[id];
    const bool other = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        return b.cell != id && terms[b.cell].object == wanted.object && !is_note(b.cell) && terms[b.cell].overlaps(wanted);
    });
    return other ? CellId{} : id;
}

}  // namespace sdvlite::explore
