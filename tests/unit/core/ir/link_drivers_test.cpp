// SPDX-License-Identifier: Apache-2.0
#include "core/ir/link.hpp"
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;
using test::body_of;
using test::program_of;

namespace {

struct Linked {
    ir::Program program;
    base::DiagSink sink;
    bool ok = false;
};

Linked link(std::initializer_list<std::pair<const char*, const char*>> files) {
    Linked out;
    std::vector<ir::Program> programs;
    for (const auto& [path, text] : files) programs.push_back(program_of(text, path));
    out.ok = ir::link_drivers(std::move(programs), out.program, out.sink);
    if (out.ok) CHECK(test::first_error(out.program) == "");
    return out;
}

}  // namespace

TEST_CASE("external names are resolved to their definitions") {
    const Linked l = link({{"a.c", "extern u32 twice(u32 x); extern global u32 count; u32 f() { u32 r; r = twice(count); return r; }"},
                           {"b.c", "global u32 count = 7; u32 twice(u32 y) { return y * 2; }"}});
    REQUIRE(l.ok);
    REQUIRE(l.program.procs.size() == 2);
    REQUIRE(l.program.globals.size() == 1);
    const ir::Proc& twice = l.program[l.program.find_proc("twice")];
    CHECK(twice.has_body);
    CHECK(l.program.sources.file(twice.span.file).path == "b.c");
    CHECK_FALSE(l.program.globals[0].is_extern);
    CHECK(l.program.globals[0].init.size() == 1);
    CHECK(body_of(l.program, "f") == "r = twice(count)\nreturn r\n");
}

TEST_CASE("statics of one name are kept apart") {
    const Linked l = link({{"src/a.c", "static void go() { } void a() { go(); }"},
                           {"src/b.c", "static void go() { ; } void b() { go(); }"},
                           {"src/c.c", "static global u8 a = 1; u8 c() { return a; }"}});
    REQUIRE(l.ok);
    CHECK(body_of(l.program, "a") == "go()\n[closing] return\n");
    CHECK(body_of(l.program, "b") == "`go@b.c`()\n[closing] return\n");
    CHECK(l.program[l.program.find_proc("go@b.c")].display_name == "go");
    // An external name has the right of way over a static one of another file.
    CHECK(body_of(l.program, "c") == "return `a@c.c`\n");
}

TEST_CASE("a static gives way to an external name of a later file") {
    const Linked l = link({{"a.c", "static void go() { ; } void a() { go(); }"}, {"b.c", "void go() { } void b() { go(); }"}});
    REQUIRE(l.ok);
    CHECK(body_of(l.program, "a") == "`go@a.c`()\n[closing] return\n");
    CHECK(body_of(l.program, "b") == "go()\n[closing] return\n");
}

TEST_CASE("two definitions of one name are an error that shows both") {
    const Linked l = link({{"a.c", "void f() { }"}, {"b.c", "void f() { }"}});
    CHECK_FALSE(l.ok);
    CHECK(test::messages(l.sink, l.program.sources) ==
          "b.c:1:6: error: 'f' is defined twice\n    void f() { }\n         ^\n"
          "a.c:1:6: note: first defined here\n    void f() { }\n         ^\n");
}

TEST_CASE("of two definitions one that was not understood is kept apart") {
    const Linked l = link({{"a.c", "[hole \"lost\"] void f() { hole \"lost\"; }"}, {"b.c", "void f() { }"}});
    REQUIRE(l.ok);
    CHECK(test::messages(l.sink, l.program.sources).find("b.c:1:6: warning: 'f' is defined twice, and one") == 0);
    CHECK(l.program.find_proc("f@b.c").valid());
}

TEST_CASE("a variable and a function of one name are kept apart with a warning") {
    const Linked l = link({{"a.c", "global u8 f;"}, {"b.c", "void f() { } void b() { f(); }"}, {"c.c", "global u8 f; u8 c() { return f; }"}});
    REQUIRE(l.ok);
    CHECK(test::messages(l.sink, l.program.sources).find("'f' is a function in one file and a variable in another") != std::string::npos);
    CHECK(body_of(l.program, "b") == "`f@b.c`()\n[closing] return\n");
    CHECK(body_of(l.program, "c") == "return f\n");
    CHECK_FALSE(link({{"a.c", "global u8 f = 1;"}, {"b.c", "global u8 f = 1;"}}).ok);
}

TEST_CASE("a variable without a value may stand in several files, with one in one of them") {
    const Linked l = link({{"a.c", "global u8 x;"}, {"b.c", "global u8 x = 5;"}, {"c.c", "global u8 x; u8 f() { return x; }"}});
    REQUIRE(l.ok);
    REQUIRE(l.program.globals.size() == 1);
    CHECK(l.program.globals[0].init.size() == 1);
    CHECK(l.program.sources.file(l.program.globals[0].span.file).path == "b.c");
}

TEST_CASE("records of one tag and layout are one") {
    const char* dev = "struct IRP { u8 Cancel; }; struct DEV { struct IRP* Current; struct DEV* Next; };";
    const std::string a = std::string(dev) + "struct EXT; extern void g(struct DEV* d, struct EXT* e); void f(struct DEV* d) { g(d, NULL); }";
    const std::string b = std::string(dev) + "struct EXT { u32 n; }; void g(struct DEV* d, struct EXT* e) { e->n = d->Current->Cancel; }";
    const Linked l = link({{"a.c", a.c_str()}, {"b.c", b.c_str()}});
    REQUIRE(l.ok);
    CHECK(l.sink.all().empty());
    CHECK(l.program.types.record_count() == 3);
    CHECK(l.program.types.rec(l.program.types.find_record("EXT")).complete);
    CHECK(body_of(l.program, "f") == "g(d, (struct EXT*)NULL)\n[closing] return\n");
}

TEST_CASE("records of one tag and different layout are kept apart, with what refers to them") {
    const Linked l = link({{"a.c", "struct E { u32 n; }; struct H { struct E* e; }; void a(struct H* h) { h->e->n = 1; }"},
                           {"b.c", "struct E { u8 k; u32 n; }; struct H { struct E* e; }; void b(struct H* h) { h->e->n = 1; }"},
                           {"c.c", "struct E { u8 k; u32 n; }; void c(struct E* e) { e->k = 1; }"}});
    REQUIRE(l.ok);
    REQUIRE(l.sink.all().size() == 2);
    CHECK(l.sink.all()[0].severity == base::Severity::Warning);
    CHECK(l.sink.all()[0].message == "the record E has another layout in b.c than in a.c; they are kept apart");
    const ir::TypeTable& types = l.program.types;
    CHECK(types.record_count() == 4);  // E, H, E@b.c (that of c.c too), H@b.c
    CHECK(types.find_record("E@b.c").valid());
    CHECK(types.find_record("H@b.c").valid());
    CHECK(types.name(l.program[l.program.find_proc("c")].type) == "fn void(struct `E@b.c`*)");
}

TEST_CASE("calls of what was declared with another type get casts") {
    const Linked l = link({{"a.c", "extern i32 f(u8 x); void a() { i32 r; r = f(3); }"},
                           {"b.c", "u8 f(u64 x, u32 more) { return 1; }"}});
    REQUIRE(l.ok);
    CHECK(body_of(l.program, "a") == "havoc $t1\n$t2 = f(3u64, $t1)\nr = (i32)$t2\n[closing] return\n");
}

TEST_CASE("a global declared with another type is seen through a cast") {
    const Linked l = link({{"a.c", "extern global u8 table[]; extern global u32 n; u8 a() { n = 5; return table[2]; }"},
                           {"b.c", "global u8 table[4]; global u64 n;"}});
    REQUIRE(l.ok);
    CHECK(body_of(l.program, "a") == "n = 5u64\nreturn (*(u8[]*)&table)[2]\n");
}

TEST_CASE("what can't be translated becomes a hole") {
    const Linked l = link({{"a.c", "struct P { u32 x; }; extern void f(struct P p); global struct P g; void a() { f(g); }"},
                           {"b.c", "void f(u32 x) { }"}});
    REQUIRE(l.ok);
    CHECK(body_of(l.program, "a") == "hole \"a struct P is no u32 there\"\n[closing] return\n");
}

TEST_CASE("initialisers, roles and places survive linking") {
    const Linked l = link({{"a.c", "extern void f(); global fn void()* table[2] = { NULL, &f };"},
                           {"b.c", "[role DRIVER_UNLOAD] [annotation \"x\"] void f() { }"}});
    REQUIRE(l.ok);
    const ir::Global& table = l.program.globals[0];
    REQUIRE(table.init.size() == 2);
    CHECK(ir::print_expr(l.program, nullptr, table.init[1].value) == "&f");
    const ir::Proc& f = l.program[l.program.find_proc("f")];
    REQUIRE(f.roles.size() == 1);
    CHECK(l.program.sources.describe(f.roles[0].span) == "b.c:1:2");
    CHECK(f.address_taken);
}
