// SPDX-License-Identifier: Apache-2.0
// C's arithmetic on sized integers, two's complement, wrapping. Values are bits, zero-extended from
// their width. Pointers are unsigned 64-bit integers here.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ir/expr.hpp"

namespace sdvlite::concrete {

struct IntType {
    std::uint8_t bits = 32;
    bool is_signed = true;
    friend bool operator==(IntType, IntType) = default;
};
inline constexpr IntType kPointer{64, false};

/// The low `bits` bits.
constexpr std::uint64_t truncate(std::uint64_t v, unsigned bits) {
    return bits >= 64 ? v : v & ((std::uint64_t{1} << bits) - 1);
}
/// To 64 bits, by the sign when `t` has one.
constexpr std::uint64_t extend(std::uint64_t v, IntType t) {
    v = truncate(v, t.bits);
    if (!t.is_signed || t.bits >= 64) return v;
    const std::uint64_t sign = std::uint64_t{1} << (t.bits - 1);
    return (v ^ sign) - sign;
}
constexpr std::uint64_t convert(std::uint64_t v, IntType from, unsigned to_bits) {
    return truncate(extend(v, from), to_bits);
}
constexpr bool less(std::uint64_t a, std::uint64_t b, IntType t) {
    const std::uint64_t x = extend(a, t);
    const std::uint64_t y = extend(b, t);
    return t.is_signed ? static_cast<std::int64_t>(x) < static_cast<std::int64_t>(y) : x < y;
}

/// `a op b`, both of type `t`; comparisons give 0 or 1. No shifts, logic or pointer arithmetic. Nothing: division
/// by zero. The one overflowing division (smallest / -1) wraps.
std::optional<std::uint64_t> arithmetic(ir::BinOp op, IntType t, std::uint64_t a, std::uint64_t b);

/// `a << b` or `a >> b`; a negative count shifts everything out, like one beyond the width.
std::uint64_t shift(ir::BinOp op, IntType t, std::uint64_t a, IntType count_type, std::uint64_t b);

std::uint64_t negate_or_invert(ir::UnOp op, IntType t, std::uint64_t a);

}  // namespace sdvlite::concrete
