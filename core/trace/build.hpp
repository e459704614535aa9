// SPDX-License-Identifier: Apache-2.0
// From an executed path to a trace: source text, the call tree, the rule's state around each of its
// events, and the place in the driver to which a violation belongs.
#pragma once

#include "core/automaton/automaton.hpp"
#include "core/explore/walk.hpp"
#include "core/model/model.hpp"
#include "core/trace/slice.hpp"
#include "core/trace/trace.hpp"

namespace sdvlite::trace {

/// Where the driver is to be blamed: the last statement of the driver's own before the violation.
struct Blame {
    base::Span location;
    std::string function;
    std::string entry_role;
    std::string entry_function;
};

Trace build(const model::Model& model, const automaton::Automaton& rule, const explore::Walk& walk, const Slice& slice,
            const std::string& message, Blame& blame);

}  // namespace sdvlite::trace
