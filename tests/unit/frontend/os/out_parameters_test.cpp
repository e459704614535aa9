// SPDX-License-Identifier: Apache-2.0
// What functions without a body write through their parameters becomes part of the driver.
#include "frontend/os/out_parameters.hpp"

#include <catch2/catch.hpp>

#include "core/ir/print.hpp"
#include "core/ir/validate.hpp"
#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

frontend::os::OutTable table_of(const char* text, std::size_t errors = 0) {
    base::SourceMap sources;
    base::DiagSink sink;
    frontend::os::OutTable table;
    CHECK(frontend::os::read_out_table(text, "t.txt", table, sources, sink) == (errors == 0));
    CHECK(sink.errors() == errors);
    return table;
}

/// The statements of `Use`: the callee's name of a call, "havoc", "branch".
std::string shape(const ir::Program& p) {
    std::string out;
    for (const ir::Stmt& s : p[p.find_proc("Use")].body) {
        if (s.kind == ir::StmtKind::Call) out += p[s.proc].name + " ";
        if (s.kind == ir::StmtKind::Havoc) out += "havoc ";
        if (s.kind == ir::StmtKind::Branch) out += "branch ";
    }
    return out;
}

const char* const kText = R"(
    struct SMALL { u32 a; u32 b; };
    struct LARGE { u32 many[40]; };
    extern void Get(u32* out);
    extern void Update(u32* inout);
    extern void Fill(struct SMALL* out);
    extern void Look(struct LARGE* out);
    extern void Any(void* out);
    [annotation "out:1"] extern void Own(u32* out);
    [modelled] extern void Told(u32* out);
    void Body(u32* out) { *out = 1; }
)";

std::string stored(const char* use, const char* table) {
    ir::Program p = test::read_driver(std::string(kText) + use);
    frontend::os::store_out_parameters(p, table_of(table));
    CHECK(ir::validate(p).empty());
    return shape(p);
}

} // namespace

TEST_CASE("an out-parameter gets any value before the call, one that is read after it") {
    CHECK(stored("void Use() { u32 n; Get(&n); }", "Get 1\n") == "havoc Get ");
    CHECK(stored("void Use() { u32 n; Update(&n); }", "Update +1\n") == "Update havoc ");
    CHECK(stored("void Use() { u32 n; Own(&n); }", "") == "havoc Own ");
    CHECK(stored("void Use() { struct SMALL s; Fill(&s); }", "Fill 1\n") == "havoc Fill ");
    CHECK(stored("void Use() { u32 n; Any((void*)&n); }", "Any 1\n") == "havoc Any ");
}

TEST_CASE("a pointer that may be NULL is looked at first") {
    CHECK(stored("void Use(u32* n) { Get(n); }", "Get 1\n") == "branch havoc Get ");
}

TEST_CASE("nothing is stored where nothing is known, where a model knows better, and into objects of the system") {
    CHECK(stored("void Use() { u32 n; Get(&n); }", "") == "Get ");
    CHECK(stored("void Use() { u32 n; Told(&n); Body(&n); }", "Told 1\nBody 1\n") == "Told Body ");
    CHECK(stored("void Use() { struct LARGE l; Look(&l); }", "Look 1\n") == "Look ");
    CHECK(stored("void Use() { struct SMALL s; Fill(&s); }", "Fill +1\n") == "Fill ");
    CHECK(stored("void Use(void* p) { Any(p); Get(NULL); }", "Any 1\nGet 3\n") == "Any Get ");
}

TEST_CASE("a line of the table of out-parameters names numbers") {
    CHECK(table_of("# comment\nGet 1 +3\n").at("Get").size() == 2);
    table_of("Get\n", 1);
    table_of("Get x\n", 1);
    table_of("Get 0\nGet +\n", 2);
}
