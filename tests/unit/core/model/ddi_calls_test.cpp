// SPDX-License-Identifier: Apache-2.0
#include "core/model/ddi_calls.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "core/ir/print.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// The statements of Main after its calls were made direct; empty when nothing was changed.
std::string direct(const std::string& driver) {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "extern void Release(u32* lock); extern u8 Try(u32* lock); extern void Keep(void* p);\n"
                                "struct EXT { fn void(u32*)* run; fn void(u32*)* other; };\n"
                                "void Own(u32* lock) { }\n";
    const bool read = frontend::dir::read_program(prelude + driver, "calls.dir", program, sink);
    for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program.sources));
    REQUIRE(read);
    if (!model::make_ddi_calls_direct(program)) return {};
    CHECK(ir::validate(program).empty());
    std::string out;
    const ir::Proc& main = program[program.find_proc("Main")];
    for (const ir::Stmt& s : main.body) out += ir::print_stmt(program, main, s) + "\n";
    return out;
}

}  // namespace

TEST_CASE("a call through a pointer that may be a DDI is one of that DDI where it is") {
    CHECK(direct("void Main(struct EXT* e, u32* l) { e->run = &Release; e->run(l); }") ==
          "e->run = &Release\n"
          "if (e->run == &Release) goto L2; else goto L4\n"
          "Release(l)\n"
          "goto L5\n"
          "(*e->run)(l)\n"
          "[closing] return\n");
}

TEST_CASE("a DDI in one of the driver's tables tells which of them it is") {
    CHECK(direct("const global struct EXT one = { .run = &Release }; const global struct EXT two = { .run = &Own };\n"
                 "void Main(struct EXT** t, u32* l) { *t = &one; (*t)->run(l); }") ==
          "*t = &one\n"
          "if ((*t)->run == &Release) goto L2; else goto L5\n"
          "assume *t == &one\n"
          "Release(l)\n"
          "goto L6\n"
          "(*(*t)->run)(l)\n"
          "[closing] return\n");
}

TEST_CASE("where no DDI comes to the pointer nothing is changed") {
    CHECK(direct("void Main(struct EXT* e, u32* l) { e->run = &Own; e->run(l); }") == "");
    CHECK(direct("void Main(struct EXT* e, u32* l) { e->other = &Release; e->run = &Own; e->run(l); }") == "");
    CHECK(direct("void Main(struct EXT* e, u32* l) { Keep((void*)&Try); e->run = &Own; e->run(l); }") == "");
}

TEST_CASE("arguments and results of a DDI of another type are converted") {
    CHECK(direct("void Main(u32* l, u8 given) { fn i8(u32*)* f; i8 r; f = (fn i8(u32*)*)&Try; r = f(l); }") ==
          "f = (fn i8(u32*)*)&Try\n"
          "if (f == (fn i8(u32*)*)&Try) goto L2; else goto L5\n"
          "$result4 = Try(l)\n"
          "r = (i8)$result4\n"
          "goto L6\n"
          "r = (*f)(l)\n"
          "[closing] return\n");
}
