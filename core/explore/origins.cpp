// SPDX-License-Identifier: Apache-2.0
// Where an unknown pointer comes from, as far as that tells it from another one. What the rule follows is compared with all that
// comes by, also where the driver never would: a lock in one record with one to which another record leads. That such pointers lead to
// different objects unless the driver links them somewhere (model/flows.hpp) is assumed, here where the rule compares; the driver's
// own comparisons have both outcomes.
#include "core/explore/machine.hpp"

namespace sdvlite::explore {

/// The place whose pointer the value was at the start, or at which several became one; the variable into which it leads.
std::optional<model::Flows::Node> Machine::origin(TermId value) {
    for (TermId at = value;;) {
        const Term& t = terms[at];
        if (t.kind == TermKind::Sym) {
            const Sym& y = terms[SymId(t.a)];
            const std::uint32_t cls = y.kind == SymKind::Site || t.bits != 64 ? model::kUntracked : class_of(y.cell);
            if (cls >= m_.tracked_count()) return std::nullopt;
            return m_.flows().at_start(m_.class_tracked_as(cls));
        }
        if (t.kind == TermKind::Addr) {
            const Object& o = terms[terms.root(ObjectId(t.a))];
            if (o.kind == ObjectKind::Global) return m_.flows().address(o.global);
            if (o.kind != ObjectKind::Pointee) return std::nullopt;
            at = o.term;
        } else if (t.kind == TermKind::Inside || (t.kind == TermKind::Binary && t.bits == 64 && static_cast<ir::BinOp>(t.op) == ir::BinOp::Add)) {
            at = TermId(t.a);
        } else {
            return std::nullopt;
        }
    }
}

bool Machine::are_unlinked(TermId a, TermId b) {
    const auto x = origin(a), y = x ? origin(b) : std::nullopt;
    return y && !m_.flows().may_meet(*x, *y);
}

}  // namespace sdvlite::explore
