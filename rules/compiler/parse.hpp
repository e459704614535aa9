// SPDX-License-Identifier: Apache-2.0
// From preprocessed tokens to the tree of a rule, by the generated parser.
#pragma once

#include <optional>

#include "core/base/diag.hpp"
#include "rules/compiler/ast.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

/// The rule that `tokens` (ended by EOF, nesting checked) spell. Nothing, and one error in `diags`,
/// when they are no rule: only the first syntax error is reported, the next ones often follow from it.
std::optional<ast::Rule> parse(const Tokens& tokens, base::DiagSink& diags);

} // namespace sdvlite::rules
