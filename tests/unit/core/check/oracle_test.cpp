// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/oracle/compare.hpp"

using namespace sdvlite;

TEST_CASE("engine and reference semantics agree on generated programs") {
    oracle::Tally tally;
    const auto seed = oracle::first_disagreement(0, 60, 100, tally);
    CHECK((seed ? oracle::tell(*seed, 100) : "") == "");
    CHECK(tally.by_verdict["defect"] >= 15);
    CHECK(tally.by_verdict["pass"] >= 5);
    CHECK(tally.inconclusive <= 5);
    CHECK(tally.complete >= 30);
}
