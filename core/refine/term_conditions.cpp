// SPDX-License-Identifier: Apache-2.0
#include "core/refine/term_conditions.hpp"

#include <string>
#include <unordered_map>

#include "core/refine/value.hpp"

namespace sdvlite::refine {

using explore::Range;
using explore::Term;
using explore::TermId;
using explore::TermKind;
using ir::BinOp;

namespace {

/// For each question, in the solver's own unit (of the order of a microsecond).
constexpr unsigned kEffort = 50'000;

class Translation {
public:
    Translation(Context& c, const explore::Terms& terms) : c_(c), terms_(terms) {}

    // Recursion is bounded by Terms::kMaxSize.
    z3::expr value(TermId id) {
        if (const auto it = known_.find(id.value); it != known_.end()) return it->second;
        const z3::expr e = translate(id);
        known_.emplace(id.value, e);
        return e;
    }

    z3::expr lies_in(const z3::expr& v, const Range& r) {
        z3::expr out = z3::uge(v, number(r.bits, r.umin)) && z3::ule(v, number(r.bits, r.umax)) &&
                       v >= number(r.bits, static_cast<std::uint64_t>(r.smin)) && v <= number(r.bits, static_cast<std::uint64_t>(r.smax)) &&
                       (v & number(r.bits, r.known)) == number(r.bits, r.value & r.known);
        for (std::size_t i = 0; i < r.not_count; ++i) out = out && v != number(r.bits, r.nots[i]);
        return out;
    }

private:
    z3::expr number(unsigned bits, std::uint64_t v) { return c_.bv_val(v & explore::width_mask(bits), bits); }
    /// A value of which nothing is known; the same for the same term. (What is not equal to itself, Terms::is_open, is part of no
    /// condition.)
    z3::expr open(TermId id) { return c_.bv_const(("t" + std::to_string(id.value)).c_str(), std::max(1u, unsigned{terms_[id].bits})); }
    Value operand(std::uint32_t id) { return Value::of(value(TermId(id))); }

    z3::expr translate(TermId id) {
        const Term& t = terms_[id];
        switch (t.kind) {
            case TermKind::Const: return number(t.bits, t.value);
            case TermKind::Unary: return unary(c_, static_cast<ir::UnOp>(t.op), operand(t.a)).expr(c_);
            case TermKind::Cast: {
                const bool is_signed = static_cast<explore::CastKind>(t.op) == explore::CastKind::Sext;
                return resize(c_, operand(t.a), t.bits, is_signed).expr(c_);
            }
            case TermKind::Binary: return translate_binary(id, t);
            default: return open(id);
        }
    }

    z3::expr translate_binary(TermId id, const Term& t) {
        const BinOp op = static_cast<BinOp>(t.op);
        if (op == BinOp::LogAnd || op == BinOp::LogOr) {
            const z3::expr a = truth(c_, operand(t.a)), b = truth(c_, operand(t.b));
            return z3::ite(op == BinOp::LogAnd ? a && b : a || b, number(32, 1), number(32, 0));
        }
        const bool divides = op == BinOp::Div || op == BinOp::Rem;
        if (divides && (!terms_.is_const(TermId(t.b)) || terms_[TermId(t.b)].value == 0)) return open(id);
        return binary(c_, op, t.is_signed, operand(t.a), operand(t.b)).expr(c_);
    }

    Context& c_;
    const explore::Terms& terms_;
    std::unordered_map<std::uint32_t, z3::expr> known_;
};

}  // namespace

TermConditions::TermConditions() = default;
TermConditions::~TermConditions() = default;

bool TermConditions::can_hold(const explore::Terms& terms, std::span<const Condition> all) {
    if (!context_) context_ = std::make_unique<Context>();
    Context& c = *context_;
    ++asked_;
    try {
        z3::solver s(c, z3::solver::simple());
        z3::params params(c);
        params.set("rlimit", kEffort);
        s.set(params);
        Translation t(c, terms);
        for (const Condition& k : all) s.add(t.lies_in(t.value(k.value), k.range));
        return s.check() != z3::unsat;
    } catch (const z3::exception&) {
        return true;
    }
}

}  // namespace sdvlite::refine
