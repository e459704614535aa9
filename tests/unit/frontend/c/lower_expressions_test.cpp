// SPDX-License-Identifier: Apache-2.0
// Expressions with effects, conversions, calls.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/c/c_lowering_support.hpp"

using namespace sdvlite;
using frontend::c::test::load;
using ir::StmtKind;

TEST_CASE("++ and -- give the old or the new value") {
    const auto p = load("int g;\n"
                        "int a(int i) { return i++; }\n"
                        "int b(int i) { return --i; }\n"
                        "void c(int* p) { *p++ = 3; p--; }\n");
    CHECK(p.body("a") == "0: $1 = i\n1: i = i + 1\n2: return $1\n");
    CHECK(p.body("b") == "0: i = i - 1\n1: return i\n");
    CHECK(p.body("c") == "0: $1 = p\n1: p = p + 1i64\n2: *$1 = 3\n3: p = p + -1i64\n4: [closing] return\n");
}

TEST_CASE("?: , and nested assignments") {
    const auto p = load("int f(int); int g;\n"
                        "int a(int x) { int n = x ? f(x) : g; return n; }\n"
                        "int b(int x) { return (g = 2, x = g) + 1; }\n"
                        "int c(int x) { return x ?: g; }\n");
    CHECK(p.body("a") == "0: if (x) goto L1; else goto L3\n"
                         "1: n = f(x)\n"
                         "2: goto L4\n"
                         "3: n = g\n"
                         "4: return n\n");
    CHECK(p.body("b") == "0: g = 2\n1: x = g\n2: return x + 1\n");
    CHECK(p.body("c") == "0: $2 = x\n"
                         "1: if ($2) goto L2; else goto L4\n"
                         "2: $1 = $2\n"
                         "3: goto L5\n"
                         "4: $1 = g\n"
                         "5: return $1\n");
}

TEST_CASE("&& and || as values: pure ones stay expressions, others keep their order") {
    const auto p = load("int f(int);\n"
                        "int a(int x, int* y) { return y && *y == x; }\n"
                        "int b(int x) { return x || f(x); }\n"
                        "void c(int x) { x && f(x); }\n");
    CHECK(p.body("a") == "0: return y != (i32*)NULL && *y == x\n");
    CHECK(p.body("b") == "0: if (x) goto L3; else goto L1\n"
                         "1: $2 = f(x)\n"
                         "2: if ($2) goto L3; else goto L5\n"
                         "3: $1 = 1\n"
                         "4: goto L6\n"
                         "5: $1 = 0\n"
                         "6: return $1\n");
    CHECK(p.body("c") == "0: if (x) goto L1; else goto L2\n1: f(x)\n2: [closing] return\n");
}

TEST_CASE("conversions are explicit, long has 32 bits") {
    const auto p = load("unsigned long long t(signed char c, unsigned short u, long l, void* q) {\n"
                        "  unsigned char x = c + u; _Bool b = l;\n"
                        "  x += 300;\n"
                        "  return (unsigned long long)q + c + (l >> 3) + (unsigned)x / 3;\n"
                        "}\n");
    CHECK(p.body("t") == "0: x = (u8)((i32)c + (i32)u)\n"
                         "1: b = (u8)(l != 0)\n"
                         "2: x = (u8)((i32)x + 300)\n"
                         "3: return (u64)q + (u64)c + (u64)(l >> 3) + (u64)((u32)x / 3u32)\n");
}

TEST_CASE("pointers: arithmetic in elements, differences, arrays decay") {
    const auto p = load("long long t(int* p, int a[4], void* v) {\n"
                        "  int b[3]; b[1] = p[2]; v = (char*)v + 3; p = b + 1; p -= 2; return p - a;\n"
                        "}\n");
    CHECK(p.body("t") == "0: b[1] = *(p + 2)\n"
                         "1: v = (void*)((i8*)v + 3)\n"
                         "2: p = &b[0i64] + 1\n"
                         "3: p = p + -2i64\n"
                         "4: return p - a\n");
}

TEST_CASE("CONTAINING_RECORD and offsetof fold to constants") {
    const auto p =
        load("struct S { int a; struct { int x[3]; char c; } in; };\n"
             "struct S* t(char* c) { return (struct S*)((char*)c - (unsigned long long)&((struct S*)0)->in.c); }\n"
             "unsigned long long n(int i) { return __builtin_offsetof(struct S, in.x[i]); }\n");
    CHECK(p.body("t") == "0: return (struct S*)(c + -16i64)\n");
    CHECK(p.body("n") == "0: return 4u64 + (u64)i * 4u64\n");
}

TEST_CASE("calls: direct, through pointers, with structures, of functions in headers") {
    const auto p = load("struct S { int a, b; }; struct S mk(int); int f(int); void use(struct S*, struct S);\n"
                        "int t(struct S* p, int (*fp)(int)) {\n"
                        "  struct S m; int (*q)(int) = &f;\n"
                        "  m = mk(3);\n"
                        "  use(p, mk(4));\n"
                        "  return fp(1) + (*q)(2) + mk(5).b;\n"
                        "}\n");
    CHECK(p.body("t") == "0: q = &f\n"
                         "1: m = mk(3)\n"
                         "2: $1 = mk(4)\n"
                         "3: use(p, $1)\n"
                         "4: $2 = (*fp)(1)\n"
                         "5: $3 = (*q)(2)\n"
                         "6: $4 = mk(5)\n"
                         "7: return $2 + $3 + $4.b\n");
    CHECK(p.proc("f").address_taken);
    CHECK_FALSE(p.proc("use").address_taken);
    CHECK_FALSE(p.proc("f").has_body);
}

TEST_CASE("functions are lowered when the driver's own or used; static and inline ones are static") {
    const auto p = load("static int used(int a) { return a; } __inline int unused(int a) { return a; }\n"
                        "__inline int inl(int a) { return used(a); }\n"
                        "void never(void);\n"
                        "int t(void) { return inl(3); }\n");
    CHECK(p.proc("used").is_static);
    CHECK(p.proc("inl").is_static);
    CHECK(p.proc("inl").has_body);
    CHECK_FALSE(p.proc("t").is_static);
    CHECK_FALSE(p.program.find_proc("unused").valid());
    CHECK_FALSE(p.program.find_proc("never").valid());
}

TEST_CASE("floating point is opaque, variadic functions are called") {
    const auto p = load(
        "double d; int v(int n, ...);\n"
        "int t(int a) { d = d * a; if (d > 3.0) return 1; return v(a, 2, 3LL); }\n"
        "int v(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); return __builtin_va_arg(ap, int); }\n");
    CHECK(p.proc("t").hole_reason.empty());
    CHECK(p.count("t", StmtKind::Havoc) >= 2);
    CHECK(p.count("t", StmtKind::Branch) == 1);
    CHECK(p.body("t").find("v(a, 2, 3i64)") != std::string::npos);
    CHECK(p.body("v") == "0: havoc ap\n1: havoc $1\n2: return $1\n");
}

TEST_CASE("assumptions keep their text; nothing else is stated") {
    const auto p = load("void sdvlite_assume(int);\n"
                        "#define NT_ASSERT(e) sdvlite_assume(!!(e))\n"
                        "void t(int* p, int n) { NT_ASSERT(p != 0  && n > 1); __assume(n < 5); }\n");
    const auto& body = p.proc("t").body;
    REQUIRE(body.size() == 3);
    CHECK(body[0].kind == StmtKind::Assume);
    CHECK(body[0].stated);
    CHECK(body[0].text == "NT_ASSERT(p != 0 && n > 1)");
    CHECK(p.body("t") == "0: assume stated \"NT_ASSERT(p != 0 && n > 1)\" p != (i32*)NULL && n > 1\n"
                         "1: assume stated \"__assume(n < 5)\" n < 5\n"
                         "2: [closing] return\n");
}

TEST_CASE("intrinsics are called by their documented names; noreturn is kept") {
    const auto p =
        load("long _InterlockedIncrement(long volatile*); __declspec(noreturn) void KeBugCheck(unsigned long);\n"
             "void* memset(void*, int, unsigned long long);\n"
             "long t(long* p) { memset(p, 0, 4); if (*p) KeBugCheck(1); return _InterlockedIncrement(p); }\n");
    CHECK(p.program.find_proc("InterlockedIncrement").valid());
    CHECK(p.program.find_proc("memset").valid());
    CHECK(p.proc("KeBugCheck").is_noreturn);
}

TEST_CASE("a long expression is cut into temporaries, its value the same") {
    std::string sum = "x";
    for (int i = 0; i < 5000; ++i) sum += "+x";
    const auto p = load("int t(int x) { return " + sum + "; }\n");
    CHECK(p.proc("t").hole_reason.empty());
    CHECK(p.count("t", StmtKind::Assign) > 10);
}
