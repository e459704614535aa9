// SPDX-License-Identifier: Apache-2.0
// Moore's partition refinement on a rule's graph: classes of states are split until states of one class have the same
// arrows to the same classes.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/automaton/graph.hpp"

namespace sdvlite::automaton {
namespace {

using Classes = std::vector<std::uint32_t>;
using Arrow = std::tuple<std::vector<std::string>, When, bool, std::string, GraphEnd, std::uint32_t, std::string>;

/// What leaves each state, as far as the classes tell. An arrow within a class changes nothing that can be seen.
std::vector<std::vector<Arrow>> arrows(const Graph& g, const Classes& of) {
    std::vector<std::vector<Arrow>> out(g.states.size());
    for (const GraphTransition& t : g.transitions) {
        const bool moves = t.end == GraphEnd::State;
        if (moves && of[t.from] == of[t.to]) continue;
        out[t.from].emplace_back(t.events, t.when, t.read, t.condition, t.end, moves ? of[t.to] : 0, t.message);
    }
    for (auto& list : out) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return out;
}

std::size_t split(const Graph& g, Classes& of) {
    const auto signature = arrows(g, of);
    std::map<std::pair<std::uint32_t, std::vector<Arrow>>, std::uint32_t> fresh;
    Classes next(of.size());
    for (std::size_t s = 0; s < of.size(); ++s) {
        next[s] = fresh.emplace(std::pair(of[s], signature[s]), static_cast<std::uint32_t>(fresh.size())).first->second;
    }
    of = std::move(next);
    return fresh.size();
}

}  // namespace

Graph minimised(const Graph& graph) {
    Classes of(graph.states.size(), 0);
    for (std::size_t count = 1;;) {
        const std::size_t now = split(graph, of);
        if (now == count) break;
        count = now;
    }
    Graph out;
    out.complete = graph.complete;
    for (std::size_t s = 0; s < graph.states.size(); ++s) {
        if (of[s] == out.states.size()) out.states.emplace_back();
        GraphState& to = out.states[of[s]];
        const auto& from = graph.states[s];
        to.valuations.insert(to.valuations.end(), from.valuations.begin(), from.valuations.end());
        to.label += (to.label.empty() ? "" : "\n") + from.label;
    }
    std::set<std::pair<std::uint32_t, Arrow>> seen;
    for (GraphTransition t : graph.transitions) {
        t.from = of[t.from];
        t.to = t.end == GraphEnd::State ? of[t.to] : 0;
        if (t.end == GraphEnd::State && t.from == t.to) continue;
        const Arrow arrow(t.events, t.when, t.read, t.condition, t.end, t.to, t.message);
        if (seen.emplace(t.from, arrow).second) out.transitions.push_back(std::move(t));
    }
    return out;
}

}  // namespace sdvlite::automaton
