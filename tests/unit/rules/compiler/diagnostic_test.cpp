// SPDX-License-Identifier: Apache-2.0
// Malformed rules: every one has a message with line and column, and never an automaton.
#include <catch2/catch.hpp>

#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using rules::test::compile_text;
using rules::test::with_body;

namespace {

struct Case {
    const char* text;
    const char* messages;
};

void check(const Case& c) {
    INFO(c.text);
    const auto compiled = compile_text(c.text);
    CHECK(!compiled.rule);
    CHECK(compiled.messages() == c.messages);
}

// The message about a body; bodies start in line 4.
std::string said(const std::string& body, const std::string& when = "entry") {
    const auto compiled = compile_text(with_body(body, when));
    CHECK(!compiled.rule);
    return compiled.messages();
}

} // namespace

TEST_CASE("misspelt words of the language") {
    check({"stat { int n = 0; }\n", "1:1: unexpected 'stat' [did you mean 'state'?]\n"});
    check({"F.entr { halt; }", "1:3: unexpected 'entr' [did you mean 'entry'?]\n"});
    check({"F.exitt { halt; }", "1:3: unexpected 'exitt' [did you mean 'exit'?]\n"});
    check({"wathc F.exit.$1;", "1:1: unexpected 'wathc' [did you mean 'watch'?]\n"});
    check({"F.entry { abrt \"x\"; }", "1:11: unexpected 'abrt' [did you mean 'abort'?]\n"});
    check({"F.entry { hlt; }", "1:11: unexpected 'hlt' [did you mean 'halt'?]\n"});
    check({"F.entry { iff ($1) halt; }", "1:11: unexpected 'iff' [did you mean 'if'?]\n"});
    check({"state { enm {a} s = a; }", "1:9: unexpected 'enm' [did you mean 'enum'?]\n"});
    check({"F.entry[gaurd $1] {}", "1:9: unexpected 'gaurd' [did you mean 'guard'?]\n"});
    check({"state { itn n = 0; }\nF.entry {}", "1:9: unknown type 'itn' [did you mean 'int'?]\n"});
    check({"F.exit { if ($retrun) halt; }", "1:14: unknown '$retrun' [did you mean '$return'?]\n"});
}

TEST_CASE("what is missing or too much") {
    check({"state { int n = 0 }", "1:18: expected ';' before '}'\n"});
    check({"F.entry { halt }", "1:15: expected ';' before '}'\n"});
    check({"F.entry { halt;", "1:16: unexpected end of the file; expected a statement or '}'\n"});
    check({"F.entry { if $1 halt; }", "1:14: unexpected '$1'; expected '(' [a condition stands in brackets: if (…)]\n"});
    check({"F.entry { n = ; }", "1:15: unexpected ';'; expected an expression\n"});
    check({"[A, B.entry {}", "1:6: unexpected '.'; expected ']', ',' or '|' [close the list of functions: [A, B].entry]\n"});
    check({"F.entry { abort; }", "1:16: unexpected ';'; expected a string [say what the driver did wrong: abort \"$fname is called …\";]\n"});
    check({"F.entry { abort \"never closed; }\n", "1:17: string is never closed [add '\"']\n"});
    check({"F.entry {} /* never closed", "1:12: comment is never closed [add '*/']\n"});
    check({"F.entry { n = 1 @ 2; }", "1:17: unexpected character '@'\n"});
    check({"F.entry { if ($1 halt; }", "1:18: unexpected 'halt'; expected ')'\n"});
    check({"F.entry { halt", "1:15: expected ';' before the end of the file\n"});
    check({"F.entry {} G", "1:13: unexpected end of the file; expected '.'\n"});
    check({"F.entry halt;", "1:9: unexpected 'halt'; expected '{' or '['\n"});
    check({"F.$1 {}", "1:3: unexpected '$1'; expected 'entry' or 'exit' [an event is at the .entry or at the .exit of a call]\n"});
    check({"}\n", "1:1: unexpected '}'; expected an event, 'state', 'watch' or 'select' or the end of the file [nothing is open here that it could close]\n"});
}

TEST_CASE("names that nobody knows") {
    CHECK(said("t = onn;") == "4:5: 'onn' is not an enumerator of 't' [did you mean 'on'?]\n");
    CHECK(said("if (s == bussy) halt;") == "4:10: 'bussy' is not an enumerator of 's' [did you mean 'busy'?]\n");
    CHECK(said("if (zzzzzz == s) halt;") == "4:5: 'zzzzzz' is not an enumerator of 's' [they are idle, busy]\n");
    CHECK(said("m = 1;") == "4:1: no state variable is called 'm'\n");
    CHECK(said("count = 1;") == "4:1: no state variable is called 'count'\n");
    CHECK(said("busy = 1;") == "4:1: 'busy' is an enumerator: it can't be set\n");
    CHECK(said("if ($1 == STATUS_PENDNG) halt;") ==
          "4:11: unknown constant 'STATUS_PENDNG' [did you mean 'STATUS_PENDING'?]\n");
    CHECK(said("if (NT_SUCESS($1)) halt;") ==
          "4:5: 'NT_SUCESS' is not a macro, and a rule can't call functions [did you mean 'NT_SUCCESS'?]\n");
    CHECK(said("if (idel == $1) halt;") == "4:5: unknown name 'idel' [did you mean 'idle'?]\n");
}

TEST_CASE("values where they have none") {
    CHECK(said("if ($return == 0) halt;") == "4:5: '$return' has no value at an entry [use the function's exit]\n");
    CHECK(said("if ($0 == 0) halt;") == "4:5: '$0' is no argument: they are $1 to $64\n");
    CHECK(said("if ($99999999999 == 0) halt;") == "4:5: '$99999999999' is no argument: they are $1 to $64\n");
    CHECK(said("n = $fname;") == "4:5: '$fname' can only be used in the message of an abort\n");
    CHECK(said("n = 99999999999999999999;") == "4:5: '99999999999999999999' is no number of 63 bits\n");
    CHECK(said("n = 12ab;") == "4:5: '12ab' is no number of 63 bits\n");
    check({"state { int n = $1; }\nF.entry {}", "1:17: '$1' has no value in the state block\n"});
    check({"state { int m = 0; int n = m; }\nF.entry {}", "1:28: an initial value has to be a constant\n"});
    check({"state { enum {a, b} s = c; }\nF.entry {}", "1:25: 'c' is not an enumerator of 's' [they are a, b]\n"});
    check({"state { int *p = 4; }\nF.entry {}", "1:18: 'p' is the identity of an object: it can only start as 0\n"});
}

TEST_CASE("kinds that do not fit") {
    CHECK(said("s = on;") == "4:5: this is not an enumerator of 's' [they are idle, busy]\n");
    CHECK(said("s = 2;") == "4:5: this is not an enumerator of 's' [they are idle, busy]\n");
    CHECK(said("s = $1;") == "4:5: this is not an enumerator of 's' [they are idle, busy]\n");
    CHECK(said("n = p;") == "4:5: 'p' is the identity of an object, 'n' a number\n");
    CHECK(said("p = 1;") == "4:5: 'p' is the identity of an object: an argument, a result, or 0\n");
    CHECK(said("if (p > 0) halt;") ==
          "4:7: 'p' is the identity of an object: it can be compared by == and != with an argument, a result, or 0\n");
    CHECK(said("n = p + 1;") == "4:7: '+' can't be applied to 'p': it is the identity of an object\n");
    CHECK(said("n = s + 1;") == "4:7: '+' can't be applied to 's': it is an enum\n");
    CHECK(said("if (p->Flags) halt;") ==
          "4:6: memory is read through $1, $return or a variable of the OS model only\n");
    CHECK(said("if (&$1) halt;") == "4:5: '&' takes no address in a condition; events compare objects with 'watch'\n");
}

TEST_CASE("a warning does not stop a rule") {
    const auto c = compile_text(with_body("if (s == on) halt;"));
    CHECK(c.rule);
    CHECK(c.messages() == "4:7: 'on' is not an enumerator of 's'\n");
    CHECK(compile_text("state { int n = 0; }\n").messages() ==
          "2:1: the rule has no event: it can never be violated\n");
}

TEST_CASE("declarations that clash") {
    check({"state { int n = 0; int n = 1; }\nF.entry {}", "1:24: state variable 'n' is declared already\n"});
    check({"state { enum {a, a} s = a; }\nF.entry {}", "1:18: enumerator 'a' is declared already\n"});
    check({"state { enum {a, b} a = b; }\nF.entry {}", "1:21: state variable 'a' is declared already\n"});
    check({"state {}\nstate {}\nF.entry {}", "2:1: a rule has one state block\n"});
    check({"watch F.exit.$1;\nwatch G.exit.$1;\nF.entry {}", "2:1: a rule has one watch\n"});
}

TEST_CASE("a guard needs something to compare with") {
    check({"F.entry[guard $1] {}",
           "1:8: a guard needs an object to compare with, and nothing is watched [add 'watch F.exit.$1;']\n"});
    check({"watch F.exit.$1;\nG.entry[guard $return] {}",
           "2:15: '$return' has no value at an entry [use the function's exit]\n"});
    check(
        {"watch F.entry.$return;\nG.entry {}", "1:15: '$return' has no value at an entry [use the function's exit]\n"});
}

TEST_CASE("an object is named once, and is one") {
    check({"state { int n = 0; }\nwith guard(sdv_main, sdv_irp)\nwatch F.exit.$1;\nF.entry[guard $1] {}",
           "3:1: a rule is about one object, and it has one already\n"});
    check({"state { int n = 0; }\nwith guard(sdv_main, n)\nF.entry[guard $1] {}",
           "2:22: this names no object: an argument, or a variable of the OS model\n"});
}

TEST_CASE("mistakes in selects and memory events") {
    check({"select all { case: none case: none }\nF.entry {}", "1:25: a select has one default case\n"});
    check({"select some { case: none }\nF.entry {}", "1:8: unexpected 'some'; expected an event, 'state', 'watch' or 'select' [say how many cases count: select one { … } or select all { … }]\n"});
    check({"(main, &($1)).read { halt; }", "1:10: this is no place in memory: a field, or what a pointer leads to\n"});
    check({"(main, &(x->f)).read { if ($1) halt; }",
           "1:28: '$1' has no value when memory is read: no function is called there\n"});
}

TEST_CASE("a diagnostic shows the line and a caret") {
    const auto c = compile_text("/* one */\nF.entry {\n\tabrt \"x\";\n}\n", {}, "dir/My.slic");
    REQUIRE(c.diags.all().size() == 1);
    CHECK(base::render(c.diags.all()[0], c.sources) ==
          "dir/My.slic:3:2: error: unexpected 'abrt'\n     abrt \"x\";\n     ^\n  hint: did you mean 'abort'?\n");
}

TEST_CASE("errors of an earlier rule do not spoil the next") {
    base::SourceMap sources;
    base::DiagSink diags;
    CHECK(!rules::compile("F.entry {", "A.slic", {}, sources, diags));
    const auto second = rules::compile("F.entry {}", "C:\\rules\\B.slic", {}, sources, diags);
    REQUIRE(second);
    CHECK(second->name == "B");
    CHECK(diags.errors() == 1);
}
