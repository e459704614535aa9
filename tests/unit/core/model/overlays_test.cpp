// SPDX-License-Identifier: Apache-2.0
#include "core/model/overlays.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// Two records that begin alike, and one that begins with a number.
class Driver {
public:
    explicit Driver(const std::string& text) {
        base::DiagSink sink;
        const std::string prelude = "struct HEAD { u8 kind; u32 size; }; struct BIG { u8 kind; u32 size; u64 rest; }; struct NUMBER { u32 value; u32 next; u64 last; };\n"
                                    "struct DEVICE { void* ext; }; struct NONE { }; [modelled] extern void* Allocate(u64 size);\n"
                                    "[modelled] extern void Queue(fn void(void*)* routine, void* context);\n";
        const bool read = frontend::dir::read_program(prelude + text, "overlays.dir", program_, sink);
        for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program_.sources));
        REQUIRE(read);
        classes_ = std::make_unique<model::Classes>(program_);
    }
    model::ClassId field(const char* record, const char* name) const { return field(*classes_, record, name); }
    model::ClassId field(const model::Classes& classes, const char* record, const char* name) const {
        const ir::RecordId r = program_.types.find_record(record);
        return classes.field(r, static_cast<std::uint32_t>(program_.types.rec(r).find(name)));
    }
    bool alike(const char* a, const char* x, const char* b, const char* y) const { return field(a, x) == field(b, y); }
    const model::Classes& classes() const { return *classes_; }
    const ir::Program& program() const { return program_; }
    bool is_number(const char* a, const char* x, unsigned bits) const { return field(a, x) == classes_->pointed_scalar(bits); }

private:
    ir::Program program_;
    std::unique_ptr<model::Classes> classes_;
};

}  // namespace

TEST_CASE("records to which one void* leads are alike in what is accessed") {
    const Driver d("void Set(void* c) { ((struct HEAD*)c)->size = 1; } void Main() { struct BIG b; Set((void*)&b); }");
    CHECK(d.alike("HEAD", "size", "BIG", "size"));
    CHECK_FALSE(d.alike("HEAD", "kind", "BIG", "kind"));
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "rest"));
    CHECK_FALSE(d.alike("HEAD", "kind", "NUMBER", "value"));
}

TEST_CASE("records to which a void* in memory leads are alike as far as they begin alike") {
    const Driver d("void A(struct DEVICE* d) { ((struct HEAD*)d->ext)->size = 1; } u64 B(struct DEVICE* d) { struct BIG* b; b = (struct BIG*)d->ext; return b->rest; }");
    CHECK(d.alike("HEAD", "kind", "BIG", "kind"));
    CHECK(d.alike("HEAD", "size", "BIG", "size"));
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "rest"));
}

TEST_CASE("a routine gets the context that is given with it") {
    const Driver d("void Run(void* c) { *(u32*)c = 1; *((u32*)c + 1) = 2; } void Main() { struct NUMBER n; Queue(&Run, (void*)&n); }");
    CHECK(d.is_number("NUMBER", "value", 32));
    CHECK(d.is_number("NUMBER", "next", 32));
    CHECK_FALSE(d.is_number("NUMBER", "last", 32));
}

TEST_CASE("what is allocated is another thing for each caller") {
    const Driver d("void* New(u64 n) { void* p; p = Allocate(n); return p; } void Main() { struct HEAD* h; struct BIG* b; void* p; void* q; "
                   "p = New(8); h = (struct HEAD*)p; q = New(16); b = (struct BIG*)q; h->size = 1; b->size = 2; }");
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "size"));
    const std::string main = "void Main() { struct HEAD* h; struct BIG* b; void* p; p = New(8); h = (struct HEAD*)p; h->size = 1; b = (struct BIG*)Last; b->size = 2; }";
    CHECK(Driver("global void* Last; void* New(u64 n) { void* p; p = Allocate(n); Last = p; return p; } " + main).alike("HEAD", "size", "BIG", "size"));
    CHECK(Driver("global void* Last; void Keep(void* p) { Last = p; } void* New(u64 n) { void* p; p = Allocate(n); Keep(p); return p; } " + main).alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("a number that lies so many bytes behind the start") {
    const Driver d("void Set(void* c) { *(u32*)((u8*)c + 4) = 1; } void Main() { struct BIG b; Set((void*)&b); }");
    CHECK(d.is_number("BIG", "size", 32));
}

TEST_CASE("a record that is laid exactly over another one, wherever it begins") {
    const Driver d("void Main() { struct BIG b; void* p; struct NUMBER* n; p = (void*)((u8*)&b + 8); n = (struct NUMBER*)p; n->next = 1; }");
    CHECK(d.alike("NUMBER", "next", "BIG", "rest"));
    CHECK_FALSE(d.alike("NUMBER", "value", "BIG", "rest"));
    CHECK_FALSE(d.alike("NUMBER", "next", "BIG", "size"));
}

TEST_CASE("a pointer goes through a number, a variable that was initialised, and a pointer to it") {
    const Driver number("void Main() { struct BIG b; u64 n; n = (u64)&b; ((struct HEAD*)n)->size = 1; }");
    CHECK(number.alike("HEAD", "size", "BIG", "size"));
    const Driver initialised("global struct BIG B; global void* P = &B; void Main() { struct HEAD* h; h = (struct HEAD*)P; h->size = 1; }");
    CHECK(initialised.alike("HEAD", "size", "BIG", "size"));
    const Driver out("void Find(void** to, void* from) { *to = from; } void Main() { struct BIG b; struct HEAD* h; Find((void**)&h, (void*)&b); h->size = 1; }");
    CHECK(out.alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("bytes that are stepped over lie anywhere in what was taken the address of, and nowhere else") {
    const Driver whole("void Main(u64 n) { struct BIG b; u8* p; p = (u8*)&b; p = p + n; *(u32*)p = 1; }");
    CHECK(whole.is_number("BIG", "size", 32));
    CHECK(whole.is_number("BIG", "rest", 32));
    const Driver part("void Main(u64 n) { struct BIG b; u8* p; p = (u8*)&b.size; p = p + n; *(u32*)p = 1; }");
    CHECK(part.is_number("BIG", "size", 32));
    CHECK_FALSE(part.is_number("BIG", "rest", 32));
}

TEST_CASE("an entry of a list is not the record in which another one lies") {
    const std::string list = "struct LINK { struct LINK* next; }; struct ONE { u64 a; struct LINK link; }; struct TWO { u32 b; u32 c; struct LINK link; };"
                             "void Put(struct LINK* head, struct LINK* l) { l->next = head->next; head->next = l; }";
    const Driver d(list + "void Main(struct LINK* head, struct ONE* one) { struct TWO* t; Put(head, &one->link); "
                          "t = (struct TWO*)((u8*)head->next - 8); t->b = 1; }");
    CHECK_FALSE(d.is_number("TWO", "b", 64));
    CHECK_FALSE(d.alike("TWO", "b", "ONE", "a"));
}

TEST_CASE("what is put into one void* is not one for that") {
    const Driver d("void Log(void* c) { } void Main() { struct HEAD h; struct BIG b; Log((void*)&h); Log((void*)&b); }");
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("a routine gets the context as the parameter that the DDI says") {
    const std::string run = "void Run(void* object, void* c) { ((struct HEAD*)object)->size = 1; ((struct NUMBER*)c)->last = 1; } ";
    const std::string main = "void Main() { struct BIG b; Start(&Run, (void*)&b); }";
    const Driver told(run + "[modelled] [annotation \"context:1:1\"] extern void Start(fn void(void*, void*)* routine, void* context); " + main);
    CHECK(told.alike("NUMBER", "last", "BIG", "rest"));
    CHECK_FALSE(told.alike("HEAD", "size", "BIG", "size"));
    const Driver open(run + "[modelled] extern void Start(fn void(void*, void*)* routine, void* context); " + main);
    CHECK(open.alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("records of the system that come out of one place are told apart by something else") {
    const std::string use = "void A(struct DEVICE* d, struct S* s) { d->ext = (void*)s; } void B(struct DEVICE* d) { ((struct T*)d->ext)->y = 1; }";
    const Driver own("struct S { u32 x; u32 z; }; struct T { u32 y; u64 q; }; " + use);
    CHECK(own.alike("S", "x", "T", "y"));
    const Driver system("struct S system { u32 x; u32 z; }; struct T system { u32 y; u64 q; }; " + use);
    CHECK_FALSE(system.alike("S", "x", "T", "y"));
}

TEST_CASE("what is so many bytes behind a record of the system is none of it") {
    const std::string use = "void Main(struct S* s) { *(u32*)((u8*)s + s->offset) = 1; }";
    CHECK(Driver("struct S { u32 offset; u32 z; }; " + use).is_number("S", "z", 32));
    CHECK_FALSE(Driver("struct S system { u32 offset; u32 z; }; " + use).is_number("S", "z", 32));
}

TEST_CASE("a number in a record of the system is a number") {
    const std::string use = "void A(struct STATUS* s) { struct BIG b; s->information = (u64)&b; } void B(struct STATUS* s) { ((struct HEAD*)s->information)->size = 1; }";
    CHECK(Driver("struct STATUS { u64 information; }; " + use).alike("HEAD", "size", "BIG", "size"));
    CHECK_FALSE(Driver("struct STATUS system { u64 information; }; " + use).alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("a pointer out of memory that leads to what is narrower was meant for something else") {
    const Driver d("void A(struct DEVICE* d, struct BIG* b) { d->ext = (void*)&b->size; } void B(struct DEVICE* d) { *(u64*)d->ext = 1; }");
    CHECK_FALSE(d.is_number("BIG", "size", 64));
    CHECK(Driver("void A(struct DEVICE* d, struct BIG* b) { d->ext = (void*)&b->size; } void B(struct DEVICE* d) { *(u32*)d->ext = 1; }").is_number("BIG", "size", 32));
}

TEST_CASE("what is given to one routine that frees it is not one for that, nor does a record lie in another one by chance") {
    const Driver freed("[origin os_model] void Give(void* p) { } void Free(void* p) { Give(p); } void Main() { void* a; void* b; a = Allocate(8); ((struct HEAD*)a)->size = 1; "
                       "b = Allocate(16); ((struct BIG*)b)->size = 1; Free(a); Free(b); }");
    CHECK_FALSE(freed.alike("HEAD", "size", "BIG", "size"));
    const Driver inside("struct LONG { u64 first; }; void A(struct DEVICE* d) { void* p; p = d->ext; ((struct BIG*)p)->rest = 1; ((struct LONG*)((u8*)p + 8))->first = 1; }");
    CHECK_FALSE(inside.alike("LONG", "first", "BIG", "rest"));
}

TEST_CASE("a program into which a rule was woven has the overlays that it had before") {
    const Driver d("global struct BIG B; void Set(void* c, u64* n) { ((struct HEAD*)c)->size = 1; *n = 1; } void Main() { u64 n; Set((void*)&B, &n); }");
    REQUIRE(d.alike("HEAD", "size", "BIG", "size"));
    ir::Program woven = d.program();
    const ir::TypeId number = woven.types.integer(64, false);
    woven.procs[0].locals.push_back({"$argument", woven.types.pointer(number), {}});
    ir::Global state;
    state.name = "$state";
    state.type = number;
    woven.globals.push_back(state);
    const model::Classes again(woven, d.classes());
    CHECK(d.field(again, "HEAD", "size") == d.field(again, "BIG", "size"));
    CHECK(d.field(again, "HEAD", "kind") != d.field(again, "BIG", "kind"));
    CHECK(d.field(again, "BIG", "rest") != d.field(again, "BIG", "size"));
}

TEST_CASE("a record without fields begins like none") {
    const Driver d("void Set(void* c) { *(u8*)c = 1; ((struct HEAD*)c)->size = 1; } void Main(struct NONE* n, struct DEVICE* d) { struct NONE* m; Set((void*)n); "
                   "d->ext = (void*)n; m = (struct NONE*)d->ext; *(u8*)d->ext = 1; *m = *n; }");
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "size"));
    CHECK_FALSE(d.is_number("HEAD", "size", 8));
}
