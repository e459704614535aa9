// SPDX-License-Identifier: Apache-2.0
// A rule's automaton as a graph of explicit states: each state is a valuation of the rule's variables that its own
// code can reach, each arrow an event that changes it or ends the run. For people (drawing, reports) and for lint; the
// engine runs the automaton's code and not this graph. What code asks of the program ($1 == 0, whether a guard's value
// is the object) is left open: it is the condition on the arrow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/automaton/automaton.hpp"

namespace sdvlite::automaton {

/// What is known of a variable in a state. A pointer is 0 (NULL) or unknown (some object).
using GraphValue = std::optional<std::int64_t>;

/// One value for each of the rule's variables, and with a watch a last one: 1 when the object was taken.
using Valuation = std::vector<GraphValue>;

struct GraphState {
    std::vector<Valuation> valuations;  ///< one, or the ones that minimised() put together
    std::string label;                  ///< "s = locked, depth = 2"; for several, one on each line
};

enum class GraphEnd : std::uint8_t {
    State,      ///< goes to `to`
    Violation,  ///< `abort`, with `message`
    Halted,     ///< `halt`
};

/// Transitions that leave the state as it is are left out.
struct GraphTransition {
    std::uint32_t from = 0;
    GraphEnd end = GraphEnd::State;
    std::uint32_t to = 0;
    std::vector<std::string> events;  ///< names as the rule writes them; any of them
    When when = When::Entry;
    bool read = false;      ///< a memory event: the only name is what is read
    std::string condition;  ///< "$3 == 0 && $1 is the object"; empty: always
    std::string message;
    std::vector<std::uint32_t> blocks;  ///< of the automaton, that run at this event
};

struct Graph {
    std::vector<GraphState> states;  ///< states[0] is the initial one; all are reachable from it
    std::vector<GraphTransition> transitions;
    bool complete = true;  ///< false: there were more states or ways than the limit
};

struct GraphLimits {
    std::size_t states = 1000;
    std::size_t ways = 256;  ///< through the blocks of one event from one state
    std::size_t runs = 200'000;  ///< ways in all
};

/// What conditions were in the states of a graph, for each of the rule's expressions: kSeenFalse, kSeenTrue, both added,
/// or 0 when nothing looked at it.
inline constexpr std::uint8_t kSeenFalse = 1;
inline constexpr std::uint8_t kSeenTrue = 2;
struct Seen {
    std::vector<std::uint8_t> truth;
};

/// Fills `seen`, when it is not null.
Graph build_graph(const Automaton& rule, const GraphLimits& limits = {}, Seen* seen = nullptr);

/// States that no sequence of events can tell apart made one.
Graph minimised(const Graph& graph);

/// States that agree in `variables` (by number) made one: the graph as these variables see it. For a graph of build_graph().
Graph projected(const Automaton& rule, const Graph& graph, const std::vector<std::uint32_t>& variables);

/// The state that a trace shows: its variables by name with their values as text ("locked", "3", "NULL", the object
/// of a watch as "tracked": "none" or another text). Values that are missing fit all states.
std::optional<std::uint32_t> state_of(const Automaton& rule, const Graph& graph,
                                      const std::vector<std::pair<std::string, std::string>>& values);

/// The value from which on a counter is "at least" in the graph, and its negation "at most": one more than what it is
/// compared with, so that graphs stay small. The engine counts further (StateVar::bound).
std::int64_t graph_bound(const StateVar& counter);

/// "s = locked, depth >= 6, object taken"; "always" for a rule without state.
std::string describe(const Automaton& rule, const Valuation& valuation);
/// Of one variable: "depth >= 6".
std::string describe(const Automaton& rule, const Valuation& valuation, std::uint32_t variable);

/// "KeAcquireSpinLock.exit", "[A, B].entry", with at most `names` names.
std::string event_text(const GraphTransition& transition, std::size_t names = 3);

}  // namespace sdvlite::automaton
