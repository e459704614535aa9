// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/core/check/oracle_support.hpp"

#include "core/ir/print.hpp"
#include "tests/oracle/draws.hpp"

namespace sdvlite::oracle {

namespace {

std::set<std::string> places(const RandomProgram& p, const std::set<Violation>& violations) {
    std::set<std::string> out;
    const ir::Program& program = p.maker.program;
    for (const Violation& v : violations) {
        const ir::Proc& proc = program[v.place.proc];
        const base::Span span = v.place.stmt == ir::kNoStmt ? proc.span : proc.body[v.place.stmt].span;
        out.insert(program.sources.describe(span) + ": " + v.message);
    }
    return out;
}

template <class List> std::set<std::string> places(const RandomProgram& p, const List& reported) {
    std::set<std::string> out;
    for (const auto& d : reported) out.insert(p.maker.program.sources.describe(d.location) + ": " + d.message);
    return out;
}

check::Result run_engine(const RandomProgram& p, const Way& way) {
    check::Job job;
    job.rule = &p.rule.rule;
    job.harnesses = {"sdv_main"};
    if (p.arbitrary_globals) job.arbitrary_state = job.harnesses;
    check::Options options;
    options.search = way.search;
    options.slice = way.slice;
    options.refine = way.refine;
    options.timeout_seconds = 30;
    return check::check(p.maker.program, job, options);
}

}  // namespace

std::string disagreement(const RandomProgram& p, const Way& way, Tally& tally) {
    const Explored truth = exhaustive(p.maker.program, p.rule.rule, p.entry, {}, bounds_for(p));
    const check::Result engine = run_engine(p, way);
    const std::set<std::string> real = places(p, truth.violations);
    const std::set<std::string> defects = places(p, engine.defects);
    const std::set<std::string> doubtful = places(p, engine.unconfirmed);
    ++tally.by_verdict[check::to_string(engine.verdict)];
    tally.complete += truth.complete;

    std::string wrong;
    if (engine.verdict == check::Verdict::Inconclusive) {
        ++tally.inconclusive;
    } else if (engine.verdict != check::Verdict::Pass && engine.verdict != check::Verdict::Defect &&
               engine.verdict != check::Verdict::NotApplicable) {
        wrong += "unexpected verdict: " + engine.reason + "\n";
    }
    for (const std::string& place : real) {
        const bool listed = defects.contains(place) || doubtful.contains(place);
        tally.unconfirmed_but_real += doubtful.contains(place);
        if (!listed && engine.verdict != check::Verdict::Inconclusive) wrong += "not reported: " + place + "\n";
    }
    for (const std::string& place : defects) {
        if (truth.complete && !real.contains(place)) wrong += "no run does this: " + place + "\n";
    }
    if (wrong.empty()) return {};
    return wrong + "verdict " + check::to_string(engine.verdict) + ", rule " + p.rule_name + "\n" +
           ir::print(p.maker.program);
}

Way way_of(unsigned seed) {
    Way way;
    way.search = seed % 2 ? check::Search::Dfs : check::Search::Bfs;
    way.refine = seed % 3 != 0;
    way.slice = seed % 5 != 0;
    return way;
}

std::string first_disagreement(unsigned from, unsigned to, std::size_t length, Tally& tally) {
    for (unsigned seed = from; seed < to; ++seed) {
        const auto p = random_program(draws_of(seed, length));
        const std::string wrong = disagreement(*p, way_of(seed), tally);
        if (!wrong.empty()) return "seed " + std::to_string(seed) + ", " + std::to_string(length) + " draws\n" + wrong;
    }
    return {};
}

}  // namespace sdvlite::oracle
