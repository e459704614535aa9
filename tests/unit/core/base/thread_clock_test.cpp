// SPDX-License-Identifier: Apache-2.0
#include "core/base/thread_clock.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

using sdvlite::base::thread_seconds;

TEST_CASE("a thread's clock stands while it sleeps and while others work") {
    const double start = thread_seconds();
    double elsewhere = 0;
    std::thread([&] {
        const double own = thread_seconds();
        while (thread_seconds() < own + 0.05) {}
        elsewhere = thread_seconds() - own;
    }).join();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(elsewhere >= 0.05);
    CHECK(thread_seconds() - start < 0.05);  // waiting for both took longer than that
}

TEST_CASE("and goes on while it works") {
    const double start = thread_seconds();
    while (thread_seconds() < start + 0.01) {}
    CHECK(thread_seconds() > start);
}
