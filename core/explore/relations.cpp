// SPDX-License-Identifier: Apache-2.0
// What is known of how two values compare of which neither is a constant. Of less, equal and greater some are ruled out by
// what conditions have taught: a > b that is false says that a <= b is true, a <= b together with a != b that a < b, and
// a < b that a + 1 <= b, which is what loops up to a bound go by. Not done: chains (a < b, b < c).
#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using ir::BinOp;

namespace {

constexpr unsigned kLess = 1, kEqual = 2, kGreater = 4, kAny = 7;

unsigned outcomes(BinOp op) {
    switch (op) {
        case BinOp::Lt: return kLess;
        case BinOp::Le: return kLess | kEqual;
        case BinOp::Gt: return kGreater;
        case BinOp::Ge: return kGreater | kEqual;
        case BinOp::Eq: return kEqual;
        case BinOp::Ne: return kLess | kGreater;
        default: return kAny;
    }
}

}  // namespace

/// As far as conditions on just these two say it.
unsigned Machine::outcomes_by_facts(const State& s, bool is_signed, TermId a, TermId b) {
    unsigned left = kAny;
    for (const BinOp op : {BinOp::Lt, BinOp::Le, BinOp::Gt, BinOp::Ge, BinOp::Eq, BinOp::Ne}) {
        const TermId t = terms.binary(op, is_signed, a, b);
        int holds = -1;
        if (terms.is_const(t)) {
            holds = terms[t].value != 0;
        } else if (const auto f = terms.is_top(t) ? std::nullopt : s.fact(t)) {
            const Range& r = ranges[*f];
            holds = !r.contains(0) ? 1 : r.is_constant() ? 0 : -1;
            // An equality may have become a condition on something smaller.
            if (terms[t].kind != TermKind::Binary || !ir::is_comparison(static_cast<BinOp>(terms[t].op))) holds = -1;
        }
        if (holds >= 0) left &= holds == 1 ? outcomes(op) : kAny & ~outcomes(op);
    }
    return left;
}

unsigned Machine::outcomes_between(const State& s, bool is_signed, TermId a, TermId b) {
    unsigned left = outcomes_by_facts(s, is_signed, a, b);
    // A neighbour of the one that is less is at most the other (and can't wrap).
    const std::uint64_t minus_one = width_mask(terms[a].bits);
    for (const bool first : {true, false}) {
        const Term t = terms[first ? a : b];
        if (t.kind != TermKind::Binary || static_cast<BinOp>(t.op) != BinOp::Add || !terms.is_const(TermId(t.b))) continue;
        const std::uint64_t by = terms[TermId(t.b)].value;
        if (by != 1 && by != minus_one) continue;
        const TermId moved(t.a);
        const unsigned before = first ? outcomes_by_facts(s, is_signed, moved, b) : outcomes_by_facts(s, is_signed, a, moved);
        const bool towards_greater = (by == 1) == first;
        if (before != (towards_greater ? kLess : kGreater)) continue;
        left &= before | kEqual;
        // Neither wraps, so that both may be moved back: a + 1 against b as a against b - 1.
        const TermId other = terms.binary(BinOp::Add, false, first ? b : a, terms.constant(terms[a].bits, 0 - by));
        left &= first ? outcomes_by_facts(s, is_signed, moved, other) : outcomes_by_facts(s, is_signed, other, moved);
    }
    return left;
}

/// 1, 0, or -1 for unknown.
int Machine::compare_by_relations(const State& s, BinOp op, bool is_signed, TermId a, TermId b) {
    const bool either = op == BinOp::Eq || op == BinOp::Ne;
    for (const bool with_sign : {is_signed, true}) {
        const unsigned left = outcomes_between(s, with_sign, a, b);
        if (left == 0) return -1;  // what contradicts itself is found out by consistent()
        if ((left & outcomes(op)) == 0) return 0;
        if ((left & ~outcomes(op)) == 0) return 1;
        if (!either) break;
    }
    return -1;
}

/// Whether nothing is left but that the two are equal when `op` holds between them.
bool Machine::makes_equal(const State& s, BinOp op, bool is_signed, TermId a, TermId b) {
    return (outcomes_between(s, is_signed, a, b) & outcomes(op)) == kEqual;
}

/// What `a op b` says of each by what is known of the other.
bool Machine::refine_both(State& s, TermId a, BinOp op, bool is_signed, TermId b) {
    auto number = [&](TermId t) { return terms[t].kind != TermKind::Addr && terms[t].kind != TermKind::Func; };
    if (op == BinOp::Eq || op == BinOp::Ne || !number(a) || !number(b)) return true;
    const bool less = op == BinOp::Lt || op == BinOp::Le;
    const Range x = range(s, a), y = range(s, b);
    auto most = [&](const Range& r) { return is_signed ? static_cast<std::uint64_t>(r.smax) : r.umax; };
    auto least = [&](const Range& r) { return is_signed ? static_cast<std::uint64_t>(r.smin) : r.umin; };
    return refine(s, a, op, is_signed, less ? most(y) : least(y)) && refine(s, b, mirrored(op), is_signed, less ? least(x) : most(x));
}

}  // namespace sdvlite::explore
