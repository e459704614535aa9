// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/operators.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace sdvlite::frontend::dir {

namespace {

using ir::BinOp;

constexpr std::array<Operator, 18> kOperators{{
    {"*", 10, BinOp::Mul},  {"/", 10, BinOp::Div}, {"%", 10, BinOp::Rem}, {"+", 9, BinOp::Add},
    {"-", 9, BinOp::Sub},   {"<<", 8, BinOp::Shl}, {">>", 8, BinOp::Shr}, {"<", 7, BinOp::Lt},
    {"<=", 7, BinOp::Le},   {">", 7, BinOp::Gt},   {">=", 7, BinOp::Ge},  {"==", 6, BinOp::Eq},
    {"!=", 6, BinOp::Ne},   {"&", 5, BinOp::And},  {"^", 4, BinOp::Xor},  {"|", 3, BinOp::Or},
    {"&&", 2, BinOp::LogAnd}, {"||", 1, BinOp::LogOr},
}};

}  // namespace

const Operator& operator_of(std::string_view text) {
    const auto found =
        std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& o) { return o.text == text; });
    if (found == kOperators.end()) throw std::logic_error("the grammar has an operator that the table lacks");
    return *found;
}

ir::TypeId natural_type(ir::TypeTable& types, const Number& n) {
    if (n.bits <= INT32_MAX) return types.integer(32, true);
    if (n.hexadecimal && n.bits <= UINT32_MAX) return types.integer(32, false);
    return types.integer(64, n.bits <= INT64_MAX);
}

std::uint64_t read_float_bits(std::string_view token, base::Span where) {
    const std::string_view digits = token.substr(8, token.size() - 9);
    std::uint64_t bits = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (result.ec != std::errc()) fail(where, "this number needs more than 64 bits");
    return bits;
}

}  // namespace sdvlite::frontend::dir
