// SPDX-License-Identifier: Apache-2.0
// The blocks of one event run on a valuation, with what the program decides left open: every way through them, each
// with the answers that it needs. A way is found by running again with the next answers, so there is no state to save.
#pragma once

#include <string>
#include <vector>

#include "core/automaton/graph.hpp"

namespace sdvlite::automaton {

/// What runs at one event, in order: blocks, and the watch as -1.
using Sequence = std::vector<std::int32_t>;

/// A question to the program and its answer.
struct Literal {
    std::string yes;  ///< "$3 == 0"
    std::string no;   ///< "$3 != 0"
    bool truth = false;
    friend bool operator==(const Literal&, const Literal&) = default;
};

struct Way {
    std::vector<Literal> when;  ///< in the order in which they were asked
    Valuation after;
    GraphEnd end = GraphEnd::State;
    std::string message;
};

/// Sets `complete` to false when there are more than `limit` ways. What conditions came out is added to `seen`, which
/// may be null.
std::vector<Way> run_event(const Automaton& rule, const Sequence& sequence, const Valuation& before, std::size_t limit,
                           bool& complete, Seen* seen = nullptr);

/// Ways with the same end are one; its condition is a text, "" when it holds always.
struct MergedWay {
    Way way;
    std::string condition;
};
std::vector<MergedWay> merge(std::vector<Way> ways);

}  // namespace sdvlite::automaton
