// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/core/check/case_support.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"
#include "rules/compiler/compile.hpp"
#include "tests/oracle/exhaustive.hpp"

namespace sdvlite::test {

namespace {

const char* const kPrelude = R"(
struct LOCK { u32 Held; };
struct LIST { struct LIST* Flink; struct LIST* Blink; };
struct EXT {
    struct LOCK Lock;
    struct LOCK Other;
    u8 Flag;
    u32 Flags;
    i32 Status;
    u32 low : 3;
    i32 signed_bits : 2;
    struct LIST Link;
    struct EXT* Next;
    u8 bytes[4];
    u32 words[4];
};
[modelled] extern void Acquire(struct LOCK* lock);
[modelled] extern void Release(struct LOCK* lock);
[modelled] extern u8 Any();
[modelled] extern i32 Query();
[noreturn] extern void Stop();
extern void Unknown(struct EXT* ext);
)";

const char* const kHarness = R"(
[origin harness] void sdv_main() { Main(); }
)";

const char* const kRule = R"(
state { enum { unlocked, locked } s = unlocked; }
Acquire.entry { if (s == locked) abort "twice"; s = locked; }
Release.entry { if (s == unlocked) abort "not held"; s = unlocked; }
Main.exit { if (s == locked) abort "left held"; }
)";

/// Has a harness of its own, or gets the usual one.
std::string whole(const std::string& driver) { return kPrelude + driver + (driver.find("sdv_main") == std::string::npos ? kHarness : ""); }

std::string messages(const base::DiagSink& sink, const base::SourceMap& sources) {
    std::string out;
    for (const base::Diagnostic& d : sink.all()) out += base::render(d, sources);
    return out;
}

std::string describe(const check::Result& r) {
    std::string out = std::string(check::to_string(r.verdict)) + ": " + r.reason;
    for (const check::Defect& d : r.defects) out += "\n  confirmed: " + d.message;
    for (const check::Unconfirmed& u : r.unconfirmed) out += "\n  unconfirmed: " + u.message + ": " + u.why;
    for (const base::Diagnostic& d : r.diagnostics) out += "\n  " + d.message;
    return out;
}

bool meets(check::Verdict v, Expect e) {
    switch (e) {
        case Expect::Pass: return v == check::Verdict::Pass;
        case Expect::Defect: return v == check::Verdict::Defect;
        case Expect::NoDefect: return v == check::Verdict::Pass || v == check::Verdict::Inconclusive;
        case Expect::NotApplicable: return v == check::Verdict::NotApplicable;
        case Expect::InputError: return v == check::Verdict::InputError;
        case Expect::NoPass: return v == check::Verdict::Defect || v == check::Verdict::Inconclusive;
    }
    return false;
}

/// The walk over all runs must not contradict what the case says.
void check_claim(const Case& c, const ir::Program& program, const automaton::Automaton& rule) {
    if (c.expect == Expect::NotApplicable || c.expect == Expect::InputError) return;
    oracle::Bounds bounds;
    bounds.integers = {0, 1, 2, 3, 5, 7, 0xffffffff, 0x80000000};
    bounds.max_runs = 30'000;
    bounds.max_inputs = 12;
    bounds.run.arbitrary_driver_globals = c.arbitrary;
    const oracle::Explored truth = oracle::exhaustive(program, rule, program.find_proc(c.entry), {}, bounds);
    INFO("the exhaustive walk finds\n" << oracle::describe(program, truth.violations));
    REQUIRE(truth.outcomes.count(concrete::OutcomeKind::Invalid) == 0);
    CHECK(truth.violations.empty() == (c.expect == Expect::Pass || c.expect == Expect::NoDefect));
}

void check_case(const Case& c) {
    INFO("case: " << c.name);
    const std::string text = whole(c.driver);
    ir::Program program;
    base::DiagSink sink;
    const bool read = frontend::dir::read_program(text, "case.dir", program, sink);
    INFO(messages(sink, program.sources));
    REQUIRE(read);
    base::SourceMap sources;
    base::DiagSink rule_sink;
    const auto rule = rules::compile(c.rule != nullptr ? c.rule : kRule, "Case.slic", {}, sources, rule_sink);
    INFO(messages(rule_sink, sources));
    REQUIRE(rule);
    check_claim(c, program, *rule);

    check::Job job;
    job.rule = &*rule;
    job.harnesses = {c.entry};
    if (c.arbitrary) job.arbitrary_state = job.harnesses;
    struct Way { bool slice, refine; const char* name; };
    for (const Way& way : {Way{true, true, "sliced, on demand, "}, Way{true, false, "sliced, all followed, "}, Way{false, true, "not sliced, on demand, "}}) {
        for (const check::Search search : {check::Search::Bfs, check::Search::Dfs}) {
            check::Options options;
            options.search = search;
            options.slice = way.slice;
            options.refine = way.refine;
            options.timeout_seconds = 10;
            const check::Result r = check::check(program, job, options);
            INFO(way.name << (search == check::Search::Bfs ? "breadth" : "depth") << " first: " << describe(r));
            CHECK(meets(r.verdict, c.expect));
        }
    }
}

}  // namespace

check::Result result_of(const std::string& driver, const check::Options& options, const char* text) {
    ir::Program program;
    base::DiagSink sink;
    REQUIRE(frontend::dir::read_program(whole(driver), "case.dir", program, sink));
    base::SourceMap sources;
    const auto rule = rules::compile(text != nullptr ? text : kRule, "Case.slic", {}, sources, sink);
    REQUIRE(rule);
    check::Job job;
    job.rule = &*rule;
    job.harnesses = {"sdv_main"};
    return check::check(program, job, options);
}

void check_cases(std::initializer_list<Case> cases) {
    for (const Case& c : cases) check_case(c);
}

}  // namespace sdvlite::test
