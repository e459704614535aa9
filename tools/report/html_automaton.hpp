// SPDX-License-Identifier: Apache-2.0
// A rule's automaton as the page draws it, and which of its states each step of a trace is in.
#pragma once

#include <string>
#include <vector>

#include "core/automaton/graph.hpp"
#include "tools/report/json_parts.hpp"

namespace sdvlite::report {

class AutomatonForPage {
public:
    explicit AutomatonForPage(const automaton::Automaton& rule);

    /// {"states": [{"pieces": ["lock = held"]}], "transitions": [{"from", "label", and "to" or "end"}]}; the first state is
    /// the initial one, "end" is "violation" or "halt". What has too many states to be looked at is shown as its enum
    /// variables see it; "view" names them then. null when that is too large as well.
    Json json() const;

    /// Adds "automaton": [before, after], numbers of states or null, to each step that has a "rule_state".
    void number(Json& steps) const;

private:
    Json state(const Json& values) const;

    const automaton::Automaton& rule_;
    automaton::Graph graph_;
    std::vector<std::string> view_;
    bool drawable_ = false;
};

}  // namespace sdvlite::report
