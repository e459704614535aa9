// SPDX-License-Identifier: Apache-2.0
// Types with Microsoft's layout, initialisers of locals and globals, names and roles.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/c/c_lowering_support.hpp"

using namespace sdvlite;
using frontend::c::test::load;

namespace {

const ir::Field& field(const frontend::c::test::Loaded& p, const std::string& record, const std::string& name) {
    const ir::RecordId id = p.program.types.find_record(record);
    REQUIRE(id.valid());
    const int index = p.program.types.rec(id).find(name);
    REQUIRE(index >= 0);
    return p.program.types.rec(id).fields[static_cast<std::size_t>(index)];
}

} // namespace

TEST_CASE("the characters of a very long string are unknown") {
    const auto p = load("const char* s = \"" + std::string(70'000, 'a') + "\"; const char* t = \"b\";\n");
    CHECK(p.messages().find("test.c:1:17: warning: this string is longer than 64 K") != std::string::npos);
    CHECK_FALSE(p.global("$string").initialised);
    CHECK(p.global("$string$2").initialised);
}

TEST_CASE("records: sizes, packing, unions, bit-fields in units of their type") {
    const auto p =
        load("struct B { unsigned a : 3, b : 30; unsigned char c : 2; unsigned d : 1; int : 0; int e : 4; };\n"
             "#pragma pack(push, 1)\n"
             "struct P { char c; long long l; unsigned short s : 9; };\n"
             "#pragma pack(pop)\n"
             "union U { int i; struct { char c; void* p; }; };\n"
             "struct B b; struct P p; union U u; long l; wchar_t_test *w;\n"
             "int t(void) { return b.a + p.s + (u.p != 0); }\n");
    const auto& types = p.program.types;
    CHECK(types.rec(types.find_record("B")).size == 20);
    CHECK((field(p, "B", "b").offset == 4 && field(p, "B", "b").bit_offset == 0));
    CHECK((field(p, "B", "c").offset == 8 && field(p, "B", "c").bit_width == 2));
    CHECK((field(p, "B", "d").offset == 12 && field(p, "B", "d").bit_offset == 0));
    CHECK(field(p, "B", "e").offset == 16);
    CHECK(types.rec(types.find_record("P")).size == 11);
    CHECK(field(p, "P", "l").offset == 1);
    CHECK((field(p, "P", "s").offset == 9 && field(p, "P", "s").bit_width == 9));
    CHECK((types.rec(types.find_record("U")).is_union && types.rec(types.find_record("U")).size == 16));
    CHECK(field(p, "U$0", "p").offset == 8);
    CHECK(types.size_of(p.global("l").type) == 4);
}

TEST_CASE("a list of records that point to each other is complete") {
    const auto p =
        load("struct A; struct B { struct A* a; }; typedef struct A { struct B* b; int n; } A_T; struct Never;\n"
             "typedef struct { int q; } UNTAGGED;\n"
             "int t(struct B* b, UNTAGGED* u, struct Never* n) { return b->a->b->a->n + u->q; }\n");
    const auto& types = p.program.types;
    CHECK(types.rec(types.find_record("A")).complete);
    CHECK(types.rec(types.find_record("UNTAGGED")).complete);
    CHECK_FALSE(types.rec(types.find_record("Never")).complete);
}

TEST_CASE("initialisers of locals: the rest is zero, strings are copied, large ones come from a constant") {
    std::string numbers;
    for (int i = 0; i < 40; ++i) numbers += std::to_string(i) + ",";
    const auto p = load("struct S { int a, b; char c[4]; }; int f(void);\n"
                        "void t(void) { struct S s = { .b = f() }; char c[] = \"ab\"; int big[] = {" +
                        numbers + "}; int z[8] = {0}; }\n");
    CHECK(p.body("t") == "0: s = $zero\n"
                         "1: s.b = f()\n"
                         "2: c = $string\n"
                         "3: big = $init\n"
                         "4: z = $zero$2\n"
                         "5: z[0i64] = 0\n"
                         "6: [closing] return\n");
    CHECK(p.global("$string").is_const);
    CHECK(p.global("$init").init.size() == 39); // 0 is not written
    CHECK(p.global("$zero").init.empty());
}

TEST_CASE("initialisers of globals: numbers, addresses, bit-fields, functions") {
    const auto p =
        load("int f(int); struct S { int a; struct S* next; unsigned x : 3, y : 5; union { int u; char c[4]; }; };\n"
             "struct S gs = { 1, &gs, 2, 4, { 9 } }; int* gp = &gs.a; int arr[3] = { [2] = 7 }; int* ap = &arr[1];\n"
             "int (*tab[])(int) = { 0, f }; char* str = \"xy\"; int zero; extern int other; static int unused;\n"
             "int t(void) { static int count = 3; return count++ + other; }\n");
    CHECK(p.global("gs").init.size() == 5);
    CHECK(p.item("gs", 0) == 1);
    CHECK((p.item("gs", 2) == 2 && p.global("gs").init[2].bit_width == 3));
    CHECK((p.item("gs", 3) == 4 && p.global("gs").init[3].bit_offset == 3));
    CHECK(p.global("arr").init[0].offset == 8);
    CHECK(p.program[p.global("ap").init[0].value].kind != ir::ExprKind::Const);
    CHECK(p.global("tab").init[0].offset == 8);
    CHECK(p.proc("f").address_taken);
    CHECK((p.global("zero").initialised && p.global("zero").init.empty()));
    CHECK(p.global("other").is_extern);
    CHECK_FALSE(p.program.find_global("unused").valid());
    CHECK(p.global("t$count").display_name == "count");
    CHECK((p.global("t$count").is_static && p.item("t$count", 0) == 3));
}

TEST_CASE("compound literals and names that are used again") {
    const auto p = load("struct S { int a; struct S* n; }; void use(struct S*); struct S* g = &(struct S){ 5 };\n"
                        "void t(int x) { use(&(struct S){ .a = x }); { int x = 3; g->a = x; } }\n");
    CHECK(p.body("t") == "0: $1 = $zero\n"
                         "1: $1.a = x\n"
                         "2: use(&$1)\n"
                         "3: x$2 = 3\n"
                         "4: g->a = x$2\n"
                         "5: [closing] return\n");
    CHECK(p.item("$literal", 0) == 5);
}

TEST_CASE("roles: typedefs of function type and annotations") {
    const auto p = load("typedef void DRIVER_CANCEL(int*); typedef DRIVER_CANCEL MY_CANCEL;\n"
                        "MY_CANCEL MyCancel;\n"
                        "__attribute__((annotate(\"sdvlite:dispatch_type:IRP_MJ_READ\"))) int Read(int);\n"
                        "void MyCancel(int* p) { *p = 1; }\n"
                        "int Read(int a) { return a; }\n");
    CHECK(p.proc("MyCancel").role_types == std::vector<std::string>{"MY_CANCEL", "DRIVER_CANCEL"});
    CHECK(p.proc("Read").annotations == std::vector<std::string>{"dispatch_type:IRP_MJ_READ"});
}

TEST_CASE("numbers with a fraction keep their bits, wide strings their width") {
    const auto p = load("double d = 1.5; float f[2] = { 0, -2.0f }; unsigned short* w = L\"ab\"; double g;\n"
                        "void t(void) { g = 0.5; }\n");
    CHECK(p.item("d", 0) == 0x3ff8000000000000);
    CHECK((p.item("f", 0) == 0xc0000000 && p.global("f").init[0].offset == 4));
    CHECK(p.program.types.size_of(p.global("$string").type) == 6);
    CHECK(p.body("t").find("havoc") == std::string::npos);
}

TEST_CASE("a global whose initialiser is lost has an unknown value, not zero") {
    const auto p = load("extern volatile int a; int a = 5; int b = nothing; int t(void) { return a + b; }\n");
    CHECK(p.sink.errors() == 2);
    CHECK_FALSE(p.global("a").initialised);
    CHECK_FALSE(p.global("b").initialised);
}

TEST_CASE("static variables that others may write: definitions that files share, volatile ones") {
    const auto p = load("__declspec(selectany) int shared = 1;\n"
                        "static volatile int flag = 1;\n"
                        "static volatile int flags[2];\n"
                        "static int own = 1;\n"
                        "int t(int i) { return shared + flag + flags[i] + own; }\n");
    const auto is_open = [&](const char* name) { return p.program[p.program.find_global(name)].is_open; };
    CHECK(is_open("shared"));
    CHECK(is_open("flag"));
    CHECK(is_open("flags"));
    CHECK_FALSE(is_open("own"));
}
