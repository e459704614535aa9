// SPDX-License-Identifier: Apache-2.0
// The drivers beside a rule and what their names say about the verdict:
//
//   pass*.c    passes (a property: holds)
//   fail*.c    has a defect at exactly the lines that end in the comment  // VIOLATION
//              (without such a line: a property that does not hold)
//   na*.c      the rule does not apply
//
// .dir files likewise. A file `args` beside them holds further arguments for each check.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "rules/rule_info.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

enum class Expected { Pass, Fail, NotApplicable };

struct RuleExample {
    std::string file;
    Expected expected = Expected::Pass;
};

/// Sorted by name.
std::vector<RuleExample> find_examples(const rules::RuleInfo& info);

/// What is wrong with the choice of drivers; empty: there is one that passes and one that fails.
std::string missing_examples(const rules::RuleInfo& info, const std::vector<RuleExample>& examples);

/// The words of the file `args`, in which quotes and comments after # are known.
std::vector<std::string> example_arguments(const rules::RuleInfo& info);

/// Where the result differs from what the driver's name and marks say: an error for each difference.
void compare_example(const RuleExample& example, const report::RuleResult& result, base::SourceMap& sources,
                     base::DiagSink& diags);

}  // namespace sdvlite::cli
