// SPDX-License-Identifier: Apache-2.0
// The back half: compile each rule, check it on the driver, several at once, in the order asked for.
#pragma once

#include <atomic>
#include <vector>

#include "rules/library.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/options.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

/// Which rules the options mean for a driver of this model. Mistakes are said on `console`; then
/// `good` is false and the rest are in `rules`.
struct ChosenRules {
    std::vector<rules::RuleInfo> rules;
    bool good = true;
};
ChosenRules choose_rules(const std::vector<std::string>& selectors, const std::string& model, Console& console);

/// One result for each rule, in their order. A rule with a mistake gets the verdict InputError and
/// its messages are shown. When `interrupted` becomes true, rules that were not begun are Inconclusive.
std::vector<report::RuleResult> run_rules(const LoadedDriver& driver, const std::vector<rules::RuleInfo>& rules,
                                          const CheckOptions& options, const std::atomic<bool>& interrupted,
                                          Console& console);

}  // namespace sdvlite::cli
