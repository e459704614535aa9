// SPDX-License-Identifier: Apache-2.0
// Every construct of the language that is compiled, told by the automaton that it becomes.
#include <catch2/catch.hpp>

#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using rules::test::compile_text;
using rules::test::with_body;

namespace {

// What F's block becomes, without its head and indentation of the first line.
std::string body(const std::string& text, const std::string& when = "entry") {
    const std::string printed = compile_text(with_body(text, when)).printed();
    const std::string head = "on " + when + " of F\n";
    const std::size_t at = printed.find(head);
    return at == std::string::npos ? printed : printed.substr(at + head.size());
}

} // namespace

TEST_CASE("state: enums, ints, pointers and typedef'd handles") {
    const auto c = compile_text("state { enum {unlocked,locked} s = locked; int depth = -1; int latch = 0;\n"
                                "        int *cur = 0; WDFREQUEST req = NULL; enum {a} t = a; }\n"
                                "#define NULL 0\nF.entry { depth = depth + 1; latch = $1; }");
    // NULL is defined below its use.
    CHECK(c.messages() == "2:40: unknown constant 'NULL' [it is only defined further down]\n");
    const auto good = compile_text("#include \"ntddk_slic.h\"\n"
                                   "state { enum {unlocked,locked} s = locked; int depth = -1; int latch = 0;\n"
                                   "        int *cur = 0; WDFREQUEST req = NULL; enum {a} t = a; }\n"
                                   "F.entry { depth = depth + 1; latch = $1; }");
    CHECK(good.printed() == "enum s {unlocked, locked} = locked\n"
                            "int depth = -1, exact below 8\n"
                            "int latch = 0, exact below 4294967296\n"
                            "object cur = 0\n"
                            "object req = 0\n"
                            "enum t {a} = a\n"
                            "\non entry of F\n"
                            "    depth = depth + 1\n"
                            "    latch = $1\n");
}

TEST_CASE("a rule may have no state, or an empty one") {
    CHECK(compile_text("F.exit { abort \"x\"; }").printed() == "\non exit of F\n    abort \"x\"\n");
    CHECK(compile_text("state { }\nF.exit { halt; }").printed() == "\non exit of F\n    halt\n");
}

TEST_CASE("a counter is exact up to two beyond what it is compared with") {
    const auto bound = [](const std::string& block) {
        const auto c = compile_text("state { int n = 0; int m = 0; }\nF.entry { " + block + " }");
        REQUIRE(c.rule);
        return c.rule->vars[0].bound;
    };
    CHECK(bound("n = n + 1;") == 8);
    CHECK(bound("n = n + 1; if (n > 9) abort \"x\";") == 11);
    CHECK(bound("n = n + 1; if (0 - n > 9) abort \"x\";") == 11);
    CHECK(bound("n = n + 100;") == 8);
    CHECK(bound("n = n + 1; if (n == m) abort \"x\"; if (m == 20) m = 7;") == 22);
    CHECK(bound("n = m; m = m + 1; if (m > 6) halt;") == 8);
    CHECK(bound("n = $1;") == std::int64_t{1} << 32);
}

TEST_CASE("events: entry, exit, lists, names that come twice") {
    CHECK(compile_text("[A,B].exit {}").printed() == "\non exit of A, B\n");
    CHECK(compile_text("[ A | B ].entry {}").printed() == "\non entry of A, B\n");
    CHECK(compile_text("[A\n,B\n,A].entry {}").printed() == "\non entry of A, B\n");
    CHECK(compile_text("A.entry {} A.entry {}").rule->blocks.size() == 2);
}

TEST_CASE("names of roles") {
    const auto c =
        compile_text("[fun_DRIVER_CANCEL_1, fun_DRIVER_CANCEL_2, fun_IRP_MJ_READ, fun_DriverEntry,\n"
                     " SDV_DRIVER_CANCEL, SDV_RunDispatchFunction, sdv_RunStartIo, fun_KDEFERRED_ROUTINE_12].entry {}");
    REQUIRE(c.rule);
    CHECK(c.printed() == "\non entry of DRIVER_CANCEL (role), IRP_MJ_READ (role), DriverEntry (role), "
                         "sdv_RunDispatchFunction, sdv_RunStartIo, KDEFERRED_ROUTINE (role)\n");
    CHECK(c.rule->blocks[0].names[0].written == "fun_DRIVER_CANCEL_1");
}

TEST_CASE("watch and guard, in all forms") {
    const auto heads = [](const std::string& watch, const std::string& event) {
        return compile_text(watch + "\n" + event + " {}").printed();
    };
    CHECK(heads("watch F.exit.$1;", "G.entry[guard $2]") == "watch F exit $1\n\non entry of G if tracked: $2\n");
    CHECK(heads("watch F.exit.$return;", "G.exit[guard $return]") ==
          "watch F exit $return\n\non exit of G if tracked: $return\n");
    CHECK(heads("watch F.exit.(*$3);", "G.entry[guard || null *$1]") ==
          "watch F exit *$3\n\non entry of G if tracked or null: *$1\n");
    CHECK(heads("watch F.entry.$1;", "[G,H].entry[guard||null $1]") ==
          "watch F entry $1\n\non entry of G, H if tracked or null: $1\n");
    CHECK(heads("watch fun_DRIVER_CANCEL_2.entry.$2;", "G.entry[guard (*$1)]") ==
          "watch DRIVER_CANCEL (role) entry $2\n\non entry of G if tracked: *$1\n");
}

TEST_CASE("statements") {
    CHECK(body("if ($1 == 0) s = busy; else if (n > 1) { n = 0; halt; } else abort \"no\";") ==
          "    if $1 == 0\n        s = busy\n"
          "    else\n        if n > 1\n            n = 0\n            halt\n"
          "        else\n            abort \"no\"\n");
    CHECK(body("if (n) if ($1) s = busy; else s = idle;") ==
          "    if n\n        if $1\n            s = busy\n        else\n            s = idle\n");
    CHECK(body("n++; n--; n += 2; n -= $1; ; {}") == "    n = n + 1\n    n = n - 1\n    n = n + 2\n    n = n - $1\n");
    CHECK(body("p = $1; p = 0; p = NULL;") == "    p = $1\n    p = 0\n    p = 0\n");
    CHECK(body("s = 1;") == "    s = busy\n");
}

TEST_CASE("a message keeps $fname and unknown escapes") {
    const auto c = compile_text(R"(F.entry { abort "$fname: \G\t\"x\" \\ 100%"; })");
    REQUIRE(c.rule);
    CHECK(c.rule->stmts[0].message == "$fname: \\G\t\"x\" \\ 100%");
}

TEST_CASE("expressions follow C's precedence") {
    const auto condition = [](const std::string& e) {
        std::string out = body("if (" + e + ") halt;");
        return out.substr(0, out.find('\n'));
    };
    CHECK(condition("n + 1 > 2 && $1 == 0 || !$2") == "    if (((n + 1) > 2) && ($1 == 0)) || !$2");
    CHECK(condition("n - 1 - 2") == "    if (n - 1) - 2");
    CHECK(condition("n == 1 < 2") == "    if n == 1");
    CHECK(condition("$1->Flags & 4 | $2") == "    if ($1->Flags & 4) | $2");
    CHECK(condition("*$1->f.g") == "    if *$1->f.g");
    CHECK(condition("(*$1).f") == "    if (*$1).f");
    CHECK(condition("-n < -1") == "    if -n < -1");
    CHECK(condition("!(n == 1)") == "    if !(n == 1)");
    CHECK(condition("~$1 != 0x1F") == "    if ~$1 != 31");
    CHECK(condition("s != busy") == "    if s != busy");
    CHECK(condition("p == $1 && p != 0") == "    if (p == $1) && (p != 0)");
    CHECK(condition("sdv_irql_current > DISPATCH_LEVEL") == "    if sdv_irql_current > 2");
    CHECK(condition("hrequest == 0") == "    if hrequest == 0");
    CHECK(condition("017 == 15ul") == "    if 1");
}

TEST_CASE("$return and memory at an exit") {
    CHECK(body("if (NT_SUCCESS($return) && *$2 != 0) n = $1->Size;", "exit") ==
          "    if ($return >= 0) && (*$2 != 0)\n        n = $1->Size\n");
}

TEST_CASE("NTSTATUS constants are signed 32-bit numbers") {
    // Against memory the constant stays: the type there decides.
    CHECK(body("if ($return == STATUS_UNSUCCESSFUL) halt;", "exit") == "    if $return == 3221225473\n        halt\n");
    CHECK(body("if (n == STATUS_UNSUCCESSFUL) halt;") == "    if n == -1073741823\n        halt\n");
    CHECK(body("n = 0xC0000001;") == "    n = -1073741823\n");
    CHECK(body("if (-1073741823 == 3221225473) halt;") == "    if 1\n        halt\n");
    CHECK(body("if (($1 & 0x80000000) == 0x80000000) halt;") ==
          "    if ($1 & 2147483648) == 2147483648\n        halt\n");
}

TEST_CASE("with guard, compiled") {
    CHECK(compile_text("state { int n = 0; }\nwith guard (sdv_main, sdv_irp)\nF.entry[guard $1] { n = 1; }").printed() ==
          "int n = 0, exact below 4294967296\nabout sdv_main entry sdv_irp\n\non entry of F if tracked: $1\n    n = 1\n");
    CHECK(compile_text("state {} with guard(fun_DRIVER_DISPATCH, $2->Tail);\nF.exit {}").printed() ==
          "about DRIVER_DISPATCH (role) entry $2->Tail\n\non exit of F\n");
}

TEST_CASE("select, compiled") {
    CHECK(compile_text("select one { case fun_A_1: F.entry {} case B: G.exit {} H.exit {} case: I.entry {} }").printed() ==
          "\non entry of F, in drivers with A (role)\n\non exit of G, in drivers with B without A (role)\n"
          "\non exit of H, in drivers with B without A (role)\n\non entry of I, in drivers without A (role), B\n");
    CHECK(compile_text("select all { case fun_A_1: F.entry {} case B: none case: none } G.entry {}").printed() ==
          "\non entry of F, in drivers with A (role)\n\non entry of G\n");
    CHECK(compile_text("select one { }\nG.entry {}").printed() == "\non entry of G\n");
}

TEST_CASE("memory events, compiled") {
    CHECK(compile_text("(main, &(sdv_irp->Cancel)) . read { halt; }").printed() ==
          "\non reading sdv_irp->Cancel as at the entry of sdv_main\n    halt\n");
    CHECK(compile_text("( fun_DRIVER_CANCEL_2 , & ( *$1 ) ).read {}").printed() ==
          "\non reading *$1 as at the entry of DRIVER_CANCEL (role)\n");
}

TEST_CASE("the headers' function-like macros, and a rule's own") {
    CHECK(body("if (NT_SUCCESS($2) && SDV_IRQL_ELEVATED_LEVEL(sdv_irql_current)) halt;") ==
          "    if ($2 >= 0) && (sdv_irql_current > 0)\n        halt\n");
    CHECK(compile_text("#define BOTH(a, b) ((a) && (b))\n#define FLAGS $1->Flags\nF.entry { if (BOTH(FLAGS, $2 == 1)) halt; }")
              .printed() == "\non entry of F\n    if $1->Flags && ($2 == 1)\n        halt\n");
}
