// SPDX-License-Identifier: Apache-2.0
// From a solved path to a defect that a person can follow: replayed, made as short as its relevant decisions allow, as
// a trace. Those decisions alone are solved and replayed again, with the rest left free; that this reaches the same
// violation is also the proof that nothing that matters was left unmarked.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/check/check.hpp"
#include "core/concrete/interpreter.hpp"
#include "core/explore/derivation.hpp"
#include "core/model/model.hpp"
#include "core/refine/path.hpp"
#include "core/trace/slice.hpp"

namespace sdvlite::check {

struct Explained {
    Defect defect;
    bool confirmed = false;
    std::string why;  ///< not confirmed: why
};

class Explainer {
public:
    /// All of them outlive this; `program` is the unwoven one.
    Explainer(const model::Model& model, const ir::Program& program, const automaton::Automaton& rule, concrete::Interpreter& interpreter,
              refine::PathSolver& solver)
        : model_(model), program_(program), rule_(rule), interpreter_(interpreter), solver_(solver) {}

    /// `place`: the event at which the path is said to break the rule. `time_left`: shortening stops when it says no.
    Explained explain(refine::PathResult path, const std::string& message, base::Span place, ir::ProcId root, bool arbitrary_globals,
                      const std::function<bool()>& time_left);

private:
    struct Ask {
        std::string message;
        base::Span place;
        ir::ProcId root;
        bool arbitrary_globals = false;
    };
    Defect describe(const refine::PathResult& path, const trace::Slice& slice, const Ask& ask) const;
    trace::Slice slice(const explore::Walk& walk, trace::Depth depth);
    bool reaches(const refine::PathResult& path, const Ask& ask, std::string& why);
    std::optional<refine::PathResult> again(const refine::PathResult& path, const trace::Slice& slice, const Ask& ask, bool& undecided);
    std::optional<bool> shorten(refine::PathResult& path, trace::Slice& slice, const Ask& ask, const std::function<bool()>& time_left);

    const model::Model& model_;
    const ir::Program& program_;
    const automaton::Automaton& rule_;
    concrete::Interpreter& interpreter_;
    refine::PathSolver& solver_;
    std::optional<trace::Slicer> slicer_;  ///< made when it is first needed
};

}  // namespace sdvlite::check
