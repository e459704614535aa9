// SPDX-License-Identifier: Apache-2.0
// The report that a person reads: verdicts first, then each defect (what is wrong and where, then
// how it comes about), then what the verdicts rest on.
#pragma once

#include <cstddef>
#include <string>

#include "tools/report/report.hpp"

namespace sdvlite::report {

struct TextOptions {
    bool color = false;
    bool verbose = false;     ///< every step of a trace, statistics, traces of what is unconfirmed
    bool quiet = false;       ///< only what is wrong: no traces, no coverage
    bool unconfirmed_traces = false;  ///< also of what is unconfirmed
    std::size_t width = 100;  ///< columns of the terminal
};

std::string results_text(const Report& report, const TextOptions& options);

/// What was found about one rule: its defects and what is unconfirmed, each after an empty line.
std::string found_text(const Report& report, const RuleResult& rule, const TextOptions& options);

/// What happened in a few sentences, then the steps of one trace, each line starting with `indent` spaces.
std::string trace_text(const Report& report, const RuleResult& rule, const trace::Trace& trace,
                       const TextOptions& options, std::size_t indent);

}  // namespace sdvlite::report
