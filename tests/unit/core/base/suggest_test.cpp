// SPDX-License-Identifier: Apache-2.0
#include "core/base/suggest.hpp"

#include <catch2/catch.hpp>

using namespace sdvlite::base;

TEST_CASE("edit distance") {
    CHECK(edit_distance("kitten", "sitting", 5) == 3);
    CHECK(edit_distance("whlie", "while", 5) == 1);  // swapped neighbours
    CHECK(edit_distance("IRP", "irp", 5) == 0);
    CHECK(edit_distance("", "abc", 5) == 3);
    CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);  // more than the limit
    CHECK(edit_distance(std::string(100'000, 'a'), std::string(100'000, 'b'), 5) == 6);
}

TEST_CASE("suggestions are close, or there are none") {
    const std::vector<std::string> known{"KeAcquireSpinLock", "KeReleaseSpinLock", "do", "or", "while"};
    CHECK(closest("KeAquireSpinLock", known) == "KeAcquireSpinLock");
    CHECK(closest("whiel", known) == "while");
    CHECK(closest("IoCallDriver", known) == "");
    CHECK(closest("ro", known) == "");  // two letters are near everything
    CHECK(did_you_mean("whille", known) == "did you mean 'while'?");
    CHECK(did_you_mean("x", {}) == "");
}
