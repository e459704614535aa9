// SPDX-License-Identifier: Apache-2.0
// Structural checks of a program: ids in range, types agree, targets exist, designators are
// designators, expressions and types no deeper than the limits. Run once after a program was
// built, so that everybody behind may rely on it. Does not judge whether a program makes sense.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// Height of an expression tree; algorithms on expressions may recurse this deep.
inline constexpr std::size_t kMaxExprDepth = 1000;
/// Nodes of an expression written out as a tree (shared parts counted each time).
inline constexpr std::size_t kMaxExprNodes = 100'000;
/// Nodes of a type written out in full, records by name.
inline constexpr std::size_t kMaxTypeNodes = 4096;
/// Height of a type; also how deep records may nest by value.
inline constexpr std::size_t kMaxTypeDepth = 256;

/// Everything that is wrong, in order, at most `limit` messages; empty for a sound program.
/// A message has the span of the statement, procedure or global that it is about. Safe on any
/// Program value, however it was made.
std::vector<base::Diagnostic> validate(const Program& program, std::size_t limit = 100);

}  // namespace sdvlite::ir
