// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/oracle/exhaustive.hpp"
#include "tests/oracle/maker.hpp"

using namespace sdvlite;
using automaton::When;
using concrete::OutcomeKind;
using ir::BinOp;
using oracle::BodyMaker;
using oracle::RuleMaker;

namespace {

struct Lab : oracle::ProgramMaker {
    ir::ProcId bad = declare("Bad", none(), {}, ir::Origin::OsModel);
    RuleMaker rule;
    Lab() {
        program[bad].modelled = true;
        rule.on({RuleMaker::function("Bad")}, When::Entry, rule.block({rule.abort("bad")}));
    }
    ir::ProcId define_main(const std::function<void(BodyMaker&)>& body) { return define("main", none(), {}, body); }
};

}  // namespace

TEST_CASE("all alternatives, inputs and watches are walked, each once") {
    Lab l;
    const auto main = l.define_main([&](BodyMaker& b) {
        const auto x = b.add_local("x", l.u8());
        b.choose({[&] { b.havoc(x); }, [&] { b.assign(x, l.num(l.u8(), 9)); }, [&] {}});
        b.if_(l.e.binary(BinOp::Eq, x, l.num(l.u8(), 2)), [&] { b.call(l.bad); });   // by havoc, or uninitialised
        b.if_(l.e.binary(BinOp::Eq, x, l.num(l.u8(), 9)), [&] { b.call(l.bad); });
        b.if_(l.e.binary(BinOp::Eq, x, l.num(l.u8(), 77)), [&] { b.call(l.bad); });  // outside the domain
    });
    oracle::Bounds bounds;
    bounds.integers = {0, 1, 2};
    const auto found = oracle::exhaustive(l.program, l.rule.rule, main, {}, bounds);
    CHECK(found.runs == 3 + 1 + 3);
    CHECK(found.complete);
    CHECK(found.violations.size() == 2);
    CHECK(found.outcomes.at(OutcomeKind::Violation) == 3);
    CHECK(found.witnesses.begin()->second == std::vector<std::uint64_t>{0, 2});
}

TEST_CASE("pointers may be fresh, shared, or NULL") {
    Lab l;
    const auto p = l.ptr(l.u8());
    const auto main = l.define("main", l.none(), {p, p}, [&](BodyMaker& b) {
        b.if_(l.e.binary(BinOp::Eq, b.local(0), b.local(1)), [&] { b.call(l.bad); });
    });
    auto violations = [&](bool shared, bool null) {
        oracle::Bounds bounds;
        bounds.shared_objects = shared;
        bounds.null_pointers = null;
        return oracle::exhaustive(l.program, l.rule.rule, main, {}, bounds).outcomes[OutcomeKind::Violation];
    };
    CHECK(violations(false, false) == 0);
    CHECK(violations(true, false) == 1);
    CHECK(violations(true, true) == 2);
}

TEST_CASE("a walk that was cut is not complete") {
    Lab l;
    const auto main = l.define_main([&](BodyMaker& b) {
        const auto more = b.add_local("more", l.u8());
        b.havoc(more);
        b.while_(more, [&] { b.havoc(more); });
    });
    oracle::Bounds bounds;
    bounds.max_inputs = 5;
    const auto found = oracle::exhaustive(l.program, l.rule.rule, main, {}, bounds);
    CHECK_FALSE(found.complete);
    CHECK(found.violations.empty());
    CHECK(found.runs == 6);
    bounds.max_inputs = 1000;
    bounds.max_runs = 10;
    CHECK_FALSE(oracle::exhaustive(l.program, l.rule.rule, main, {}, bounds).complete);
}
