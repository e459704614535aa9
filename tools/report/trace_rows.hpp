// SPDX-License-Identifier: Apache-2.0
// A trace as rows for a person: place, source text, what happened to the rule. What does not matter
// for the violation is left out and counted ("... 5 steps"); the steps of the OS model and of the
// harness are shown only when they matter, and dimmed. With `verbose` every step is there.
#pragma once

#include <string>
#include <vector>

#include "tools/report/report.hpp"
#include "tools/report/style.hpp"

namespace sdvlite::report {

struct Row {
    std::string place;
    std::string text;  ///< with the bars of the call tree
    std::string note;  ///< what happened: rule state, branch taken, values
    Tone tone = Tone::Plain;
    bool relevant = false;
};

std::vector<Row> trace_rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose);

}  // namespace sdvlite::report
