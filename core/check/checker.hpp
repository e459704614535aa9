// SPDX-License-Identifier: Apache-2.0
// One rule on one program, from binding to verdict: search with what is followed so far, try to confirm
// what was found, follow more where a path was infeasible, and again (counterexample-guided refinement:
// Clarke et al., CAV 2000). check.cpp has the loop, confirm.cpp what becomes of one violation,
// conclude.cpp the verdict.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/check/applicable.hpp"
#include "core/check/check.hpp"
#include "core/check/explain.hpp"
#include "core/check/precision.hpp"
#include "core/concrete/interpreter.hpp"
#include "core/explore/explorer.hpp"
#include "core/refine/path.hpp"
#include "core/refine/term_conditions.hpp"

namespace sdvlite::check {

class Checker {
public:
    Checker(const Subject& subject, const Job& job, const Options& options);
    Result run();

private:
    using Clock = std::chrono::steady_clock;
    using Place = Hole;

    /// A place at which the rule is violated, with its message.
    using Found = Explained;
    /// What came of the ways to one violation.
    struct Attempt {
        Place place;
        Found found;
        std::vector<model::ClassId> core;     ///< what the infeasible ones would have needed
        std::vector<model::ClassId> aliases;  ///< the same, about where writes went
        std::uint32_t lessons = 0;            ///< ways that taught something new
        std::vector<model::ClassId> last_core{};  ///< of the last way that taught nothing
        std::uint32_t alike = 0;              ///< ways in a row that contradict themselves as that one does
        std::uint32_t vain = 0;               ///< infeasible ways that taught nothing
        std::uint32_t spent = 0;              ///< ways that took all that one may take
        std::uint32_t refuted = 0;            ///< ways that the solver found feasible and the run did not confirm
        bool by_solver = false;               ///< it takes a solver to see that one of the infeasible ones is
    };
    /// One harness: where runs start, and what the search of it is to do next.
    struct Target {
        ir::ProcId root;
        bool arbitrary = false;
        std::set<Place> confirmed;
        std::map<Place, std::uint32_t> calls_tried{};  ///< of the functions at whose entries the rule is broken: ways over each call
        std::uint32_t patience = 1;
        bool hasty = false;  ///< fewer states than usual are kept apart
        enum class Asks : std::uint8_t { NotYet, Now, NoMore } asks = Asks::NotYet;  ///< the solver, in the search
        std::uint64_t asks_until = 0;  ///< work() after which it is not asked any more
        std::uint32_t rounds = 0;  ///< searches so far
        std::uint64_t reached = 0;  ///< statements, in the search that came to most
        std::uint64_t deadline = 0;  ///< work() after which a last resort is given up; 0: the rule's own limit only
        bool cut = false;     ///< the search was cut: what it found is looked at now or never
        std::vector<Attempt> open;  ///< of the last search that ended: what is open still when the next one is given up
    };

    // check.cpp
    bool prepare();
    void build_model();
    void search(const std::string& harness);
    bool round(Target& target);
    enum class Explored : std::uint8_t { Whole, Cut, Taught, Over, Vain };
    Explored explore(explore::Explorer& e, Target& target, std::vector<Attempt>& open);
    std::size_t lessons(const std::vector<Attempt>& open) const;
    bool is_for_solver(const std::vector<Attempt>& open) const;
    void confirm_from(std::size_t first, explore::Explorer& e, Target& target, std::vector<Attempt>& open);
    bool within_budget(const explore::Explorer& e);
    bool turn_is_over(const explore::Explorer& e, Target& target) const;
    void take_turns(const explore::Explorer& e);
    void end_search(const explore::Explorer& e);
    bool refine(const std::vector<Attempt>& open, bool joined, Target& target);
    double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    double worked() const;
    /// What has been done so far, in path edges: the same on each machine and whatever else runs there, so that no verdict
    /// depends on that (as long as the rule's own limit is not reached).
    std::uint64_t work() const;

    // confirm.cpp
    bool confirm(explore::Explorer& e, const explore::Violation& v, Target& target, std::vector<Attempt>& open);
    bool try_way(const explore::Violation& v, const explore::Derivation& way, const Target& target, Attempt& out);
    Attempt attempt(explore::Explorer& e, const explore::Violation& v, const Target& target, bool known);
    void other_calls(explore::Explorer& e, const explore::Violation& v, Target& target);
    Found judge(const explore::Violation& v, const refine::PathResult& r, const Target& target);
    void keep(Found found, bool life_cycle);
    bool has_confirmed() const;

    // conclude.cpp
    void conclude();
    void add_assumptions();
    void sort_findings();
    void no_event_possible();
    std::string describe_holes(const ir::Program& program) const;

    const Subject& subject_;
    const ir::Program& program_;
    const Job& job_;
    const Options& options_;
    Clock::time_point start_;
    double began_;  ///< on the thread's own clock
    Result result_;
    std::optional<model::Woven> woven_;  ///< until the model is built of it
    std::unique_ptr<model::Model> model_;
    std::unique_ptr<Precision> precision_;
    std::unique_ptr<Precision> learnt_;  ///< the same, with what this search has taught so far
    refine::PathSolver solver_;
    refine::TermConditions procedure_;
    std::unique_ptr<concrete::Interpreter> interpreter_;
    std::unique_ptr<Explainer> explainer_;
    concrete::BindOptions bind_;
    std::vector<Found> found_;
    std::set<Place> holes_;
    std::set<ir::ProcId> unmodelled_;
    std::uint64_t spent_ = 0, moved_ = 0;  ///< path edges and transitions of all searches that ended
    std::uint64_t searching_ = 0;  ///< and of the one that is under way
    std::uint64_t tries_ = 0;      ///< paths that the solver was given
    bool applicable_ = false;
    std::uint64_t other_places_until_ = 0;  ///< when something is confirmed: work() after which others are not searched for
    bool ended_early_ = false;       ///< they were not
    std::string harness_;  ///< that is being searched
    std::uint64_t share_ = UINT64_MAX;  ///< transitions of all searches after which it is given up
    bool lavish_ = false;  ///< all that a path teaches is learnt, not only what refutes it with least
    std::unique_ptr<Precision> other_precision_;  ///< what the other way of learning has found so far
    std::uint64_t turn_, turn_began_ = 0;         ///< path edges for each statement that this turn may take; spent_ at its begin
    std::string cut_;  ///< why the search stopped early; empty when it did not
};

}  // namespace sdvlite::check
