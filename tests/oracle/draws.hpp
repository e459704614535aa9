// SPDX-License-Identifier: Apache-2.0
// Draws for random programs by number, so that a failure is named by a number.
#pragma once

#include <random>

#include "tests/oracle/random_program.hpp"

namespace sdvlite::oracle {

inline Draws draws_of(unsigned seed, std::size_t length) {
    std::mt19937 random(seed);
    Draws draws(length);
    for (auto& d : draws) d = static_cast<std::uint8_t>(random());
    return draws;
}

}  // namespace sdvlite::oracle
