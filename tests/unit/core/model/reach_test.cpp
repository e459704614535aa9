// SPDX-License-Identifier: Apache-2.0
#include "core/model/reach.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// Whether a call through the variable `hook` reaches functions only that are put there.
bool is_own(const std::string& driver) {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "struct OPS { u32 count; fn void(u32)* run; }; union VIEW { fn void(u32)* run; u64 number; };\n"
                                "extern void Outside(u32 x); extern void Keep(fn void(u32)** p);\n"
                                "void First(u32 x) { } void Second(u32 x) { }\n";
    const bool read = frontend::dir::read_program(prelude + driver, "reach.dir", program, sink);
    for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program.sources));
    REQUIRE(read);
    const ir::GlobalId id = program.find_global("hook");
    REQUIRE(id.valid());
    return model::own_functions(program)[id.index()].has_value();
}

}  // namespace

TEST_CASE("a static pointer in which only functions are put that have a name leads to them") {
    CHECK(is_own("static global fn void(u32)* hook = &First; void Main() { hook(1); }"));
    CHECK(is_own("static global fn void(u32)* hook; void Main() { hook = &First; hook(1); hook = NULL; }"));
    CHECK(is_own("static global struct OPS hook; void Main() { hook.count = 3; hook.run = &Second; hook.run(1); }"));
    CHECK(is_own("static global fn void(u32)* hook; void Main() { hook = &Outside; }"));
}

TEST_CASE("a pointer that comes from elsewhere, is lent, or seen as a number may lead anywhere") {
    CHECK_FALSE(is_own("global fn void(u32)* hook = &First; void Main() { hook(1); }"));
    CHECK_FALSE(is_own("static global fn void(u32)* hook; void Main(fn void(u32)* given) { hook = given; }"));
    CHECK_FALSE(is_own("static global fn void(u32)* hook; void Main() { Keep(&hook); }"));
    CHECK_FALSE(is_own("static global struct OPS hook; global struct OPS other; void Main() { hook = other; }"));
    CHECK_FALSE(is_own("static global union VIEW hook; void Main(u64 n) { hook.number = n; }"));
    CHECK_FALSE(is_own("static global fn void(u32)* hook = &First; void Main() { havoc hook; }"));
    CHECK_FALSE(is_own("[open] static global fn void(u32)* hook = &First; void Main() { hook(1); }"));
    CHECK_FALSE(is_own("static global fn void(u32)* hook = &First; [uninitialised] static global u32* lost; void Main() { hook(1); }"));
}

TEST_CASE("records of records are looked at once each") {
    // 2^36 places: to look at each of them would not end.
    std::string records = "struct L0 { fn void(u32)* run; u32 count; };\n";
    for (int i = 1; i <= 36; ++i) {
        const std::string inner = "struct L" + std::to_string(i - 1);
        records += "struct L" + std::to_string(i) + " { " + inner + " a; " + inner + " b; };\n";
    }
    CHECK(is_own(records + "static global struct L36 hook; void Main() { }"));
}
