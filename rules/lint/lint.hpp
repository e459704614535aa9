// SPDX-License-Identifier: Apache-2.0
// What is probably a mistake in a rule that compiles. Each finding is a warning with its place and, where there is one,
// a hint what to do; a rule without findings gets none.
//
//   names    functions, roles and variables that nothing has; events that never fire; arguments that no call has
//   usage    variables that make no difference, enumerators and blocks without use, code that never runs, messages
//   flow     states that are never reached or never left, conditions that always have the same value
#pragma once

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/base/source.hpp"
#include "rules/lint/interface.hpp"
#include "rules/rule_info.hpp"

namespace sdvlite::rules {

/// All that follows.
void lint(const automaton::Automaton& rule, const Interface& interface, base::DiagSink& diags);

void lint_names(const automaton::Automaton& rule, const Interface& interface, base::DiagSink& diags);
void lint_usage(const automaton::Automaton& rule, base::DiagSink& diags);
void lint_flow(const automaton::Automaton& rule, base::DiagSink& diags);

/// What stands beside a rule: names in rule.json that nothing has, a folder whose name hides its rule.json.
void lint_folder(const RuleInfo& info, const Interface& interface, base::SourceMap& sources, base::DiagSink& diags);

} // namespace sdvlite::rules
