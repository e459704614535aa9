// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/arith.hpp"

namespace sdvlite::concrete {

namespace {

std::optional<std::uint64_t> divide(ir::BinOp op, IntType t, std::uint64_t a, std::uint64_t b) {
    if (b == 0) return std::nullopt;
    const bool quotient = op == ir::BinOp::Div;
    if (!t.is_signed) return quotient ? a / b : a % b;
    const auto x = static_cast<std::int64_t>(extend(a, t));
    const auto y = static_cast<std::int64_t>(extend(b, t));
    if (y == -1) return quotient ? truncate(-static_cast<std::uint64_t>(x), t.bits) : 0;
    return truncate(static_cast<std::uint64_t>(quotient ? x / y : x % y), t.bits);
}

}  // namespace

std::optional<std::uint64_t> arithmetic(ir::BinOp op, IntType t, std::uint64_t a, std::uint64_t b) {
    using ir::BinOp;
    a = truncate(a, t.bits);
    b = truncate(b, t.bits);
    switch (op) {
        case BinOp::Add: return truncate(a + b, t.bits);
        case BinOp::Sub: return truncate(a - b, t.bits);
        case BinOp::Mul: return truncate(a * b, t.bits);
        case BinOp::Div:
        case BinOp::Rem: return divide(op, t, a, b);
        case BinOp::And: return a & b;
        case BinOp::Or: return a | b;
        case BinOp::Xor: return a ^ b;
        case BinOp::Eq: return a == b;
        case BinOp::Ne: return a != b;
        case BinOp::Lt: return less(a, b, t);
        case BinOp::Le: return !less(b, a, t);
        case BinOp::Gt: return less(b, a, t);
        case BinOp::Ge: return !less(a, b, t);
        case BinOp::Shl:
        case BinOp::Shr:
        case BinOp::LogAnd:
        case BinOp::LogOr:
        case BinOp::PtrAdd:
        case BinOp::PtrSub: break;  // have functions of their own
    }
    return std::nullopt;
}

std::uint64_t shift(ir::BinOp op, IntType t, std::uint64_t a, IntType count_type, std::uint64_t b) {
    const std::uint64_t count = extend(b, count_type);  // a negative one becomes huge
    const std::uint64_t value = extend(a, t);
    const bool out = count >= t.bits;
    if (op == ir::BinOp::Shl) return out ? 0 : truncate(value << count, t.bits);
    const bool negative = t.is_signed && (value >> 63) != 0;
    if (out) return negative ? truncate(~std::uint64_t{0}, t.bits) : 0;
    const std::uint64_t shifted = negative ? ~(~value >> count) : value >> count;
    return truncate(shifted, t.bits);
}

std::uint64_t negate_or_invert(ir::UnOp op, IntType t, std::uint64_t a) {
    return truncate(op == ir::UnOp::Neg ? -a : ~a, t.bits);
}

}  // namespace sdvlite::concrete
