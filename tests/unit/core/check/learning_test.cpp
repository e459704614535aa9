// SPDX-License-Identifier: Apache-2.0
// What is learnt from a path that can't be: what the rule asks about before what else contradicts itself on the way, and of a
// model's procedure all or nothing.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;

namespace {

const char* const kLevels = R"(
state { enum { none, some } ticks = none; }
Tick.entry { ticks = some; }
Free.entry { if ($1 > 2) abort "too high"; }
Done.entry { if (ticks == none) abort "idle"; }
)";

/// Ten decisions that look open as long as two variables each are not followed; `level` is what the rule asks about.
std::string levels(const std::string& level) {
    std::string declared, code;
    for (const char* const name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
        const std::string from = std::string("from_") + name, to = std::string("to_") + name;
        declared += " u32 " + from + "; u32 " + to + ";";
        code += " " + from + " = 1; " + to + " = " + from + "; if (" + to + " == 1) Tick();";
    }
    return "[modelled] extern void Free(u32 level);\n[modelled] extern void Tick();\n[modelled] extern void Done();\n"
           "void Main() { u32 level;" + declared + " level = " + level + ";" + code + " Free(level); Tick(); Done(); }\n";
}

}  // namespace

TEST_CASE("what the rule itself asks about is learnt first") {
    check_cases({{"low", kPass, levels("1"), kLevels}, {"high", kDefect, levels("5"), kLevels}});
    const check::Result r = result_of(levels("1"), {}, kLevels);
    CHECK(r.verdict == check::Verdict::Pass);
    CHECK(r.stats.refinements == 1);
}

TEST_CASE("also where the path follows a null pointer, or finds no way on, before it comes there") {
    const std::string head = "[modelled] extern void Free(u32 level);\n[modelled] extern void Tick();\n[modelled] extern void Done();\nglobal struct EXT x;\n";
    const auto result = [&](const std::string& code) { return result_of(head + "void Main() { u32 level; " + code + " Free(level); Tick(); Done(); }\n", {}, kLevels); };
    const check::Result null = result("struct EXT* p; level = 1; p = NULL; p->Flag = 2;");
    CHECK(null.verdict == check::Verdict::Pass);
    const check::Result other = result("struct EXT* p; struct EXT* q; level = 1; p = NULL; q = p; if (x.Flag == 3) q->Flag = 2;");
    CHECK(other.verdict == check::Verdict::Pass);
    CHECK(other.stats.refinements == 1);
    CHECK(result("struct EXT* p; level = 5; p = &x; p->Flag = 2;").verdict == check::Verdict::Defect);
}

TEST_CASE("of a procedure of a model all locals are followed, or none") {
    // One place with three ways to it, each of which looks open until one local more is followed.
    const std::string model =
        "global struct LOCK lock;\n"
        "[origin harness] void Model(u32 first) { u32 second; u32 third;\n"
        "  if (first != 1) goto bad; second = first + 1; if (second != 2) goto bad; third = second + 1; if (third != 3) goto bad; return;\n"
        "  bad: Acquire(&lock); }\n";
    const check::Result r = result_of(model + "void Main() { Acquire(&lock); Model(1); Release(&lock); }\n");
    CHECK(r.verdict == check::Verdict::Pass);
    CHECK(r.stats.refinements == 1);
}

TEST_CASE("code that was not lowered may call what the rule is about") {
    const std::string driver = "void Odd() { hole \"a construct\"; }\nvoid Main() { Odd(); }\n";
    const char* const rule = "state { enum { no, yes } s = no; }\nFree.entry { if (s == yes) abort \"twice\"; s = yes; }\n";
    const check::Result r = result_of("[modelled] extern void Free(u32 level);\n" + driver, {}, rule);
    CHECK(r.verdict == check::Verdict::Unsupported);
    CHECK(r.reason.find("'Odd' was not lowered (a construct)") == 0);
    // Code that no run reaches is no reason.
    const check::Result other = result_of("[modelled] extern void Free(u32 level);\nvoid Odd() { hole \"a construct\"; }\nvoid Main() { }\n", {}, rule);
    CHECK(other.verdict == check::Verdict::NotApplicable);
}

TEST_CASE("code that was not lowered, and whose text tells what it calls at most") {
    const char* const rule = "state { enum { no, yes } s = no; }\nFree.entry { if (s == yes) abort \"twice\"; s = yes; }\n";
    const std::string head = "[modelled] extern void Free(u32 level); [modelled] extern void Other();\n";
    const auto verdict = [&](const std::string& text) { return result_of(head + text, {}, rule).verdict; };
    CHECK(verdict("[annotation \"may_call:Other\"] void Odd() { hole \"a construct\"; }\nvoid Main() { Odd(); }\n") == check::Verdict::NotApplicable);
    CHECK(verdict("[annotation \"may_call:\"] [hole \"a construct\"] void Odd();\nvoid Main() { Odd(); }\n") == check::Verdict::NotApplicable);
    CHECK(verdict("[annotation \"may_call:Free,Other\"] void Odd() { hole \"a construct\"; }\nvoid Main() { Odd(); }\n") == check::Verdict::Unsupported);
    // Of another hole nobody knows; the driver's own function has the event.
    CHECK(verdict("[annotation \"may_call:Other\"] void Odd() { hole \"a\"; }\nvoid Odder() { hole \"b\"; }\nvoid Main() { Odd(); Odder(); }\n") == check::Verdict::Unsupported);
    CHECK(verdict("void Own() { Free(1); }\n[annotation \"may_call:Own\"] void Odd() { hole \"a\"; }\nvoid Main() { Odd(); }\n") == check::Verdict::Unsupported);
}
