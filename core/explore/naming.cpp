// SPDX-License-Identifier: Apache-2.0
// What an unknown value is called means nothing as long as one cell alone holds it. It gets the name that joining states
// would have given it there, so that states that differ only in which statement the value came from are one (the heap's
// symmetry is broken likewise: instances.cpp). Pointers keep their names: those are the names of the objects there, too.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

namespace {

/// Whether the term is a value of which nothing is known, brought in by a statement or made where states were joined.
bool is_made(const Terms& terms, const Term& t) {
    return t.kind == TermKind::Sym && t.bits != 64 && terms[SymId(t.a)].kind != SymKind::Initial;
}

}  // namespace

bool Machine::is_about(const State::Fact& f, SymId y) {
    const std::vector<SymId>& in = terms.symbols(f.term);
    return std::binary_search(in.begin(), in.end(), y);
}

/// Whether some fact is about it: what is still known of a bearer that has gone would be known of the next one.
bool Machine::is_known(const State& s, SymId y) {
    return std::any_of(s.facts.begin(), s.facts.end(), [&](const State::Fact& f) { return is_about(f, y); });
}

/// Its facts go with it; false, and nothing changed, where one of them is about another value, too.
bool Machine::give_name(State& s, State::Binding& b, SymId to) {
    const SymId from(terms[b.term].a);
    const bool alone = std::all_of(s.facts.begin(), s.facts.end(), [&](const State::Fact& f) {
        return !is_about(f, from) || (terms.symbols(f.term).size() == 1 && terms.allocated(f.term).empty());
    });
    if (!alone) return false;
    std::vector<State::Fact> moved;
    std::erase_if(s.facts, [&](const State::Fact& f) {
        if (!is_about(f, from)) return false;
        moved.push_back(f);
        return true;
    });
    b.term = terms.sym(to);
    for (const State::Fact& f : moved) s.set_fact(terms.substitute(f.term, from, b.term), f.range);
    return true;
}

void Machine::name_values(State& s, const std::vector<SymId>& reserved) {
    const auto is_named = [&](const State::Binding& b) {
        const Sym& y = terms[SymId(terms[b.term].a)];
        return y.kind == SymKind::Joined && y.cell == b.cell && y.generation == 0;
    };
    const auto wants_name = [&](const State::Binding& b) { return is_made(terms, terms[b.term]) && !is_named(b); };
    if (std::none_of(s.cells.begin(), s.cells.end(), wants_name)) return;
    symbol_marks_.clear();
    twice_.clear();
    const auto count = [&](const std::vector<SymId>& in) {
        for (const SymId y : in) {
            if (!symbol_marks_.add(y.value)) twice_.add(y.value);
        }
    };
    for (const State::Binding& b : s.cells) count(terms.symbols(b.term)), count(terms.symbols(terms[b.cell].object));
    for (State::Binding& b : s.cells) {
        if (!wants_name(b)) continue;
        const SymId now(terms[b.term].a);
        if (twice_.has(now.value) || std::binary_search(reserved.begin(), reserved.end(), now)) continue;
        Sym y;
        y.kind = SymKind::Joined;
        y.cell = b.cell;
        y.bits = terms[b.term].bits;
        for (; y.generation < kMaxGenerations; ++y.generation) {
            const SymId to = terms.intern(y);
            if (to == now) break;
            if (symbol_marks_.has(to.value) || std::binary_search(reserved.begin(), reserved.end(), to) || is_known(s, to)) continue;
            if (give_name(s, b, to)) symbol_marks_.add(to.value);
            break;
        }
    }
}

}  // namespace sdvlite::explore
