// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/driver_uses.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;

namespace {

bool only_zero(const std::string& body) {
    const ir::Program p = test::read_driver("struct P { u8 Level; u8 Other; }; void Driver(struct P* p, u8 n) { " + body + " }");
    return frontend::os::stores_only_zero(p, "Level");
}

} // namespace

TEST_CASE("a field in which nothing but 0 is stored") {
    CHECK(only_zero("p->Level = 0; p->Other = 5;"));
    CHECK(only_zero("p->Level = 0; p->Level = (u8)0u32;"));
    CHECK_FALSE(only_zero("p->Level = 0; p->Level = 5;"));
    CHECK_FALSE(only_zero("p->Level = n;"));
    CHECK_FALSE(only_zero("havoc p->Level;"));
    CHECK_FALSE(only_zero("p->Other = 0;"));
}
