// SPDX-License-Identifier: Apache-2.0
// Calls through the fields of a table of kernel functions become calls of the DDIs of these names.
#include "frontend/os/function_tables.hpp"

#include <catch2/catch.hpp>

#include "core/ir/validate.hpp"
#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

/// Names of the direct callees of `proc`, "?" for a call through a pointer.
std::vector<std::string> callees(const ir::Program& p, const char* proc) {
    std::vector<std::string> out;
    for (const ir::Stmt& s : p[p.find_proc(proc)].body) {
        if (s.kind != ir::StmtKind::Call) continue;
        out.push_back(s.proc.valid() ? p[s.proc].name : "?");
    }
    return out;
}

const char* const kText = R"(
    struct _DMA_ADAPTER { struct _DMA_OPERATIONS* DmaOperations; };
    struct _DMA_OPERATIONS {
        u32 Size;
        fn void(struct _DMA_ADAPTER*)* PutDmaAdapter;
        fn u32(struct _DMA_ADAPTER*)* GetDmaAlignment;
        fn u32(struct _DMA_ADAPTER*)* ReadDmaCounter;
    };
    struct OTHER { fn u32(struct _DMA_ADAPTER*)* GetDmaAlignment; };
    extern u32 GetDmaAlignment(struct _DMA_ADAPTER* a);
    u32 ReadDmaCounter(struct _DMA_ADAPTER* a) { return 1; }
    void Use(struct _DMA_ADAPTER* a, struct _DMA_OPERATIONS* ops, struct OTHER* other) {
        u32 n;
        (*a->DmaOperations->PutDmaAdapter)(a);
        n = (*ops->GetDmaAlignment)(a);
        n = (*ops->ReadDmaCounter)(a);
        n = (*other->GetDmaAlignment)(a);
    }
)";

} // namespace

TEST_CASE("a call through a field of a function table is a call of the DDI of that name") {
    ir::Program p = test::read_driver(kText);
    frontend::os::name_table_calls(p, {"_DMA_OPERATIONS"});
    // PutDmaAdapter was declared; ReadDmaCounter is the driver's own; OTHER is no table.
    CHECK(callees(p, "Use") == std::vector<std::string>{"PutDmaAdapter", "GetDmaAlignment", "?", "?"});
    CHECK_FALSE(p[p.find_proc("PutDmaAdapter")].has_body);
    CHECK(ir::validate(p).empty());
}

TEST_CASE("without a table nothing is renamed") {
    ir::Program p = test::read_driver(kText);
    frontend::os::name_table_calls(p, {});
    CHECK(callees(p, "Use") == std::vector<std::string>(4, "?"));
}

TEST_CASE("a line of the table is one record") {
    base::SourceMap sources;
    base::DiagSink sink;
    frontend::os::FunctionTables tables;
    CHECK(frontend::os::read_function_tables("# comment\n_A\n_B # more\n", "t", tables, sources, sink));
    CHECK(tables == frontend::os::FunctionTables{"_A", "_B"});
    CHECK_FALSE(frontend::os::read_function_tables("_A B\n", "t", tables, sources, sink));
    CHECK(sink.errors() == 1);
}
