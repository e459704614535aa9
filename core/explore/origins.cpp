// SPDX-License-Identifier: Apache-2.0
// Where an unknown pointer comes from, as far as that tells it from another one. What the rule follows is compared with all that
// comes by, also where the driver never would: a lock in one record with one to which another record leads. That such pointers lead to
// different objects unless the driver links them somewhere (model/flows.hpp) is assumed, here where the rule compares; the driver's
// own comparisons have both outcomes.
#include <algorithm>

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

/// What is left of all numbers by which the driver ever puts there; null for all.
const Range* Machine::domain_of(const Sym& y) {
    if (y.kind == SymKind::Site || y.bits == 0) return nullptr;
    const std::uint32_t cls = class_of(y.cell);
    if (cls >= m_.tracked_count() || terms[y.cell].bit_field) return nullptr;
    if (domains_.empty()) domains_.resize(m_.tracked_count());
    const std::vector<std::uint64_t>& values = m_.domain(m_.class_tracked_as(cls));
    if (values.empty()) return nullptr;
    std::optional<Range>& known = domains_[cls];
    if (!known) {
        std::uint64_t both = ~std::uint64_t{0}, either = 0;
        for (const std::uint64_t v : values) both &= v, either |= v;
        known = Range::full(y.bits);
        known->at_least_u(values.front());
        known->at_most_u(values.back());
        known->fix_bits(both | ~either, both);
        constexpr std::uint64_t kMostBetween = 16;
        for (std::uint64_t v = values.front(); values.back() - values.front() <= kMostBetween && v < values.back(); ++v) {
            if (!std::binary_search(values.begin(), values.end(), v) && known->contains(v) && known->not_count < Range::kMaxNot) known->exclude(v);
        }
    }
    return known->bits == y.bits ? &*known : nullptr;
}

bool Machine::are_unlinked(TermId a, TermId b) {
    const auto x = origin(a), y = x ? origin(b) : std::nullopt;
    return y && !m_.flows().may_meet(*x, *y);
}

}  // namespace sdvlite::explore
