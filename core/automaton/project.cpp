// SPDX-License-Identifier: Apache-2.0
// A graph as some of the rule's variables see it: states that agree in them are one. For rules with more states than a
// picture can show.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/automaton/graph.hpp"

namespace sdvlite::automaton {

Graph projected(const Automaton& rule, const Graph& graph, const std::vector<std::uint32_t>& variables) {
    const auto seen_part = [&](const Valuation& v) {
        Valuation part;
        for (const std::uint32_t i : variables) part.push_back(v[i]);
        return part;
    };
    Graph out;
    out.complete = graph.complete;
    std::map<Valuation, std::uint32_t> classes;
    std::vector<std::uint32_t> of;
    for (const GraphState& s : graph.states) {
        const Valuation& v = s.valuations.front();
        const auto [it, fresh] = classes.emplace(seen_part(v), static_cast<std::uint32_t>(out.states.size()));
        if (fresh) {
            std::string label;
            for (const std::uint32_t i : variables) label += (label.empty() ? "" : ", ") + describe(rule, v, i);
            out.states.push_back({{}, label});
        }
        auto& to = out.states[it->second].valuations;
        to.insert(to.end(), s.valuations.begin(), s.valuations.end());
        of.push_back(it->second);
    }
    using Key = std::tuple<std::uint32_t, GraphEnd, std::uint32_t, std::vector<std::string>, When, bool, std::string, std::string>;
    std::set<Key> kept;
    for (GraphTransition t : graph.transitions) {
        t.from = of[t.from];
        t.to = t.end == GraphEnd::State ? of[t.to] : 0;
        if (t.end == GraphEnd::State && t.from == t.to) continue;
        if (kept.emplace(t.from, t.end, t.to, t.events, t.when, t.read, t.condition, t.message).second) {
            out.transitions.push_back(std::move(t));
        }
    }
    return out;
}

}  // namespace sdvlite::automaton
