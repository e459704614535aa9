// SPDX-License-Identifier: Apache-2.0
// Which routines never get NULL for the context that they are registered with.
#include "frontend/os/contexts.hpp"

#include <catch2/catch.hpp>

#include "core/ir/link.hpp"
#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

/// Whether `F` gets an object as its second parameter, when `body` is what the driver does.
bool is_given(const std::string& body, const std::string& globals = "") {
    ir::Program p = test::read_driver("struct S { u32 n; u32 m; }; extern void Register(u32* dpc, fn void(u32*, void*)* f, void* context);"
                                      "extern void Other(fn void(u32*, void*)* f); void F(u32* d, void* context) { } global struct S one; " +
                                      globals + "void Driver(struct S* s, u32* dpc) { struct S* t; " + body + " }");
    frontend::os::RoleTable table;
    base::SourceMap sources;
    base::DiagSink sink;
    REQUIRE(frontend::os::read_role_table("argument Register 2 R\ncontext Register 3 2\n", "roles.txt", table, sources, sink));
    frontend::os::note_given_contexts(p, table);
    CHECK_FALSE(ir::is_given(p[p.find_proc("F")], 1));
    return ir::is_given(p[p.find_proc("F")], 2);
}

} // namespace

TEST_CASE("an address, and a pointer that was followed, are objects") {
    CHECK(is_given("Register(dpc, &F, &one);"));
    CHECK(is_given("Register(dpc, &F, (void*)&s->m);"));
    CHECK(is_given("s->n = 1; Register(dpc, &F, (void*)s);"));
    CHECK(is_given("Register(&s->m, &F, s);"));
    CHECK_FALSE(is_given("Register(dpc, &F, s);"));
    CHECK_FALSE(is_given("Register(dpc, &F, NULL);"));
}

TEST_CASE("a pointer is followed on every way, and what it is now") {
    CHECK(is_given("if (*dpc == 1) s->n = 1; else s->m = 1; Register(dpc, &F, s);"));
    CHECK_FALSE(is_given("if (*dpc == 1) s->n = 1; Register(dpc, &F, s);"));
    CHECK_FALSE(is_given("s->n = 1; havoc t; s = t; Register(dpc, &F, s);"));
    CHECK_FALSE(is_given("if (s != NULL && s->n == 1) *dpc = 2; Register(dpc, &F, s);"));
}

TEST_CASE("each registration counts, and no other use of the address is known") {
    CHECK(is_given("Register(dpc, &F, &one); Register(dpc, &F, &s->m);"));
    CHECK_FALSE(is_given("Register(dpc, &F, &one); Register(dpc, &F, NULL);"));
    CHECK_FALSE(is_given("Register(dpc, &F, &one); Other(&F);"));
    CHECK_FALSE(is_given("Register(dpc, &F, &one);", "global fn void(u32*, void*)* kept = &F; "));
    CHECK_FALSE(is_given("*dpc = 1;"));
}
