// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/compare.hpp"

#include <ctime>
#include <optional>
#include <utility>

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

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

check::Result run_engine(const RandomProgram& p, const Way& way) {
    check::Job job;
    job.rule = &p.rule.rule;
    job.harnesses = {"sdv_main"};
    if (p.arbitrary_globals) job.arbitrary_state = job.harnesses;
    check::Options options;
    options.search = way.search;
    options.slice = way.slice;
    options.refine = way.refine;
    options.timeout_seconds = 2;  // few need more, and those most of all together
    options.max_states = way.max_states;
    return check::check(p.maker.program, job, options);
}

/// What runs do in which pointers that nobody has set may lead to the same object, or to one of the driver's.
std::set<std::string> places_of_aliased(const RandomProgram& p) {
    Bounds bounds = bounds_for(p);
    bounds.shared_objects = bounds.shared_variables = true;
    return places(p, exhaustive(p.maker.program, p.rule.rule, p.entry, {}, bounds).violations);
}

}  // namespace

std::string disagreement(const RandomProgram& p, const Way& way, Tally& tally) {
    const double start = cpu_seconds();
    const Explored truth = exhaustive(p.maker.program, p.rule.rule, p.entry, {}, bounds_for(p));
    const double between = cpu_seconds();
    const check::Result engine = run_engine(p, way);
    tally.oracle_seconds += between - start;
    tally.engine_seconds += cpu_seconds() - between;
    ++tally.programs;
    for (const std::string& feature : features_of(p.maker.program, p.entry)) ++tally.by_feature[feature];
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
    if (engine.verdict == check::Verdict::Pass && !engine.cut.empty()) wrong += "a pass, although " + engine.cut + "\n";
    // Who says that a search was cut need not have found everything.
    const bool partial = engine.verdict == check::Verdict::Inconclusive || (engine.verdict == check::Verdict::Defect && !engine.cut.empty());
    for (const std::string& place : real) {
        const bool listed = defects.contains(place) || doubtful.contains(place);
        tally.unconfirmed_but_real += doubtful.contains(place);
        if (!listed && !partial) wrong += "not reported: " + place + "\n";
    }
    std::optional<std::set<std::string>> aliased;
    for (const std::string& place : defects) {
        if (!truth.complete || real.contains(place)) continue;
        // Roots are different objects until the program compares them: then they may be one, also one that was followed before.
        if (!aliased) aliased = places_of_aliased(p);
        if (aliased->contains(place)) continue;
        wrong += "no run does this: " + place + "\n";
    }
    if (wrong.empty()) return {};
    return wrong + "verdict " + check::to_string(engine.verdict) + ", rule " + p.rule_name + "\n" +
           ir::print(p.maker.program);
}

Way way_of(unsigned seed) {
    Way way;
    way.search = seed % 2 ? check::Search::Dfs : check::Search::Bfs;
    way.refine = seed / 2 % 2 == 0;
    way.slice = seed % 5 != 0;
    if (seed % 16 == 7) way.max_states = 150;  // some searches are cut
    return way;
}

Draws shrink(Draws draws, const Way& way) {
    auto disagree = [&](const Draws& d) {
        Tally ignored;
        return !disagreement(*random_program(d), way, ignored).empty();
    };
    // Pieces out, ever smaller ones; then numbers to 0, which means the simplest alternative.
    for (std::size_t piece = draws.size() / 2; piece > 0; piece /= 2) {
        for (std::size_t at = 0; at + piece <= draws.size();) {
            Draws less = draws;
            less.erase(less.begin() + static_cast<std::ptrdiff_t>(at), less.begin() + static_cast<std::ptrdiff_t>(at + piece));
            disagree(less) ? draws.swap(less) : static_cast<void>(at += piece);
        }
    }
    for (std::uint8_t& d : draws) {
        const std::uint8_t before = std::exchange(d, 0);
        if (before != 0 && !disagree(draws)) d = before;
    }
    return draws;
}

std::optional<unsigned> first_disagreement(unsigned from, unsigned to, std::size_t length, Tally& tally) {
    for (unsigned seed = from; seed < to; ++seed) {
        if (!disagreement(*random_program(draws_of(seed, length)), way_of(seed), tally).empty()) return seed;
    }
    return std::nullopt;
}

std::string tell(unsigned seed, std::size_t length) {
    const Draws less = shrink(draws_of(seed, length), way_of(seed));
    std::string text = "seed " + std::to_string(seed) + ", " + std::to_string(length) + " draws, of which these do:";
    for (const std::uint8_t d : less) text += " " + std::to_string(d);
    Tally ignored;
    return text + "\n" + disagreement(*random_program(less), way_of(seed), ignored);
}

}  // namespace sdvlite::oracle
