// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/json.hpp"
#include "tools/report/text.hpp"

using namespace sdvlite;

namespace {

std::string text_of(const report::TextOptions& options) {
    test::Sample sample;
    test::make_sample(sample);
    return report::results_text(sample.report, options);
}

const char* const kGolden = R"(drv (wdm): 1 file, 3 functions, 1 entry point

RULE            VERDICT       WHY
CancelSpinLock  defect        1 place
SpinLock        pass
IrqlZwPassive   inconclusive  the time limit of 60 s was reached; raise it with --timeout
Broken          input error   1 error, see above

defect CancelSpinLock: The dispatch routine returns with the cancel spin lock held.
  at drv/read.c:8:9 in Read (DRIVER_DISPATCH)
       8 | return STATUS_CANCELLED; /* \x1b[31m */
  depends on what these return: IoFrobnicate

  1. read.c:7: 'irp->Cancel' is true.
  2. read.c:8: The dispatch routine returns with the cancel spin lock held.

  starts with irp->Cancel == 1
    read.c:2  Read(d, irp)
  > read.c:5  | IoAcquireCancelSpinLock(&irql)  [s: unlocked -> locked]
  > read.c:7  | if (irp->Cancel)                true
  > read.c:8  | return STATUS_CANCELLED; /* \x1b[31m */
  > read.c:8  | violation: The dispatch routine returns with the cancel spin lock held.
  Confirmed by the solver and by running it. --verbose shows every step.

unconfirmed CancelSpinLock: IoReleaseCancelSpinLock without an acquire.
  at drv/read.c:9:5 in Read
  why: the path relies on what Count does, whose body could not be lowered

Coverage: 2 of 3 functions lowered
  not lowered: Count at drv/read.c:6:5: inline assembly
  DDIs without a model: IoFrobnicate

Assumptions
  - Objects first reached through different inputs are different. [SpinLock]

4 rules: 1 input error, 1 defect, 1 inconclusive, 1 pass (0.0 s)
)";

}  // namespace

TEST_CASE("the text report of a sample run, to the letter") {
    report::TextOptions options;
    options.width = 100;
    CHECK(text_of(options) == kGolden);
}

TEST_CASE("no control character reaches the terminal unless colour was asked for") {
    report::TextOptions options;
    options.verbose = true;
    CHECK(text_of(options).find('\x1b') == std::string::npos);
    options.color = true;
    const std::string colored = text_of(options);
    CHECK(colored.find("\x1b[1;31m") != std::string::npos);
    CHECK(colored.find("/* \x1b[31m") == std::string::npos);  // the driver's own
}

TEST_CASE("verbose shows every step; otherwise it is said that there are more") {
    report::TextOptions options;
    CHECK(text_of(options).find("sdv_irql_current = 2") == std::string::npos);
    CHECK(text_of(options).find("--verbose shows every step.\n") != std::string::npos);
    options.verbose = true;
    CHECK(text_of(options).find("sdv_irql_current = 2") != std::string::npos);
    CHECK(text_of(options).find("(inside not shown)") != std::string::npos);
    CHECK(text_of(options).find("--verbose shows every") == std::string::npos);
}

TEST_CASE("a defect from a search that was cut is not all there may be") {
    test::Sample sample;
    test::make_sample(sample);
    check::Result& r = sample.report.rules[0].result;
    CHECK(report::results_text(sample.report, {}).find("more places") == std::string::npos);
    r.cut = "the time limit was reached";
    CHECK(report::results_text(sample.report, {}).find("\n  There may be more places: the time limit was reached.\n") != std::string::npos);
    const nlohmann::json j = nlohmann::json::parse(report::results_json(sample.report));
    CHECK(j["results"][0]["cut"] == r.cut);
    CHECK_FALSE(j["results"][1].contains("cut"));
}

TEST_CASE("quiet shows only what is wrong") {
    report::TextOptions options;
    options.quiet = true;
    const std::string text = text_of(options);
    CHECK(text.find("SpinLock  ") != std::string::npos);
    CHECK(text.find("pass") == std::string::npos);
    CHECK(text.find("inconclusive") != std::string::npos);
    CHECK(text.find("Coverage") == std::string::npos);
    CHECK(text.find("IoAcquireCancelSpinLock(&irql)") == std::string::npos);  // a step of the trace
}

TEST_CASE("no line is wider than the terminal, unless a word is") {
    for (const std::size_t width : {40u, 60u, 80u, 120u}) {
        report::TextOptions options;
        options.width = width;
        const std::string text = text_of(options);
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t end = text.find('\n', at);
            const std::string line = text.substr(at, end - at);
            INFO(width << ": " << line);
            CHECK(line.size() <= std::max<std::size_t>(width, 60));
            at = end + 1;
        }
    }
}

TEST_CASE("a suppressed defect says why and shows no trace") {
    test::Sample sample;
    test::make_sample(sample);
    sample.report.rules[0].notes[0].suppressed = true;
    sample.report.rules[0].notes[0].suppressed_by = "the IRP is never cancelled";
    const std::string text = report::results_text(sample.report, {});
    CHECK(text.find("1 place (suppressed)") != std::string::npos);
    CHECK(text.find("suppressed: the IRP is never cancelled") != std::string::npos);
    CHECK(text.find("if (irp->Cancel)") == std::string::npos);
    CHECK(report::all_suppressed(sample.report.rules[0]));
}

TEST_CASE("a very deep trace does not run off to the right") {
    test::Sample sample;
    test::make_sample(sample);
    auto& steps = sample.report.rules[0].result.defects[0].trace.steps;
    for (std::uint32_t i = 8; i < 5000; ++i) {
        trace::Step s = steps[0];
        s.id = i;
        s.parent = i - 1;
        s.depth = i - 7;
        s.relevant = true;
        steps.push_back(s);
    }
    const std::string text = report::results_text(sample.report, {});
    CHECK(text.size() < 5000 * 110);
    CHECK(text.find(") Read(d, irp)") != std::string::npos);
}

TEST_CASE("what the rule did at an event stands beside the call, not on a row of its own") {
    test::Sample sample;
    test::make_sample(sample);
    auto& steps = sample.report.rules[0].result.defects[0].trace.steps;
    trace::Step call = steps[1];
    call.relevant = false;
    call.rule_before = call.rule_after = {};
    call.event.reset();
    trace::Step rule = steps[1];
    rule.kind = trace::StepKind::Rule;
    rule.origin = ir::Origin::Rule;
    rule.span = {};
    rule.text = "s = locked;";
    rule.event = trace::Event{"IoAcquireCancelSpinLock", false};

    steps = {steps[0], rule, call, steps.back()};  // an entry event comes before its call
    const std::string entry = report::results_text(sample.report, {});
    CHECK(entry.find("> read.c:5  | IoAcquireCancelSpinLock(&irql)  [s: unlocked -> locked]") != std::string::npos);
    CHECK(entry.find("s = locked;") == std::string::npos);

    rule.event->exit = true;
    steps = {steps[0], call, rule, steps.back()};  // an exit event after it
    const std::string exit = report::results_text(sample.report, {});
    CHECK(exit.find("> read.c:5  | IoAcquireCancelSpinLock(&irql)  [s: unlocked -> locked]") != std::string::npos);

    rule.event->name = "Other";
    steps = {steps[0], call, rule, steps.back()};  // another event has its own row
    CHECK(report::results_text(sample.report, {}).find("rule: s = locked;") != std::string::npos);
}
