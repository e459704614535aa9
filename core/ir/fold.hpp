// SPDX-License-Identifier: Apache-2.0
// The value of constant expressions, for array sizes, case labels, initialisers. A convenience of
// readers and builders, not the semantics that verdicts rest on.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// `bits` of type `from` converted to the scalar type `to`: sign or zero extended, truncated.
std::uint64_t convert_bits(const TypeTable& types, std::uint64_t bits, TypeId from, TypeId to);

/// `bits` of type `type` as a signed number when the type is signed.
std::int64_t as_signed(const TypeTable& types, std::uint64_t bits, TypeId type);

/// The value of `e` as bits of its type, when it is an integer or pointer expression of constants
/// only and defined (no division by zero). Expects a height within kMaxExprDepth; gives up on expressions of more
/// than a thousand parts.
std::optional<std::uint64_t> constant_value(const Program& program, ExprId e);

/// The offset in bytes of a designator from the null pointer at its root: Field and Index (of constants) over
/// Deref of a null constant, as offsetof is written. Nothing when it is built otherwise.
std::optional<std::uint64_t> constant_offset(const Program& program, ExprId designator);

/// Is `value` a constant, or the address of a global, of a part of one or of a procedure, perhaps cast or
/// with a constant added: what can initialise a global?
bool is_initialiser(const Program& program, ExprId value);

}  // namespace sdvlite::ir
