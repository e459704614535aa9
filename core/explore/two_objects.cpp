// SPDX-License-Identifier: Apache-2.0
// Unknown pointers of which it is known that they do not lead into one object. A driver keeps one IRP here and another one there;
// once states have been joined in which either place held this or that, or nothing, all that is left of it is that the two
// are not one. Kept as a fact of the two, which says nothing of NULL: both may be. Made where states are joined, of pointers that may
// lead to what one statement allocated; others are told apart by where they come from (origins.cpp). Not made where an allocated
// object loses its name.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

namespace {

/// Places whose pointers are told apart two by two; of more it is not worth the trouble.
constexpr std::size_t kMostPlaces = 12;

}  // namespace

TermId Machine::one_object(SymId y, SymId z) {
    Object in;
    in.kind = ObjectKind::Pointee;
    in.term = terms.sym(std::max(y, z));
    return elsewhere(std::min(y, z), terms.intern(in));
}

void Machine::keep_two(State& s, SymId y, SymId z) {
    const TermId one = one_object(y, z);
    if (!terms.is_top(one) && !terms.is_const(one)) s.set_fact(one, ranges.intern(Range::constant(32, 0)));
}

/// Whether the pointers lead into different objects, as far as they lead into any.
bool Machine::are_two(const State& s, TermId a, TermId b) {
    if (terms.is_const(a) || terms.is_const(b)) return terms.is_const(a, 0) || terms.is_const(b, 0);
    if (const ObjectId o = terms.new_object(a); o.valid()) return is_elsewhere(s, b, o);
    if (const ObjectId o = terms.new_object(b); o.valid()) return is_elsewhere(s, a, o);
    const SymId y = terms.led_by(a), z = terms.led_by(b);
    return y.valid() && z.valid() && y != z && s.fact(one_object(y, z)).has_value();
}

/// Of two places' pointers, one of which is `made` by the join, that they are two where they are so in both states.
void Explorer::keep_two_objects(State& joined, const State& a, const State& b, const std::vector<SymId>& made) {
    const Terms& t = machine_.terms;
    std::vector<std::pair<CellId, SymId>> places;
    for (const State::Binding& at : joined.cells) {
        if (t[at.cell].bits != 64 || t[at.term].kind != TermKind::Sym || machine_.is_note(at.cell)) continue;
        const SymId y(t[at.term].a);
        const Leads to = t.leads(at.term);
        if (to != kAnywhere && (to & ~kLocals) != kOld && machine_.may_lead_to_data(y)) places.emplace_back(at.cell, y);
    }
    if (places.size() > kMostPlaces) return;
    const auto is_made = [&](SymId y) { return std::find(made.begin(), made.end(), y) != made.end(); };
    const auto two_in = [&](const State& s, CellId x, CellId y) { return machine_.are_two(s, machine_.held(s, x), machine_.held(s, y)); };
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const auto& [x, y] = places[i];
            const auto& [v, z] = places[k];
            const bool near = (t.leads(machine_.terms.sym(y)) & t.leads(machine_.terms.sym(z)) & ~kLocals) != kOld;
            if (y != z && near && (is_made(y) || is_made(z)) && two_in(a, x, v) && two_in(b, x, v)) machine_.keep_two(joined, y, z);
        }
    }
}

}  // namespace sdvlite::explore
