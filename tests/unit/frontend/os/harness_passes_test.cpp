// SPDX-License-Identifier: Apache-2.0
// What the harness does only where the driver can notice, and what it does instead.
#include "frontend/os/harness_passes.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

const char* const kHarness = R"(
    origin harness;
    struct _DEVICE_OBJECT;
    struct _DEVICE_OBJECT* fresh() { struct _DEVICE_OBJECT* d; alloc d, 8; return d; }
    [annotation "compares:_DEVICE_OBJECT", annotation "else:fresh"]
    struct _DEVICE_OBJECT* kept() { struct _DEVICE_OBJECT* d; havoc d; return d; }
    [annotation "call-of:First|Second"] void called(u32* n) { *n = 1; }
)";

/// The program of `harness` and, as the driver's, `driver`; steps that this driver does not need are empty.
ir::Program fitted(const std::string& harness, const std::string& driver) {
    ir::Program p = test::read_driver(harness + driver);
    for (ir::Proc& f : p.procs)
        if (f.name.starts_with("Driver")) f.origin = ir::Origin::Driver;
    frontend::os::empty_needless_steps(p, {});
    return p;
}

bool does(const ir::Program& p, const char* proc, ir::StmtKind kind) {
    const auto& body = p[p.find_proc(proc)].body;
    return std::any_of(body.begin(), body.end(), [&](const ir::Stmt& s) { return s.kind == kind; });
}

bool meets_kept(const std::string& statement) {
    const ir::Program p = fitted(kHarness, "global struct _DEVICE_OBJECT* mine; void Driver(struct _DEVICE_OBJECT* d, void* v, u32* n) { " +
                                               statement + " }");
    CHECK(does(p, "kept", ir::StmtKind::Alloc) != does(p, "kept", ir::StmtKind::Havoc));
    return does(p, "kept", ir::StmtKind::Havoc);
}

bool calls(const std::string& ddi) {
    const ir::Program p = fitted(kHarness, "extern void First(); extern void Second(); extern void Third(); void Driver() { " + ddi + "(); }");
    return does(p, "called", ir::StmtKind::Assign);
}

/// Whether a call by role R stays one through the pointer.
bool is_unknown(const std::string& functions, bool with) {
    const std::string annotations = std::string("[annotation \"callee:R\"") + (with ? ", annotation \"with:S\"" : "") + "] ";
    ir::Program p = test::read_driver("origin harness; " + annotations + "void step(fn void()* f) { (*f)(); } " + functions);
    frontend::os::resolve_harness_calls(p, {});
    const auto& body = p[p.find_proc("step")].body;
    return std::any_of(body.begin(), body.end(), [](const ir::Stmt& s) { return s.kind == ir::StmtKind::Call && s.callee.valid(); });
}

} // namespace

TEST_CASE("an object that the driver keeps is met where the driver compares pointers to such objects") {
    CHECK(meets_kept("if (d == mine) *n = 1;"));
    CHECK(meets_kept("if ((u64)d > (u64)mine) *n = 1;"));
    CHECK(meets_kept("if ((void*)mine != v) *n = 1;"));
    CHECK_FALSE(meets_kept("if (d != NULL) *n = 1;"));
    CHECK_FALSE(meets_kept("if ((u64)d == 5u64) *n = 1;"));
    CHECK_FALSE(meets_kept("if (*n == 1) mine = d;"));
}

TEST_CASE("one of several DDIs is enough") {
    CHECK(calls("First"));
    CHECK(calls("Second"));
    CHECK_FALSE(calls("Third"));
}

TEST_CASE("a routine that other code has stored is an unknown function") {
    CHECK(is_unknown("", false));
    CHECK(is_unknown("", true));
    CHECK_FALSE(is_unknown("[role R] void One() { }", true));
    CHECK(is_unknown("[role S] void Other() { }", false));
    CHECK_FALSE(is_unknown("[role S] void Other() { }", true)); // R and S are registered together
}
