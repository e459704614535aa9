// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "core/model/classes.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

const char* const kPrelude =
    "struct BOX { u32* ptr; u32 value; u32 other; }; [modelled] extern void Take(u32* p); global struct BOX box; global u32 word; global u32* keeper;\n";

/// Of a local of Main: whether it is of the class of all that pointers to numbers of its width lead to.
bool is_anywhere(const std::string& driver, const std::string& local) {
    ir::Program program;
    base::DiagSink sink;
    REQUIRE(frontend::dir::read_program(kPrelude + driver, "classes.dir", program, sink));
    const model::Classes classes(program);
    const ir::ProcId main = program.find_proc("Main");
    REQUIRE(main.valid());
    for (std::uint32_t i = 0; i < program[main].locals.size(); ++i) {
        if (program[main].locals[i].name == local) return classes.local(main, i) == classes.pointed_scalar(program.types.bits_of(program[main].locals[i].type));
    }
    FAIL("no local of that name");
    return false;
}

/// Whether two locals of Main are of one class.
bool alike(const std::string& driver, const std::string& a, const std::string& b) {
    ir::Program program;
    base::DiagSink sink;
    REQUIRE(frontend::dir::read_program(kPrelude + driver, "classes.dir", program, sink));
    const model::Classes classes(program);
    const ir::ProcId main = program.find_proc("Main");
    model::ClassId first = model::kNoClass, second = model::kNoClass;
    for (std::uint32_t i = 0; i < program[main].locals.size(); ++i) {
        if (program[main].locals[i].name == a) first = classes.local(main, i);
        if (program[main].locals[i].name == b) second = classes.local(main, i);
    }
    REQUIRE(first != model::kNoClass);
    REQUIRE(second != model::kNoClass);
    return first == second;
}

}  // namespace

TEST_CASE("an address that stays in parameters and locals makes no class of all that pointers lead to") {
    const std::string set = "void Set(u32* p) { if (p != (u32*)NULL) *p = 1; } ";
    CHECK_FALSE(is_anywhere(set + "void Main() { u32 x; Set(&x); }", "x"));
    CHECK_FALSE(is_anywhere(set + "void Two(u32* q) { Set(q); } void Main() { u32 x; Two(&x); }", "x"));
    CHECK_FALSE(is_anywhere(set + "void Main() { u32 x; u32* h; h = &x; Set(h); x = *h; }", "x"));
    CHECK_FALSE(is_anywhere(set + "void Main() { u32 x; i32 y; Set(&x); Set((u32*)&y); y = *(&y); }", "y"));
    CHECK_FALSE(is_anywhere(set + "void Main() { u32 x; u32* h; h = (u32*)NULL; if (h == &x) Set(&x); }", "x"));
    // Two that are given to one parameter are one class, two that are not are none.
    CHECK(alike(set + "void Main() { u32 x; u32 y; Set(&x); Set(&y); }", "x", "y"));
    CHECK_FALSE(alike(set + "void Put(u32* p) { *p = 2; } void Main() { u32 x; u32 y; Set(&x); Put(&y); }", "x", "y"));
    // What the driver compares may be the same place.
    CHECK(alike("void Main() { u32 x; u32 y; u32* a; u32* b; a = &x; b = &y; if (a == b) *a = 1; }", "x", "y"));
}

TEST_CASE("an address that goes elsewhere may be met through any pointer") {
    const std::string set = "void Set(u32* p) { *p = 1; } ";
    CHECK(is_anywhere("void Main() { u32 x; box.ptr = &x; }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; keeper = &x; }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; Take(&x); }", "x"));
    CHECK(is_anywhere("void Keep(u32* p) { box.ptr = p; } void Main() { u32 x; Keep(&x); }", "x"));
    CHECK(is_anywhere("u32* Same(u32* p) { return p; } void Main() { u32 x; u32* y; y = Same(&x); }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; u64 n; n = (u64)&x; }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; u16* h; h = (u16*)&x; *h = 1; }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; struct BOX* b; b = (struct BOX*)&x; b->value = 1; }", "x"));
    CHECK(is_anywhere("typedef fn void(u32*)* HOOK; global HOOK hook; void Main() { u32 x; (*hook)(&x); }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; if (keeper == &x) x = 1; }", "x"));
    // Where the parameter may also be another pointer, or the pointer may be written through its own address.
    CHECK(is_anywhere(set + "void Main() { u32 x; Set(&x); Set(box.ptr); }", "x"));
    CHECK(is_anywhere(set + "typedef fn void(u32*)* HOOK; global HOOK hook = &Set; void Main() { u32 x; Set(&x); }", "x"));
    CHECK(is_anywhere("[address_taken] " + set + "void Main() { u32 x; Set(&x); }", "x"));
    CHECK(is_anywhere("void Make(u32** p) { *p = box.ptr; } void Main() { u32 x; u32* h; h = &x; Make(&h); *h = 1; }", "x"));
    CHECK(is_anywhere("void Main() { u32 x; u32* h; h = &x; havoc h; *h = 1; }", "x"));
}
