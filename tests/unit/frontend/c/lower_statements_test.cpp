// SPDX-License-Identifier: Apache-2.0
// Statements of C as flat IR: branches, loops, switch, goto.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/c/c_lowering_support.hpp"

using namespace sdvlite;
using frontend::c::test::load;
using ir::StmtKind;

TEST_CASE("if, else if, && and || become branches in C's order") {
    const auto p = load("int f(int); int h;\n"
                        "int t(int a, int b) {\n"
                        "  if (f(a) && b == 3 || !h) return 1;\n"
                        "  else if (a > 2) h++;\n"
                        "  return 0;\n"
                        "}\n");
    CHECK(p.body("t") == "0: $1 = f(a)\n"
                         "1: if ($1) goto L2; else goto L3\n"
                         "2: if (b == 3) goto L4; else goto L3\n"
                         "3: if (h) goto L5; else goto L4\n"
                         "4: return 1\n"
                         "5: if (a > 2) goto L6; else goto L7\n"
                         "6: h = h + 1\n"
                         "7: return 0\n");
}

TEST_CASE("loops with break and continue") {
    const auto p = load("int t(int n) {\n"
                        "  int i, s = 0;\n"
                        "  for (i = 0; i < n; i++) { if (i == 3) continue; if (i == 5) break; s += i; }\n"
                        "  while (n) n--;\n"
                        "  do { s <<= 1; } while (s < 100);\n"
                        "  return s;\n"
                        "}\n");
    CHECK(p.body("t") == "0: s = 0\n"
                         "1: i = 0\n"
                         "2: if (i < n) goto L3; else goto L10\n"
                         "3: if (i == 3) goto L4; else goto L5\n"
                         "4: goto L8\n"
                         "5: if (i == 5) goto L6; else goto L7\n"
                         "6: goto L10\n"
                         "7: s = s + i\n"
                         "8: i = i + 1\n"
                         "9: goto L2\n"
                         "10: if (n) goto L11; else goto L13\n"
                         "11: n = n - 1\n"
                         "12: goto L10\n"
                         "13: s = s << 1\n"
                         "14: if (s < 100) goto L13; else goto L15\n"
                         "15: return s\n");
}

TEST_CASE("switch: fall-through, ranges, default in the middle, cases inside a loop") {
    const auto p = load(
        "int g;\n"
        "int t(int a) {\n"
        "  switch (a) { case 1: g = 1; case 2: g = 2; break; default: g = 7; case 5 ... 9: return 5; case -1: g++; }\n"
        "  return g;\n"
        "}\n"
        "int duff(int n) {\n"
        "  switch (n & 1) { do { case 0: g++; case 1: g++; } while (--n > 0); }\n"
        "  return 0;\n"
        "}\n"
        "int none(int n) { switch (n) { case 3 ... 2: g = 1; } return g; }\n");
    CHECK(p.body("t") == "0: switch (a) { case 1: goto L1; case 2: goto L2; case 5 .. 9: goto L5; case -1: goto L6; "
                         "default: goto L4; }\n"
                         "1: g = 1\n"
                         "2: g = 2\n"
                         "3: goto L7\n"
                         "4: g = 7\n"
                         "5: return 5\n"
                         "6: g = g + 1\n"
                         "7: return g\n");
    CHECK(p.body("duff") == "0: switch (n & 1) { case 0: goto L1; case 1: goto L2; default: goto L5; }\n"
                            "1: g = g + 1\n"
                            "2: g = g + 1\n"
                            "3: n = n - 1\n"
                            "4: if (n > 0) goto L1; else goto L5\n"
                            "5: return 0\n");
    CHECK(p.proc("none").body[0].cases.empty());
}

TEST_CASE("goto forward and back; what can't be reached is gone") {
    const auto p = load("int g(int);\n"
                        "int t(int a) { again: if (g(a)) goto out; goto again; a = 1; out: return a; }\n");
    CHECK(p.body("t") == "0: $1 = g(a)\n"
                         "1: if ($1) goto L2; else goto L3\n"
                         "2: goto L4\n"
                         "3: goto L0\n"
                         "4: return a\n");
}

TEST_CASE("an endless loop is a loop") {
    const auto p = load("void t(void) { for (;;) ; }\n");
    CHECK(p.body("t") == "0: goto L0\n");
}

TEST_CASE("statements know their place, the end of a function its brace") {
    const auto p = load("#define SET(x) x = 4\n"
                        "int f(int);\n"
                        "void t(int a) {\n"
                        "  a = f(a) +\n"
                        "      1;\n"
                        "  SET(a);\n"
                        "}\n");
    const auto& body = p.proc("t").body;
    REQUIRE(body.size() == 4);
    CHECK(p.program.sources.describe(body[0].span).find("test.c:4:7") != std::string::npos);
    CHECK((body[1].span.line == 4 && body[1].span.column == 3 && body[1].span.end_line == 5 &&
           body[1].span.end_column == 7));
    CHECK((body[2].span.line == 6 && body[2].span.column == 3 && body[2].span.end_column == 8));
    CHECK(body[3].closing);
    CHECK((body[3].span.line == 7 && body[3].span.column == 1));
    CHECK(p.program.sources.line(body[0].span.file, 6) == "  SET(a);");
}

TEST_CASE("a function that runs into its brace without a value") {
    const auto p = load("int t(int a) { if (a) return 1; }\n");
    const auto& last = p.proc("t").body.back();
    CHECK(last.closing);
    CHECK_FALSE(last.rhs.valid());
}
