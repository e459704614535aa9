// SPDX-License-Identifier: Apache-2.0
#include "core/ir/unwritten.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// Whether the variable `word` counts as never written in this driver.
bool is_fixed(const std::string& driver) {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "struct BOX { u32 value; u32* ptr; }; extern void Take(u32* p); ";
    REQUIRE(frontend::dir::read_program(prelude + driver, "unwritten.dir", program, sink));
    ir::mark_unwritten(program);
    const ir::GlobalId id = program.find_global("word");
    REQUIRE(id.valid());
    return program[id].is_const;
}

}  // namespace

TEST_CASE("a static variable that nothing writes is as good as const") {
    CHECK(is_fixed("static global u32 word = 5; u32 Main() { return word; }"));
    CHECK(is_fixed("static global u32 word; u32 Main() { u32 x; x = word; return x; }"));
    CHECK(is_fixed("static global u32 word[4]; u32 Main(u32 i) { return word[i]; }"));
    CHECK(is_fixed("static global struct BOX word; global struct BOX other; void Main() { other = word; }"));
}

TEST_CASE("what is written, lent or known to other files is not") {
    CHECK_FALSE(is_fixed("static global u32 word = 5; void Main() { word = 5; }"));
    CHECK_FALSE(is_fixed("static global u32 word[4]; void Main(u32 i) { word[i] = 1; }"));
    CHECK_FALSE(is_fixed("static global struct BOX word; void Main() { word.value = 1; }"));
    CHECK_FALSE(is_fixed("static global struct BOX word; global struct BOX other; void Main() { word = other; }"));
    CHECK_FALSE(is_fixed("static global u32 word; void Main() { Take(&word); }"));
    CHECK_FALSE(is_fixed("static global u32 word; global u32* p = &word; void Main() { }"));
    CHECK_FALSE(is_fixed("static global struct BOX word; void Main() { Take(&(word.value)); }"));
    CHECK_FALSE(is_fixed("static global u32 word; void Main() { havoc word; }"));
    CHECK_FALSE(is_fixed("global u32 word = 5; u32 Main() { return word; }"));
    CHECK_FALSE(is_fixed("[open] static global u32 word = 5; u32 Main() { return word; }"));
    CHECK_FALSE(is_fixed("static global u8 word[65537]; u8 Main() { return word[0]; }"));
    // Its initialiser was lost, and with it perhaps the address of the other one.
    CHECK_FALSE(is_fixed("static global u32 word; [uninitialised] static global u32* lost; u32 Main() { return word; }"));
    CHECK_FALSE(is_fixed("static global u32 word = 5; void Main() { hole \"nobody knows\"; }"));
}
