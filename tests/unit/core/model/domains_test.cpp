// SPDX-License-Identifier: Apache-2.0
#include "core/model/domains.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;
using Values = std::vector<std::uint64_t>;

namespace {

model::Woven program_of(const std::string& driver) {
    model::Woven woven;
    ir::Program& program = woven.program;
    base::DiagSink sink;
    const std::string prelude = "struct _DEVICE_OBJECT { u32 Type; void* DeviceExtension; }; void Get(struct _DEVICE_OBJECT* d) { struct EXT* e; e = (struct EXT*)d->DeviceExtension; }\n"
                                "struct SYS { u32 state; }; struct SUB { u32 kind; }; struct EXT { u32 state; u32 saved; u8 flag; i16 level; struct SUB sub; u32 list[4]; u32 bits : 3; };\n"
                                "extern void Outside(struct SYS* s, void* context); extern u32 Ask(); [modelled] extern void Known(void* p);\n"
                                "[annotation \"effect:fill 0 1 2\"] void* memset(void* to, i32 value, u64 n) { u8* at; at = (u8*)to; while (n > 0) { *at = (u8)value; at = at + 1; n = n - 1; } return to; }\n"
                                "[annotation \"effect:copy 0 1 2\"] void* memcpy(void* to, void* from, u64 n) { u8* at; at = (u8*)to; while (n > 0) { *at = *(u8*)from; at = at + 1; n = n - 1; } return to; }\n";
    const bool read = frontend::dir::read_program(prelude + driver, "domains.dir", program, sink);
    for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program.sources));
    REQUIRE(read);
    program.closed = true;
    for (const ir::Proc& p : program.procs) woven.info.emplace_back(p.body.size());
    return woven;
}

Values field(const std::string& driver, const char* name = "state", const char* record = "EXT") {
    const model::Woven w = program_of(driver);
    const ir::Program& p = w.program;
    const model::Classes classes(p);
    const ir::RecordId r = p.types.find_record(record);
    return model::domains(w, classes)[classes.field(r, static_cast<std::uint32_t>(p.types.rec(r).find(name)))];
}

Values variable(const std::string& driver) {
    const model::Woven w = program_of(driver);
    const ir::Program& p = w.program;
    const model::Classes classes(p);
    return model::domains(w, classes)[classes.global(p.find_global("kind"))];
}

}  // namespace

TEST_CASE("a field holds the constants that are put there, or 0") {
    CHECK(field("void Main(struct EXT* e) { e->state = 3; e->state = 7; }") == Values{0, 3, 7});
    CHECK(field("void Main(struct EXT* e) { e->flag = (u8)(e->saved == 4); }", "flag") == Values{0, 1});
    CHECK(field("void Main(struct EXT* e) { e->level = -2; }", "level") == Values{0, 0xfffe});
    CHECK(field("void Main(struct EXT* e) { e->list[e->saved] = 9; }", "list") == Values{0, 9});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; memset((void*)e, 0, sizeof(struct EXT)); Known((void*)e); }") == Values{0, 3});
    CHECK(field("void Main(struct EXT* e, struct EXT* f) { f->state = 3; *e = *f; memcpy((void*)e, (void*)f, sizeof(struct EXT)); }") == Values{0, 3});
}

TEST_CASE("values come by way of other places, parameters and results") {
    CHECK(field("void Main(struct EXT* e) { e->saved = e->state; e->state = 2; e->state = e->saved; e->saved = 4; }") == Values{0, 2, 4});
    CHECK(field("void Set(struct EXT* e, u32 to) { e->state = to; } void Main(struct EXT* e) { Set(e, 2); Set(e, 5); }") == Values{0, 2, 5});
    CHECK(field("u32 Which(struct EXT* e) { if (e->flag) return 2; return 6; } void Main(struct EXT* e) { e->state = Which(e); }") == Values{0, 2, 6});
    CHECK(field("void Main(struct EXT* e) { u8 v; v = 200; e->level = (i16)(i8)v; v = 1; }", "level") == Values{0, 1, 0xffc8});
}

TEST_CASE("what is only ever 0 or never set is anything") {
    CHECK(field("void Main(struct EXT* e) { e->state = 0; }").empty());
    CHECK(field("void Main(struct EXT* e) { }").empty());
}

TEST_CASE("where the driver asks for a number that it never puts there somebody else does") {
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state == 3) e->flag = 1; }") == Values{0, 3});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state == 4) e->flag = 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state & 2) e->flag = 1; }") == Values{0, 3});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state > 2) e->flag = 1; }") == Values{0, 3});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state > 3) e->flag = 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (3 < e->state) e->flag = 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state <= 3) e->flag = 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->level = -3; if (e->level < 0) e->flag = 1; }", "level") == Values{0, 0xfffd});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; switch (e->state) { case 3: return; default: e->flag = 1; } }") == Values{0, 3});
    CHECK(field("void Main(struct EXT* e) { e->state = 3; switch (e->state) { case 0: return; case 3: return; default: e->flag = 1; } }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; if (e->state & 4) e->flag = 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; switch (e->state) { case 3: return; case 5: e->flag = 1; default: return; } }").empty());
    CHECK(field("void Main(struct EXT* e) { u32 now; e->state = 3; now = e->state; if (now == 9) e->flag = 1; }").empty());
    CHECK(field("void Look(u32 now) { if (now == 9) return; } void Main(struct EXT* e) { e->state = 3; Look(e->state); }").empty());
}

TEST_CASE("only device extensions are the driver's own for sure") {
    const std::string set = "void Set(struct EXT* e) { e->state = 3; }\n";
    CHECK(field(set + "struct IRP { void* Buffer; }; void Main(struct IRP* i) { struct EXT* e; e = (struct EXT*)i->Buffer; }").empty());
    CHECK(field(set + "void Main(void* context) { struct EXT* e; e = (struct EXT*)context; }") == Values{0, 3});
    CHECK(field(set + "void Main(u8* bytes) { struct EXT* e; e = (struct EXT*)(bytes + 8); }").empty());
    CHECK(field(set + "void Main(struct EXT* e) { u8* p; p = (u8*)e; p[3] = 1; }").empty());
    CHECK(field(set + "void Own(void* to) { } void Main(struct EXT* e) { Own((void*)e); }").empty());
    CHECK(field(set + "void Main(struct EXT* e) { Known((void*)e); }") == Values{0, 3});
    CHECK(field(set + "void Main(struct EXT* e) { void* p; p = (void*)e; }").empty());
    CHECK(field(set + "struct HOLDER { struct EXT inside; };").empty());
    CHECK(field("void Main(struct EXT* e) { e->sub.kind = 5; }", "kind", "SUB").empty());
}

TEST_CASE("what others may write, or as bytes, is anything") {
    CHECK(field("void Main(struct EXT* e) { e->state = 3; e->state = e->state + 1; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; e->state = Ask(); }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; havoc *e; }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; havoc e->state; }").empty());
    CHECK(field("void Main(struct EXT* e, struct SYS* s) { s->state = 3; Outside(s, NULL); }", "state", "SYS").empty());
    CHECK(field("void Put(u32* at, u32 v) { *at = v + 1; } void Main(struct EXT* e) { e->state = 3; Put(&e->state, 4); }").empty());
    CHECK(field("void Main(struct EXT* e, u8* from) { e->state = 3; memcpy((void*)e, (void*)from, sizeof(struct EXT)); }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 3; memset((void*)e, 255, sizeof(struct EXT)); }").empty());
    CHECK(field("void Main(struct EXT* e) { e->bits = 3; }", "bits").empty());
    CHECK(field("union VIEW { u32 state; u8 low; }; void Main(union VIEW* v) { v->state = 3; }", "state", "VIEW").empty());
    CHECK(field("[address_taken] void Set(struct EXT* e, u32 to) { e->state = to; } void Main(struct EXT* e) { Set(e, 2); }").empty());
    CHECK(field("extern global fn void(struct EXT*)* hook; void Main(struct EXT* e) { e->state = 3; hook(e); }").empty());
    CHECK(field("void Main(struct EXT* e) { e->state = 1; e->state = 2; e->state = 3; e->state = 4; e->state = 5; e->state = 6; e->state = 7; e->state = 8; }").empty());
}

TEST_CASE("a static variable holds its initialiser and what is put there, another one anything") {
    CHECK(variable("static global u32 kind = 2; void Main() { kind = 5; }") == Values{2, 5});
    CHECK(variable("static global u32 kind; void Main() { kind = 5; }") == Values{0, 5});
    CHECK(variable("global u32 kind = 2; void Main() { kind = 5; }").empty());
    CHECK(variable("[open] static global u32 kind = 2; void Main() { kind = 5; }").empty());
}

TEST_CASE("nothing is said of a program that is not closed, or not complete") {
    model::Woven w = program_of("void Main(struct EXT* e) { e->state = 3; }");
    ir::Program& p = w.program;
    const model::Classes classes(p);
    const model::ClassId c = classes.field(p.types.find_record("EXT"), 0);
    CHECK(model::domains(w, classes)[c] == Values{0, 3});
    p.closed = false;
    CHECK(model::domains(w, classes)[c].empty());
    CHECK(field("[hole \"lost\"] void Lost(); void Main(struct EXT* e) { e->state = 3; }").empty());
}
