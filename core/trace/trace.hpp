// SPDX-License-Identifier: Apache-2.0
// A trace as a value: the steps from the entry point to the violation, in order, as a call tree.
// It is rebuilt from recorded derivations, never guessed; a call whose inside does not matter is
// one summarised step. Reports read this and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/source.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::trace {

enum class StepKind : std::uint8_t {
    Enter,           ///< control enters a procedure (the entry, or the inside of the Call before it)
    Call,            ///< a call whose inside follows, or of a procedure without a body
    SummarisedCall,  ///< a call whose inside does not matter, or was shown before
    Return,
    Statement,
    Branch,     ///< `branch` says which way
    Assume,     ///< an initial value or a stated assumption that the path needs
    Rule,       ///< the rule's code ran; rule_before/after differ or it decided something
    Violation,  ///< the last step
};

struct NamedValue {
    std::string name;
    std::string value;
    friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

struct Event {
    std::string name;  ///< KeAcquireSpinLock
    bool exit = false;
    base::Span span{}; ///< the call, or the head or return of the callback
    ir::Origin by = ir::Origin::Driver;  ///< whose call it is: the harness plays the system
    bool callback = false;               ///< the beginning or end of a function of the driver, not a call
    bool memory = false;                 ///< the reading of a place: the name says of which
};

/// An event that the other way of a decision might have led to, and that would have changed the rule's state.
using Skipped = Event;

struct Step {
    std::uint32_t id = 0;
    std::int64_t parent = -1;  ///< the step that this one is inside of
    std::uint32_t depth = 0;
    StepKind kind = StepKind::Statement;
    ir::Origin origin = ir::Origin::Driver;
    base::Span span;
    std::string function;
    std::string text;  ///< the source text of the step, one line, trimmed
    std::string role;  ///< Enter of a callback: DRIVER_DISPATCH IRP_MJ_READ
    std::optional<bool> branch;
    std::optional<Event> event;
    std::vector<NamedValue> writes;
    std::vector<NamedValue> reads;        ///< what a condition looked at; of a violation, what the rule's looked at
    std::optional<Skipped> skips;         ///< decisions that matter for what they avoid
    std::uint32_t rounds = 0;             ///< rounds of a loop, in which nothing mattered, that are left out before it
    std::vector<NamedValue> rule_before;  ///< filled when the step has an event
    std::vector<NamedValue> rule_after;
    std::vector<std::string> rule_matters;  ///< the rule's variables whose new value matters, or that they keep the old one
    bool system_state = false;  ///< it writes what the OS model shows by a name of its own: the IRQL
    bool relevant = false;  ///< without it there is no violation
};

/// The inputs with which the concrete interpreter takes this path. Addresses are those of core/ir/address_plan.hpp.
struct Recording {
    struct Memory { std::uint64_t address = 0; std::uint32_t size = 1; std::uint64_t value = 0; };
    struct Havoc { std::string proc; std::uint32_t stmt = 0; std::uint64_t value = 0; };
    struct Choice { bool repeat = false; std::uint32_t value = 0; };
    std::string entry;             ///< the harness's procedure; "" when there is no recording
    bool arbitrary_state = false;  ///< it starts from any values of the driver's globals
    std::vector<Memory> memory;
    std::vector<Havoc> havocs;     ///< in order of execution
    std::vector<Choice> choices;   ///< in order
};

struct Trace {
    std::string rule;
    std::string message;
    bool confirmed = false;
    std::string entry_role;      ///< DRIVER_DISPATCH
    std::string entry_function;  ///< of the callback in which the violation happened: what the system called
    /// Replaying the decisions of the relevant steps alone, with the rest left free, reached the violation again.
    std::optional<bool> sufficient;
    std::uint64_t dropped = 0;  ///< steps that were too many to be kept
    Recording recording;
    std::vector<NamedValue> initial;  ///< "starts with ext->State == 3"
    std::vector<Step> steps;
};

}  // namespace sdvlite::trace
