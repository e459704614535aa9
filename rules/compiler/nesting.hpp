// SPDX-License-Identifier: Apache-2.0
// A look at the tokens before the parser, which recurses: how deep brackets, blocks and ifs stand
// inside each other, and how many operators one expression has.
#pragma once

#include "core/base/diag.hpp"
#include "rules/compiler/compile.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

/// False, with an error at the place, when a limit of `options` is exceeded.
bool check_nesting(const Tokens& tokens, const CompileOptions& options, base::DiagSink& diags);

} // namespace sdvlite::rules
