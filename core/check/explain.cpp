// SPDX-License-Identifier: Apache-2.0
#include "core/check/explain.hpp"

#include "core/check/replay.hpp"
#include "core/trace/build.hpp"
#include "core/trace/reduce.hpp"

namespace sdvlite::check {

namespace {

trace::Recording recording(const ir::Program& program, ir::ProcId root, const refine::PathInputs& in, bool arbitrary) {
    trace::Recording out;
    out.entry = program[root].name;
    out.arbitrary_state = arbitrary;
    for (const auto& m : in.memory) out.memory.push_back({m.address, m.size, m.value});
    for (const auto& h : in.havocs) out.havocs.push_back({program[h.proc].name, h.stmt, h.value});
    for (const auto& c : in.choices) out.choices.push_back({c.repeat, c.value});
    return out;
}

}  // namespace

Defect Explainer::describe(const refine::PathResult& path, const trace::Slice& slice, const Ask& ask) const {
    Defect out;
    trace::Blame blame;
    out.message = ask.message;
    out.trace = trace::build(model_, rule_, path.walk, slice, ask.message, blame);
    out.trace.recording = recording(program_, ask.root, path.inputs, ask.arbitrary_globals);
    out.location = blame.location;
    out.function = blame.function;
    out.entry_role = blame.entry_role;
    out.entry_function = blame.entry_function;
    for (ir::ProcId p : path.unmodelled) out.depends_on.push_back(program_[p].display_name);
    for (const base::Span& s : path.unknown_calls) out.depends_on.push_back("the unknown function that is called at " + program_.sources.describe(s));
    return out;
}

trace::Slice Explainer::slice(const explore::Walk& walk, trace::Depth depth) {
    if (!slicer_) slicer_.emplace(model_);
    return slicer_->slice(walk, depth);
}

bool Explainer::reaches(const refine::PathResult& path, const Ask& ask, std::string& why) {
    why = path.why;
    if (path.verdict != refine::Feasibility::Feasible) return false;
    const Replay again = replay(interpreter_, program_, ask.root, path.inputs, ask.arbitrary_globals);
    why = again.violated ? "run with the solver's values, the path ends in another violation: " + again.message : again.why;
    if (!again.violated || again.message != ask.message) return false;
    // The search counts up to a bound only: what it takes for another event too many may come later in a real run.
    why = "the replay breaks the rule at another place: " + program_.sources.describe(again.place);
    return again.place == ask.place;
}

/// The path that the relevant decisions alone lead to, with the rest left free; nothing when it misses the violation, or when
/// it is `undecided` whether there is one.
std::optional<refine::PathResult> Explainer::again(const refine::PathResult& path, const trace::Slice& slice, const Ask& ask, bool& undecided) {
    const std::optional<explore::Derivation> demanded = trace::reduce(path.walk, slice);
    undecided = !demanded;
    if (!demanded) return std::nullopt;
    refine::PathOptions options;
    options.arbitrary_globals = ask.arbitrary_globals;
    options.detours = 64;
    refine::PathResult out = solver_.solve(model_, program_, *demanded, options);
    undecided = out.verdict == refine::Feasibility::Unknown;
    std::string why;
    return reaches(out, ask, why) ? std::optional(std::move(out)) : std::nullopt;
}

/// Replaces the path by shorter ones as long as there are some. What trace::Trace::sufficient says.
std::optional<bool> Explainer::shorten(refine::PathResult& path, trace::Slice& slice, const Ask& ask, const std::function<bool()>& time_left) {
    constexpr int kMostRounds = 4;
    for (int round = 0;; ++round) {
        if (!slice.exact || !time_left()) return std::nullopt;
        bool undecided = false;
        std::optional<refine::PathResult> next = again(path, slice, ask, undecided);
        if (!next) {
            // The few steps that a person wants are too few here: with everything that had a hand in it.
            slice = this->slice(path.walk, trace::Depth::Full);
            next = again(path, slice, ask, undecided);
            if (next) return true;
            slice = this->slice(path.walk, trace::Depth::Thin);
            return undecided ? std::nullopt : std::optional(false);
        }
        if (next->walk.steps.size() >= path.walk.steps.size() || round == kMostRounds) return true;
        // Shorter: what matters on the new path is found out anew, and tried in the next round.
        path = std::move(*next);
        slice = this->slice(path.walk, trace::Depth::Thin);
    }
}

Explained Explainer::explain(refine::PathResult path, const std::string& message, base::Span place, ir::ProcId root, bool arbitrary_globals,
                             const std::function<bool()>& time_left) {
    const Ask ask{message, place, root, arbitrary_globals};
    Explained out;
    out.confirmed = reaches(path, ask, out.why);
    trace::Slice slice = this->slice(path.walk, trace::Depth::Thin);
    out.defect = describe(path, slice, ask);
    if (!out.confirmed) {
        out.defect.trace.recording = {};
        return out;
    }
    const std::optional<bool> sufficient = shorten(path, slice, ask, time_left);
    Defect shorter = describe(path, slice, ask);
    if (shorter.location == out.defect.location) {
        out.defect = std::move(shorter);
        out.defect.trace.sufficient = sufficient;
    }
    out.defect.trace.confirmed = true;
    return out;
}

}  // namespace sdvlite::check
