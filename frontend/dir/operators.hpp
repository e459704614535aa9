// SPDX-License-Identifier: Apache-2.0
// The table of binary operators, and the types that numbers have by themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "frontend/dir/literals.hpp"

namespace sdvlite::frontend::dir {

struct Operator {
    std::string_view text;
    int precedence;  ///< C's; higher binds tighter
    ir::BinOp op;
};

/// The operator of a token that the grammar lets through as one; also for `+=` and its like.
const Operator& operator_of(std::string_view text);

/// Of a number without suffix, as in C on Windows: the first of i32, u32 (hexadecimal only), i64,
/// u64 that holds it.
ir::TypeId natural_type(ir::TypeTable& types, const Number& n);

/// The bits in float64'4607182418800017408'.
std::uint64_t read_float_bits(std::string_view token, base::Span where);

}  // namespace sdvlite::frontend::dir
