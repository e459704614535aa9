// SPDX-License-Identifier: Apache-2.0
#include "core/base/id_table.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/base/chunked.hpp"

using namespace sdvlite;

namespace {

/// Strings by number; `hash` says how many of them share a hash.
struct Names {
    std::vector<std::string> all;
    base::IdTable table;
    std::uint64_t (*hash)(const std::string&);

    std::uint32_t find(const std::string& s) const {
        return table.find(hash(s), [&](std::uint32_t i) { return all[i] == s; });
    }
    std::uint32_t add(const std::string& s) {
        all.push_back(s);
        return table.add(hash(s), [this](std::uint32_t i) { return hash(all[i]); });
    }
};

void check_numbers(Names names, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string s = std::to_string(i);
        REQUIRE(names.find(s) == base::IdTable::kNone);
        REQUIRE(names.add(s) == static_cast<std::uint32_t>(i));
        REQUIRE(names.find(s) == static_cast<std::uint32_t>(i));
    }
    for (int i = 0; i < count; ++i) REQUIRE(names.find(std::to_string(i)) == static_cast<std::uint32_t>(i));
    CHECK(names.find("absent") == base::IdTable::kNone);
}

}  // namespace

TEST_CASE("ids are found by content, whatever the hashes") {
    Names good;
    good.hash = [](const std::string& s) -> std::uint64_t { return base::mix(0, std::stoull("1" + s, nullptr, 36)); };
    check_numbers(good, 20000);
    Names bad;  // all in one place
    bad.hash = [](const std::string&) -> std::uint64_t { return 0; };
    check_numbers(bad, 300);
    Names worse;  // at the end of the table, with few different tags
    worse.hash = [](const std::string& s) -> std::uint64_t { return 0xFFFF'FFFF'0000'0000ull | (s.size() << 1); };
    check_numbers(worse, 300);
}

TEST_CASE("a table takes less than 13 bytes an id") {
    Names names;
    names.hash = [](const std::string& s) -> std::uint64_t { return base::mix(0, std::stoull(s)); };
    for (int i = 0; i < 100000; ++i) {
        names.add(std::to_string(i));
        if (i > 1000) REQUIRE(names.table.bytes() < 13u * static_cast<unsigned>(i));
    }
}

TEST_CASE("a chunked vector keeps its elements where they are") {
    base::Chunked<int, 3> v;
    CHECK(v.empty());
    v.push_back(0);
    const int* first = &v[0];
    for (int i = 1; i < 100; ++i) v.push_back(i);
    CHECK(first == &v[0]);
    CHECK(v.size() == 100);
    CHECK(v.back() == 99);
    for (int i = 0; i < 100; ++i) CHECK(v[static_cast<std::size_t>(i)] == i);
    CHECK(v.bytes() >= 100 * sizeof(int));
}
