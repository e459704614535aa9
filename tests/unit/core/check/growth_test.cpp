// SPDX-License-Identifier: Apache-2.0
// What a program of n procedures in the same style costs: path edges by n, searches by a number that does not depend on n.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;

namespace {

/// A chain of calls; each procedure takes the lock when it is wanted, remembers that in a variable of its own, and
/// gives it back when it has it. `broken`: the procedure that forgets to remember; -1: none.
std::string chain(int n, int broken) {
    std::string out = "global struct LOCK lock;\n";
    for (int i = n; i-- > 0;) {
        const std::string k = std::to_string(i);
        out += "void Step" + k + "(struct LOCK* where, u8 wanted) { u8 held; held = 0;";
        out += " if (wanted) { Acquire(where); " + std::string(i == broken ? "" : "held = 1; ") + "} if (held) Release(where);";
        if (i + 1 < n) out += " Step" + std::to_string(i + 1) + "(where, wanted);";
        out += " }\n";
    }
    return out + "void Main() { u8 v; v = Any(); Step0(&lock, v); }\n";
}

}  // namespace

TEST_CASE("a chain of procedures with a flag each costs by its length") {
    const check::Result small = result_of(chain(40, -1)), middle = result_of(chain(80, -1)), large = result_of(chain(120, -1));
    CHECK(small.verdict == check::Verdict::Pass);
    CHECK(large.verdict == check::Verdict::Pass);
    CHECK(large.stats.refinements == small.stats.refinements);
    CHECK(large.stats.states - middle.stats.states == middle.stats.states - small.stats.states);
}

TEST_CASE("one mistake in the middle of a chain is found") {
    const check::Result r = result_of(chain(80, 40));
    REQUIRE(r.verdict == check::Verdict::Defect);
    CHECK(r.defects.size() == 1);
    CHECK(r.stats.refinements == result_of(chain(40, 20)).stats.refinements);
}

TEST_CASE("a search that is cut still has all that it found looked at") {
    // Procedures that look wrong as long as their flags are not followed, and among them one that is wrong.
    std::string steps, calls;
    for (int i = 0; i < 120; ++i) {
        const std::string k = std::to_string(i);
        steps += "void Step" + k + "() { u8 f; f = Any(); if (f) Acquire(&lock); if (f) Release(&lock); }\n";
        calls += " if (*) { Step" + k + "(); return; }";
        if (i == 20) calls += " if (*) { Acquire(&lock); Acquire(&lock); return; }";
    }
    check::Options options;
    options.max_states = 600;
    const check::Result r = result_of("global struct LOCK lock;\n" + steps + "void Main() {" + calls + " }\n", options);
    INFO(r.reason << ", states: " << r.stats.states);
    CHECK(r.stats.refinements == 0);
    CHECK(r.verdict == check::Verdict::Defect);
    CHECK(r.defects.size() == 1);
    CHECK(r.unconfirmed.size() > 8);
}

namespace {

/// Callers with a number in a variable of their own whose address they give away, all of which call the same helper.
std::string callers(int n, int helper) {
    std::string out = "global struct LOCK lock;\nvoid Put(u32* where, u32 what) { *where = what; }\nvoid Helper() { u8 c; u32 own; Put(&own, 7);";
    for (int i = 0; i < helper; ++i) out += " c = Any(); if (c) { Acquire(&lock); Release(&lock); }";
    out += " }\n";
    std::string main = "void Main() {";
    for (int i = 0; i < n; ++i) {
        const std::string k = std::to_string(i);
        out += "void Step" + k + "() { u32 mine; Put(&mine, " + k + "); Helper(); if (mine == " + k + ") Acquire(&lock); if (mine == " + k +
               ") Release(&lock); }\n";
        main += " Step" + k + "();";
    }
    return out + main + " }\n";
}

}  // namespace

TEST_CASE("where a flag of its own is enough, the bits of a word that all are given are not followed") {
    auto steps = [](int bits) {
        std::string out = "global struct LOCK lock;\n";
        for (int i = 12; i-- > 0;) {
            const std::string k = std::to_string(i), bit = std::to_string(1 << (i % bits));
            out += "void Step" + k + "(u32 word) { u8 held; held = 0; if ((word & " + bit + ") != 0) { Acquire(&lock); held = 1; }";
            out += " if (held) Release(&lock);";
            if (i < 11) out += " Step" + std::to_string(i + 1) + "(word); Step" + std::to_string(i + 1) + "(word);";
            out += " }\n";
        }
        return result_of(out + "void Main() { u32 v; u8 b; b = Any(); v = (u32)b; Step0(v); Acquire(&lock); Release(&lock); }\n");
    };
    const check::Result one = steps(1), five = steps(5);
    CHECK(one.verdict == check::Verdict::Pass);
    CHECK(five.verdict == check::Verdict::Pass);
    CHECK(five.stats.states == one.stats.states);
}

TEST_CASE("callers that differ in what the callee can't reach enter it alike") {
    auto slope = [](int helper) {
        const check::Result small = result_of(callers(10, helper)), large = result_of(callers(20, helper));
        CHECK(small.verdict == check::Verdict::Pass);
        CHECK(large.verdict == check::Verdict::Pass);
        return large.stats.states - small.stats.states;
    };
    CHECK(slope(1) == slope(6));
}

namespace {

/// n unknown numbers, each brought in by one of two statements, and later on what each decides.
std::string sources(int n) {
    std::string first, then;
    for (int i = 0; i < n; ++i) {
        const std::string v = "v" + std::to_string(i);
        first += " if (*) " + v + " = Any(); else " + v + " = Any();";
        then += " if (" + v + " == 1) Acquire(&lock); if (" + v + " == 1) Release(&lock);";
    }
    std::string declared;
    for (int i = 0; i < n; ++i) declared += " u8 v" + std::to_string(i) + ";";
    return "global struct LOCK lock;\nvoid Main() {" + declared + first + then + " }\n";
}

}  // namespace

TEST_CASE("from which statement an unknown number came tells no states apart") {
    const check::Result small = result_of(sources(4)), middle = result_of(sources(8)), large = result_of(sources(12));
    CHECK(small.verdict == check::Verdict::Pass);
    CHECK(large.verdict == check::Verdict::Pass);
    CHECK(large.stats.states - middle.stats.states == middle.stats.states - small.stats.states);
    CHECK(large.stats.states < 400);
}

namespace {

/// n callbacks, any number of times: each writes another field of a record of which nothing is known, and looks at it later.
std::string life_cycle(int n) {
    std::string fields, steps, ways;
    for (int i = 0; i < n; ++i) {
        const std::string k = std::to_string(i);
        fields += " u8 f" + k + ";";
        steps += "void Step" + k + "(struct R* kept) { struct R* p; u8 v; havoc p; v = kept->f" + k + "; if (v == 1) Acquire(&lock); p->f" + k +
                 " = 3; if (v == 1) Release(&lock); }\n";
        ways += std::string(i == 0 ? "" : " or ") + "{ Step" + k + "(kept); }";
    }
    return "global struct LOCK lock;\nstruct R {" + fields + " };\n" + steps +
           "void Main() { }\n[origin harness] void sdv_main() { struct R* kept; havoc kept; while (*) { choose " + ways + " } }\n";
}

}  // namespace

TEST_CASE("callbacks of a life cycle are not gone through again for each set of fields that were written before") {
    for (const int n : {4, 8, 12}) {
        const check::Result r = result_of(life_cycle(n));
        CAPTURE(n, r.stats.states);
        CHECK(r.verdict == check::Verdict::Pass);
        CHECK(r.stats.states < 50u * static_cast<unsigned>(n));  // nearly twice as many where notes are not put together
    }
}

TEST_CASE("states that were joined are what was there before they were") {
    // Where an unknown value is the first that comes to the loop, what is joined later is that state again: no way may lead from it
    // to itself.
    check_cases({
        {"a way out of the loop is found", kDefect, R"(global struct LOCK lock;
            u32 Word() { i32 v; v = Query(); return (u32)v; }
            void Main() { u32 h; u32 x; u8 c; h = Word(); Acquire(&lock); x = Word(); c = Any();
              while (c != 0) { if (x == 4) { x = 12; } else { if (x == 12) { x = 99; } else { x = x + 1; } } c = Any(); }
              if (x == 77) Release(&lock); if (x != 77) { if (h == 1) Release(&lock); if (h == 2) Release(&lock); } })"},
        {"each is right", Expect::NoDefect, R"(global struct LOCK lock;
            u32 Word() { i32 v; v = Query(); return (u32)v; }
            void Main() { u32 h; u32 x; u8 c; h = Word(); Acquire(&lock); x = Word(); c = Any();
              while (c != 0) { if (x == 4) { x = 12; } else { if (x == 12) { x = 99; } else { x = x + 1; } } c = Any(); }
              if (x == 77) Release(&lock); if (x != 77) { if (h == 1) Release(&lock); if (h != 1) Release(&lock); } })"},
    });
}
