// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <map>
#include <regex>

#include <nlohmann/json.hpp>

#include "tests/unit/tools/report/sample_support.hpp"
#include "tools/report/html.hpp"
#include "tools/report/html_data.hpp"
#include "tools/report/json.hpp"

using namespace sdvlite;
using nlohmann::json;

namespace {

/// The page's JSON elements by id.
std::map<std::string, json> blocks_of(const std::string& page) {
    const std::string open = "<script type=\"application/json\" id=\"";
    std::map<std::string, json> out;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
        const std::size_t id = at + open.size();
        const std::size_t text = page.find('>', id) + 1;
        at = page.find("</script>", text);
        out[page.substr(id, page.find('"', id) - id)] = json::parse(page.substr(text, at - text));
    }
    return out;
}

/// Columns back into steps; a member that is -1 everywhere else is absent, where `null` is written -1 too.
json steps_of(const json& columns) {
    const std::size_t count = columns["count"];
    json out = json::array();
    for (std::size_t i = 0; i < count; ++i) {
        json step;
        for (const auto& [member, column] : columns["columns"].items()) {
            const std::int64_t cell = column[i];
            const bool number = member == "id" || member == "parent" || member == "depth" || member == "line" || member == "column";
            if (cell >= 0) step[member] = number ? json(cell) : columns["values"][static_cast<std::size_t>(cell)];
            else if (member == "parent" || member == "file") step[member] = nullptr;
        }
        out.push_back(step);
    }
    return out;
}

json results_of(const std::string& page) {
    const std::map<std::string, json> blocks = blocks_of(page);
    json results = blocks.at("results");
    for (json& rule : results["results"]) {
        for (const char* list : {"defects", "unconfirmed"}) {
            for (json& found : rule[list]) {
                if (!found.contains("trace")) continue;
                json trace = blocks.at("trace-" + std::to_string(found["trace"].get<int>()));
                trace["steps"] = steps_of(trace["steps"]);
                for (json& source : trace["sources"]) source = blocks.at("source-" + std::to_string(source.get<int>()));
                found["trace"] = trace;
            }
        }
    }
    results.erase("rules");
    return results;
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
    return out;
}

}  // namespace

TEST_CASE("html: the page holds the same value as the JSON") {
    test::Sample sample;
    test::make_sample(sample);
    json expected = json::parse(report::results_json(sample.report));
    for (json& rule : expected["results"]) {
        for (json& defect : rule["defects"]) defect["trace"].erase("recording");
    }
    CHECK(results_of(report::results_html(sample.report)) == expected);
}

TEST_CASE("html: the source of each rule is there once, and of no broken one") {
    test::Sample sample;
    test::make_sample(sample);
    const json results = blocks_of(report::results_html(sample.report)).at("results");
    REQUIRE(results["rules"].size() == results["results"].size());
    CHECK(results["rules"][0]["source"] == sample.report.rules[0].source);
}

TEST_CASE("html: a source that several traces share is there once") {
    test::Sample sample;
    test::make_sample(sample);
    auto& defects = sample.report.rules[0].result.defects;
    defects.push_back(defects[0]);
    sample.report.rules[0].notes.push_back(sample.report.rules[0].notes[0]);
    const std::map<std::string, json> blocks = blocks_of(report::results_html(sample.report));
    CHECK(blocks.count("trace-1") == 1);
    CHECK(blocks.at("trace-0")["sources"] == blocks.at("trace-1")["sources"]);
    CHECK(blocks.count("source-" + std::to_string(blocks.at("trace-0")["sources"].size())) == 0);
}

TEST_CASE("html: data is ASCII and cannot end its element") {
    const std::string hostile = "</script><!--\xe2\x80\xa8\xe2\x80\xae\x07{{script}}";
    const std::string text = report::script_json(hostile);
    CHECK(text == "\"\\u003c/script>\\u003c!--\\u2028\\u202e\\u0007{{script}}\"");
    CHECK(json::parse(text) == hostile);
}

TEST_CASE("html: the policy allows the page's own script and style and nothing else") {
    test::Sample sample;
    test::make_sample(sample);
    sample.report.driver.name = "{{script}}{{policy}}";
    const std::string page = report::results_html(sample.report);
    std::smatch policy;
    REQUIRE(std::regex_search(page, policy, std::regex("Content-Security-Policy\" content=\"([^\"]*)\"")));
    CHECK(std::regex_match(policy[1].str(), std::regex("default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src "
                                                       "'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action "
                                                       "'none'; require-trusted-types-for 'script'; trusted-types 'none'")));
    CHECK(times(page, "<script>") == 1);
    CHECK(times(page, "{{script}}{{policy}}") == 2);  // what comes from outside, in results and trace, is not looked at again
    CHECK(page.find("://") == page.find("http://www.w3.org/2000/svg") + 4);
    CHECK(page.find("://", page.find("://") + 1) == std::string::npos);
}
