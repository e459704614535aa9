// SPDX-License-Identifier: Apache-2.0
// The graph of a rule: which states its code reaches, what is on the arrows, which states are one.
#include <catch2/catch.hpp>

#include "core/automaton/draw.hpp"
#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using automaton::Graph;
using rules::test::compile_text;

namespace {

automaton::Automaton compiled(const std::string& text) {
    auto c = compile_text(text);
    INFO(c.messages());
    REQUIRE(c.rule);
    return std::move(*c.rule);
}

std::string drawn(const std::string& text, bool full = false) {
    const automaton::Automaton rule = compiled(text);
    const Graph all = automaton::build_graph(rule);
    return automaton::to_text(full ? all : automaton::minimised(all));
}

const char* const kAlternation = "state { enum { unlocked, locked } s = unlocked; }\n"
                                 "Acquire.entry { if (s == locked) abort \"twice\"; s = locked; }\n"
                                 "[Release, ReleaseOther].exit { if (s == unlocked) abort \"free\"; s = unlocked; }\n";

}  // namespace

TEST_CASE("graph: states, arrows and violations") {
    CHECK(drawn(kAlternation) == "state 0: s = unlocked (at first)\n"
                                 "  Acquire.entry -> state 1\n"
                                 "  [Release, ReleaseOther].exit -> violation: free\n"
                                 "state 1: s = locked\n"
                                 "  Acquire.entry -> violation: twice\n"
                                 "  [Release, ReleaseOther].exit -> state 0\n");
    CHECK(drawn("F.entry { if ($1 == 0) abort \"null\"; }\nG.exit { halt; }") ==
          "state 0: always (at first)\n"
          "  F.entry when $1 == 0 -> violation: null\n"
          "  G.exit -> not followed further\n");
}

TEST_CASE("graph: what the program decides is the condition") {
    CHECK(drawn("state { enum { a, b } s = a; }\n"
                "F.exit { if ($return >= 0 && $2 != 1) s = b; else if ($2 == 1) { if ($2 == 2) abort \"never\"; } }", true) ==
          "state 0: s = a (at first)\n"
          "  F.exit when $2 != 1 && $return >= 0 -> state 1\n"
          "state 1: s = b\n");
    CHECK(drawn("state { enum { a, b } s = a; }\n"
                "F.entry { if ($1 < 0) { if ($1 == 5) abort \"never\"; s = b; } else s = b; }", true) ==
          "state 0: s = a (at first)\n  F.entry -> state 1\nstate 1: s = b\n");
}

TEST_CASE("graph: blocks of one event run together, a list once") {
    CHECK(drawn("state { enum { a, b, c } s = a; }\n"
                "[F, G].entry { if (s == a) s = b; }\n"
                "F.entry { if (s == b) s = c; }\n"
                "H.entry { if (s == a) abort \"a\"; if (s == b) abort \"b\"; }\n") ==
          "state 0: s = a (at first)\n"
          "  F.entry -> state 1\n  G.entry -> state 2\n  H.entry -> violation: a\n"
          "state 1: s = c\n"
          "state 2: s = b\n"
          "  F.entry -> state 1\n  H.entry -> violation: b\n");
}

TEST_CASE("graph: counters stop one above what they are compared with") {
    const std::string text = "state { int n = 0; }\nF.entry { n = n + 1; }\n"
                             "G.entry { if (n == 0) abort \"none\"; n = n - 1; }\n";
    CHECK(drawn(text, true) == "state 0: n = 0 (at first)\n"
                               "  F.entry -> state 1\n"
                               "  G.entry -> violation: none\n"
                               "state 1: n >= 1\n"
                               "  G.entry when n was 1 -> state 0\n");
    const automaton::Automaton rule = compiled(text);
    const Graph g = automaton::build_graph(rule);
    CHECK(automaton::state_of(rule, g, {{"n", "0"}}) == 0u);
    CHECK(automaton::state_of(rule, g, {{"n", "17"}}) == 1u);
}

TEST_CASE("graph: the object of a watch") {
    CHECK(drawn("state { enum { a, b } s = a; }\nwatch Init.exit.$1;\n"
                "Init.exit[guard $1] { s = b; }\nUse.entry[guard || null $2] { if (s == b) abort \"used\"; }") ==
          "state 0: s = a, no object taken (at first)\n"
          "  Init.exit when $1 is the object -> state 1\n"
          "state 1: s = b, object taken\n"
          "  Use.entry when $2 is the object || $2 == 0 && $2 is another -> violation: used\n");
}

TEST_CASE("graph: the state of a trace") {
    const automaton::Automaton rule = compiled("state { enum { a, b } s = a; int *p = 0; }\nwatch Init.exit.$1;\n"
                                               "Init.exit[guard $1] { s = b; p = $1; }");
    const Graph g = automaton::build_graph(rule);
    REQUIRE(g.states.size() == 2);
    CHECK(automaton::state_of(rule, g, {{"s", "a"}, {"p", "NULL"}, {"tracked", "none"}}) == 0u);
    CHECK(automaton::state_of(rule, g, {{"s", "b"}, {"p", "object 3"}, {"tracked", "object 3"}}) == 1u);
    CHECK(automaton::state_of(rule, g, {{"s", "a"}, {"tracked", "object 3"}}) == std::nullopt);
    CHECK(automaton::state_of(rule, g, {}) == 0u);
}

TEST_CASE("graph: states that no events tell apart are one") {
    const std::string text = "state { enum { a, b, c } s = a; }\nF.entry { s = b; }\nG.entry { s = c; }\n"
                             "H.entry { if (s != a) abort \"x\"; }\n";
    CHECK(compiled(text).vars.size() == 1);
    CHECK(drawn(text) == "state 0: s = a (at first)\n  F.entry -> state 1\n  G.entry -> state 1\n"
                         "state 1: s = b | s = c\n  H.entry -> violation: x\n");
    CHECK(automaton::build_graph(compiled(text)).states.size() == 3);
}

TEST_CASE("graph: as one variable sees it") {
    const auto rule = compiled("state { enum { a, b } s = a; int n = 0; }\nF.entry { n = n + 1; if (n > 1) s = b; }\n"
                               "G.exit { if (s == b) abort \"x\"; n = 0; }");
    CHECK(automaton::to_text(automaton::projected(rule, automaton::build_graph(rule), {0})) ==
          "state 0: s = a (at first)\n  F.entry -> state 1\nstate 1: s = b\n  G.exit -> violation: x\n");
}

TEST_CASE("graph: limits on states and ways") {
    std::string vars, events;
    for (int i = 0; i < 16; ++i) {
        const std::string n = std::to_string(i);
        vars += "enum { off" + n + ", on" + n + " } v" + n + " = off" + n + "; ";
        events += "F" + n + ".entry { v" + n + " = on" + n + "; }\n";
    }
    const auto rule = compiled("state { " + vars + "}\n" + events);
    const Graph g = automaton::build_graph(rule, {100, 256});
    CHECK(g.states.size() == 100);
    CHECK_FALSE(g.complete);

    std::string ifs;
    for (int i = 1; i <= 30; ++i) ifs += "if ($" + std::to_string(i) + " == 0) n = n + 1; ";
    const auto wide = compiled("state { int n = 0; }\nF.entry { " + ifs + "}\n");
    CHECK_FALSE(automaton::build_graph(wide).complete);
}

TEST_CASE("pictures of a graph") {
    const automaton::Automaton rule = compiled(kAlternation);
    const Graph g = automaton::minimised(automaton::build_graph(rule));
    const std::string dot = automaton::to_dot(rule, g);
    CHECK(dot.find("digraph G {") == 0);
    CHECK(dot.find("0[label=\"s = unlocked\" shape=box style=\"rounded,bold\"]") != std::string::npos);
    CHECK(dot.find("0->1 [label=\"Acquire.entry\" tooltip=\"Acquire.entry\"]") != std::string::npos);
    CHECK(dot.find("0->2 [label=\"[Release, ReleaseOther].exit\" tooltip=\"[Release, ReleaseOther].exit: free\" color=red]") !=
          std::string::npos);

    const std::string svg = automaton::to_svg(rule, g, {1, "a-"});
    CHECK(svg.find("<svg xmlns=") == 0);
    CHECK(svg.find("class=\"state initial\" id=\"a-state-0\"") != std::string::npos);
    CHECK(svg.find("class=\"state current\" id=\"a-state-1\"") != std::string::npos);
    CHECK(svg.find("Acquire.entry: twice") != std::string::npos);

    auto odd = compiled("F.entry { abort \"<a> & \\\"b\\\"\"; }");
    const Graph one = automaton::build_graph(odd);
    CHECK(automaton::to_svg(odd, one).find("F.entry: &lt;a&gt; &amp; &quot;b&quot;") != std::string::npos);
    CHECK(automaton::to_dot(odd, one).find("F.entry: <a> & \\\"b\\\"") != std::string::npos);
}
