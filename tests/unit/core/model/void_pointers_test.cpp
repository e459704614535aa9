// SPDX-License-Identifier: Apache-2.0
#include "core/model/void_pointers.hpp"

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
        const bool read = frontend::dir::read_program(prelude + text, "void.dir", program_, sink);
        for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program_.sources));
        REQUIRE(read);
        classes_ = std::make_unique<model::Classes>(program_);
    }
    model::ClassId field(const char* record, const char* name) const {
        const ir::RecordId r = program_.types.find_record(record);
        return classes_->field(r, static_cast<std::uint32_t>(program_.types.rec(r).find(name)));
    }
    bool alike(const char* a, const char* x, const char* b, const char* y) const { return field(a, x) == field(b, y); }
    bool is_number(const char* a, const char* x, unsigned bits) const { return field(a, x) == classes_->pointed_scalar(bits); }

private:
    ir::Program program_;
    std::unique_ptr<model::Classes> classes_;
};

}  // namespace

TEST_CASE("records to which one void* leads are alike as far as they begin alike") {
    const Driver d("void Set(void* c) { ((struct HEAD*)c)->size = 1; } void Main() { struct BIG b; Set((void*)&b); }");
    CHECK(d.alike("HEAD", "kind", "BIG", "kind"));
    CHECK(d.alike("HEAD", "size", "BIG", "size"));
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "rest"));
    CHECK_FALSE(d.alike("HEAD", "kind", "NUMBER", "value"));
}

TEST_CASE("a place that holds void* is one for all that it leads to") {
    const Driver d("void A(struct DEVICE* d) { ((struct HEAD*)d->ext)->size = 1; } u64 B(struct DEVICE* d) { struct BIG* b; b = (struct BIG*)d->ext; return b->rest; }");
    CHECK(d.alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("a routine gets the context that is given with it") {
    const Driver d("void Run(void* c) { *(u32*)c = 1; } void Main() { struct NUMBER n; Queue(&Run, (void*)&n); }");
    CHECK(d.is_number("NUMBER", "value", 32));
    CHECK(d.is_number("NUMBER", "next", 32));
    CHECK_FALSE(d.is_number("NUMBER", "last", 32));
}

TEST_CASE("what is allocated is another thing for each caller") {
    const Driver d("void* New(u64 n) { void* p; p = Allocate(n); return p; } void Main() { struct HEAD* h; struct BIG* b; void* p; void* q; "
                   "p = New(8); h = (struct HEAD*)p; q = New(16); b = (struct BIG*)q; h->size = 1; b->size = 2; }");
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "size"));
}

TEST_CASE("a number that lies so many bytes behind the start") {
    const Driver d("void Set(void* c) { *(u32*)((u8*)c + 4) = 1; } void Main() { struct BIG b; Set((void*)&b); }");
    CHECK(d.is_number("BIG", "size", 32));
}

TEST_CASE("a record without fields begins like none") {
    const Driver d("void Set(void* c) { *(u8*)c = 1; ((struct HEAD*)c)->size = 1; } void Main(struct NONE* n) { Set((void*)n); }");
    CHECK_FALSE(d.alike("HEAD", "size", "BIG", "size"));
    CHECK(d.is_number("HEAD", "kind", 8));
}
