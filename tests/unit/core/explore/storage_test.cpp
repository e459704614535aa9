// SPDX-License-Identifier: Apache-2.0
// States and path edges come out of their storage as they went in, each once.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "core/explore/path_edges.hpp"
#include "core/explore/state.hpp"

using namespace sdvlite;
using namespace sdvlite::explore;

namespace {

/// Some cells and facts; `most`: numbers of terms and ranges are below it.
State random_state(std::mt19937& random, std::uint32_t most) {
    State s;
    const std::uint32_t cells = random() % 6, facts = random() % 4;
    for (std::uint32_t i = 0; i < cells; ++i) s.bind(CellId(random() % 9), TermId(random() % most));
    for (std::uint32_t i = 0; i < facts; ++i) s.set_fact(TermId(random() % most), RangeId(random() % most));
    return s;
}

std::vector<std::uint32_t> words(const State& s) {
    std::vector<std::uint32_t> out;
    for (const State::Binding& b : s.cells) out.insert(out.end(), {b.cell.value, b.term.value});
    out.push_back(UINT32_MAX);
    for (const State::Fact& f : s.facts) out.insert(out.end(), {f.term.value, f.range.value});
    return out;
}

}  // namespace

TEST_CASE("each different state has one number, and is what it was") {
    const std::uint32_t most = GENERATE(3u, 70000u, 4000000000u);
    std::mt19937 random(most);
    StateStore store;
    std::map<std::vector<std::uint32_t>, StateId> seen;
    for (int i = 0; i < 4000; ++i) {
        const State s = random_state(random, most);
        const StateId id = store.intern(s);
        const auto [it, fresh] = seen.try_emplace(words(s), id);
        REQUIRE(it->second == id);
        REQUIRE(store.size() == seen.size());
        REQUIRE(store[id] == s);
        if (i % 3 == 0) {  // after another one was looked at
            State other;
            store.load(StateId(random() % store.size()), other);
            REQUIRE(store.intern(s) == id);
            REQUIRE(store.intern(other) == seen.at(words(other)));
        }
    }
}

TEST_CASE("a state of many cells has its place too") {
    StateStore store;
    State large, small;
    for (std::uint32_t i = 0; i < 150000; ++i) large.bind(CellId(i), TermId(i));
    small.bind(CellId(1), TermId(2));
    const StateId a = store.intern(small), b = store.intern(large);
    large.bind(CellId(7), TermId(0));
    const StateId c = store.intern(large);
    CHECK(store.intern(small) == a);
    CHECK(store.intern(large) == c);
    CHECK(b != c);
    CHECK(store[c] == large);
    CHECK(store[a] == small);
    CHECK(store.bytes() > 2 * 150000 * 4);
}

TEST_CASE("a path edge keeps the way on which it was found") {
    PathEdges edges;
    const std::uint32_t choices[] = {0, 1, 252, 253, 254, 255, 256, 70000, kSkipped, kUnknownCallee};
    std::vector<Way> ways;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const Way way{i == 0 ? kNoEdge : i / 2, choices[i % 10], i % 3 == 1 ? i - 1 : kNoEdge};
        REQUIRE(edges.find(i % 7, i, StateId(i % 5)) == kNoEdge);
        REQUIRE(edges.add(i % 7, i, StateId(i % 5), way) == i);
        ways.push_back(way);
    }
    for (std::uint32_t i = 0; i < 2000; ++i) {
        REQUIRE(edges.find(i % 7, i, StateId(i % 5)) == i);
        REQUIRE(edges.find(i % 7, i, StateId(i % 5 + 5)) == kNoEdge);
        const Way way = edges.way(i);
        REQUIRE(way.parent == ways[i].parent);
        REQUIRE(way.choice == ways[i].choice);
        REQUIRE(way.callee_exit == ways[i].callee_exit);
    }
}
