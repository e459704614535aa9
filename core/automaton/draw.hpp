// SPDX-License-Identifier: Apache-2.0
// Pictures of a rule's graph: as text for Graphviz, and as an SVG that needs no other program. Arrows with the same
// ends are one, with a line of label for each event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/automaton/graph.hpp"

namespace sdvlite::automaton {

/// A step of a trace through the graph: from one state to another, or to a violation.
struct WayStep {
    std::uint32_t from = 0;
    std::optional<std::uint32_t> to;  ///< none: a violation
    std::string event;                ///< for a step that the graph has no arrow for
};
using Way = std::vector<WayStep>;

/// A box of a picture: a state, or a place where runs end.
struct DrawnNode {
    std::vector<std::string> lines;
    std::string title;
    GraphEnd kind = GraphEnd::State;
    bool visited = false;  ///< by the way
};

struct DrawnArrow {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::vector<std::string> lines;  ///< shortened
    std::string title;               ///< everything, a line each
    std::string steps;               ///< of the way that take it: "1, 3"
};

/// What both kinds of picture show. Node i is state i; the places where runs end come after the states.
struct Drawing {
    std::vector<DrawnNode> nodes;
    std::vector<DrawnArrow> arrows;
};
Drawing drawing_of(const Graph& graph, const Way& way = {});

std::string to_dot(const Automaton& rule, const Graph& graph, const Way& way = {});

struct SvgOptions {
    /// This state has the class `current` as well; its group's id is "<prefix>state-<number>".
    std::optional<std::uint32_t> current;
    std::string id_prefix;
    Way way;
};
std::string to_svg(const Automaton& rule, const Graph& graph, const SvgOptions& options = {});

/// The graph in words: a line for each state, and below it its arrows.
std::string to_text(const Graph& graph, const Way& way = {});

}  // namespace sdvlite::automaton
