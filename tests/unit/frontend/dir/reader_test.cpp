// SPDX-License-Identifier: Apache-2.0
#include "core/ir/fold.hpp"
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;
using test::body_of;
using test::program_of;

TEST_CASE("structured statements are lowered to branches and jumps") {
    const ir::Program p = program_of(
        "void f(u32 n) {\n"
        "  while (n != 0) { n = n - 1; if (n == 7) break; if (n == 8) continue; }\n"
        "  do n++; while (n < 10);\n"
        "  if (*) n = 1; else if (n) n = 2; else n = 3;\n"
        "}");
    CHECK(body_of(p, "f") ==
          "if (n != 0u32) goto L1; else goto L7\n"  // 0
          "n = n - 1u32\n"
          "if (n == 7u32) goto L3; else goto L4\n"
          "goto L7\n"
          "if (n == 8u32) goto L5; else goto L6\n"
          "goto L0\n"
          "goto L0\n"
          "n = n + 1u32\n"                           // 7
          "if (n < 10u32) goto L7; else goto L9\n"
          "choose goto L10, L12\n"                   // 9
          "n = 1u32\ngoto L16\n"
          "if (n) goto L13; else goto L15\n"
          "n = 2u32\ngoto L16\n"
          "n = 3u32\n"
          "[closing] return\n");
}

TEST_CASE("switch falls through and finds its default") {
    const ir::Program p = program_of("void f(i8 n) { switch (n) { case -3 .. -1: n = 1; case 5: n = 2; break; default: n = 3; } }");
    CHECK(body_of(p, "f") ==
          "switch (n) { case -3i8 .. -1i8: goto L1; case 5: goto L2; default: goto L4; }\n"
          "n = 1i8\nn = 2i8\ngoto L5\nn = 3i8\n[closing] return\n");
    const ir::Stmt& s = p.procs[0].body[0];
    CHECK(s.cases[0].low == 0xFD);
    CHECK(s.cases[0].high == 0xFF);
}

TEST_CASE("falling into a case that only jumps keeps the jump") {
    const ir::Program p = program_of("void f(u8 n) { switch (n) { case 1: n = 1; case 2: goto out; } n = 9; out: ; }");
    CHECK(body_of(p, "f") ==
          "switch (n) { case 1: goto L1; case 2: goto L2; default: goto L3; }\n"
          "n = 1u8\ngoto L4\nn = 9u8\n\n[closing] return\n");
}

TEST_CASE("arms that only jump become targets") {
    const ir::Program p = program_of("void f(u8 n) { if (n) goto a; else goto b; a: n = 1; b: choose goto a, b; }");
    CHECK(body_of(p, "f") == "if (n) goto L1; else goto L2\nn = 1u8\nchoose goto L1, L2\n");
}

TEST_CASE("C's conversions are made explicit") {
    const ir::Program p = program_of(
        "void f(u8 a, i16 b, u32 c, i64 d, u64 e, u8* p) {\n"
        "  a = a + b; c = c + b; d = c + d; e = d + e; a = a << d; c = -a; d = p - p; a = a < b; a += 1;\n"
        "  p = p + a; p = a + p; p = p - c; c = p[a]; d = ~a; e = 0xFFFFFFFF; d = -2147483648; p = (u8*)(u64)-1; a = 'a';\n"
        "}");
    CHECK(body_of(p, "f") ==
          "a = (u8)((i32)a + (i32)b)\n"
          "c = c + (u32)(i32)b\n"
          "d = (i64)c + d\n"
          "e = (u64)d + e\n"
          "a = (u8)((i32)a << d)\n"
          "c = (u32)-(i32)a\n"
          "d = p - p\n"
          "a = (u8)((i32)a < (i32)b)\n"
          "a = (u8)((i32)a + 1)\n"
          "p = p + a\n"
          "p = p + a\n"
          "p = p + -(i64)c\n"
          "c = (u32)*(p + a)\n"
          "d = (i64)~(i32)a\n"
          "e = 0xffffffffu64\n"
          "d = -2147483648i64\n"
          "p = (u8*)0xffffffffffffffffu64\n"
          "a = 97u8\n"
          "[closing] return\n");
}

TEST_CASE("operators bind as in C") {
    const ir::Program p = program_of("void f(i32 a, i32 b, i32 c) { a = a | b ^ c & a == b << c + a * -b; a = a - b - c; a = a && b || c && a; a = (a - (b - c)); }");
    CHECK(body_of(p, "f") ==
          "a = a | b ^ c & a == b << c + a * -b\n"
          "a = a - b - c\n"
          "a = a && b || c && a\n"
          "a = a - (b - c)\n[closing] return\n");
    const ir::Expr& sum = p[p.procs[0].body[1].rhs];
    CHECK(p[sum.a].kind == ir::ExprKind::Binary);
    CHECK(p[sum.b].kind == ir::ExprKind::Local);
}

TEST_CASE("calls: direct, through pointers, converted results, unwinding") {
    const ir::Program p = program_of(
        "extern u8 g(u64 x, ...); struct S { fn void(u8)* go; };\n"
        "void f(struct S* s, fn u8(u64, ...)* q) {\n"
        "  i32 r; r = g(1, r) unwind out; s->go(3); (*s->go)(3); r = q(2); (*q)(2); q = g; q = &g; out: ;\n"
        "}");
    CHECK(body_of(p, "f") ==
          "$3 = g(1u64, r) unwind L9\nr = (i32)$3\n"
          "(*s->go)(3u8)\n(*s->go)(3u8)\n"
          "$4 = (*q)(2u64)\nr = (i32)$4\n(*q)(2u64)\n"
          "q = &g\nq = &g\n\n[closing] return\n");
    CHECK(p[p.find_proc("g")].address_taken);
    const ir::Program q = program_of("extern void g(); void f() { g(); }");
    CHECK_FALSE(q[q.find_proc("g")].address_taken);
}

TEST_CASE("records: natural layout, bit-fields as Microsoft lays them out, explicit offsets") {
    const ir::Program p = program_of(
        "struct A { u8 a; u32 b : 3; u32 c : 30; u8 d : 1; u8 e : 2; u16 : 0; u64 f; u8 g[]; };\n"
        "struct B size 32 align 16 { u8 a @ 5; u32 b : 3 @ 8.4; union { u16 x; u8 y; } @ 12; u8 z; };\n"
        "union C { u8 a; struct A b; };");
    const ir::TypeTable& t = p.types;
    const ir::Record& a = t.rec(t.find_record("A"));
    CHECK(a.fields[1].offset == 4);
    CHECK(a.fields[2].offset == 8);  // 3 + 30 bits do not fit into one u32
    CHECK(a.fields[3].offset == 12);
    CHECK(a.fields[4].offset == 12);
    CHECK(a.fields[4].bit_offset == 1);
    CHECK(a.fields[5].offset == 16);
    CHECK(a.size == 24);
    const ir::Record& b = t.rec(t.find_record("B"));
    CHECK(b.size == 32);
    CHECK(b.align == 16);
    CHECK(b.fields[1].bit_offset == 4);
    CHECK(b.fields[3].offset == 14);
    CHECK(ir::find_field(t, t.find_record("B"), "y") == std::vector<std::uint32_t>{2, 1});
    CHECK(t.rec(t.find_record("C")).size == 24);
}

TEST_CASE("initialisers: positional, nested, designated, at a byte") {
    const ir::Program p = program_of(
        "struct S { u8 a; struct { u16 x; u16 y; } in; u32 b : 4; u32 c : 4; };\n"
        "extern void f();\n"
        "global struct S s = { 1, { 2, .y = 3 }, .c = 5, .in.x = 7 };\n"
        "global fn void()* t[4] = { [2] = f, &f };\n"
        "global u32 n = 2 + 3 * 4;\n"
        "global void* v = { @ 0 = &n };\n");
    auto offsets = [&](const char* g) {
        std::vector<std::uint64_t> out;
        for (const ir::InitItem& i : p[p.find_global(g)].init) out.push_back(i.offset);
        return out;
    };
    CHECK(offsets("s") == std::vector<std::uint64_t>{0, 2, 4, 8, 2});
    CHECK(p[p.find_global("s")].init[3].bit_offset == 4);
    CHECK(offsets("t") == std::vector<std::uint64_t>{16, 24});
    CHECK(p[p[p.find_global("n")].init[0].value].bits == 14);
    CHECK(offsets("v") == std::vector<std::uint64_t>{0});
}

TEST_CASE("attributes, origins and places") {
    const ir::Program p = program_of(
        "file f1 \"driver.c\";\norigin os_model;\n"
        "[noreturn, modelled] extern void a();\n"
        "[role DRIVER_DISPATCH IRP_MJ_READ by \"registration\" @[f1 3:4], role DRIVER_CANCEL]\n"
        "[role_type DRIVER_CANCEL, annotation \"x y\", name \"shown\", origin harness]\n"
        "static void b() @[f1 7:6-7:6] { ; ; } @[f1 9:1]\n");
    const ir::Proc& a = p.procs[0];
    CHECK(a.is_noreturn);
    CHECK(a.modelled);
    CHECK(a.origin == ir::Origin::OsModel);
    CHECK_FALSE(a.has_body);
    const ir::Proc& b = p.procs[1];
    CHECK(b.is_static);
    CHECK(b.display_name == "shown");
    CHECK(b.origin == ir::Origin::Harness);
    REQUIRE(b.roles.size() == 2);
    CHECK(b.roles[0].detail == "IRP_MJ_READ");
    CHECK(b.roles[0].found_by == "registration");
    CHECK(p.sources.describe(b.roles[0].span) == "driver.c:3:4");
    CHECK(p.sources.describe(b.span) == "driver.c:7:6");
    CHECK(p.sources.describe(b.end) == "driver.c:9:1");
    // Without a place, a statement stands where it is in the text.
    CHECK(p.sources.describe(b.body[1].span) == "driver.dir:6:35");
    CHECK(b.body[2].closing);
}

TEST_CASE("statements know from where to where they go") {
    const ir::Program p = program_of("void f(u8 a) {\n    a = 1 +\n        2;\n    if (a) ;\n}\n");
    const base::Span s = p.procs[0].body[0].span;
    CHECK(s.line == 2);
    CHECK(s.column == 5);
    CHECK(s.end_line == 3);
    CHECK(s.end_column == 9);
    CHECK(p.procs[0].body[1].span.end_column == 10);
}

TEST_CASE("sizeof and offsetof remember what they measure") {
    const ir::Program p = program_of("struct S { u8 a; u32 b[3]; }; u64 f() { return sizeof(struct S); } u64 g() { return offsetof(struct S, b[2]); }");
    const ir::Expr& size = p[p.procs[0].body[0].rhs];
    CHECK(size.bits == 16);
    CHECK(p.types.name(size.size_of) == "struct S");
    const ir::Expr& offset = p[p.procs[1].body[0].rhs];
    CHECK(offset.bits == 12);
    CHECK(ir::constant_offset(p, offset.a) == 12u);
}

TEST_CASE("odd names and words of the language in backquotes") {
    const ir::Program p = program_of("void `while`(u8 `a \\`b\\``) { `a \\`b\\`` = 1; } void g() { u8 size; size = 1; `while`(size); }");
    CHECK(p.procs[0].name == "while");
    CHECK(p.procs[0].locals[0].name == "a `b`");
    CHECK(body_of(p, "g") == "size = 1u8\n`while`(size)\n[closing] return\n");
}

TEST_CASE("declarations may be repeated and come in any order") {
    const ir::Program p = program_of("void f() { g(); x = 1; } extern void g(); extern global u8 x; void g() { } global u8 x = 2; typedef u8 T; typedef u8 T;");
    CHECK(p.procs.size() == 2);
    CHECK(p.globals.size() == 1);
    CHECK_FALSE(p.globals[0].is_extern);
    CHECK(p.procs[1].has_body);
}

TEST_CASE("partial records: in models all are, and their size is no constant") {
    const ir::Program p = program_of("origin os_model; struct S { u8 a; }; struct T { u8 a; } ;");
    CHECK(p.types.rec(p.types.find_record("S")).partial);
    const ir::Program q = program_of("struct S { u8 a; }; struct T partial { u8 a; };");
    CHECK_FALSE(q.types.rec(q.types.find_record("S")).partial);
    CHECK(q.types.rec(q.types.find_record("T")).partial);
}
