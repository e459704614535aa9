// SPDX-License-Identifier: Apache-2.0
#include "tools/report/html_automaton.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace sdvlite::report {
namespace {

constexpr std::size_t kMostStates = 16;
constexpr std::size_t kMostArrows = 40;  // those between the same two states are one

bool can_be_looked_at(const automaton::Graph& graph) {
    std::set<std::tuple<std::uint32_t, automaton::GraphEnd, std::uint32_t>> arrows;
    for (const automaton::GraphTransition& t : graph.transitions) arrows.emplace(t.from, t.end, t.to);
    return graph.complete && graph.states.size() <= kMostStates && arrows.size() <= kMostArrows;
}

// "s = locked, depth = 2" in its parts: no name and no value has a comma.
std::vector<std::string> pieces(const std::string& description) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from < description.size();) {
        const std::size_t comma = std::min(description.find(", ", from), description.size());
        out.push_back(description.substr(from, comma - from));
        from = comma + 2;
    }
    return out;
}

// Of a state that stands for several valuations: what they have in common.
Json common_pieces(const automaton::Automaton& rule, const automaton::GraphState& state) {
    std::vector<std::string> common = pieces(automaton::describe(rule, state.valuations.front()));
    for (const automaton::Valuation& valuation : state.valuations) {
        const std::vector<std::string> own = pieces(automaton::describe(rule, valuation));
        std::erase_if(common, [&](const std::string& piece) { return std::find(own.begin(), own.end(), piece) == own.end(); });
    }
    return texts(common);
}

Json transition(const automaton::GraphTransition& t) {
    // Of several names one and a number: the end of the label says more than they would.
    automaton::GraphTransition first = t;
    first.events.resize(std::min<std::size_t>(1, t.events.size()));
    std::string label = automaton::event_text(first);
    if (t.events.size() > 1) label += " +" + std::to_string(t.events.size() - 1);
    if (!t.condition.empty()) label += " [" + t.condition + "]";
    Json out = {{"from", t.from}, {"label", text(label)}};
    if (t.end == automaton::GraphEnd::State) {
        out["to"] = t.to;
    } else {
        out["end"] = t.end == automaton::GraphEnd::Violation ? "violation" : "halt";
    }
    return out;
}

}  // namespace

AutomatonForPage::AutomatonForPage(const automaton::Automaton& rule) : rule_(rule) {
    const automaton::Graph all = automaton::build_graph(rule);
    graph_ = automaton::minimised(all);
    drawable_ = can_be_looked_at(graph_);
    std::vector<std::uint32_t> enums;
    for (std::uint32_t i = 0; i < rule.vars.size(); ++i) {
        if (rule.vars[i].kind == automaton::VarKind::Enum) enums.push_back(i);
    }
    if (drawable_ || enums.empty() || enums.size() == rule.vars.size() || !all.complete) return;
    graph_ = automaton::projected(rule, all, enums);
    drawable_ = can_be_looked_at(graph_);
    for (const std::uint32_t i : enums) view_.push_back(rule.vars[i].name);
}

Json AutomatonForPage::json() const {
    if (!drawable_) return nullptr;
    Json states = Json::array();
    for (const automaton::GraphState& s : graph_.states) states.push_back({{"pieces", common_pieces(rule_, s)}});
    Json transitions = Json::array();
    for (const automaton::GraphTransition& t : graph_.transitions) transitions.push_back(transition(t));
    Json out = {{"states", std::move(states)}, {"transitions", std::move(transitions)}};
    if (!view_.empty()) out["view"] = texts(view_);
    return out;
}

Json AutomatonForPage::state(const Json& values) const {
    std::vector<std::pair<std::string, std::string>> named;
    for (const auto& [name, value] : values.items()) named.emplace_back(name, value.get<std::string>());
    const std::optional<std::uint32_t> number = automaton::state_of(rule_, graph_, named);
    return number ? Json(*number) : Json(nullptr);
}

void AutomatonForPage::number(Json& steps) const {
    if (!drawable_) return;
    for (Json& step : steps) {
        const auto it = step.find("rule_state");
        if (it != step.end()) step["automaton"] = {state((*it)["before"]), state((*it)["after"])};
    }
}

}  // namespace sdvlite::report
