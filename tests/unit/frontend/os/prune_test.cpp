// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/prune.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

TEST_CASE("of a model stays what its entries and the driver come to, and what steps may do instead") {
    std::vector<ir::Program> models;
    models.push_back(test::read_driver(R"(
        void deeper() { } void instead() { deeper(); }
        [annotation "call-of:First", annotation "else:instead"] void step() { }
        [annotation "entry"] void main() { step(); }
        void First() { } void Second() { } )"));
    frontend::os::prune(models, test::read_driver("extern void First(); void Driver() { First(); }"));
    for (const char* const kept : {"main", "step", "instead", "deeper", "First"}) CHECK(models.front().find_proc(kept).valid());
    CHECK_FALSE(models.front().find_proc("Second").valid());
}
