// SPDX-License-Identifier: Apache-2.0
// A trace as rows for a person: place, source text, what happened to the rule. What does not matter
// for the violation is left out, and so are the harness and what the OS model does, except where it
// leads back to the driver. With `verbose` every step is there.
#pragma once

#include <optional>
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

/// Codes and masks are known by their hexadecimal digits: "259" -> "259 (0x103)". Other texts are made printable.
std::string value_text(const std::string& value);

/// Whether a person learns something from the value: not from an address or a name that the lowering made up.
bool tells(const trace::NamedValue& value);

/// The call that an exit event belongs to: the last step before it at its level.
std::optional<std::size_t> call_before(const std::vector<trace::Step>& steps, std::size_t event);
/// What the call gave back, as its last return that matters says; null when nothing does.
const trace::NamedValue* result_of(const std::vector<trace::Step>& steps, std::size_t call);

struct Change {
    std::string name, before, after;  ///< before: "" when unknown
};

/// What changed in the rule's state at a step.
std::vector<Change> changes(const trace::Step& step);
/// What of it a person is told: what has a part in the violation; not where an object lies, when there is more to say; and
/// not how a rule counts callbacks.
std::vector<Change> told_changes(const trace::Step& step);
/// "cancel: unlocked -> locked"; may be empty.
std::string state_note(const std::vector<Change>& changes);

/// What the OS model shows of the system's state (IRQL = DISPATCH_LEVEL) that matters: as the call at `step` left it, which
/// only the OS model is inside of, or as the callback that is entered there found it.
std::vector<trace::NamedValue> system_state(const std::vector<trace::Step>& steps, std::size_t step);

std::vector<Row> trace_rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose);

}  // namespace sdvlite::report
