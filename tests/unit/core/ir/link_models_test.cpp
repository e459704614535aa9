// SPDX-License-Identifier: Apache-2.0
#include "core/ir/link.hpp"
#include "tests/unit/core/ir/ir_text.hpp"

using namespace sdvlite;
using test::body_of;
using test::program_of;

namespace {

struct Linked {
    ir::Program program;
    ir::ModelReport report;
};

Linked link(const char* driver, std::initializer_list<const char*> models) {
    Linked out;
    out.program = program_of(driver);
    std::vector<ir::Program> programs;
    for (const char* m : models) programs.push_back(program_of(m, "model" + std::to_string(programs.size()) + ".dir"));
    base::DiagSink sink;
    REQUIRE(ir::link_models(out.program, std::move(programs), out.report, sink));
    CHECK(test::first_error(out.program) == "");
    return out;
}

}  // namespace

TEST_CASE("a model gives a body to what the driver only declares") {
    const Linked l = link("extern u8 KeGetCurrentIrql(); void f() { u8 i; i = KeGetCurrentIrql(); }",
                          {"global u8 sdv_irql = 2; u8 KeGetCurrentIrql() { return sdv_irql; }"});
    const ir::Proc& p = l.program[l.program.find_proc("KeGetCurrentIrql")];
    CHECK(p.has_body);
    CHECK(p.origin == ir::Origin::OsModel);
    CHECK(l.program.sources.file(p.span.file).path == "model0.dir");
    CHECK(body_of(l.program, "KeGetCurrentIrql") == "return sdv_irql\n");
    CHECK(l.program[l.program.find_global("sdv_irql")].init.size() == 1);
    CHECK(l.report.dropped.empty());
}

TEST_CASE("the driver's own definition wins") {
    const Linked l = link("u8 Helper(u8 x) { return x; }", {"u8 Helper(u8 y) { return 0; } u8 Other(u8 z) { u8 r; r = Helper(z); return r; }"});
    CHECK(body_of(l.program, "Helper") == "return x\n");
    CHECK(l.program[l.program.find_proc("Helper")].origin == ir::Origin::Driver);
    CHECK(l.report.defined_by_driver == std::vector<std::string>{"Helper"});
    CHECK(body_of(l.program, "Other") == "r = Helper(z)\nreturn r\n");
}

TEST_CASE("fields of a partial record are found by name in the driver's") {
    const Linked l = link(
        "struct LE { struct LE* F; struct LE* B; };"
        "struct _IRP { u16 Type; u8 pad[6]; union { struct { u8 q; u8 Cancel; }; u64 all; };"
        " union { struct { struct LE ListEntry; void* Stack; } Overlay; u64 Apc; } Tail; };"
        "extern void Ddi(struct _IRP* irp);",
        {"struct _IRP { u8 Cancel; struct { struct { void* Stack; } Overlay; } Tail; };"
         "void Ddi(struct _IRP* irp) { irp->Cancel = 1; irp->Tail.Overlay.Stack = NULL; }"
         "u64 Size() { return sizeof(struct _IRP) + offsetof(struct _IRP, Tail.Overlay.Stack); }"});
    CHECK(body_of(l.program, "Ddi") == "irp->Cancel = 1u8\nirp->Tail.Overlay.Stack = NULL\n[closing] return\n");
    CHECK(body_of(l.program, "Size") == "return sizeof(struct _IRP) + offsetof(struct _IRP, Tail.Overlay.Stack)\n");
    const ir::Stmt& s = l.program[l.program.find_proc("Size")].body[0];
    CHECK(l.program[l.program[s.rhs].a].bits == 40);
    CHECK(l.program[l.program[s.rhs].b].bits == 32);
    CHECK(l.program.types.find_record("_IRP.Tail").valid());
    CHECK_FALSE(l.program.types.find_record("_IRP.Tail@model").valid());
}

TEST_CASE("a model procedure that needs what the driver's record lacks is dropped, with the reason") {
    const Linked l = link("struct _IRP { u8 Type; }; extern void Ddi(struct _IRP* irp); void f() { Ddi(NULL); }",
                          {"struct _IRP { u8 Cancel; }; void Ddi(struct _IRP* irp) { u8 x; x = irp->Cancel; }"
                           "void Fine() { }"});
    REQUIRE(l.report.dropped.size() == 1);
    CHECK(l.report.dropped[0].proc == "Ddi");
    CHECK(l.report.dropped[0].reason == "struct _IRP has no field 'Cancel' in the driver");
    CHECK(l.program.sources.describe(l.report.dropped[0].span) == "model0.dir:1:34");
    CHECK_FALSE(l.program[l.program.find_proc("Ddi")].has_body);
    CHECK(l.program[l.program.find_proc("Fine")].has_body);
}

TEST_CASE("fields of other types get casts, both ways") {
    const Linked l = link(
        "struct _IRP { u32 Flags; fn i32(struct _IRP*)* Routine; struct X* x; u8 b : 3; };"
        "extern i32 Ddi(struct _IRP* irp); extern u8 Get();",
        {"struct Y; struct _IRP { u8 Flags; fn void(struct _IRP*)* Routine; struct Y* x; u32 b; };"
         "u8 Get() { return 1; }"
         "i32 Ddi(struct _IRP* irp) { u8 old = irp->Flags; irp->Flags = 2; irp->Flags = Get(); havoc irp->Flags;"
         " irp->Routine(irp); irp->x = NULL; struct Y* y = irp->x; irp->b = 1; return irp->Flags; }"});
    CHECK(body_of(l.program, "Ddi") ==
          "old = (u8)irp->Flags\nirp->Flags = 2u32\n$t3 = Get()\nirp->Flags = (u32)$t3\nhavoc irp->Flags\n"
          "(*((fn void(struct _IRP*)*)irp->Routine))(irp)\nirp->x = (struct X*)NULL\ny = (struct Y*)irp->x\n"
          "irp->b = 1u8\nreturn (i32)(u8)irp->Flags\n");
    CHECK(l.report.dropped.empty());
}

TEST_CASE("the address of a field that is a bit-field in the driver can't be taken") {
    const Linked l = link("struct S { u8 b : 3; }; extern void Ddi(struct S* s);",
                          {"struct S { u8 b; }; void Ddi(struct S* s) { u8* p = &s->b; }"});
    REQUIRE(l.report.dropped.size() == 1);
    CHECK(l.report.dropped[0].reason == "the address of a field that is a bit-field there");
}

TEST_CASE("the driver's declared type stays, the model works on its own") {
    const Linked l = link("struct E { i32 n; }; extern i32 Ddi(void* a, u64 b, u16 more); extern void None(u8 x); extern u32 Some();",
                          {"u8 Ddi(u32* a, u8 b) { b = *a; return b; } u32 None(u8 x) { return 1; } void Some() { return; }"});
    CHECK(l.program.types.name(l.program[l.program.find_proc("Ddi")].type) == "fn i32(void*, u64, u16)");
    CHECK(body_of(l.program, "Ddi") ==
          "a_1 = (u32*)a\nb_1 = (u8)b\nb_1 = (u8)*a_1\nreturn (i32)b_1\n");
    CHECK(body_of(l.program, "None") == "return\n");
    CHECK(body_of(l.program, "Some") == "havoc $t0\nreturn $t0\n");
}

TEST_CASE("callers in models follow the driver's type of what they call") {
    const Linked l = link("extern i32 Ddi(u64 a);", {"extern u8 Ddi(u8 a); u8 g() { u8 r; r = Ddi(1); return r; }"});
    CHECK(body_of(l.program, "g") == "$t1 = Ddi(1u64)\nr = (u8)$t1\nreturn r\n");
}

TEST_CASE("later models replace procedures of earlier ones") {
    const Linked l = link("extern u8 Ddi(); void f() { u8 x; x = Ddi(); }",
                          {"u8 Ddi() { return 1; } u8 Own() { return 1; } u8 user() { u8 x; x = Own(); return x; }",
                           "u8 Ddi() { return 2; } u32 Own() { return 2; }"});
    CHECK(body_of(l.program, "Ddi") == "return 2u8\n");
    CHECK(body_of(l.program, "Own") == "return 2u32\n");
    CHECK(body_of(l.program, "user") == "$t1 = Own()\nx = (u8)$t1\nreturn x\n");
    CHECK(l.report.replaced == std::vector<std::string>{"Ddi", "Own"});
}

TEST_CASE("models share globals and keep statics apart") {
    const Linked l = link("void f() { }", {"global u8 irql = 1; static u8 h() { return 1; } u8 a() { u8 x; x = h(); return x + irql; }",
                                           "extern global u8 irql; static u8 h() { return 2; } u8 b() { u8 x; x = h(); return x + irql; }"});
    CHECK(l.program.globals.size() == 1);
    CHECK(l.program.procs.size() == 5);
    CHECK(body_of(l.program, "b") == "x = `h@model1.dir`()\nreturn (u8)((i32)x + (i32)irql)\n");
}

TEST_CASE("records that only models know are all their views together") {
    const Linked l = link("struct _DEV; void f(struct _DEV* d) { }",
                          {"struct _DEV { u32 Flags; struct { u8 a; } In; }; void m1(struct _DEV* d) { d->Flags = d->In.a; }",
                           "struct _DEV { void* Ext; u32 Flags; struct { u64 b; } In; }; void m2(struct _DEV* d) { d->Ext = NULL; d->In.b = d->Flags; }"});
    CHECK(l.report.dropped.empty());
    const ir::Record& dev = l.program.types.rec(l.program.types.find_record("_DEV"));
    CHECK(dev.complete);
    CHECK(dev.find("Flags") >= 0);
    CHECK(dev.find("Ext") >= 0);
    CHECK(dev.size == 32);  // Flags 0, In 8 (a 0, b 8), Ext 24
    CHECK(body_of(l.program, "m2") == "d->Ext = NULL\nd->In.b = (u64)d->Flags\n[closing] return\n");
}

TEST_CASE("a model's globals keep their initialisers where the layout is the driver's") {
    const Linked l = link("struct S { u64 pad; u32 b; u8 a; };", {"struct S { u8 a; u32 b; }; global struct S s = { .a = 1, .b = 2 };"});
    const ir::Global& s = l.program[l.program.find_global("s")];
    REQUIRE(s.init.size() == 2);
    CHECK(s.init[0].offset == 12);
    CHECK(s.init[1].offset == 8);
}

TEST_CASE("[modelled] and noreturn declarations reach the driver's procedures") {
    const Linked l = link("extern void KeBugCheck(u32 c); extern void Quiet();",
                          {"[noreturn] extern void KeBugCheck(u32 c); [modelled] extern void Quiet();"});
    CHECK(l.program[l.program.find_proc("KeBugCheck")].is_noreturn);
    CHECK(l.program[l.program.find_proc("Quiet")].modelled);
    CHECK(l.program[l.program.find_proc("Quiet")].origin == ir::Origin::Driver);
}

TEST_CASE("a driver variable with the name of a model's function is an error") {
    ir::Program driver = program_of("global u8 KeX;");
    std::vector<ir::Program> models;
    models.push_back(program_of("void KeX() { }", "m.dir"));
    ir::ModelReport report;
    base::DiagSink sink;
    CHECK_FALSE(ir::link_models(driver, std::move(models), report, sink));
    CHECK(sink.errors() == 1);
}

TEST_CASE("invokes become choices over the procedures of a role") {
    const char* roles =
        "[role D READ] [role D WRITE] i32 rw(u32* d, u8* i) { return 0; }"
        "[role D READ] [role D] u8 r(u32* d) { return 1; }"
        "[role D] void any(u64 d, u8* i, u16 more) { }"
        "void prepare(u8* i, u32 code) { }";
    ir::Program p = program_of(std::string(roles) +
                               "void main(u32* d, u8* i) { i32 s; s = invoke D(d, i) before prepare(i, detail); invoke NOBODY(d); }");
    ir::expand_invokes(p, [](std::string_view d) -> std::optional<std::uint64_t> {
        if (d == "READ") return 3;
        return {};
    });
    CHECK(test::first_error(p) == "");
    CHECK(body_of(p, "main") ==
          "choose goto L1, L4, L8, L12\n"
          "prepare(i, 3u32)\ns = rw(d, i)\ngoto L17\n"
          "havoc $arg3\nprepare(i, $arg3)\ns = rw(d, i)\ngoto L17\n"
          "prepare(i, 3u32)\n$result4 = r(d)\ns = (i32)$result4\ngoto L17\n"
          "havoc $arg5\nprepare(i, $arg5)\nhavoc $arg6\nany((u64)d, i, $arg6)\nhavoc s\n"
          "\n[closing] return\n");
}

TEST_CASE("jumps around an expanded invoke keep their meaning") {
    ir::Program p = program_of("[role D] void f() { } void main() { again: if (*) invoke D(); goto again; }");
    ir::expand_invokes(p, [](std::string_view) { return std::optional<std::uint64_t>(); });
    CHECK(test::first_error(p) == "");
    CHECK(body_of(p, "main") == "choose goto L1, L3\nchoose goto L2\nf()\ngoto L0\n");
}
