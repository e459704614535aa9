// SPDX-License-Identifier: Apache-2.0
// A path as it was executed: what the path encoder leaves behind and what a trace is made of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::explore {

struct Bytes {
    std::uint64_t at = 0;
    std::uint64_t size = 0;
    bool address = false;  ///< read only to find out where something else is
};

/// Data that went somewhere: `to` got what was made of `from` and of what the step `reads`.
struct Move {
    Bytes to;
    std::vector<Bytes> from;
};

/// A value that a decision looked at: a designator of the step's procedure.
struct Seen {
    ir::ExprId what;
    std::uint64_t value = 0;
};

struct WalkStep {
    enum class Kind : std::uint8_t {
        Statement,
        Decision,    ///< `choice` tells the way
        Call,        ///< the inside follows, one level deeper
        Outside,     ///< a call of something without a body
        Repeated,    ///< a call whose inside was shown before, in the same situation
        Return,
        Violation,
    };
    Kind kind = Kind::Statement;
    ir::ProcId proc;       ///< of the woven program
    ir::StmtIndex stmt = ir::kNoStmt;
    ir::ProcId callee;     ///< calls
    std::uint32_t depth = 0;
    std::uint32_t choice = 0;
    bool derived = false;  ///< the derivation demanded it; else the path went its own way
    std::uint64_t value = 0;      ///< what was written, with `has_value`
    bool has_value = false;
    std::vector<std::uint64_t> rule;  ///< the rule's variables after the step; empty: as before
    std::vector<Bytes> reads;         ///< what it looked at, whatever it did then: a condition, the function to call
    std::vector<Move> moves;          ///< in order; of a call its arguments, of a return its result
    Bytes frame;                      ///< calls: the callee's variables
    std::vector<Seen> seen;           ///< decisions
};

/// An initial value that the path needs.
struct InitialValue {
    std::string name;
    std::uint64_t value = 0;
    unsigned bits = 64;
    std::uint64_t address = 0;
};

struct Walk {
    std::vector<WalkStep> steps;
    std::vector<InitialValue> initial;
    std::uint64_t dropped = 0;  ///< steps beyond the limit that were not kept
    std::vector<Bytes> rule_vars;  ///< where the rule's variables are, the tracked object's last
};

}  // namespace sdvlite::explore
