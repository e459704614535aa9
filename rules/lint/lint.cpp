// SPDX-License-Identifier: Apache-2.0
#include "rules/lint/lint.hpp"

namespace sdvlite::rules {

void lint(const automaton::Automaton& rule, const Interface& interface, base::DiagSink& diags) {
    lint_names(rule, interface, diags);
    lint_usage(rule, diags);
    lint_flow(rule, diags);
}

} // namespace sdvlite::rules
