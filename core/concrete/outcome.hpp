// SPDX-License-Identifier: Apache-2.0
// How a concrete run ended, and what happened on the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/source.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

/// A statement; without `stmt` the head of the procedure.
struct Place {
    ir::ProcId proc;
    ir::StmtIndex stmt = ir::kNoStmt;
    friend bool operator==(const Place&, const Place&) = default;
};

enum class OutcomeKind : std::uint8_t {
    Violation,     ///< the rule aborted; `message`, `block`
    Finished,      ///< the entry procedure returned (`value`: its scalar result)
    Halted,        ///< the rule said halt
    NoReturn,      ///< a procedure that does not return was called
    AssumeFailed,  ///< an assumption does not hold: not a run of the program
    Raised,        ///< an exception left the entry procedure; `value`: its code
    HoleReached,   ///< code that was not lowered; `message`: why
    MemoryFault,   ///< an access outside every object, at `value`; `message`
    OutOfInputs,   ///< the provider had no answer
    StepLimit,     ///< Options::max_steps
    StackLimit,    ///< Options::max_frames, or the stack's region is full
    MemoryLimit,   ///< Options::max_bytes, or the heap's region is full
    Invalid,       ///< program or rule is not valid (validate() would say so), or they do not fit together
};
const char* to_string(OutcomeKind kind);

/// A point at which a rule's event happened, whether or not a block ran.
struct Event {
    enum class Kind : std::uint8_t {
        Entry,
        Exit,
        Read,      ///< a memory event in `proc`, at the address `value`
        Taken,     ///< the object `value` became the tracked one
        Repeated,  ///< a call of `proc` was replayed by applying the effect of an earlier one
    };
    Kind kind = Kind::Entry;
    ir::ProcId proc;  ///< whose entry or exit
    Place place;      ///< where, as Outcome::place
    std::uint64_t value = 0;
};

/// An unknown function that was called: `proc`, or for calls through a pointer to no procedure its `address`.
struct UnmodelledCall {
    ir::ProcId proc;
    std::uint64_t address = 0;
    Place place;  ///< of the first call
};

struct Outcome {
    OutcomeKind kind = OutcomeKind::Invalid;
    std::string message;
    /// Violation, Halted: the rule's block that ran, as an index into Automaton::blocks.
    std::optional<std::size_t> block;
    /// Where the run ended. Of a violation: the calling statement, when the event is a call of a DDI or of a step
    /// of the harness; when it is a driver's function that ran, the head of that function (entry), or the
    /// statement by which it returned (exit).
    Place place;
    base::Span span;  ///< of `place`
    std::uint64_t value = 0;
    std::uint64_t steps = 0;
    std::uint64_t havocs = 0;   ///< how many were asked for
    std::uint64_t choices = 0;  ///< how many were asked for
    std::vector<Event> log;
    std::uint64_t log_dropped = 0;
    std::vector<UnmodelledCall> unmodelled_called;
};

/// Ends a run from deep within it; caught by Interpreter::run only.
struct PathEnd {
    OutcomeKind kind = OutcomeKind::Invalid;
    std::string message;
    std::uint64_t value = 0;
    std::optional<std::size_t> block = std::nullopt;
};

}  // namespace sdvlite::concrete
