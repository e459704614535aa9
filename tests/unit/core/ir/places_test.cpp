// SPDX-License-Identifier: Apache-2.0
// Where a record has room for another one.
#include <catch2/catch.hpp>

#include "core/ir/places.hpp"

using namespace sdvlite;
using ir::may_share;
using ir::places_in;
using ir::TypeId;

namespace {

struct Records {
    ir::TypeTable types;
    TypeId link, node, queue, pair, either, raw, longer, unknown;

    TypeId make(const char* name, std::uint64_t size, std::vector<ir::Field> fields, bool is_union = false) {
        const ir::RecordId id = types.record(name, is_union);
        ir::Record& r = types.rec(id);
        r.complete = true;
        r.size = size;
        r.align = 8;
        r.fields = std::move(fields);
        return types.record_type(id);
    }
    Records() {
        const TypeId word = types.integer(64, false);
        const TypeId pointer = types.pointer(types.void_type());
        link = make("LINK", 16, {{"Next", pointer, 0}, {"Last", pointer, 8}});
        node = make("NODE", 24, {{"Entry", link, 0}, {"Lock", word, 16}});
        queue = make("QUEUE", 40, {{"Nodes", link, 0}, {"Free", link, 16}, {"Lock", word, 32}});
        pair = make("PAIR", 56, {{"Kind", word, 0}, {"Both", types.array(node, 2), 8}});
        either = make("EITHER", 24, {{"Node", node, 0}, {"Link", link, 0}}, true);
        raw = make("RAW", 72, {{"Kind", word, 0}, {"Bytes", types.array(types.integer(8, false), 64), 8}});
        longer = make("LONGER", 32, {{"Entry", link, 0}, {"Lock", word, 16}, {"More", word, 24}});
        unknown = types.record_type(types.record("UNKNOWN"));
    }
};

}  // namespace

TEST_CASE("places: a record lies where it is declared", "[places_test]") {
    const Records r;
    CHECK(places_in(r.types, r.queue, r.queue).contain(0));
    CHECK(places_in(r.types, r.queue, r.link).contain(0));
    CHECK(places_in(r.types, r.queue, r.link).contain(16));
    CHECK_FALSE(places_in(r.types, r.queue, r.link).contain(8));
    CHECK_FALSE(places_in(r.types, r.queue, r.node).contain(16));
    CHECK_FALSE(places_in(r.types, r.link, r.node).contain(0));
}

TEST_CASE("places: elements, unions, storage and what is not known", "[places_test]") {
    const Records r;
    CHECK(places_in(r.types, r.pair, r.node).contain(8));
    CHECK(places_in(r.types, r.pair, r.node).contain(32));
    CHECK_FALSE(places_in(r.types, r.pair, r.node).contain(24));
    CHECK(places_in(r.types, r.either, r.node).contain(0));
    CHECK(places_in(r.types, r.raw, r.node).contain(8));
    CHECK(places_in(r.types, r.raw, r.node).contain(12));
    CHECK_FALSE(places_in(r.types, r.raw, r.node).contain(0));
    CHECK(places_in(r.types, r.longer, r.node).contain(0));
    CHECK_FALSE(places_in(r.types, r.node, r.longer).contain(0));
    CHECK(places_in(r.types, r.unknown, r.node).contain(40));
}

TEST_CASE("places: two records share bytes when one has room for the other", "[places_test]") {
    const Records r;
    CHECK(may_share(r.types, r.node, r.node, 0));
    CHECK_FALSE(may_share(r.types, r.node, r.node, 8));
    CHECK(may_share(r.types, r.link, r.queue, 16));
    CHECK(may_share(r.types, r.queue, r.link, -16));
    CHECK_FALSE(may_share(r.types, r.node, r.queue, 16));
    CHECK_FALSE(may_share(r.types, r.node, r.queue, 0));
}
