// SPDX-License-Identifier: Apache-2.0
#include "core/refine/value.hpp"

#include <algorithm>

namespace sdvlite::refine {

using ir::BinOp;
using ir::UnOp;

namespace {

std::uint64_t mask(unsigned bits) { return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1; }

std::int64_t as_signed(std::uint64_t v, unsigned bits) {
    const unsigned shift = 64 - bits;
    return static_cast<std::int64_t>(v << shift) >> shift;
}

std::uint64_t fold(BinOp op, bool is_signed, std::uint64_t x, std::uint64_t y, unsigned w, unsigned wy) {
    const std::int64_t sx = as_signed(x, w), sy = as_signed(y, wy);
    switch (op) {
        case BinOp::Add: return x + y;
        case BinOp::Sub: return x - y;
        case BinOp::Mul: return x * y;
        case BinOp::Div:
            if (!is_signed) return x / y;
            return sy == -1 ? 0 - x : static_cast<std::uint64_t>(sx / sy);
        case BinOp::Rem:
            if (!is_signed) return x % y;
            return sy == -1 ? 0 : static_cast<std::uint64_t>(sx % sy);
        case BinOp::And: return x & y;
        case BinOp::Or: return x | y;
        case BinOp::Xor: return x ^ y;
        case BinOp::Shl: return y >= w ? 0 : x << y;
        case BinOp::Shr: return is_signed ? static_cast<std::uint64_t>(sx >> std::min<std::uint64_t>(y, w - 1)) : y >= w ? 0 : x >> y;
        case BinOp::Eq: return x == y;
        case BinOp::Ne: return x != y;
        case BinOp::Lt: return is_signed ? sx < sy : x < y;
        case BinOp::Le: return is_signed ? sx <= sy : x <= y;
        case BinOp::Gt: return is_signed ? sx > sy : x > y;
        case BinOp::Ge: return is_signed ? sx >= sy : x >= y;
        default: return 0;
    }
}

Value of_bool(Context& c, const z3::expr& e) {
    return Value::of(z3::ite(e, c.bv_val(1, 32), c.bv_val(0, 32)));
}

}  // namespace

Value Value::of(unsigned bits, std::uint64_t v) { return {bits, v & mask(bits), std::nullopt, kNowhere}; }

Value Value::of(z3::expr e) {
    const z3::expr s = e.simplify();
    std::uint64_t n = 0;
    if (s.is_numeral_u64(n)) return of(s.get_sort().bv_size(), n);
    return {s.get_sort().bv_size(), 0, s, kNowhere};
}

z3::expr Value::expr(Context& c) const { return symbolic ? *symbolic : c.bv_val(number, bits); }

Value Value::through(Context& c, ProvenanceId p) const {
    Value v = *this;
    v.from = c.provenance.unite(from, p);
    return v;
}

bool same(const Value& a, const Value& b) {
    if (a.bits != b.bits || a.known() != b.known()) return false;
    return a.known() ? a.number == b.number : z3::eq(*a.symbolic, *b.symbolic);
}

namespace {

Value plain_unary(Context& c, UnOp op, const Value& a) {
    if (op == UnOp::LogNot) {
        if (a.known()) return Value::of(32, a.number == 0);
        return of_bool(c, *a.symbolic == c.bv_val(0, a.bits));
    }
    if (a.known()) return Value::of(a.bits, op == UnOp::Neg ? 0 - a.number : ~a.number);
    return Value::of(op == UnOp::Neg ? -*a.symbolic : ~*a.symbolic);
}

Value plain_binary(Context& c, BinOp op, bool is_signed, const Value& a, const Value& b) {
    const unsigned result = ir::is_comparison(op) ? 32 : a.bits;
    if (a.known() && b.known()) return Value::of(result, fold(op, is_signed, a.number, b.number, a.bits, b.bits));
    const bool shift = op == BinOp::Shl || op == BinOp::Shr;
    if (shift && b.bits > a.bits) {  // a count that does not fit is a count all the same
        return resize(c, binary(c, op, is_signed, resize(c, a, b.bits, is_signed), b), a.bits, false);
    }
    const z3::expr x = a.expr(c);
    const z3::expr y = a.bits == b.bits ? b.expr(c) : resize(c, b, a.bits, false).expr(c);
    switch (op) {
        case BinOp::Add: return Value::of(x + y);
        case BinOp::Sub: return Value::of(x - y);
        case BinOp::Mul: return Value::of(x * y);
        case BinOp::Div: return Value::of(is_signed ? x / y : z3::udiv(x, y));
        case BinOp::Rem: return Value::of(is_signed ? z3::srem(x, y) : z3::urem(x, y));
        case BinOp::And: return Value::of(x & y);
        case BinOp::Or: return Value::of(x | y);
        case BinOp::Xor: return Value::of(x ^ y);
        case BinOp::Shl: return Value::of(z3::shl(x, y));
        case BinOp::Shr: return Value::of(is_signed ? z3::ashr(x, y) : z3::lshr(x, y));
        case BinOp::Eq: return of_bool(c, x == y);
        case BinOp::Ne: return of_bool(c, x != y);
        case BinOp::Lt: return of_bool(c, is_signed ? x < y : z3::ult(x, y));
        case BinOp::Le: return of_bool(c, is_signed ? x <= y : z3::ule(x, y));
        case BinOp::Gt: return of_bool(c, is_signed ? x > y : z3::ugt(x, y));
        case BinOp::Ge: return of_bool(c, is_signed ? x >= y : z3::uge(x, y));
        default: return Value::of(result, 0);
    }
}

Value plain_resize(const Value& a, unsigned bits, bool is_signed) {
    if (a.known()) {
        const bool extend = bits > a.bits && is_signed;
        return Value::of(bits, extend ? static_cast<std::uint64_t>(as_signed(a.number, a.bits)) : a.number);
    }
    if (bits < a.bits) return Value::of(a.symbolic->extract(bits - 1, 0));
    return Value::of(is_signed ? z3::sext(*a.symbolic, bits - a.bits) : z3::zext(*a.symbolic, bits - a.bits));
}

}  // namespace

Value unary(Context& c, UnOp op, const Value& a) {
    Value v = plain_unary(c, op, a);
    v.from = a.from;
    return v;
}

Value binary(Context& c, BinOp op, bool is_signed, const Value& a, const Value& b) {
    Value v = plain_binary(c, op, is_signed, a, b);
    v.from = c.provenance.unite(a.from, b.from);
    return v;
}

Value resize(Context&, const Value& a, unsigned bits, bool is_signed) {
    if (bits == a.bits) return a;
    Value v = plain_resize(a, bits, is_signed);
    v.from = a.from;
    return v;
}

z3::expr truth(Context& c, const Value& a) {
    if (a.known()) return c.bool_val(a.number != 0);
    return *a.symbolic != c.bv_val(0, a.bits);
}

std::uint64_t Context::effort() {
    if (!meter) meter.emplace(*this, z3::solver::simple());
    const z3::stats all = meter->statistics();
    for (unsigned i = 0; i < all.size(); ++i) {
        if (all.key(i) == "rlimit count") return all.is_uint(i) ? all.uint_value(i) : static_cast<std::uint64_t>(all.double_value(i));
    }
    return 0;
}

}  // namespace sdvlite::refine
