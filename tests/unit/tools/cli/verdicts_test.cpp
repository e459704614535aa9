// SPDX-License-Identifier: Apache-2.0
// Exit codes and suppressions.
#include <catch2/catch.hpp>

#include "tools/cli/exit_codes.hpp"
#include "tools/cli/parallel.hpp"
#include "tools/cli/suppress.hpp"

using namespace sdvlite;
using namespace sdvlite::cli;
using check::Verdict;

namespace {

report::RuleResult with(Verdict verdict) {
    report::RuleResult r;
    r.rule = "CancelSpinLock";
    r.model = "wdm";
    r.result.verdict = verdict;
    return r;
}

Exit code_of(const std::vector<Verdict>& verdicts, bool fail_on_inconclusive = true) {
    report::Report report;
    report.options.fail_on_inconclusive = fail_on_inconclusive;
    for (const Verdict v : verdicts) report.rules.push_back(with(v));
    return exit_code(report);
}

// The suppression of a defect on line 2 of `text`: its reason, or "-".
std::string suppression(const std::string& text) {
    base::SourceMap sources;
    report::RuleResult r = with(Verdict::Defect);
    check::Defect defect;
    defect.location = {sources.add("a.c", text), 2, 1, 0, 0};
    r.result.defects.push_back(defect);
    Console console;
    apply_suppressions(r, sources, console);
    return r.notes[0].suppressed ? r.notes[0].suppressed_by : "-";
}

}  // namespace

TEST_CASE("the exit code is the gravest: 2, then 1, then 3, then 0") {
    CHECK(code_of({}) == Exit::Fine);
    CHECK(code_of({Verdict::Pass, Verdict::NotApplicable, Verdict::Holds, Verdict::DoesNotHold}) == Exit::Fine);
    CHECK(code_of({Verdict::Pass, Verdict::Inconclusive}) == Exit::Inconclusive);
    CHECK(code_of({Verdict::Unsupported, Verdict::Defect, Verdict::Inconclusive}) == Exit::Defect);
    CHECK(code_of({Verdict::Defect, Verdict::InputError, Verdict::Inconclusive}) == Exit::BadInput);
    CHECK(code_of({Verdict::Inconclusive, Verdict::Unsupported}, false) == Exit::Fine);
    CHECK(code_of({Verdict::Inconclusive, Verdict::Defect}, false) == Exit::Defect);
}

TEST_CASE("a comment with a reason suppresses a defect on its line or the next") {
    CHECK(suppression("// sdvlite: allow(CancelSpinLock) the worker releases it\n f();\n") == "the worker releases it");
    CHECK(suppression("\n f(); /* sdvlite: allow(SpinLock, wdm/CancelSpinLock) why */\n") == "why");
    CHECK(suppression("// sdvlite: allow(CancelSpinLock)\n f();\n") == "-");  // no reason
    CHECK(suppression("// sdvlite: allow(SpinLock) why\n f();\n") == "-");
    CHECK(suppression("// sdvlite: allow(storport/CancelSpinLock) why\n f();\n") == "-");
    CHECK(suppression("sdvlite: allow(CancelSpinLock) why\n f();\n") == "-");  // no comment
    CHECK(suppression("\n f();\n// sdvlite: allow(CancelSpinLock) too late\n") == "-");
    CHECK(suppression("// sdvlite: allow(CancelSpinLock why\n f();\n") == "-");
}

TEST_CASE("a driver with suppressed defects only is fine, and still has the verdict defect") {
    report::RuleResult r = with(Verdict::Defect);
    r.result.defects.resize(2);
    r.notes = {{"", true, "why"}, {"", false, ""}};
    CHECK(exit_code(r, true) == Exit::Defect);
    r.notes[1].suppressed = true;
    CHECK(exit_code(r, true) == Exit::Fine);
}

TEST_CASE("parallel work is done once each, and an exception comes through") {
    for (const unsigned jobs : {1u, 4u}) {
        std::vector<std::atomic<int>> done(100);
        for_each_index(done.size(), jobs, [&](std::size_t i) { ++done[i]; });
        CHECK(std::all_of(done.begin(), done.end(), [](const auto& n) { return n == 1; }));
        CHECK_THROWS_AS(for_each_index(10, jobs, [](std::size_t i) { if (i == 3) throw std::bad_alloc(); }), std::bad_alloc);
    }
}
