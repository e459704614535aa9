// SPDX-License-Identifier: Apache-2.0
#include "core/model/own_fields.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// How many functions the field `run` of the record OPS is known to lead to; 0 when it may lead anywhere.
std::size_t own(const std::string& driver, const std::string& tables = "const global struct OPS one = { .run = &First }; const global struct OPS two = { .run = &Second };\n") {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "struct OPS { u32 count; fn void(u32)* run; fn void(u32)* other; };\n"
                                "struct EXT { struct OPS* ops; u64 number; };\n"
                                "extern void Outside(u32 x); [modelled] extern void Known(void* context);\n"
                                "void First(u32 x) { } void Second(u32 x) { }\n";
    const bool read = frontend::dir::read_program(prelude + tables + driver, "fields.dir", program, sink);
    for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program.sources));
    REQUIRE(read);
    const ir::RecordId ops = program.types.find_record("OPS");
    const auto fields = model::own_fields(program);
    const auto it = fields.find({ops, static_cast<std::uint32_t>(program.types.rec(ops).find("run"))});
    return it == fields.end() ? 0 : it->second.size();
}

}  // namespace

TEST_CASE("fields of constant tables lead to the functions in them") {
    CHECK(own("void Main(struct EXT* e) { e->ops = &one; e->ops->run(1); }") == 2);
    CHECK(own("void Main(struct EXT* e, struct EXT* f) { e->ops = f->ops; e->ops = NULL; Known((void*)e); }") == 2);
    CHECK(own("void Main(struct EXT* e) { e->ops->run(1); }", "const global struct OPS one = { .run = &Outside };\n") == 1);
}

TEST_CASE("a record that is written, lent or held otherwise is no table") {
    CHECK(own("void Main(struct EXT* e) { e->ops->run(1); }", "global struct OPS one = { .run = &First };\n") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->run(1); }", "[open] const global struct OPS one = { .run = &First };\n") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->count = 1; }") == 0);
    CHECK(own("void Main(struct EXT* e, struct EXT* f) { *e->ops = *f->ops; }") == 0);
    CHECK(own("void Main(struct EXT* e) { havoc *e->ops; }") == 0);
    CHECK(own("void Keep(fn void(u32)** p) { } void Main(struct EXT* e) { Keep(&e->ops->run); }") == 0);
    CHECK(own("void Main(struct EXT* e) { struct OPS own; own = one; e->ops = &own; }") == 0);
    CHECK(own("struct OTHER { u32 x; struct OPS inside; }; void Main(struct EXT* e) { e->ops->run(1); }") == 0);
    CHECK(own("union VIEW { struct OPS ops; u64 number; }; void Main(struct EXT* e) { e->ops->run(1); }") == 0);
}

TEST_CASE("a pointer that is made of another, or handed to others, leads anywhere") {
    CHECK(own("void Main(struct EXT* e, void* b) { e->ops = (struct OPS*)b; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops = (struct OPS*)e->number; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->number = (u64)e->ops; }") == 0);
    CHECK(own("void Main(struct EXT* e) { void** p; p = (void**)&e->ops; *p = NULL; }") == 0);
    CHECK(own("extern void Take(struct OPS* ops); void Main(struct EXT* e) { Take(e->ops); }") == 0);
    CHECK(own("extern struct OPS* Get(); void Main(struct EXT* e) { e->ops = Get(); }") == 0);
    CHECK(own("void Main(struct EXT* e, fn void(struct OPS*)* f) { f(e->ops); }") == 0);
    CHECK(own("extern void Register(struct EXT* e); void Main(struct EXT* e) { e->ops->run(1); }") == 0);
    CHECK(own("[origin os_model] void Step(struct OPS* o) { } void Main(struct EXT* e) { e->ops->run(1); }") == 0);
}
