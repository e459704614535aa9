// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/json.hpp"
#include "tools/report/sha256.hpp"

using namespace sdvlite;

namespace {

nlohmann::json sample_results() {
    test::Sample sample;
    test::make_sample(sample);
    return nlohmann::json::parse(report::results_json(sample.report));
}

// Exit code of the validator that the end-to-end tests use too.
int validate(const std::string& json) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("sdvlite-json-" + std::to_string(::getpid()) + ".json");
    std::ofstream(file) << json;
    const std::filesystem::path root = std::filesystem::path(SDVLITE_SOURCE_DIR "/tests/unit/tools/report/json_test.cpp").parent_path() / "../../../..";
    const std::filesystem::path script = root / "tools/report/schema/validate.py";
    // The system's Python is the one that the set-up gave jsonschema to.
    const std::string python = std::filesystem::exists("/usr/bin/python3") ? "/usr/bin/python3 " : "python3 ";
    const int status = std::system((python + script.string() + " " + file.string() + " 2>/dev/null").c_str());
    std::filesystem::remove(file);
    return status;
}

}  // namespace

TEST_CASE("results and traces are what the published schemas say") {
    test::Sample sample;
    test::make_sample(sample);
    const std::string results = report::results_json(sample.report);
    const report::RuleResult& rule = sample.report.rules[0];
    CHECK(validate(results) == 0);
    CHECK(validate(report::trace_json(sample.report, rule, rule.result.defects[0].trace)) == 0);
}

TEST_CASE("the schemas refuse what is wrong") {
    const nlohmann::json good = sample_results();
    const auto broken = [&](const char* pointer, nlohmann::json value) {
        nlohmann::json bad = good;
        bad[nlohmann::json::json_pointer(pointer)] = std::move(value);
        return validate(bad.dump()) != 0;
    };
    CHECK(broken("/results/0/verdict", "fine"));
    CHECK(broken("/results/0/verdict", "pass"));  // with a defect
    CHECK(broken("/results/0/defects/0/fingerprint", "x"));
    CHECK(broken("/results/0/defects/0/trace/steps/1/kind", "jump"));
    CHECK(broken("/results/0/defects/0/trace/steps/1/parent", 99));
    CHECK(broken("/results/0/defects/0/trace/sources/1/text", "other text"));
    CHECK(broken("/results/0/defects/0/trace/sources", nlohmann::json::array()));
}

TEST_CASE("results: verdicts, places, states") {
    const nlohmann::json j = sample_results();
    REQUIRE(j["results"].size() == 3);
    CHECK(j["results"][1]["verdict"] == "pass");
    CHECK(j["broken_rules"][0]["messages"][0]["location"]["line"] == 1);
    const nlohmann::json& defect = j["results"][0]["defects"][0];
    CHECK(defect["location"]["file"] == "drv/read.c");
    CHECK(defect["location"]["line"] == 8);
    CHECK(defect["location"]["function"] == "Read");
    const nlohmann::json& call = defect["trace"]["steps"][1];
    CHECK(call["event"] == nlohmann::json({{"name", "IoAcquireCancelSpinLock"}, {"when", "exit"}}));
    CHECK(call["rule_state"]["after"]["s"] == "locked");
    CHECK(defect["trace"]["steps"][2]["origin"] == "os-model");
}

TEST_CASE("the source travels with the trace and its digest is that of the file") {
    test::Sample sample;
    test::make_sample(sample);
    const nlohmann::json j = nlohmann::json::parse(report::results_json(sample.report));
    const nlohmann::json& sources = j["results"][0]["defects"][0]["trace"]["sources"];
    REQUIRE(sources.size() == 3);
    CHECK(sources[1]["file"] == "drv/read.c");
    CHECK(sources[1]["sha256"] == report::sha256_hex(sample.sources.file(base::FileId(0)).text));
    CHECK(sources[1]["encoding"] == "windows-1252");
    CHECK(sources[1]["text"].get<std::string>().find("caf\xc3\xa9") != std::string::npos);
}
