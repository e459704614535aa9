// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/frontend/c/c_lowering_support.hpp"

#include <catch2/catch.hpp>

#include "core/ir/print.hpp"
#include "tests/unit/rules/temp_folder.hpp"

namespace sdvlite::frontend::c::test {

const ir::Proc& Loaded::proc(const std::string& name) const {
    const ir::ProcId id = program.find_proc(name);
    INFO("procedure " << name);
    REQUIRE(id.valid());
    return program[id];
}

const ir::Global& Loaded::global(const std::string& name) const {
    const ir::GlobalId id = program.find_global(name);
    INFO("global " << name);
    REQUIRE(id.valid());
    return program[id];
}

std::string Loaded::body(const std::string& name) const {
    const ir::Proc& p = proc(name);
    std::string out;
    for (std::size_t i = 0; i < p.body.size(); ++i) {
        out += std::to_string(i) + ": " + ir::print_stmt(program, p, p.body[i]) + "\n";
    }
    return out;
}

std::string Loaded::messages() const {
    std::string out;
    for (const base::Diagnostic& d : sink.all()) out += base::render(d, program.sources);
    return out;
}

std::size_t Loaded::count(const std::string& name, ir::StmtKind kind) const {
    std::size_t n = 0;
    for (const ir::Stmt& s : proc(name).body) n += s.kind == kind ? 1 : 0;
    return n;
}

std::uint64_t Loaded::item(const std::string& name, std::size_t i) const {
    const ir::Global& g = global(name);
    REQUIRE(i < g.init.size());
    const ir::Expr& value = program[g.init[i].value];
    REQUIRE(value.kind == ir::ExprKind::Const);
    return value.bits;
}

Loaded load_file(const std::string& path, const LoadOptions& options) {
    Loaded out;
    out.ok = load_c_file(path, options, out.program, out.sink);
    return out;
}

Loaded try_load(const std::string& text, const LoadOptions& options) {
    const rules::test::TempFolder folder;
    folder.write("test.c", text);
    return load_file(folder.path("test.c"), options);
}

Loaded load(const std::string& text, const LoadOptions& options) {
    Loaded out = try_load(text, options);
    INFO(out.messages());
    REQUIRE(out.ok);
    return out;
}

} // namespace sdvlite::frontend::c::test
