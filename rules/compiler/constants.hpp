// SPDX-License-Identifier: Apache-2.0
// Numbers in rules: how they are written and computed with at compile time. Signed 64 bits that wrap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/automaton/automaton.hpp"

namespace sdvlite::rules {

/// Decimal, 0x… or 0… (octal, as in C), with C's suffixes u and l. Nothing when it is something
/// else or has more than 63 bits.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// `value` as a signed 32-bit number when it is one that was written without its sign
/// (0xC0000001); otherwise unchanged.
std::int64_t wrap_to_32_bits(std::int64_t value);

/// The operator of a token; it has to be one of the grammar's binary operators.
automaton::RBinOp binary_operator(std::size_t token_kind);

std::int64_t fold(automaton::RUnOp op, std::int64_t a);
std::int64_t fold(automaton::RBinOp op, std::int64_t a, std::int64_t b);

/// "a, b, c", at most some ten of them.
std::string list(const std::vector<std::string>& words);

/// The text of a string literal without its quotes. \n \t \" and \\ mean what they mean in C, a
/// line end after a backslash is left out, any other backslash is itself.
std::string unescape(std::string_view literal);

} // namespace sdvlite::rules
