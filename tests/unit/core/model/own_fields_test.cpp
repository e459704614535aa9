// SPDX-License-Identifier: Apache-2.0
#include "core/model/own_fields.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// How many functions the field `run` of the record OPS is known to lead to; 0 when it may lead anywhere.
std::size_t own(const std::string& driver) {
    ir::Program program;
    base::DiagSink sink;
    const std::string prelude = "struct OPS { u32 count; fn void(u32)* run; fn void(u32)* other; };\n"
                                "struct EXT { struct OPS* ops; struct OPS inside; };\n"
                                "extern void Outside(u32 x); [modelled] extern void* Find();\n"
                                "[modelled] extern void Known(void* context);\n"
                                "void First(u32 x) { } void Second(u32 x) { }\n";
    const bool read = frontend::dir::read_program(prelude + driver, "fields.dir", program, sink);
    for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program.sources));
    REQUIRE(read);
    const ir::RecordId ops = program.types.find_record("OPS");
    const auto fields = model::own_fields(program);
    const auto it = fields.find({ops, static_cast<std::uint32_t>(program.types.rec(ops).find("run"))});
    return it == fields.end() ? 0 : it->second.size();
}

}  // namespace

TEST_CASE("a field that only gets the driver's functions leads to them") {
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; e->ops->run(1); }") == 1);
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; e->inside.run = &Second; e->ops->run = NULL; }") == 2);
    CHECK(own("void Main(struct EXT* e) { e->ops->other = &First; e->ops->run = e->ops->other; }") == 1);
    CHECK(own("void Main(struct EXT* e, struct EXT* f) { e->ops->run = &First; e->inside = f->inside; Known((void*)e); }") == 1);
}

TEST_CASE("a field that something else gets into may lead anywhere") {
    CHECK(own("void Main(struct EXT* e) { e->ops->run(1); }") == 0);
    CHECK(own("void Main(struct EXT* e, fn void(u32)* given) { e->ops->run = &First; e->ops->run = given; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; e->ops->run = &Outside; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; havoc e->ops->run; }") == 0);
    CHECK(own("void Main(struct EXT* e) { e->ops->run = &First; havoc e->inside; }") == 0);
    CHECK(own("void Keep(fn void(u32)** p) { } void Main(struct EXT* e) { e->ops->run = &First; Keep(&e->ops->run); }") == 0);
    CHECK(own("void Main(struct EXT* e, fn void(u32)* given) { e->ops->other = given; e->ops->run = &First; e->ops->run = e->ops->other; }") == 0);
    CHECK(own("union VIEW { struct OPS ops; u64 number; }; void Main(struct EXT* e) { e->ops->run = &First; }") == 0);
}

TEST_CASE("what others know or are handed they may fill") {
    const std::string bytes = "[origin os_model] [annotation \"effect:copy 0 1 2\"] void Copy(void* to, void* from, u64 length) { }\n"
                              "[origin os_model] [annotation \"effect:zero 0 1\"] void Zero(void* to, u64 length) { }\n";
    CHECK(own(bytes + "void Main(struct EXT* e, u8* b) { e->ops->run = &First; Copy((void*)((u8*)e->ops), (void*)b, 8); }") == 0);
    CHECK(own(bytes + "void Main(struct EXT* e, struct OPS* b) { e->ops->run = &First; Copy((void*)e->ops, (void*)b, 8); Zero((void*)e, 8); }") == 1);
    CHECK(own("extern void Take(struct OPS* ops); void Main(struct EXT* e) { e->ops->run = &First; Take(e->ops); }") == 0);
    CHECK(own("extern void Register(struct EXT* e); void Main(struct EXT* e) { e->ops->run = &First; }") == 0);
    CHECK(own("[origin os_model] void Step(struct OPS* o) { } void Main(struct EXT* e) { e->ops->run = &First; }") == 0);
    CHECK(own("extern global struct OPS shared; void Main(struct EXT* e) { e->ops->run = &First; }") == 0);
}
