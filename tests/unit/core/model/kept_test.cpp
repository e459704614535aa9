// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "core/model/kept.hpp"
#include "frontend/dir/reader.hpp"
#include "rules/compiler/compile.hpp"

using namespace sdvlite;

namespace {

/// Whether the variable `word` counts as private in this driver, with a rule that looks at the argument of Take.
bool is_private(const std::string& driver) {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "struct BOX { u32* ptr; u32 value; }; [modelled] extern void Take(u32* p); extern void Unknown(u32* p);"
                                "global struct BOX box; ";
    REQUIRE(frontend::dir::read_program(prelude + driver, "kept.dir", program, sink));
    base::SourceMap sources;
    const auto rule = rules::compile("watch Take.entry.$1; Take.entry[guard $1] { abort \"taken\"; }", "Kept.slic", {}, sources, sink);
    REQUIRE(rule);
    const auto woven = model::weave(program, *rule, {}, sink);
    REQUIRE(woven);
    const std::vector<bool> out = model::private_globals(*woven);
    for (std::size_t i = 0; i < woven->program.globals.size(); ++i) {
        if (woven->program.globals[i].name == "word") return out[i];
    }
    FAIL("no variable 'word'");
    return false;
}

}  // namespace

TEST_CASE("a variable whose address nobody keeps is private") {
    CHECK(is_private("global u32 word; void Main() { Take(&word); word = 3; }"));
    CHECK(is_private("global u32 word; void Set(u32* p) { *p = 1; Take(p); } void Main() { Set(&word); }"));
    CHECK(is_private("global u32 word; void Main() { u32 x; x = 0; if (box.ptr == &word) x = *(&word); box.value = word; }"));
    CHECK(is_private("global u32 word; void Down(u32* p, u32 n) { if (n > 0) Down(p, n - 1); Take(p); } void Main() { Down(&word, 3); }"));
}

TEST_CASE("an address that is kept somewhere makes its variable known to others") {
    CHECK_FALSE(is_private("global u32 word; void Main() { box.ptr = &word; }"));
    CHECK_FALSE(is_private("global u32 word; global u32* p = &word; void Main() { }"));
    CHECK_FALSE(is_private("global u32 word; void Keep(u32* p) { box.ptr = p; } void Main() { Keep(&word); }"));
    CHECK_FALSE(is_private("global u32 word; void Keep(u32* p) { box.ptr = p; } void Two(u32* q) { Keep(q); } void Main() { Two(&word); }"));
    CHECK_FALSE(is_private("global u32 word; u32* Same(u32* p) { return p; } void Main() { u32* x; x = Same(&word); }"));
    CHECK_FALSE(is_private("global u32 word; void Main() { Unknown(&word); }"));
    CHECK_FALSE(is_private("typedef fn void(u32*)* HOOK; global u32 word; global HOOK hook; void Main() { (*hook)(&word); }"));
    CHECK_FALSE(is_private("global u32 word; origin os_model; void Ask(u32* p) { box.ptr = p; } origin driver; void Main() { Ask(&word); }"));
}
