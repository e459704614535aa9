// SPDX-License-Identifier: Apache-2.0
// The last word on a defect: the concrete interpreter runs the program with the inputs that the solver
// found, and has to end in the same violation.
#pragma once

#include <string>

#include "core/automaton/automaton.hpp"
#include "core/concrete/interpreter.hpp"
#include "core/refine/path.hpp"

namespace sdvlite::check {

struct Replay {
    bool violated = false;
    std::string message;  ///< the rule's; without $fname replaced
    base::Span place;     ///< violated: of the event
    std::string why;      ///< not violated: how the run ended
};

Replay replay(concrete::Interpreter& interpreter, const ir::Program& program, ir::ProcId entry,
              const refine::PathInputs& inputs, bool arbitrary_globals);

}  // namespace sdvlite::check
