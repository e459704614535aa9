// SPDX-License-Identifier: Apache-2.0
#include "core/model/self_links.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

/// Whether a port may be its own mate, and a link lead to itself, in a driver of this text.
class Driver {
public:
    explicit Driver(const std::string& text) {
        base::DiagSink sink;
        const std::string prelude = "struct LINK { struct LINK* next; }; struct PORT { struct PORT* mate; struct PORT* spare; struct LINK link; };\n"
                                    "struct PAIR { struct PORT* a; struct PORT* b; }; global struct PORT only; global struct PORT* first;\n"
                                    "struct PORT* Make() { struct PORT* p; if (*) return NULL; alloc p, sizeof(struct PORT); first = p; return p; }\n"
                                    "void Open(struct PORT** out) { struct PORT* p; p = Make(); *out = p; } void Old(struct PORT** out) { *out = first; }\n";
        const bool read = frontend::dir::read_program(prelude + text, "links.dir", program_, sink);
        for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program_.sources));
        REQUIRE(read);
    }

    bool may(const char* record, const char* name) {
        const model::Classes classes(program_);
        const model::SelfLinks links(program_, classes);
        const ir::RecordId r = program_.types.find_record(record);
        return links.may(classes.field(r, static_cast<std::uint32_t>(program_.types.rec(r).find(name))));
    }

private:
    ir::Program program_;
};

}  // namespace

TEST_CASE("what a procedure has made is not what it was given, nor what it made by way of another variable") {
    CHECK_FALSE(Driver("void Main() { struct PORT* a; struct PORT* b; Open(&a); Open(&b); a->mate = b; b->mate = a; }").may("PORT", "mate"));
    CHECK_FALSE(Driver("void Main(struct PORT* a) { struct PORT* b; b = Make(); b->mate = a; a->mate = b; a->mate = NULL; }").may("PORT", "mate"));
    CHECK_FALSE(Driver("void Main(struct PORT* a) { struct PORT* b; struct PORT* c; Open(&b); c = b; c->mate = a; }").may("PORT", "mate"));
    CHECK_FALSE(Driver("void Main() { }").may("PORT", "mate"));
}

TEST_CASE("an object is linked to itself where an assignment says so, or may") {
    CHECK(Driver("void Main(struct PORT* a) { a->mate = a; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { a->link.next = &a->link; }").may("LINK", "next"));
    CHECK(Driver("void Main() { only.mate = &only; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a, struct PORT* b) { a->mate = b; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { a->mate = first; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { struct PORT* b; b = Make(); b->mate = b; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { struct PORT* b; b = Make(); if (*) b = a; b->mate = a; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { struct PORT* b; Old(&b); b->mate = a; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { struct PORT* b; b = Make(); a->mate = b->spare; }").may("PORT", "mate"));
}

TEST_CASE("fields that are written otherwise may hold anything") {
    CHECK(Driver("void Main(struct PORT* a, struct PORT* b) { *a = *b; }").may("PORT", "mate"));
    CHECK(Driver("void Main(struct PORT* a) { havoc a->mate; }").may("PORT", "mate"));
    CHECK(Driver("void Set(struct PORT** to, struct PORT* p) { *to = p; } void Main(struct PORT* a) { Set(&a->mate, a); }").may("PORT", "mate"));
    CHECK(Driver("global struct PORT root = { .mate = &root }; void Main() { }").may("PORT", "mate"));
    CHECK(Driver("union EITHER { struct PORT* a; u64 n; }; struct BOX { union EITHER in; }; void Main() { }").may("EITHER", "a"));
}
