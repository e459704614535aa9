// SPDX-License-Identifier: Apache-2.0
// Oddities of rules in circulation that have to be accepted.
#include <catch2/catch.hpp>

#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using rules::test::compile_text;

TEST_CASE("blanks and line ends anywhere in heads") {
    const auto c = compile_text("watch  F . exit\n. $1 ;\n"
                                "[ A ,\n  B ] .entry [ guard\n$1 ]\n{ halt ; }\n"
                                "[\n ,C\n ,D\n] . exit{}");
    CHECK(c.printed() == "watch F exit $1\n\non entry of A, B if tracked: $1\n    halt\n\non exit of C, D\n");
}

TEST_CASE("CRLF, a form feed, a byte order mark and DOS's end of file") {
    const auto c = compile_text("\xEF\xBB\xBF#define X 1\r\nF.entry\r\n{\r\n\tif ($1 == X) halt;\f\r\n}\r\n\x1A");
    CHECK(c.printed() == "\non entry of F\n    if $1 == 1\n        halt\n");
}

TEST_CASE("Windows-1252 in comments and messages becomes UTF-8") {
    const auto c = compile_text("/* it\x92s */ F.entry { abort \"\x93No\x94 \xE9t\xE9\"; }");
    REQUIRE(c.rule);
    CHECK(c.rule->stmts[0].message == "\u201CNo\u201D \u00E9t\u00E9");
    CHECK(c.rule->source == "/* it\u2019s */ F.entry { abort \"\u201CNo\u201D \u00E9t\u00E9\"; }");
}

TEST_CASE("words of the language as names") {
    const auto c =
        compile_text("state { enum {none, all, read, OK, INIT, CREATED, true, false} guard = none; int entry = 0; }\n"
                     "select.entry { if (guard == all && $1->state.watch) { guard = true; entry = entry + 1; } }");
    CHECK(c.printed() == "enum guard {none, all, read, OK, INIT, CREATED, true, false} = none\n"
                         "int entry = 0, exact below 8\n\non entry of select\n"
                         "    if (guard == all) && $1->state.watch\n        guard = true\n        entry = entry + 1\n");
}

TEST_CASE("an enumerator hides a constant of our headers, not a macro of the user's") {
    const auto ours = compile_text(
        "#include \"slic_base.h\"\nstate { enum {PASSIVE_LEVEL, TRUE} s = TRUE; }\nF.entry { s = PASSIVE_LEVEL; }");
    CHECK(ours.printed() == "enum s {PASSIVE_LEVEL, TRUE} = TRUE\n\non entry of F\n    s = PASSIVE_LEVEL\n");
    const auto users = compile_text("#define on 1\nstate { enum {off, on} s = off; }\nF.entry {}");
    CHECK(users.messages() == "2:20: enumerator 'on' is also the name of a macro\n");
}

TEST_CASE("the same enumerator in two enums, when it means the same") {
    CHECK(compile_text("state { enum {no, yes} a = no; enum {no, yes} b = yes; }\nF.entry { a = b; b = yes; }").rule);
    CHECK(compile_text("state { enum {no, yes} a = no; enum {yes, no} b = yes; }\nF.entry {}").messages() ==
          "1:38: enumerator 'yes' is declared already\n");
}

TEST_CASE("an event may name what exists nowhere, with or without sdv_") {
    CHECK(compile_text("[NoSuchThing, sdv_ExFreePool, sdv_stub_dispatch_end].entry {}").printed() ==
          "\non entry of NoSuchThing, sdv_ExFreePool, sdv_stub_dispatch_end\n");
}

TEST_CASE("a long list of names") {
    std::string text = "[";
    for (int i = 1; i <= 152; ++i) text += (i > 1 ? " |\nfun_IRP_MJ_READ_" : "fun_IRP_MJ_READ_") + std::to_string(i);
    const auto c = compile_text(text + "].exit {}");
    CHECK(c.printed() == "\non exit of IRP_MJ_READ (role)\n");
}

TEST_CASE("with guard and guard are different constructs with the same word") {
    const auto c = compile_text("state { enum {guard, with} s = guard; }\n\n with\n guard(sdv_main, sdv_irp)\n"
                                "guard.entry[guard $1] { s = with; }\nwith.exit { s = guard; }");
    CHECK(c.printed() == "enum s {guard, with} = guard\nabout sdv_main entry sdv_irp\n\non entry of guard if tracked: $1\n"
                         "    s = with\n\non exit of with\n    s = guard\n");
}
