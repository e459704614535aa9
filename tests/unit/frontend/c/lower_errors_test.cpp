// SPDX-License-Identifier: Apache-2.0
// What clang does not understand: the errors are reported, what they damaged is a hole, the rest is lowered.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/unit/frontend/c/c_lowering_support.hpp"

using namespace sdvlite;
using frontend::c::test::load;
using ir::StmtKind;

TEST_CASE("an error in a statement is a hole there, and the functions beside it are whole") {
    const auto p = load("int g;\n"
                        "int bad(int a) { g = 1; if (a) { g = nothere; } return 2; }\n"
                        "int good(int a) { return a; }\n");
    CHECK(p.body("bad") == "0: g = 1\n"
                           "1: if (a) goto L2; else goto L3\n"
                           "2: hole \"clang: use of undeclared identifier 'nothere'\"\n"
                           "3: return 2\n");
    CHECK(p.proc("bad").hole_reason == "clang: use of undeclared identifier 'nothere'");
    CHECK(p.proc("good").hole_reason.empty());
    CHECK(p.messages().find("test.c:2:38: error: use of undeclared identifier 'nothere'\n") != std::string::npos);
}

TEST_CASE("a statement that clang dropped leaves a hole in the gap") {
    for (const char* lost : {"unknown_t x;", "a = (1;", "a = 1 +;", "foo bar baz;", "if (a { }", "a b;"}) {
        INFO(lost);
        const auto p = load(std::string("int g; int t(int a) { g = 1;\n") + lost + "\n g = 2; return a; }\n");
        INFO(p.body("t"));
        CHECK(p.count("t", StmtKind::Hole) == 1);
        CHECK(p.body("t").rfind("0: g = 1\n", 0) == 0);
        const auto& body = p.proc("t").body;
        const auto hole = std::find_if(body.begin(), body.end(), [](const ir::Stmt& s) { return s.kind == StmtKind::Hole; });
        REQUIRE(hole != body.end());
        CHECK(hole->span.line <= 2);
        CHECK(p.body("t").find("g = 2") > p.body("t").find("hole"));
    }
}

TEST_CASE("what stands behind a hole is kept, though nothing gets there") {
    const auto p = load("int g; void t(void) { g = 1; g = nothere; g = 2; if (g) g = 3; }\n");
    INFO(p.body("t"));
    CHECK(p.body("t").rfind("0: g = 1\n1: hole \"clang: use of undeclared identifier 'nothere'\"\n2: g = 2\n3: if (g)", 0) == 0);
    CHECK(p.body("t").find("4: g = 3\n") != std::string::npos);
}

TEST_CASE("calls of what nobody declared, conditions, and declarations with errors") {
    const auto p = load("int t(int a) { if (nobody(a)) return 1; return 2; }\n"
                        "int u(int a) { while (a == oops) a++; return a; }\n"
                        "int v(int a) { int b = oops; return b; }\n"
                        "int w(int a) { switch (oops) { case 1: return 1; } return a; }\n");
    CHECK(p.proc("t").hole_reason == "call of 'nobody', which is not declared");
    for (const char* name : {"t", "u", "v", "w"}) {
        INFO(name);
        CHECK(p.proc(name).body[0].kind == StmtKind::Hole);
    }
}

TEST_CASE("a case whose label clang dropped may be come to by any value that no other label names") {
    const auto p = load("int g; int t(int a) { switch (a) { case oops: g = 1; break; case 2: g = 2; break; case nothere: g = 3; } return g; }\n"
                        "int u(int a) { switch (a) { case 2: g = 2; break; case oops: g = 3; break; default: g = 4; } return g; }\n");
    CHECK(p.count("t", StmtKind::Hole) == 2);
    CHECK(p.count("u", StmtKind::Hole) == 1);
    for (const char* name : {"t", "u"}) {
        INFO(p.body(name));
        const auto& body = p.proc(name).body;
        REQUIRE(body[0].kind == StmtKind::Switch);
        REQUIRE(body[body[0].targets[0]].kind == StmtKind::Choose);
        const auto& ways = body[body[0].targets[0]].targets;
        CHECK(std::count_if(ways.begin(), ways.end(), [&](ir::StmtIndex to) { return body[to].kind == StmtKind::Hole; }) ==
              static_cast<std::ptrdiff_t>(p.count(name, StmtKind::Hole)));
        CHECK(body[ways.back()].kind != StmtKind::Hole);  // or to `default`, or behind the switch
    }
}

TEST_CASE("what C allows and the IR does not have is a hole with its reason") {
    const auto p = load("int vla(int n) { int a[n]; return a[0]; }\n"
                        "void assembly(void) { __asm__(\"nop\"); }\n"
                        "int computed(int n) { void* l = &&x; goto *l; x: return n; }\n"
                        "_Complex double z; void complex(void) { z = z * z; }\n"
                        "__int128 w; void wide(void) { w = w * 3; }\n");
    CHECK(p.proc("vla").hole_reason == "an array of variable length");
    CHECK(p.proc("assembly").hole_reason == "inline assembly");
    for (const char* name : {"computed", "complex", "wide"}) {
        INFO(name);
        CHECK_FALSE(p.proc(name).hole_reason.empty());
        CHECK(p.count(name, StmtKind::Hole) >= 1);
    }
    CHECK(p.sink.errors() == 0);
}

TEST_CASE("conflicting declarations: the definition counts, the body is lowered") {
    const auto p = load("void t(int* p);\n"
                        "int u(void) { t(0); return 1; }\n"
                        "void t(char* p, int n) { *p = n; }\n");
    CHECK(p.sink.errors() == 1);
    CHECK(p.proc("t").hole_reason.empty());
    CHECK(p.proc("t").param_count == 2);
    CHECK_FALSE(p.proc("u").hole_reason.empty());
}

TEST_CASE("a missing header is an error at its place and does not silence the rest") {
    const auto p = load("#include \"nowhere.h\"\nint t(int a) { return a; }\nint u(int a) { return b; }\n");
    CHECK(p.sink.errors() == 2);
    CHECK(p.messages().find("test.c:1:10: error: 'nowhere.h' file not found") != std::string::npos);
    CHECK(p.body("t") == "0: return a\n");
    CHECK(p.count("u", StmtKind::Hole) == 1);
}

TEST_CASE("a name that is a function here and, by an error, a variable there") {
    const auto p = load("EVT_UNKNOWN OnEvent;\nint t(void) { return 1; }\nvoid OnEvent(int a) { a = 1; }\n");
    CHECK(p.proc("t").has_body);
    CHECK(p.sink.has_errors());
}

TEST_CASE("a damaged record is consistent with itself") {
    const auto p = load("typedef struct _EXT { int a; UNKNOWN u; int b; } EXT; struct OUT { EXT e; int c; };\n"
                        "unsigned long long t(EXT* e, struct OUT* o) { e->b = 1; o->c = 2; return sizeof(EXT); }\n"
                        "void u(struct OUT* o) { o->e.b = 1; }\n");
    CHECK(p.proc("t").hole_reason.empty());
    CHECK(p.body("t").find("return 12u64") != std::string::npos);
    CHECK_FALSE(p.proc("u").hole_reason.empty());
}

TEST_CASE("a function that clang lost altogether does not look like another file's") {
    const auto p = load("int D(int); int E(int);\n"
                        "#if 0\nint Z(int a) { return a; }\n#endif\n"
                        "int A(int a) { return D(a) + E(a); }\n"
                        "ODD_PREFIX int B(int a) { return a; }\n"
                        "int C(int a) ODD_SUFFIX(3) { return a; }\n"
                        "int D(int a) { return a; }\n"
                        "#define ANNOTATION(x)\nANNOTATION(3)\nint F(int a { return a; }\n");
    CHECK(p.proc("A").hole_reason.empty());
    CHECK_FALSE(p.proc("C").hole_reason.empty());
    CHECK_FALSE(p.proc("F").hole_reason.empty());
    CHECK(p.proc("E").hole_reason.empty());
    CHECK((p.proc("D").has_body || !p.proc("D").hole_reason.empty()));
    CHECK((p.proc("B").has_body || !p.proc("B").hole_reason.empty()));
    CHECK_FALSE(p.program.find_proc("Z").valid());
    CHECK_FALSE(p.program.find_proc("ANNOTATION").valid());
}

TEST_CASE("an assertion about what exists in debug builds only is left out with a warning") {
    const auto p = load("void sdvlite_assume(int);\n#define NT_ASSERT(e) sdvlite_assume(!!(e))\n"
                        "struct S { int a; };\n"
                        "int t(struct S* s) { NT_ASSERT(s->debug_only == 1); NT_ASSERT(count > 0 && s);\n"
                        "  NT_ASSERT(s->a && IsDebugOnly(s)); return s->a; }\n");
    CHECK(p.body("t") == "0: return s->a\n");
    CHECK(p.sink.errors() == 0);
    CHECK(p.sink.all().size() == 3);
}

TEST_CASE("a record with a field of a type that is declared only crashes nobody") {
    const auto p = load("struct later; typedef struct context { int before; struct later one; int after; } context;\n"
                        "int t(void) { context c; c.after = 3; return c.after; }\n"
                        "context all[4]; int u(int i) { return all[i].before; }\n");
    CHECK(p.proc("t").has_body);
    CHECK(p.body("t").find("c.after") != std::string::npos);
    CHECK(p.proc("u").has_body);
}

TEST_CASE("a table that names a function with an unknown parameter does not cost the file") {
    const auto p = load("struct R { int a; void (*f)(void); };\n"
                        "void nope(_Unknown_ int x);\n"
                        "struct R all[] = { { 1, nope }, { 2, 0 } };\n"
                        "int t(void) { return all[0].a; }\n"
                        "int u(int a) { return a; }\n");
    CHECK(p.proc("t").has_body);
    CHECK(p.proc("u").hole_reason.empty());
}

TEST_CASE("an initialiser with an error in its braces is lost, and its variable is not as if it had none") {
    const auto p = load("int g;\n"
                        "static int* lost[2] = { &g, NOT_THERE };\n"
                        "static int* whole[2] = { &g, 0 };\n"
                        "static int* none[2];\n"
                        "int t(int i) { return *lost[i] + *whole[i] + *none[i]; }\n");
    const auto initialised = [&](const char* name) { return p.program[p.program.find_global(name)].initialised; };
    CHECK_FALSE(initialised("lost"));
    CHECK(initialised("whole"));
    CHECK(initialised("none"));
}

TEST_CASE("a body with a hole says what it calls at most, when all its names are declared") {
    const auto calls = [](const std::string& body) {
        const auto p = load("#define BOTH(x) (Lock(x), Unlock(x))\n"
                            "enum e { Red }; typedef struct s { int n; void (*go)(int); } S;\n"
                            "void Lock(int); void Unlock(int); void Odd(int, NOWHERE x); int g; void Set(void (*f)(int));\n"
                            "void t(S* p, int a, void (*f)(int)) { int b = 0; " + body + " }\n");
        for (const std::string& a : p.proc("t").annotations)
            if (a.starts_with("may_call:")) return a.substr(9);
        return std::string("nobody knows");
    };
    CHECK(calls("Odd(1, a); Lock(b);") == "Lock,Odd");
    CHECK(calls("Odd(1, a); BOTH(p->n + Red + g + (int)sizeof(S));") == "Lock,Odd,Unlock");
    CHECK(calls("Odd(1, a); p->go(3); f(a);") == "Odd,go");
    CHECK(calls("Lock(1);") == "nobody knows"); // no hole, nothing to say
    // Undeclared: perhaps a macro of a header that is not there. A function that is handed on; assembly.
    for (const char* body : {"Odd(1, a); Nowhere(a);", "Odd(1, a); NOWHERE;", "Odd(1, nowhere);", "Odd(1, a); NOWHERE* x;", "Odd(1, a); Set(Lock);",
                             "Odd(1, a); Set(&Lock);", "Odd(1, a); __asm__(\"call Lock\");"}) {
        INFO(body);
        CHECK(calls(body) == "nobody knows");
    }
}
