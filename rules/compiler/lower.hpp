// SPDX-License-Identifier: Apache-2.0
// From the tree to the automaton: names are resolved, types are checked, what is not compiled is
// rejected by name.
#pragma once

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "rules/compiler/ast.hpp"
#include "rules/compiler/compile.hpp"
#include "rules/compiler/macros.hpp"

namespace sdvlite::rules {

/// Lowers `rule`. The result is of use only when nothing in `diags` is an error. `macros` gives
/// names for suggestions.
automaton::Automaton lower(const ast::Rule& rule, const MacroTable& macros, const CompileOptions& options,
                           base::DiagSink& diags);

} // namespace sdvlite::rules
