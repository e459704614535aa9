// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/baseline.hpp"
#include "tools/report/json.hpp"
#include "tools/report/text.hpp"

using namespace sdvlite;

namespace {

report::Accepted entry(const std::string& fingerprint, const std::string& rule) {
    return {fingerprint, rule, "a message", "drv", "drv/read.c", 8, "Read", "ticket 12"};
}
const std::string kGone(32, '0');

std::optional<report::Baseline> read(const std::string& text, std::string* error = nullptr) {
    base::SourceMap files;
    base::DiagSink sink;
    auto out = report::read_baseline(text, "b.json", files, sink);
    if (error != nullptr && sink.has_errors()) *error = base::render(sink.all().front(), files);
    return out;
}

}  // namespace

TEST_CASE("an accepted defect is suppressed with its reason; one that is gone is stale") {
    test::Sample sample;
    test::make_sample(sample);
    const std::string fingerprint = sample.report.rules[0].notes[0].fingerprint;
    sample.report.rules[0].result.unconfirmed.clear();
    report::apply_baseline(sample.report, {"b.json", {entry(fingerprint, "wdm/CancelSpinLock"), entry(kGone, "wdm/CancelSpinLock")}});
    const report::DefectNotes& notes = sample.report.rules[0].notes[0];
    CHECK(notes.suppressed);
    CHECK(notes.suppressed_by == "ticket 12");
    CHECK(notes.baseline_state == "unchanged");
    REQUIRE(sample.report.stale.size() == 1);
    CHECK(sample.report.stale[0].fingerprint == kGone);
    const std::string text = report::results_text(sample.report, {});
    CHECK(text.find("1 accepted defect is not there any more") != std::string::npos);
    CHECK(text.find(kGone) != std::string::npos);
    CHECK(report::all_suppressed(sample.report.rules[0]));
}

TEST_CASE("only a rule that looked at everything can say that a defect is gone") {
    test::Sample sample;
    test::make_sample(sample);
    const std::vector<report::Accepted> entries = {entry(kGone, "wdm/CancelSpinLock"), entry(std::string(32, '1'), "wdm/IrqlZwPassive"),
                                                   entry(std::string(32, '2'), "wdm/NotRun")};
    report::apply_baseline(sample.report, {"b.json", entries});
    CHECK(sample.report.stale.empty());  // unconfirmed paths, inconclusive, not run
    CHECK(sample.report.rules[0].notes[0].baseline_state == "new");
    CHECK_FALSE(sample.report.rules[0].notes[0].suppressed);

    sample.report.rules[0].result.unconfirmed.clear();
    sample.report.rules[0].result.cut = "the time limit was reached";
    CHECK_FALSE(report::summarise(sample.report).rules[0].decided);
    sample.report.rules[0].result.cut.clear();
    CHECK(report::summarise(sample.report).rules[0].decided);
}

TEST_CASE("a baseline is read as it was written, and a run says the same through its JSON") {
    const report::Baseline b = {"b.json", {entry(kGone, "wdm/X")}};
    const auto again = read(report::baseline_json(b));
    REQUIRE(again);
    CHECK(report::baseline_json(*again) == report::baseline_json(b));

    test::Sample sample;
    test::make_sample(sample);
    base::SourceMap files;
    base::DiagSink sink;
    const auto from_file = report::read_summary(report::results_json(sample.report), "r.json", files, sink);
    const report::RunSummary direct = report::summarise(sample.report);
    REQUIRE(from_file);
    REQUIRE(from_file->rules.size() == direct.rules.size());
    for (std::size_t i = 0; i < direct.rules.size(); ++i) {
        CHECK(from_file->rules[i].id == direct.rules[i].id);
        CHECK(from_file->rules[i].decided == direct.rules[i].decided);
        REQUIRE(from_file->rules[i].defects.size() == direct.rules[i].defects.size());
        for (std::size_t k = 0; k < direct.rules[i].defects.size(); ++k) {
            CHECK(from_file->rules[i].defects[k].fingerprint == direct.rules[i].defects[k].fingerprint);
            CHECK(from_file->rules[i].defects[k].line == direct.rules[i].defects[k].line);
        }
    }
}

TEST_CASE("a baseline with a mistake is refused") {
    std::string error;
    CHECK_FALSE(read("{", &error));
    CHECK(error.find("this is not JSON") != std::string::npos);
    report::Baseline b = {"b.json", {entry(kGone, "wdm/X"), entry(kGone, "wdm/X")}};
    CHECK_FALSE(read(report::baseline_json(b), &error));
    CHECK(error.find("in the file already") != std::string::npos);
    b.entries.pop_back();
    b.entries[0].reason.clear();
    CHECK_FALSE(read(report::baseline_json(b), &error));
    CHECK(error.find("needs a reason") != std::string::npos);
}

TEST_CASE("equal lines of one function have fingerprints of their own") {
    test::Sample sample;
    test::make_sample(sample);
    report::RuleResult& rule = sample.report.rules[0];
    rule.result.defects.push_back(rule.result.defects[0]);
    report::add_fingerprints(rule, sample.sources);
    CHECK(rule.notes[0].fingerprint != rule.notes[1].fingerprint);
}
