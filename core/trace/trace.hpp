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
};

struct Step {
    std::uint32_t id = 0;
    std::int64_t parent = -1;  ///< the step that this one is inside of
    std::uint32_t depth = 0;
    StepKind kind = StepKind::Statement;
    ir::Origin origin = ir::Origin::Driver;
    base::Span span;
    std::string function;
    std::string text;  ///< the source text of the step, one line, trimmed
    std::optional<bool> branch;
    std::optional<Event> event;
    std::vector<NamedValue> writes;
    std::vector<NamedValue> rule_before;  ///< filled when the step has an event
    std::vector<NamedValue> rule_after;
    bool relevant = false;  ///< without it there is no violation
};

struct Trace {
    std::string rule;
    std::string message;
    bool confirmed = false;
    std::string entry_role;      ///< DRIVER_DISPATCH
    std::string entry_function;  ///< of the callback in which the violation happened
    std::vector<NamedValue> initial;  ///< "starts with ext->State == 3"
    std::vector<Step> steps;
};

}  // namespace sdvlite::trace
