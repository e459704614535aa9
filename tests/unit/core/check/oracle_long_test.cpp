// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/core/check/oracle_support.hpp"

using namespace sdvlite;

TEST_CASE("engine and reference semantics agree on ten thousand generated programs") {
    oracle::Tally tally;
    CHECK(oracle::first_disagreement(1'000, 5'000, 100, tally) == "");
    CHECK(oracle::first_disagreement(10'000, 14'000, 200, tally) == "");
    CHECK(oracle::first_disagreement(20'000, 22'000, 400, tally) == "");
    CHECK(tally.inconclusive < 300);
}
