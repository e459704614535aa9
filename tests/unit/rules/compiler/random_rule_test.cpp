// SPDX-License-Identifier: Apache-2.0
// Rules that were cut up at random: each ends in an automaton that can be drawn, or in messages with a place; never in
// a crash, and soon.
#include <catch2/catch.hpp>

#include <random>

#include "core/automaton/draw.hpp"
#include "tests/unit/rules/rule_test.hpp"

using namespace sdvlite;
using rules::test::compile_text;

namespace {

// Every construct, in pieces that can be put together in any order.
const std::vector<std::string> kPieces = {
    "#include \"ntddk_slic.h\"\n", "#define A(x) ((x) > B)\n", "#define B A(1)\n", "#define C ] [ } {\n", "#if defined(A)\n", "#endif\n",
    "state {", "}", "enum { a, b, one, none } s = a;", "int n = 0;", "int *p = 0;", "WDFREQUEST r = NULL;", "with guard",
    "(sdv_main, sdv_irp)", "watch", "F.exit.$1;", "F.entry.(*$1);", "F.exit.$return;", "F", ".entry", ".exit", "[F, G]", "[, F | G ]",
    "[guard $1]", "[guard || null *$1]", "{", "}", "if", "(s == a)", "($1->Flags == 0)", "(n > 3 && p != $2)", "else", "s = b;",
    "n = n + 1;", "n--;", "p = $1;", "abort \"$fname\";", "halt;", "select one {", "select all {", "case", "case fun_DRIVER_CANCEL_1:",
    "case: none", "(main, &(sdv_irp->Cancel))", ".read", "fun_IRP_MJ_READ", "sdv_stub_dispatch_end", "[SDV_DRIVER_CANCEL]", ";", ",",
    "\"", "/*", "*/", "$", "$99999999999", "0xffffffffffffffff", "-", "!", "(", ")", "((((((((", "\\\n", "\x93\xff", "A(", "NT_SUCCESS(",
};

// Well-formed, so that what is cut out of them hits every rule of the grammar.
const std::vector<std::string> kRules = {
    "#include \"slic_base.h\"\nstate { enum {x,y} s = x; int n = 0; } with guard(sdv_main, sdv_irp)\n"
    "[A, B].entry[guard $1] { if (s == x && n < 2) { n = n + 1; } else abort \"m\"; }\nC.exit { if (NT_SUCCESS($return)) halt; }\n",
    "watch A.exit.(*$1);\nstate { int *p = 0; enum {l,m} t = l; }\nB.entry[guard || null $2] { if (p == $1) t = m; p = $1; }\n"
    "select one { case fun_R_1: C.entry { abort \"c\"; } case: D.exit { t = l; } }\n",
    "state { int n = -1; }\n(main, &(sdv_irp->Cancel)).read { n = n - 1; if (n == 0) abort \"r\"; }\nE.exit { n = $return; }\n",
};

std::string random_text(std::mt19937& random) {
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    if (random() % 2 == 0) {
        std::string out;
        for (std::size_t i = pick(40) + 1; i > 0; --i) out += kPieces[pick(kPieces.size())] + (random() % 8 == 0 ? "\r\n" : " ");
        return out;
    }
    std::string out = kRules[pick(kRules.size())];
    for (std::size_t i = pick(4) + 1; i > 0; --i) {
        const std::size_t at = pick(out.size() + 1), length = pick(12);
        if (random() % 3 == 0) out.erase(at, length);
        else out.insert(at, random() % 2 == 0 ? kPieces[pick(kPieces.size())] : out.substr(pick(out.size() + 1), length));
    }
    return out;
}

}  // namespace

TEST_CASE("random rules end in an automaton or in messages") {
    std::mt19937 random(4711);
    int compiled = 0, refused = 0;
    for (int i = 0; i < 1500; ++i) {
        const std::string text = random_text(random);
        INFO(text);
        const auto c = compile_text(text);
        if (!c.rule) {
            ++refused;
            REQUIRE(c.diags.has_errors());
            REQUIRE(c.diags.all().front().span.known());
            continue;
        }
        ++compiled;
        REQUIRE_FALSE(c.diags.has_errors());
        const automaton::Graph graph = automaton::minimised(automaton::build_graph(*c.rule, {50, 64, 2000}));
        REQUIRE_FALSE(automaton::to_svg(*c.rule, graph).empty());
        REQUIRE_FALSE(automaton::to_dot(*c.rule, graph).empty());
        REQUIRE_FALSE(automaton::print(*c.rule).empty());
    }
    // Both happen often enough to mean something.
    CHECK(compiled > 15);
    CHECK(refused > 500);
}
