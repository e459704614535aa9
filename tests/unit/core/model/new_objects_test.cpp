// SPDX-License-Identifier: Apache-2.0
#include "core/model/new_objects.hpp"

#include <catch2/catch.hpp>

#include "core/base/diag.hpp"
#include "frontend/dir/reader.hpp"

using namespace sdvlite;

namespace {

class Driver {
public:
    explicit Driver(const std::string& text) {
        base::DiagSink sink;
        const std::string prelude = "struct RING { u64 lock; struct RING* next; }; global struct RING* first; extern void Show(struct RING* ring);\n"
                                    "void Lock(u64* lock) { *lock = 1; } void Keep(struct RING* ring) { first = ring; }\n";
        const bool read = frontend::dir::read_program(prelude + text, "new.dir", program_, sink);
        for (const base::Diagnostic& d : sink.all()) UNSCOPED_INFO(base::render(d, program_.sources));
        REQUIRE(read);
    }

    bool returned_by(const char* name) const { return model::NewObjects(program_).returned_by(program_.find_proc(name)); }

    /// Whether the last statement but the return, which stores a local of Main, stores a new object.
    bool stores_new() const {
        model::NewObjects objects(program_);
        const ir::ProcId main = program_.find_proc("Main");
        const std::vector<ir::Stmt>& body = program_[main].body;
        for (std::size_t i = body.size(); i-- > 0;) {
            const ir::Stmt& s = body[i];
            if (s.kind != ir::StmtKind::Assign || program_[s.lhs].kind == ir::ExprKind::Local || program_[s.rhs].kind != ir::ExprKind::Local) continue;
            return objects.given_by(main, static_cast<ir::StmtIndex>(i), program_[s.rhs].index).has_value();
        }
        FAIL("nothing is stored");
        return false;
    }

private:
    ir::Program program_;
};

const char* const kMake = "struct RING* Make() { struct RING* r; if (*) return NULL; alloc r, 16; Lock(&r->lock); return r; }\n";

}  // namespace

TEST_CASE("what is allocated, looked at and returned is new") {
    CHECK(Driver(kMake).returned_by("Make"));
    CHECK(Driver(std::string(kMake) + "struct RING* Again() { struct RING* r; struct RING* s; r = Make(); s = r; return s; }").returned_by("Again"));
}

TEST_CASE("what is kept somewhere, or may be old, is not") {
    CHECK_FALSE(Driver("struct RING* Make() { struct RING* r; alloc r, 16; first = r; return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make() { struct RING* r; alloc r, 16; Keep(r); return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make() { struct RING* r; alloc r, 16; Show(r); return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make() { struct RING* r; struct RING* s; alloc r, 16; s = r; first = s; return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make() { struct RING* r; alloc r, 16; if (*) r = first; return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make(struct RING* r) { return r; }").returned_by("Make"));
    CHECK_FALSE(Driver("struct RING* Make() { return NULL; }").returned_by("Make"));
}

TEST_CASE("a local holds a new object where one statement only can have given it") {
    CHECK(Driver(std::string(kMake) + "void Main() { struct RING* r; r = Make(); if (r == NULL) return; first = r; }").stores_new());
    CHECK(Driver(std::string(kMake) + "void Main() { struct RING* r; struct RING* s; r = Make(); s = r; first = s; }").stores_new());
    CHECK(Driver(std::string(kMake) + "void Main() { struct RING* r; r = first; r = Make(); first = r; }").stores_new());
    CHECK_FALSE(Driver(std::string(kMake) + "void Main() { struct RING* r; r = first; if (*) r = Make(); first = r; }").stores_new());
    CHECK_FALSE(Driver(std::string(kMake) + "void Main() { struct RING* r; if (*) r = Make(); else r = Make(); first = r; }").stores_new());
}
