// SPDX-License-Identifier: Apache-2.0
// What the schema can't say: places, fingerprints, suppressions. That every log is valid is tested with the examples.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/sarif.hpp"
#include "tools/report/uri.hpp"

using namespace sdvlite;

namespace {

nlohmann::json run_of(const report::Report& r) { return nlohmann::json::parse(report::sarif(r, {"/src/top/sub", "/src/top"}))["runs"][0]; }

}  // namespace

TEST_CASE("file names as URIs") {
    CHECK(report::uri_path("a b/c<d>\"\xff%.c") == "a%20b/c%3Cd%3E%22%FF%25.c");
    CHECK(report::absolute_path("x.c", "/a/b") == "/a/b/x.c");
    CHECK(report::absolute_path("../../../x/./y.c", "/a/b") == "/x/y.c");
    CHECK(report::absolute_path("/x//y.c", "/a") == "/x/y.c");
    CHECK(report::below("/a/b/c.c", "/a/b") == "c.c");
    CHECK(report::below("/a/b/c.c", "/") == "a/b/c.c");
    CHECK(report::below("/a/bc/c.c", "/a/b").empty());
    CHECK(report::file_uri("/a b/") == "file:///a%20b/");
}

TEST_CASE("a defect as a SARIF result") {
    test::Sample sample;
    test::make_sample(sample);
    sample.report.rules[0].about = {"Locks alternate.", "Long words.", "https://example.org/rule", "warning", {"locking"}};
    const nlohmann::json run = run_of(sample.report);
    REQUIRE(run["results"].size() == 1);
    const nlohmann::json& result = run["results"][0];
    CHECK(result["ruleId"] == "wdm/CancelSpinLock");
    CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == "wdm/CancelSpinLock");
    CHECK(result["level"] == "warning");
    const nlohmann::json& at = result["locations"][0]["physicalLocation"];
    CHECK(at["artifactLocation"]["uri"] == "sub/drv/read.c");
    CHECK(at["artifactLocation"]["uriBaseId"] == "%SRCROOT%");
    CHECK(run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///src/top/");
    CHECK(at["region"]["startLine"] == 8);
    CHECK(result["locations"][0]["logicalLocations"][0]["name"] == "Read");
    CHECK(result["partialFingerprints"]["sdvlite/v1"] == sample.report.rules[0].notes[0].fingerprint);
    CHECK_FALSE(result.contains("suppressions"));

    const nlohmann::json& flow = result["codeFlows"][0]["threadFlows"][0];
    CHECK(flow["initialState"]["irp->Cancel"]["text"] == "1");
    CHECK(flow["locations"].back()["importance"] == "essential");
    for (const nlohmann::json& l : flow["locations"]) CHECK(l["location"].contains("physicalLocation"));
    // The model's step is shown at the driver's call.
    CHECK(flow["locations"][1]["location"]["physicalLocation"]["region"]["startLine"] == 5);
    CHECK(flow["locations"][1]["location"]["message"]["text"].get<std::string>().find("in the model of the system") == 0);
}

TEST_CASE("what is no defect is a notification") {
    test::Sample sample;
    test::make_sample(sample);
    const nlohmann::json invocation = run_of(sample.report)["invocations"][0];
    CHECK(invocation["executionSuccessful"] == false);
    CHECK(invocation["toolConfigurationNotifications"].size() == 2);  // the broken rule and its message
    CHECK(invocation["toolExecutionNotifications"].size() == 2);      // inconclusive, unconfirmed
}

TEST_CASE("suppressed in the source, and by a baseline") {
    test::Sample sample;
    test::make_sample(sample);
    report::DefectNotes& notes = sample.report.rules[0].notes[0];
    notes.suppressed = true;
    notes.suppressed_by = "known";
    CHECK(run_of(sample.report)["results"][0]["suppressions"][0]["kind"] == "inSource");
    notes.by_baseline = true;
    notes.baseline_state = "unchanged";
    const nlohmann::json result = run_of(sample.report)["results"][0];
    CHECK(result["suppressions"][0]["kind"] == "external");
    CHECK(result["suppressions"][0]["justification"] == "known");
    CHECK(result["baselineState"] == "unchanged");
}

TEST_CASE("columns of SARIF count UTF-16 code units") {
    test::Sample sample;
    test::make_sample(sample);
    const base::FileId file = sample.sources.add("drv/wide.c", "/* \u00e9\U0001f600 */ f();\n");
    check::Defect& d = sample.report.rules[0].result.defects[0];
    d.location = {file, 1, 14, 1, 16};  // bytes: f() begins after 13
    const nlohmann::json region = run_of(sample.report)["results"][0]["locations"][0]["physicalLocation"]["region"];
    CHECK(region["startColumn"] == 11);
    CHECK(region["endColumn"] == 14);
}

TEST_CASE("what a driver's source says is no link and no placeholder of SARIF, and reorders nothing") {
    test::Sample sample;
    test::make_sample(sample);
    sample.report.rules[0].result.defects[0].message = "table[0](irp) and {0}\u202e";
    const std::string words = run_of(sample.report)["results"][0]["message"]["text"];
    CHECK(words.find("table[0] (irp) and { 0}\\u{202e}\n") == 0);
    CHECK(words.find("\nConfirmed by the solver and by running it.") != std::string::npos);
}

TEST_CASE("rules are as long as code scanning takes them, and their comments are no markup") {
    test::Sample sample;
    test::make_sample(sample);
    report::RuleAbout& about = sample.report.rules[0].about;
    about.summary = "IRP_MJ_* are [checked](https://example.org/).";
    about.text = std::string(2000, 'x');
    about.sets.assign(30, "set");
    const nlohmann::json rule = run_of(sample.report)["tool"]["driver"]["rules"][0];
    CHECK(rule["fullDescription"]["text"].get<std::string>().size() == 1024);
    CHECK(rule["help"]["text"].get<std::string>().size() > 2000);
    CHECK(rule["properties"]["tags"].size() == 10);
    CHECK(rule["help"]["markdown"].get<std::string>().find("IRP\\_MJ\\_\\* are \\[checked\\](https") == 0);
}

TEST_CASE("a region has all its numbers, whatever is known") {
    test::Sample sample;
    test::make_sample(sample);
    const base::FileId file = sample.sources.add("drv/plain.c", "    f();\n");
    const auto region = [&](base::Span span) {
        sample.report.rules[0].result.defects[0].location = span;
        return run_of(sample.report)["results"][0]["locations"][0]["physicalLocation"]["region"];
    };
    CHECK(region({file, 1, 0, 0, 0}) == nlohmann::json({{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 9}}));
    CHECK(region({file, 1, 5, 0, 0}) == nlohmann::json({{"startLine", 1}, {"startColumn", 5}, {"endLine", 1}, {"endColumn", 9}}));
    CHECK(region({file, 1, 5, 1, 7}) == nlohmann::json({{"startLine", 1}, {"startColumn", 5}, {"endLine", 1}, {"endColumn", 8}}));
}
