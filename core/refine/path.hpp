// SPDX-License-Identifier: Apache-2.0
// Is a derivation's path feasible, and with which inputs? The path encoder executes the woven
// program along the derivation, on numbers where it can and on the solver's bit-vectors where it
// must, in the address space of core/ir/address_plan.hpp. Decisions that matter are taken as
// derived and become constraints; between them, and inside calls that can't matter, it goes its
// own way. What it finds are inputs for the concrete interpreter, which has the last word; of a contradiction
// it tells through which memory the values came, which is what the search has to track to see it.
//
// Not done: unknown callees change nothing (a path that needs more is not confirmed); an address
// that stays symbolic is fixed to one value that the solver allows.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/explore/derivation.hpp"
#include "core/explore/walk.hpp"
#include "core/model/model.hpp"

namespace sdvlite::refine {

/// The inputs of one run, as the concrete interpreter asks for them.
struct PathInputs {
    struct Memory { std::uint64_t address = 0; std::uint32_t size = 1; std::uint64_t value = 0; std::string name; };
    /// A value brought in by a statement of the unwoven program; in order of execution.
    struct Havoc { ir::ProcId proc; ir::StmtIndex stmt = ir::kNoStmt; std::uint64_t value = 0; };
    /// Choose statements and watches in order; a repeat says that a call gets its earlier answers again.
    struct Choice { bool repeat = false; std::uint32_t value = 0; };
    std::vector<Memory> memory;
    std::vector<Havoc> havocs;
    std::vector<Choice> choices;
};

enum class Feasibility : std::uint8_t { Feasible, Infeasible, Unknown };

struct PathResult {
    Feasibility verdict = Feasibility::Unknown;
    std::string why;      ///< not Feasible: in words
    bool spent = false;   ///< Unknown: because what may be spent on one path was
    PathInputs inputs;    ///< Feasible
    explore::Walk walk;   ///< what was executed; as far as it went when not Feasible
    /// Infeasible: classes through which the values flowed that contradict one another.
    std::vector<model::ClassId> core;
    std::map<std::string, std::uint64_t> wishes{};  ///< Infeasible: what pointers should be that are compared after they were followed
    bool by_solver = false;  ///< Infeasible: numbers do not tell, of one contradiction at least
    /// Infeasible: classes that decide which memory was written where the path wrote to one of `core`.
    std::vector<model::ClassId> aliases;
    std::vector<base::Span> unknown_calls;  ///< calls through pointers that reach a function which nobody knows, for its result
    std::vector<ir::ProcId> unmodelled;  ///< body-less DDIs without a model that the path called for their results
};

struct PathOptions {
    bool arbitrary_globals = false;
    unsigned solver_effort = 4'000'000;    ///< for each question, in the solver's own unit (of the order of a microsecond)
    std::uint64_t max_steps = 1'500'000;
    double most_seconds = 4;               ///< of this thread's work, for one run along the path
    std::uint64_t most_effort = UINT64_MAX;  ///< of the solver, for one run along the path: Context::effort()
    std::uint32_t max_questions = 600;     ///< to the solver, about ways that the derivation leaves open
    std::size_t max_walk = 20'000;         ///< steps kept for the trace
    /// How many of the classes that a contradiction is about would have to be followed to see it. When there are some few
    /// other ways are tried before they are returned; of several contradictions those that ask for fewest are enough,
    /// unless `every_lesson`.
    std::function<std::size_t(const std::vector<model::ClassId>&)> teaches;
    bool every_lesson = false;
    /// Only what can matter to the rule is executed: enough to refute the path, not to have it replayed.
    bool lean = false;
    /// Where a number says that a loop goes on though the derivation leaves it, it goes round as often as it has to.
    bool rounds = false;
    unsigned detours = 0;                  ///< how often another way is tried at decisions that the derivation leaves free
};

struct Context;
struct Fixes;
struct FreeWays;

/// Keeps the solver between paths; not to be shared by threads.
class PathSolver {
public:
    PathSolver();
    ~PathSolver();
    /// `original`: the program before weaving; its procedures decide the layout of frames.
    PathResult solve(const model::Model& model, const ir::Program& original, const explore::Derivation& derivation,
                     const PathOptions& options);

private:
    PathResult try_ways(const model::Model& model, const ir::Program& original, const explore::Derivation& derivation, const PathOptions& options);

    PathResult try_again(const model::Model& model, const ir::Program& original, const explore::Derivation& derivation, const PathOptions& options,
                         Fixes& fixes, FreeWays& ways, PathResult first);

    std::unique_ptr<Context> context_;
    std::uint64_t trying_again_ = 0, going_round_ = 0;  ///< Context::effort() of all paths
};

}  // namespace sdvlite::refine
