// SPDX-License-Identifier: Apache-2.0
// What a trace says matters, what it leaves out, and that what it says matters is enough.
#include <catch2/catch.hpp>

#include <algorithm>

#include "core/check/check.hpp"
#include "frontend/dir/reader.hpp"
#include "rules/compiler/compile.hpp"
#include "tests/oracle/compare.hpp"

using namespace sdvlite;
using trace::Step;
using trace::StepKind;

namespace {

const char* const kPrelude = R"([modelled] extern void Acquire(u32* lock);
[modelled] extern void Release(u32* lock);
[modelled] extern u8 Any();
[modelled] extern u32 Query();
global u32 lock;
global u32 spare;
)";

const char* const kRule = R"(
state { enum { unlocked, locked } s = unlocked; int calls = 0; }
Acquire.entry { if (s == locked) abort "twice"; s = locked; calls = calls + 1; }
Release.entry { if (s == unlocked) abort "not held"; s = unlocked; }
Main.exit { if (s == locked) abort "left held"; }
)";

check::Defect defect_of(const std::string& driver, check::Search search = check::Search::Bfs, const char* text = kRule) {
    ir::Program program;
    base::DiagSink sink;
    const bool whole = driver.find("sdv_main") != std::string::npos;
    const std::string harness = whole ? "" : "\n[origin harness] void sdv_main() { Main(); }\n";
    REQUIRE(frontend::dir::read_program(kPrelude + driver + harness, "t.dir", program, sink));
    base::SourceMap sources;
    const auto rule = rules::compile(text, "Locks.slic", {}, sources, sink);
    REQUIRE(rule);
    check::Job job;
    job.rule = &*rule;
    job.harnesses = {"sdv_main"};
    check::Options options;
    options.search = search;
    check::Result r = check::check(program, job, options);
    REQUIRE(r.defects.size() == 1);
    return std::move(r.defects.front());
}

const Step* step_at(const trace::Trace& t, const std::string& text) {
    const auto it = std::find_if(t.steps.begin(), t.steps.end(), [&](const Step& s) { return s.text.find(text) != std::string::npos; });
    return it == t.steps.end() ? nullptr : &*it;
}

bool matters(const trace::Trace& t, const std::string& text) {
    const Step* s = step_at(t, text);
    REQUIRE(s != nullptr);
    return s->relevant;
}

void check_shape(const trace::Trace& t) {
    REQUIRE_FALSE(t.steps.empty());
    for (std::size_t i = 0; i < t.steps.size(); ++i) {
        const Step& s = t.steps[i];
        CHECK(s.id == i);
        CHECK(s.parent < static_cast<std::int64_t>(i));
        if (s.parent >= 0) CHECK(t.steps[static_cast<std::size_t>(s.parent)].depth < s.depth);
    }
    CHECK(t.steps.back().kind == StepKind::Violation);
    CHECK(t.steps.back().relevant);
}

}  // namespace

TEST_CASE("what the violation depends on matters, by control and by data, across calls; other things don't") {
    const trace::Trace t = defect_of(R"(
u32 level() { u32 q; q = Query(); return q + 1; }
void Main() {
    u32 l; u8 other;
    other = Any();
    spare = 7;
    l = level();
    if (l == 3) {
        Acquire(&lock);
        if (other) spare = spare + 1;
    }
})").trace;
    check_shape(t);
    CHECK(t.sufficient == std::optional(true));
    CHECK(matters(t, "l == 3"));
    CHECK(matters(t, "l = level()"));
    CHECK(matters(t, "q = Query()"));
    CHECK(matters(t, "return q + 1"));
    CHECK_FALSE(matters(t, "spare = 7"));
    CHECK_FALSE(matters(t, "other = Any()"));
    CHECK_FALSE(matters(t, "(other)"));
    const Step* branch = step_at(t, "l == 3");
    REQUIRE(branch->reads.size() == 1);
    CHECK(branch->reads[0].name == "l");
    CHECK(branch->reads[0].value == "3");
}

TEST_CASE("a decision that avoids the release matters, and says so") {
    const trace::Trace t = defect_of(R"(
void undo() { Release(&lock); }
void Main() {
    u8 a;
    Acquire(&lock);
    a = Any();
    if (a) { undo(); }
    spare = 1;
})").trace;
    const Step* branch = step_at(t, "a");
    for (const Step& s : t.steps) {
        if (s.kind == StepKind::Branch) branch = &s;
    }
    REQUIRE(branch != nullptr);
    CHECK(branch->relevant);
    REQUIRE(branch->skips);
    CHECK(branch->skips->name == "Release");
    CHECK(branch->branch == std::optional(false));
    CHECK(matters(t, "a = Any()"));
    CHECK(t.sufficient == std::optional(true));
}

TEST_CASE("what was as at first again does not matter") {
    const trace::Trace t = defect_of(R"(
void once() { Acquire(&spare); Release(&spare); }
void Main() {
    once();
    once();
    Acquire(&lock);
})").trace;
    // `s` is unlocked again after each, so that both calls are folded; `calls` is not looked at.
    for (const Step& s : t.steps) {
        if (s.text == "once()") CHECK(s.kind == StepKind::SummarisedCall);
        if (s.text == "once()") CHECK_FALSE(s.relevant);
    }
    CHECK(step_at(t, "Acquire(&spare)") == nullptr);
    CHECK(t.sufficient == std::optional(true));
}

TEST_CASE("loops that need not go round do not, others are folded") {
    for (const check::Search search : {check::Search::Bfs, check::Search::Dfs}) {
        const trace::Trace t = defect_of(R"(
void Main() {
    u32 i; u8 again;
    i = 0;
    while (i < 9) { spare = spare + i; i = i + 1; }
    again = Any();
    while (again) { spare = spare + 2; again = Any(); }
    Acquire(&lock);
})", search).trace;
        check_shape(t);
        CHECK(step_at(t, "spare + 2") == nullptr);  // shortened: it never goes round
        CHECK(t.steps.size() < 20);
        const bool folded = std::any_of(t.steps.begin(), t.steps.end(), [](const Step& s) { return s.rounds >= 8; });
        CHECK(folded);
        CHECK(t.sufficient == std::optional(true));
    }
}

TEST_CASE("a way round that need not be gone is not gone") {
    for (const check::Search search : {check::Search::Bfs, check::Search::Dfs}) {
        const trace::Trace t = defect_of(R"(
void work() { u32 i; i = 0; while (i < 3) { spare = spare + i; i = i + 1; } spare = 4; }
void Main() {
    u8 a; u32 q;
    a = Any();
    if (a) { work(); work(); }
    q = Query();
    if (q > 2) { spare = 1; } else { spare = 2; work(); spare = 3; }
    Acquire(&lock);
})", search).trace;
        CHECK(step_at(t, "work()") == nullptr);
        CHECK(step_at(t, "spare = 1") != nullptr);
        CHECK(t.sufficient == std::optional(true));
    }
}

TEST_CASE("rounds that matter stay") {
    const trace::Trace t = defect_of(R"(
void Main() {
    u32 i;
    i = Query();
    Acquire(&lock);
    while (i > 0) { i = i - 1; if (i == 1) Acquire(&lock); }
    Release(&lock);
})").trace;
    CHECK(t.message == "twice");
    CHECK(t.sufficient == std::optional(true));
    CHECK(matters(t, "i == 1"));
}

TEST_CASE("only those initial values are told that matter") {
    const trace::Trace t = defect_of(R"(
void Main(u32* p, u32* r) {
    if (*r == 9) spare = 3; else spare = 4;
    if (*p == 5) Acquire(&lock);
}
[origin harness] void sdv_main() { u32* p; u32* r; Main(p, r); })").trace;
    REQUIRE(t.initial.size() == 1);
    CHECK(t.initial[0].name == "*p");
    CHECK(t.initial[0].value == "5");
}

TEST_CASE("a trace holds what replays it") {
    const trace::Trace t = defect_of("void Main() { u32 q; q = Query(); if (q == 77) Acquire(&lock); }").trace;
    CHECK(t.recording.entry == "sdv_main");
    REQUIRE(t.recording.havocs.size() == 1);
    CHECK(t.recording.havocs[0].proc == "Main");
    CHECK(t.recording.havocs[0].value == 77);
}

TEST_CASE("a rule that looks at a result and leaves its state as it is explains the violation") {
    const trace::Trace t = defect_of(R"(
void Main() {
    u32 got; u8 other;
    other = Any();
    got = Query();
    Release(&lock);
})", check::Search::Bfs, R"(
state { int held = 0; int tries = 0; }
Query.exit { tries = tries + 1; if ($return == 1) held = held + 1; }
Release.entry { if (held == 0) abort "not held"; }
)").trace;
    CHECK(t.sufficient == std::optional(true));
    CHECK(matters(t, "got = Query()"));
    CHECK_FALSE(matters(t, "other = Any()"));
    const auto tried = std::find_if(t.steps.begin(), t.steps.end(), [](const Step& s) { return s.kind == StepKind::Rule && s.event->name == "Query"; });
    REQUIRE(tried != t.steps.end());
    CHECK(tried->relevant);
    CHECK(tried->rule_matters == std::vector<std::string>{"held"});  // it stays 0; how often was tried is not looked at
}

TEST_CASE("a call that matters and was applied again without being shown is demanded as when it was shown") {
    const trace::Trace t = defect_of(R"(
void Main() {
    u32 x; u32 y; u32 z;
    x = seven(); y = seven(); z = seven();
    if (x + y + z == 21) Acquire(&lock);
}
u32 seven() { u32 r; u32 i; Acquire(&lock); Release(&lock); r = 0; i = 0; while (i < 7) { r = r + 1; i = i + 1; } return r; }
)", check::Search::Bfs, R"(
state { int held = 0; }
Acquire.entry { held = 1; }
Release.entry { held = 0; }
Main.exit { if (held == 1) abort "left held"; }
)").trace;
    CHECK(std::count_if(t.steps.begin(), t.steps.end(), [](const Step& s) { return s.kind == StepKind::SummarisedCall && s.relevant; }) >= 1);
    CHECK(t.sufficient == std::optional(true));
}

TEST_CASE("another round of the loop that set the rule's state is no way out of it") {
    const trace::Trace t = defect_of(R"(
void Main() {
    u8 more;
    more = 1;
    while (more) { Acquire(&lock); more = Any(); }
})", check::Search::Bfs, R"(
state { enum { unlocked, locked } s = unlocked; }
Acquire.entry { s = locked; }
Main.exit { if (s == locked) abort "left held"; }
)").trace;
    for (const Step& s : t.steps) CHECK_FALSE(s.skips.has_value());
}

TEST_CASE("what the model shows of the system has its own name and names of values") {
    const trace::Trace t = defect_of(R"(
[shown Level "low" "high"] global u8 level = 0;
void Main() { Acquire(&lock); }
[origin os_model] void lift() { level = 1; }
[origin harness] void sdv_main() { lift(); Main(); })", check::Search::Bfs, R"(
state { int n = 0; }
Acquire.entry { if (level == 1) abort "too high"; }
)").trace;
    const auto set = std::find_if(t.steps.begin(), t.steps.end(), [](const Step& s) { return s.system_state; });
    REQUIRE(set != t.steps.end());
    CHECK(set->relevant);
    CHECK(set->writes == std::vector<trace::NamedValue>{{"Level", "high"}});
    CHECK(t.steps.back().reads == std::vector<trace::NamedValue>{{"Level", "high"}});
}

TEST_CASE("the entry is what the system called, not what was called back inside of it") {
    const check::Defect d = defect_of(R"(
void Back() { Acquire(&lock); }
void Main() { model(); spare = 1; }
[origin os_model] void model() { Back(); }
[origin harness] void sdv_main() { Main(); })");
    CHECK(d.function == "Main");
    CHECK(d.entry_function == "Main");
}

TEST_CASE("a statement over several lines is one text") {
    const trace::Trace t = defect_of("void Main() { u32 q; q = Query(); if (q >\n        77 &&   \n q < 99) Acquire(&lock); }").trace;
    CHECK(std::any_of(t.steps.begin(), t.steps.end(), [](const Step& s) { return s.text.find("q > 77 && q < 99") != std::string::npos; }));
}

TEST_CASE("traces of generated programs are trees, and what matters in them is enough") {
    int found = 0, enough = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        oracle::Draws draws;
        for (unsigned i = 0, x = seed * 2654435761u; i < 60; ++i, x = x * 1664525u + 1013904223u) draws.push_back(static_cast<std::uint8_t>(x >> 24));
        const auto p = oracle::random_program(draws);
        const ir::Program& program = p->maker.program;
        const automaton::Automaton& rule = p->rule.rule;
        check::Job job;
        job.rule = &rule;
        job.harnesses = {program[p->entry].name};
        if (p->arbitrary_globals) job.arbitrary_state = job.harnesses;
        check::Options options;
        options.timeout_seconds = 2;
        for (const check::Defect& d : check::check(program, job, options).defects) {
            check_shape(d.trace);
            if (!d.trace.sufficient) continue;
            ++found;
            enough += *d.trace.sufficient;
        }
    }
    INFO(enough << " of " << found);
    CHECK(found > 10);
    CHECK(enough * 100 >= found * 95);
}
