// SPDX-License-Identifier: Apache-2.0
// A user's word in the source that a defect is none:
//
//   // sdvlite: allow(CancelSpinLock) the lock is released by the worker
//
// on the line of the defect or the line before. A reason is required. Several rules may be named,
// separated by commas.
#pragma once

#include "tools/cli/console.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

/// Marks the defects of `rule` that the driver's source allows. A comment for this rule without a
/// reason suppresses nothing and is warned about.
void apply_suppressions(report::RuleResult& rule, const base::SourceMap& sources, Console& console);

}  // namespace sdvlite::cli
