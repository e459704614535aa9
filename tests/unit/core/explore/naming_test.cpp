// SPDX-License-Identifier: Apache-2.0
// Names of unknown numbers.
#include <catch2/catch.hpp>

#include "core/explore/machine.hpp"

using namespace sdvlite;
using namespace sdvlite::explore;

namespace {

const model::Model& no_model() {
    static const model::Model model{model::Woven{}};
    return model;
}

struct Names {
    Machine machine{no_model(), false, nullptr};
    State state;

    CellId cell(std::int64_t offset, unsigned bits = 32) {
        Object o;
        o.kind = ObjectKind::Global;
        o.global = ir::GlobalId(0);
        Cell c;
        c.object = machine.terms.intern(o);
        c.offset = offset;
        c.bits = static_cast<std::uint8_t>(bits);
        return machine.terms.intern(c);
    }
    /// What statement `stmt` brought in.
    TermId brought(ir::StmtIndex stmt, unsigned bits = 32) {
        Sym y;
        y.kind = SymKind::Site;
        y.bits = static_cast<std::uint8_t>(bits);
        y.proc = ir::ProcId(0);
        y.stmt = stmt;
        return machine.terms.sym(y);
    }
    TermId own(CellId c, std::uint16_t generation = 0) {
        Sym y;
        y.kind = SymKind::Joined;
        y.cell = c;
        y.bits = machine.terms[c].bits;
        y.generation = generation;
        return machine.terms.sym(y);
    }
    SymId symbol(TermId t) { return SymId(machine.terms[t].a); }
    RangeId at_most(std::uint64_t n) {
        Range r = Range::full(32);
        REQUIRE(r.at_most_u(n));
        return machine.ranges.intern(r);
    }
};

}  // namespace

TEST_CASE("an unknown number that one cell alone holds has that cell's name, and its facts go with it") {
    Names n;
    const CellId a = n.cell(0), b = n.cell(8);
    const TermId first = n.brought(1), second = n.brought(2);
    n.state.bind(a, first);
    n.state.bind(b, second);
    n.state.set_fact(first, n.at_most(7));
    n.machine.name_values(n.state, {});
    CHECK(*n.state.find(a) == n.own(a));
    CHECK(*n.state.find(b) == n.own(b));
    CHECK(n.state.fact(n.own(a)) == n.at_most(7));
    CHECK_FALSE(n.state.fact(first));
    CHECK(n.state.facts.size() == 1);
}

TEST_CASE("a number that something else holds keeps its name") {
    Names n;
    const CellId a = n.cell(0), b = n.cell(8), c = n.cell(16), d = n.cell(24, 64);
    const TermId twice = n.brought(1), callers = n.brought(2), pointer = n.brought(3, 64);
    n.state.bind(a, twice);
    n.state.bind(b, twice);
    n.state.bind(c, callers);
    n.state.bind(d, pointer);
    const State before = n.state;
    n.machine.name_values(n.state, {n.symbol(callers)});
    CHECK(n.state == before);
}

TEST_CASE("a name that is taken is given to no other value") {
    Names n;
    const CellId a = n.cell(0), b = n.cell(8);
    SECTION("by another cell") {
        n.state.bind(a, n.brought(1));
        n.state.bind(b, n.machine.terms.binary(ir::BinOp::Add, false, n.own(a), n.machine.terms.constant(32, 1)));
        n.machine.name_values(n.state, {});
        CHECK(*n.state.find(a) == n.own(a, 1));
    }
    SECTION("by callers") {
        n.state.bind(a, n.brought(1));
        n.machine.name_values(n.state, {n.symbol(n.own(a))});
        CHECK(*n.state.find(a) == n.own(a, 1));
    }
    SECTION("what two values are to one another stays known by their names") {
        n.state.bind(a, n.brought(1));
        n.state.bind(b, n.brought(2));
        const TermId less = n.machine.terms.binary(ir::BinOp::Lt, false, n.brought(1), n.brought(2));
        n.state.set_fact(less, n.machine.ranges.intern(Range::constant(32, 1)));
        n.machine.name_values(n.state, {});
        CHECK(n.state.fact(less));
        CHECK(*n.state.find(a) == n.brought(1));
    }
}
