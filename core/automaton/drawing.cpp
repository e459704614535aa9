// SPDX-License-Identifier: Apache-2.0
// What both kinds of picture show, and the graph as text and for Graphviz.
#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphviz.hpp>

#include "core/automaton/draw.hpp"
#include "core/automaton/print.hpp"

namespace sdvlite::automaton {
namespace {

constexpr std::size_t kLine = 44;   // characters of a label's line
constexpr std::size_t kLines = 4;   // lines of a label
constexpr std::size_t kStates = 6;  // valuations shown in a state

std::string shortened(const std::string& text, std::size_t width) {
    if (text.size() <= width) return text;
    std::size_t cut = width - 3;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return text.substr(0, cut) + "...";
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

std::string full_label(const GraphTransition& t, std::size_t names) {
    std::string out = event_text(t, names);
    if (!t.condition.empty()) out += " when " + t.condition;
    if (t.end == GraphEnd::Violation) out += ": " + t.message;
    return out;
}

DrawnNode state_node(const GraphState& s) {
    DrawnNode node{split_lines(s.label), s.label, GraphEnd::State};
    if (node.lines.size() > kStates) {
        const std::size_t more = node.lines.size() - kStates + 1;
        node.lines.resize(kStates - 1);
        node.lines.push_back("... " + std::to_string(more) + " more");
    }
    for (std::string& line : node.lines) line = shortened(line, kLine);
    return node;
}

void add_label(DrawnArrow& arrow, const GraphTransition& t) {
    arrow.title += (arrow.title.empty() ? "" : "\n") + full_label(t, SIZE_MAX);
    std::vector<std::string> lines = {event_text(t, 2)};
    if (!t.condition.empty()) lines.push_back("  " + t.condition);
    for (std::string& line : lines) arrow.lines.push_back(shortened(line, kLine));
}

/// DOT's strings: only the quote and the backslash are special; a line end is \n.
std::string dot_quoted(const std::vector<std::string>& lines) {
    std::string out = "\"";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i != 0) out += "\\n";
        for (const char c : lines[i]) {
            if (c == '"' || c == '\\') out += '\\';
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out + "\"";
}

}  // namespace

Drawing drawing_of(const Graph& graph, const Way& way) {
    Drawing out;
    for (const GraphState& s : graph.states) out.nodes.push_back(state_node(s));
    std::optional<std::uint32_t> ends[3];
    const auto end_node = [&](GraphEnd kind, const char* name) {
        auto& index = ends[static_cast<std::size_t>(kind)];
        if (!index) {
            index = static_cast<std::uint32_t>(out.nodes.size());
            out.nodes.push_back({{name}, name, kind});
        }
        return *index;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> arrows;
    for (const GraphTransition& t : graph.transitions) {
        std::uint32_t to = t.to;
        if (t.end == GraphEnd::Violation) to = end_node(t.end, "violation");
        if (t.end == GraphEnd::Halted) to = end_node(t.end, "not followed further");
        const auto [it, fresh] = arrows.emplace(std::pair(t.from, to), out.arrows.size());
        if (fresh) out.arrows.push_back({t.from, to, {}, {}, {}});
        add_label(out.arrows[it->second], t);
    }
    if (!way.empty()) out.nodes[way.front().from].visited = true;
    for (std::size_t i = 0; i < way.size(); ++i) {
        const std::uint32_t to = way[i].to ? *way[i].to : end_node(GraphEnd::Violation, "violation");
        out.nodes[to].visited = true;
        if (to == way[i].from) continue;  // such arrows are left out
        const auto [it, fresh] = arrows.emplace(std::pair(way[i].from, to), out.arrows.size());
        if (fresh) out.arrows.push_back({way[i].from, to, {way[i].event}, way[i].event, {}});
        std::string& steps = out.arrows[it->second].steps;
        steps += (steps.empty() ? "" : ", ") + std::to_string(i + 1);
    }
    for (DrawnArrow& a : out.arrows) {
        a.lines.erase(std::unique(a.lines.begin(), a.lines.end()), a.lines.end());
        if (a.lines.size() > kLines) {
            const std::size_t more = a.lines.size() - kLines + 1;
            a.lines.resize(kLines - 1);
            a.lines.push_back("... " + std::to_string(more) + " more");
        }
        if (!a.steps.empty()) a.lines.insert(a.lines.begin(), "(" + shortened(a.steps, kLine) + ")");
    }
    return out;
}

std::string to_dot(const Automaton& rule, const Graph& graph, const Way& way) {
    struct Node { std::uint32_t index = 0; };
    struct Arrow { std::size_t index = 0; };
    using Dot = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Node, Arrow>;
    const Drawing d = drawing_of(graph, way);
    Dot dot(d.nodes.size());
    for (std::uint32_t i = 0; i < d.nodes.size(); ++i) dot[i].index = i;
    for (std::size_t i = 0; i < d.arrows.size(); ++i) {
        boost::add_edge(d.arrows[i].from, d.arrows[i].to, Arrow{i}, dot);
    }
    std::ostringstream out;
    const auto node = [&](std::ostream& o, const auto& v) {
        const DrawnNode& n = d.nodes[dot[v].index];
        const char* style = n.kind == GraphEnd::Violation ? " shape=octagon color=red fontcolor=red"
                            : n.kind == GraphEnd::Halted  ? " shape=plaintext"
                            : v == 0                      ? " shape=box style=\"rounded,bold\""
                                                          : " shape=box style=rounded";
        o << "[label=" << dot_quoted(n.lines) << style << (n.visited && n.kind == GraphEnd::State ? " color=blue" : "") << "]";
    };
    const auto arrow = [&](std::ostream& o, const auto& e) {
        const DrawnArrow& a = d.arrows[dot[e].index];
        const bool bad = d.nodes[a.to].kind == GraphEnd::Violation;
        o << "[label=" << dot_quoted(a.lines) << " tooltip=" << dot_quoted(split_lines(a.title))
          << (bad ? " color=red" : a.steps.empty() ? "" : " color=blue") << (a.steps.empty() ? "" : " penwidth=2") << "]";
    };
    const auto head = [&](std::ostream& o) {
        o << "label=" << dot_quoted({rule.name + (graph.complete ? "" : " (not all states)")})
          << ";\nrankdir=LR;\nfontname=\"sans-serif\";\nnode [fontname=\"sans-serif\"];\n"
          << "edge [fontname=\"sans-serif\" fontsize=10];\n";
    };
    boost::write_graphviz(out, dot, node, arrow, head);
    return out.str();
}

std::string to_text(const Graph& graph, const Way& way) {
    std::string out;
    const auto joined = [](std::string label) {
        for (std::size_t at = label.find('\n'); at != std::string::npos; at = label.find('\n', at)) {
            label.replace(at, 1, " | ");
        }
        return label;
    };
    for (std::uint32_t s = 0; s < graph.states.size(); ++s) {
        out += "state " + std::to_string(s) + ": " + joined(graph.states[s].label) + (s == 0 ? " (at first)" : "") + "\n";
        for (const GraphTransition& t : graph.transitions) {
            if (t.from != s) continue;
            out += "  " + event_text(t) + (t.condition.empty() ? "" : " when " + t.condition) + " -> ";
            if (t.end == GraphEnd::State) out += "state " + std::to_string(t.to);
            if (t.end == GraphEnd::Halted) out += "not followed further";
            if (t.end == GraphEnd::Violation) out += "violation: " + t.message;
            out += "\n";
        }
    }
    for (std::size_t i = 0; i < way.size(); ++i) {
        const std::string to = way[i].to ? "state " + std::to_string(*way[i].to) : "violation";
        out += "step " + std::to_string(i + 1) + " of the trace: " + way[i].event + ": state " + std::to_string(way[i].from) + " -> " + to + "\n";
    }
    if (!graph.complete) out += "(there are more states than are shown)\n";
    return out;
}

}  // namespace sdvlite::automaton
