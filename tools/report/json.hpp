// SPDX-License-Identifier: Apache-2.0
// The machine-readable outputs: sdvlite-results/1 for a run, sdvlite-trace/1 for one trace (the
// same value that the results hold). Published as JSON Schema in schema/.
#pragma once

#include <string>

#include "tools/report/report.hpp"

namespace sdvlite::report {

/// The whole run; ends with a line end.
std::string results_json(const Report& report);

/// One trace of `rule`, self-contained; ends with a line end.
std::string trace_json(const Report& report, const RuleResult& rule, const trace::Trace& trace);

}  // namespace sdvlite::report
