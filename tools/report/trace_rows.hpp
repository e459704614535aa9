// SPDX-License-Identifier: Apache-2.0
// A trace as rows for a person: place, source text, what happened to the rule. What does not matter
// for the violation is left out, and so are the harness and what the OS model does, except where it
// leads back to the driver. With `verbose` every step is there.
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

/// "dir/sub/file.c" -> "file.c"; the full path stands at the head of the defect.
std::string_view base_name(std::string_view path);

/// Whether a person learns something from the value: not from an address or a name that the lowering made up.
bool tells(const trace::NamedValue& value);

/// "cancel: unlocked -> locked": what changed in the rule's state at a step; may be empty.
std::string state_note(const trace::Step& step);

std::vector<Row> trace_rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose);

}  // namespace sdvlite::report
