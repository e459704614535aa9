// SPDX-License-Identifier: Apache-2.0
// Which records a path takes the memory for that it accesses, and what that says of pointers that don't lead to
// objects of their own: two pointers may lead to overlapping bytes only where one record has room for the other, as
// declared. What the driver sees in one and the same pointer (a cast) is its own business.
#include <algorithm>

#include "core/ir/places.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

namespace {

constexpr std::size_t kMostViews = 256;

/// Whether the value lies in [first, last]; these are small.
z3::expr between(Context& c, const Value& v, std::uint64_t first, std::uint64_t last) {
    const Value from = binary(c, ir::BinOp::Sub, false, v, Value::of(64, first));
    return truth(c, binary(c, ir::BinOp::Le, false, from, Value::of(64, last - first)));
}

z3::expr in_places(Context& c, const ir::Places& places, const Value& offset) {
    z3::expr out = c.bool_val(places.anywhere);
    for (const auto& [first, last] : places.ranges) out = out || between(c, offset, first, last);
    return out.simplify();
}

}  // namespace

void Executor::note_view(const Value& at, ir::TypeId type, bool whole) {
    if (views_.size() >= kMostViews || p_.types.size_of(type) == 0 || (!whole && !p_.types.is_record(type))) return;
    View v{std::nullopt, at.number, type, whole, at.from};
    if (!at.known()) {
        // A variable, or a number and a variable, as the solver arranges sums.
        z3::expr e = *at.symbolic;
        std::uint64_t number = 0;
        if (e.is_app() && e.decl().decl_kind() == Z3_OP_BADD && e.num_args() == 2 && e.arg(0).is_numeral_u64(number)) e = e.arg(1);
        if (!e.is_const() || e.is_numeral()) return;
        v.pointer = e;
        v.offset = number;
    } else if (at.number < ir::kGlobalBase || at.number >= ir::kPlanEnd || at.number / ir::kRegionSize == ir::kStackBase / ir::kRegionSize) {
        return;  // NULL, hardware, and variables of calls, to which no input leads
    }
    if (viewed_.emplace(v.pointer ? v.pointer->id() : UINT32_MAX, v.offset, type.value).second) views_.push_back(std::move(v));
}

Value Executor::start_of(const View& v) {
    if (!v.pointer) return Value::of(64, v.offset);
    const auto known = fixed_.find(v.pointer->id());
    if (known != fixed_.end()) return Value::of(64, known->second + v.offset);
    return binary(c_, ir::BinOp::Add, false, Value::of(*v.pointer), Value::of(64, v.offset));
}

/// Nothing says where it is: then it is out of the way.
bool Executor::open(const View& v) const {
    return v.pointer && !fixed_.contains(v.pointer->id()) && !mentions_.contains(v.pointer->id());
}

/// What the path sees through other pointers than this one, without what is a part of something else that it sees there.
/// Pointers that share an object with others count when they are older, so that no two of them vouch for each other.
std::vector<Executor::View> Executor::seen_beside(const z3::expr& pointer) {
    std::vector<std::pair<View, Value>> all;
    auto older = [&](const z3::expr& p) {
        for (const z3::expr& q : pointers_) {
            if (z3::eq(q, p)) return true;
            if (z3::eq(q, pointer)) return false;
        }
        return false;
    };
    for (const View& v : views_) {
        if (v.pointer && (z3::eq(*v.pointer, pointer) || open(v) || (!own_.contains(v.pointer->id()) && !older(*v.pointer)))) continue;
        all.emplace_back(v, start_of(v));
    }
    std::vector<View> out;
    for (const auto& [v, at] : all) {
        const bool part = !v.whole && std::any_of(all.begin(), all.end(), [&](const auto& o) {
            const auto& [other, start] = o;
            if (other.type == v.type && !other.whole) return false;
            const bool comparable = start.known() && at.known() ? true : other.pointer && v.pointer && z3::eq(*other.pointer, *v.pointer);
            const std::uint64_t inside = start.known() && at.known() ? at.number - start.number : v.offset - other.offset;
            return comparable && inside < p_.types.size_of(other.type) && ir::places_in(p_.types, other.type, v.type).contain(inside);
        });
        if (!part) out.push_back(v);
    }
    return out;
}

/// That what is accessed through the pointer has room where it leads, as far as is known by now.
Executor::Condition Executor::room_for(const z3::expr& pointer) {
    Condition out{c_.bool_val(true), kNowhere};
    std::vector<View> others;
    for (const View& mine : std::vector<View>(views_)) {
        if (!mine.pointer || !z3::eq(*mine.pointer, pointer)) continue;
        if (others.empty()) others = seen_beside(pointer);
        const Value at = start_of(mine);
        z3::expr apart = c_.bool_val(true), fits = c_.bool_val(false);
        for (const View& other : others) {
            const Value start = start_of(other);
            const Value behind = binary(c_, ir::BinOp::Sub, false, at, start), before = binary(c_, ir::BinOp::Sub, false, start, at);
            const z3::expr shares = (between(c_, behind, 0, p_.types.size_of(other.type) - 1) ||
                                     between(c_, before, 0, p_.types.size_of(mine.type) - 1)).simplify();
            if (shares.is_false()) continue;
            out.from = c_.provenance.unite(out.from, c_.provenance.unite(mine.from, other.from));
            apart = apart && !shares;
            fits = fits || in_places(c_, ir::places_in(p_.types, other.type, mine.type), behind);
            if (!other.whole) fits = fits || in_places(c_, ir::places_in(p_.types, mine.type, other.type), before);
        }
        out.holds = (out.holds && (apart || fits)).simplify();
    }
    return out;
}

/// The same of all pointers that don't lead to objects of their own.
void Executor::require_room() {
    const std::size_t before = conditions_.size();
    for (const z3::expr& p : std::vector<z3::expr>(pointers_)) {
        if (own_.contains(p.id()) || (!fixed_.contains(p.id()) && !mentions_.contains(p.id()))) continue;
        if (!demand(room_for(p))) break;
    }
    if (!conflicts_.empty()) throw Stop{Feasibility::Unknown, {}};
    if (conditions_.size() != before) require_model();
}

}  // namespace sdvlite::refine
