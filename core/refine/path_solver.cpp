// SPDX-License-Identifier: Apache-2.0
// Runs along one path until one is feasible: first only what can matter to the rule, then all; where a run contradicts itself
// without a lesson, with pointers that it compares made one, with other ways where the derivation leaves them open, and with other
// numbers for addresses that were fixed.
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using explore::Derivation;

PathSolver::PathSolver() = default;
PathSolver::~PathSolver() = default;

PathResult PathSolver::solve(const model::Model& model, const ir::Program& original, const Derivation& derivation, const PathOptions& options) {
    if (!context_) context_ = std::make_unique<Context>();
    context_->provenance = {};
    constexpr std::uint64_t kMostGoingRound = 200'000;  // of all paths together: few need it
    PathOptions lean = options;
    lean.lean = true;
    const PathResult sketch = try_ways(model, original, derivation, lean);
    if (sketch.spent) return sketch;  // all of it would take more
    if (sketch.verdict != Feasibility::Infeasible) return try_ways(model, original, derivation, options);
    if (!options.teaches || options.teaches(sketch.core) != 0) return sketch;
    if (going_round_ > kMostGoingRound) return sketch;
    PathOptions longer = options;
    longer.rounds = true;
    longer.most_effort = kMostGoingRound;
    const std::uint64_t before = context_->effort();
    const PathResult found = try_ways(model, original, derivation, longer);
    going_round_ += context_->effort() - before;
    return found.verdict == Feasibility::Feasible ? found : sketch;
}

PathResult PathSolver::try_ways(const model::Model& model, const ir::Program& original, const Derivation& derivation, const PathOptions& options) {
    Fixes fixes;
    FreeWays ways;
    PathResult first = Executor(*context_, model, original, derivation, options, fixes, ways).run();
    if (first.verdict == Feasibility::Feasible) return first;
    const std::uint64_t before = context_->effort();
    PathResult found = try_again(model, original, derivation, options, fixes, ways, std::move(first));
    trying_again_ += context_->effort() - before;
    return found;
}

/// The first run led nowhere: other ways and other numbers for what was fixed.
PathResult PathSolver::try_again(const model::Model& model, const ir::Program& original, const Derivation& derivation, const PathOptions& options,
                                 Fixes& fixes, FreeWays& ways, PathResult first) {
    constexpr int kMostRuns = 64, kMostWithLesson = 4;
    constexpr std::uint64_t kMostTryingAgain = 500'000;  // of all paths together: where it helps it helps soon
    const std::uint64_t before = context_->effort();
    const auto goes_on = [&] { return trying_again_ + context_->effort() - before < kMostTryingAgain; };
    auto add = [](std::vector<model::ClassId>& to, const std::vector<model::ClassId>& from) { to.insert(to.end(), from.begin(), from.end()); };
    // What contradicts a way that the derivation left open calls for another way; an address that was fixed to one number
    // may be another one.
    const bool lesson = options.teaches && (options.teaches(first.core) != 0 || options.teaches(first.aliases) != 0);
    const int runs = lesson ? kMostWithLesson : kMostRuns;
    constexpr int kMostWishes = 4;
    std::map<std::string, std::uint64_t> wished;
    const Fixes of_first = fixes;
    const FreeWays ways_of_first = ways;
    for (PathResult last = first; !lesson && last.verdict == Feasibility::Infeasible && wished.size() < kMostWishes && goes_on();) {
        const std::size_t before_it = wished.size();
        wished.insert(last.wishes.begin(), last.wishes.end());
        if (wished.size() == before_it) break;
        fixes = {};
        ways = {};
        fixes.wished = wished;
        last = Executor(*context_, model, original, derivation, options, fixes, ways).run();
        if (last.verdict == Feasibility::Feasible) return last;
    }
    fixes = of_first;
    ways = ways_of_first;
    for (int run = 1; first.verdict == Feasibility::Infeasible && run < runs && goes_on(); ++run) {
        if (ways.advance()) {
            fixes = {};
        } else if (fixes.advance()) {
            ways = {};
        } else {
            break;
        }
        PathResult next = Executor(*context_, model, original, derivation, options, fixes, ways).run();
        if (next.verdict == Feasibility::Feasible) return next;
        first.by_solver = first.by_solver || next.by_solver;
        add(first.core, next.core);
        add(first.aliases, next.aliases);
    }
    // Where nothing names a guilty way, one after the other, from the last.
    ways = {};
    for (unsigned run = 0; run < options.detours && goes_on(); ++run) {
        fixes = {};
        PathResult next = Executor(*context_, model, original, derivation, options, fixes, ways).run();
        if (next.verdict == Feasibility::Feasible) return next;
        if (ways.guilty < 0) ways.guilty = static_cast<int>(ways.chosen.size()) - 1;
        if (!ways.advance()) break;
    }
    return first;
}

}  // namespace sdvlite::refine
