// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/rules/rule_test.hpp"
#include "tools/report/html_automaton.hpp"

using namespace sdvlite;
using report::Json;

namespace {

automaton::Automaton compiled(const std::string& text) {
    auto c = rules::test::compile_text(text);
    INFO(c.messages());
    REQUIRE(c.rule);
    return std::move(*c.rule);
}

const char* const kLock = "state { enum { unlocked, locked } s = unlocked; int n = 0; }\n"
                          "Acquire.entry { if (s == locked) abort \"twice\"; s = locked; n = n + 1; }\n"
                          "[Release, ReleaseOther].exit { if (s == unlocked) abort \"free\"; s = unlocked; if (n > 2) halt; }\n";

}  // namespace

TEST_CASE("the page's automaton: states, arrows, ends") {
    const automaton::Automaton rule = compiled("state { enum { unlocked, locked } s = unlocked; }\n"
                                               "Acquire.entry { if (s == locked) abort \"twice\"; s = locked; }\n"
                                               "[Release, ReleaseOther].exit { if (s == unlocked) halt; s = unlocked; }\n");
    const Json json = report::AutomatonForPage(rule).json();
    REQUIRE(json["states"].size() == 2);
    CHECK(json["states"][0]["pieces"] == Json({"s = unlocked"}));
    CHECK(json["states"][1]["pieces"] == Json({"s = locked"}));
    std::vector<std::string> arrows;
    for (const Json& t : json["transitions"]) {
        arrows.push_back(t["from"].dump() + (t.contains("to") ? t["to"].dump() : t["end"].get<std::string>()) + " " +
                         t["label"].get<std::string>());
    }
    CHECK(arrows == std::vector<std::string>{"01 Acquire.entry", "0halt Release.exit +1", "1violation Acquire.entry",
                                             "10 Release.exit +1"});
}

TEST_CASE("the page's automaton: steps are numbered by the state that they are in") {
    const automaton::Automaton rule = compiled(kLock);
    const report::AutomatonForPage page(rule);
    Json steps = Json::parse(R"([{"kind": "statement"},
        {"rule_state": {"before": {"s": "unlocked", "n": "0"}, "after": {"s": "locked", "n": "1"}}},
        {"rule_state": {"before": {"s": "locked", "n": "1"}, "after": {"s": "unlocked", "n": "1"}}}])");
    page.number(steps);
    const Json states = page.json()["states"];
    CHECK(!steps[0].contains("automaton"));
    CHECK(steps[1]["automaton"][0] == 0);
    CHECK(steps[1]["automaton"][1] == steps[2]["automaton"][0]);
    const auto has = [&](const Json& state, const std::string& piece) {
        const Json& pieces = states[state.get<std::size_t>()]["pieces"];
        return std::find(pieces.begin(), pieces.end(), piece) != pieces.end();
    };
    CHECK(has(steps[1]["automaton"][0], "s = unlocked"));
    CHECK(has(steps[1]["automaton"][1], "s = locked"));
    CHECK(has(steps[2]["automaton"][1], "s = unlocked"));
}

TEST_CASE("the page's automaton: a large one is shown as its enum variables see it") {
    std::string text = "state { enum { unlocked, locked } s = unlocked;";
    for (const char* counter : {"a", "b", "c", "d"}) text += std::string(" int ") + counter + " = 0;";
    text += " }\nAcquire.entry { if (s == locked) abort \"twice\"; s = locked; }\nRelease.entry { s = unlocked; }\n";
    for (const char* counter : {"a", "b", "c", "d"}) {
        text += std::string("Up_") + counter + ".entry { " + counter + " = " + counter + " + 1; }\n";
        text += std::string("Check_") + counter + ".entry { if (" + std::string(counter) + " > 2) abort \"many\"; }\n";
    }
    const automaton::Automaton rule = compiled(text);
    const Json json = report::AutomatonForPage(rule).json();
    REQUIRE(json.is_object());
    CHECK(json["view"] == Json({"s"}));
    CHECK(json["states"].size() == 2);
}
