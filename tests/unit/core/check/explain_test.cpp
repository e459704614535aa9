// SPDX-License-Identifier: Apache-2.0
// What the solver says of a path is a claim: a defect is what the interpreter saw happen.
#include <catch2/catch.hpp>

#include "core/check/explain.hpp"
#include "core/check/precision.hpp"
#include "core/explore/explorer.hpp"
#include "frontend/dir/reader.hpp"
#include "rules/compiler/compile.hpp"

using namespace sdvlite;

namespace {

const char* const kDriver = R"([modelled] extern void Acquire(u32* lock);
[modelled] extern u8 Any();
global u32 lock;
void Main() {
    u8 a;
    a = Any();
    if (a == 7) { Acquire(&lock); Acquire(&lock); }
    if (a == 9) Acquire(&lock);
}
[origin harness] void sdv_main() { Main(); }
)";

const char* const kRule = R"(
state { enum { unlocked, locked } s = unlocked; }
Acquire.entry { if (s == locked) abort "twice"; s = locked; }
Main.exit { if (s == locked) abort "left held"; }
)";

/// A driver of which the search has found what can go wrong, and the solver the inputs of each path there.
struct Solved {
    ir::Program program;
    automaton::Automaton rule;
    std::unique_ptr<model::Model> model;
    refine::PathSolver solver;
    std::map<std::string, refine::PathResult> paths;  ///< by the rule's message
    std::map<std::string, base::Span> places;
    ir::ProcId root;

    Solved() {
        base::DiagSink sink;
        REQUIRE(frontend::dir::read_program(kDriver, "case.dir", program, sink));
        base::SourceMap sources;
        const auto compiled = rules::compile(kRule, "Locks.slic", {}, sources, sink);
        REQUIRE(compiled);
        rule = *compiled;
        auto woven = model::weave(program, rule, {}, sink);
        REQUIRE(woven);
        model = std::make_unique<model::Model>(std::move(*woven));
        root = program.find_proc("sdv_main");
        const check::Precision everything(*model, true);
        explore::SearchOptions options;
        options.precision = &everything.followed();
        explore::Explorer search(*model, root, options);
        while (search.step()) {}
        for (const explore::Violation& v : search.violations()) {
            const auto derivation = search.derivation(v.edges.front(), 0);
            REQUIRE(derivation);
            const std::string& message = model->program()[v.proc].body[v.stmt].text;
            paths[message] = solver.solve(*model, program, *derivation, {});
            const int event = model->woven().info[v.proc.index()][v.stmt].event;
            REQUIRE(event >= 0);
            places[message] = model->woven().events[static_cast<std::size_t>(event)].span;
        }
    }

    check::Explained explain(const refine::PathResult& path, const std::string& message) { return explain(path, message, places.at(message)); }
    check::Explained explain(const refine::PathResult& path, const std::string& message, base::Span place) {
        concrete::Interpreter interpreter(program, rule, {});
        check::Explainer explainer(*model, program, rule, interpreter, solver);
        return explainer.explain(path, message, place, root, false, [] { return true; });
    }
};

}  // namespace

TEST_CASE("a path is a defect when the interpreter breaks the rule with the solver's values, and only then") {
    Solved s;
    REQUIRE(s.paths.size() == 2);
    for (const auto& [message, path] : s.paths) {
        INFO(message << ": " << path.why);
        REQUIRE(path.verdict == refine::Feasibility::Feasible);
        CHECK(s.explain(path, message).confirmed);

        refine::PathResult other = path;  // the same claim with values that do not bear it out
        REQUIRE(other.inputs.havocs.size() == 1);
        other.inputs.havocs.front().value = 8;
        const check::Explained doubted = s.explain(other, message);
        CHECK_FALSE(doubted.confirmed);
        CHECK(doubted.why.starts_with("run with the solver's values, the path does not break the rule: it ended in 'finished'"));
        CHECK_FALSE(doubted.defect.trace.confirmed);
    }
}

TEST_CASE("a run that breaks the rule in another way confirms nothing") {
    Solved s;
    const check::Explained doubted = s.explain(s.paths.at("twice"), "left held");
    CHECK_FALSE(doubted.confirmed);
    CHECK(doubted.why == "run with the solver's values, the path ends in another violation: twice");

    const check::Explained elsewhere = s.explain(s.paths.at("twice"), "twice", s.places.at("left held"));
    CHECK_FALSE(elsewhere.confirmed);
    CHECK(elsewhere.why.starts_with("the replay breaks the rule at another place: "));
}
