// SPDX-License-Identifier: Apache-2.0
// When a rule's events happen, what they see, where a violation is reported.
#include <catch2/catch.hpp>

#include "core/concrete/interpreter.hpp"
#include "core/ir/address_plan.hpp"
#include "tests/oracle/maker.hpp"

using namespace sdvlite;
using automaton::RBinOp;
using automaton::When;
using concrete::OutcomeKind;
using concrete::Place;
using ir::Origin;
using oracle::BodyMaker;

namespace {

using Rule = oracle::RuleMaker;

/// A model with a lock, a rule of alternation for it, and room for a driver.
struct Lab : oracle::ProgramMaker {
    ir::TypeId lock_type = record("LOCK", 8, {{"owner", u32(), 0, 0, 0}, {"level", u32(), 4, 0, 0}});
    ir::ProcId inner = define("Inner", none(), {}, [](BodyMaker&) {}, Origin::OsModel);
    ir::ProcId acquire = define("Acquire", i32(), {ptr(lock_type)}, [this](BodyMaker& b) {
        b.call(inner);
        b.assign(e.field(e.deref(b.local(0)), "owner"), num(u32(), 1));
        b.ret(num(-1));
    }, Origin::OsModel);
    ir::ProcId release = define("Release", none(), {ptr(lock_type)}, [](BodyMaker&) {}, Origin::OsModel);
    ir::GlobalId lock = global("lock", lock_type);
    ir::GlobalId other = global("other", lock_type);
    Rule rule;
    concrete::BindOptions bind;
    concrete::RecordedInputs inputs;

    ir::ExprId at(ir::GlobalId g) { return e.addr_of(e.global(g)); }
    concrete::Outcome run(ir::ProcId entry) {
        concrete::Interpreter interpreter(program, rule.rule, bind);
        return interpreter.run(entry, inputs);
    }
    void alternation() {
        const auto held = rule.enum_var("held", {"no", "yes"});
        rule.on({Rule::function("Acquire")}, When::Exit,
                rule.block({rule.if_(rule.eq(rule.var(held), rule.num(1)), rule.abort("$fname twice"),
                                     rule.set(held, rule.num(1)))}));
        rule.on({Rule::function("Release")}, When::Entry,
                rule.block({rule.if_(rule.eq(rule.var(held), rule.num(0)), rule.abort("$fname without"),
                                     rule.set(held, rule.num(0)))}));
    }
};

}  // namespace

TEST_CASE("the second acquire is a violation at the calling statement") {
    Lab l;
    l.alternation();
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        b.call(l.acquire, {l.at(l.lock)});
        b.call(l.release, {l.at(l.lock)});
        b.call(l.acquire, {l.at(l.lock)});
        b.call(l.acquire, {l.at(l.other)});
    });
    const auto o = l.run(main);
    REQUIRE(o.kind == OutcomeKind::Violation);
    CHECK(o.message == "Acquire twice");
    CHECK(o.place == Place{main, 3});
    CHECK(o.span == l.program[main].body[3].span);
    CHECK(o.block == 0u);
    CHECK(o.log.size() == 4);
}

TEST_CASE("entry sees memory before the body, exit after it with $return, before the result is stored") {
    Lab l;
    const auto seen = l.rule.int_var("seen", 0, 100);
    const auto owner = [&] { return l.rule.arrow(l.rule.arg(1), "owner"); };
    l.rule.on({Rule::function("Acquire")}, When::Entry,
              l.rule.block({l.rule.if_(l.rule.eq(owner(), l.rule.num(0)), l.rule.set(seen, l.rule.num(5)))}));
    // -1 is the returned i32, 4294967295 the same NTSTATUS written otherwise.
    const auto all = l.rule.binary(
        RBinOp::And, l.rule.eq(owner(), l.rule.num(1)),
        l.rule.binary(RBinOp::And, l.rule.eq(l.rule.result(), l.rule.num(4294967295)),
                      l.rule.binary(RBinOp::And, l.rule.binary(RBinOp::Lt, l.rule.result(), l.rule.num(0)),
                                    l.rule.eq(l.rule.name("status"), l.rule.num(77)))));
    l.rule.on({Rule::function("Acquire")}, When::Exit,
              l.rule.block({l.rule.if_(l.rule.binary(RBinOp::And, l.rule.eq(l.rule.var(seen), l.rule.num(5)), all),
                                       l.rule.abort("seen all"))}));
    const auto status = l.global("status", l.i32(), 77);
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        b.call(l.acquire, {l.at(l.lock)}, l.e.global(status));
    });
    const auto o = l.run(main);
    INFO(o.message);
    CHECK(o.kind == OutcomeKind::Violation);
    CHECK(o.message == "seen all");
}

TEST_CASE("calls inside the OS model fire nothing; driver functions that it calls do") {
    Lab l;
    const auto callback = l.declare("MyStartIo", l.none());
    l.define(callback, [](BodyMaker&) {});
    l.add_role(callback, "DRIVER_STARTIO");
    const auto start = l.define("IoStartPacket", l.none(), {}, [&](BodyMaker& b) { b.call(callback); }, Origin::OsModel);
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        b.call(l.acquire, {l.at(l.lock)});
        b.call(start);
    });
    l.bind.aliases = {{"StartIo", "DRIVER_STARTIO"}};
    SECTION("model-internal call") {
        l.rule.on({Rule::function("Inner")}, When::Entry, l.rule.block({l.rule.abort("inner")}));
        CHECK(l.run(main).kind == OutcomeKind::Finished);
    }
    SECTION("role, entry") {
        l.rule.on({Rule::role("StartIo")}, When::Entry, l.rule.block({l.rule.abort("$fname runs")}));
        const auto o = l.run(main);
        CHECK(o.message == "MyStartIo runs");
        CHECK(o.place == Place{callback, ir::kNoStmt});
    }
    SECTION("role, exit") {
        l.rule.on({Rule::role("DRIVER_STARTIO")}, When::Exit, l.rule.block({l.rule.abort("done")}));
        const auto o = l.run(main);
        CHECK(o.kind == OutcomeKind::Violation);
        CHECK(o.place == Place{callback, 0});
    }
    SECTION("the driver's own name") {
        l.rule.on({Rule::function("MyStartIo")}, When::Entry, l.rule.block({l.rule.abort("by name")}));
        CHECK(l.run(main).message == "by name");
    }
}

TEST_CASE("names: aliases on both sides, sdv_ dropped, a name twice fires once, detail of a role") {
    Lab l;
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) { b.call(l.acquire, {l.at(l.lock)}); });
    l.add_role(main, "DRIVER_DISPATCH", "IRP_MJ_READ");
    const auto n = l.rule.int_var("n", 0, 10);
    l.bind.aliases = {{"Acquire", "KeAcquire"}, {"OldAcquire", "KeAcquire"}, {"a", "b"}, {"b", "a"}};
    auto count = [&] { return l.rule.block({l.rule.set(n, l.rule.binary(RBinOp::Add, l.rule.var(n), l.rule.num(1)))}); };
    l.rule.on({Rule::function("OldAcquire"), Rule::function("Acquire")}, When::Entry, count());
    l.rule.on({Rule::function("sdv_Acquire")}, When::Exit, count());
    l.rule.on({Rule::role("IRP_MJ_READ")}, When::Entry, count());
    l.rule.on({Rule::role("IRP_MJ_WRITE"), Rule::function("a")}, When::Entry, count());
    l.rule.on({Rule::role("IRP_MJ_READ")}, When::Exit,
              l.rule.block({l.rule.if_(l.rule.eq(l.rule.var(n), l.rule.num(3)), l.rule.abort("three"))}));
    const auto o = l.run(main);
    CHECK(o.message == "three");
    CHECK(o.place == Place{main, 1});
}

TEST_CASE("watch: skip or take, and guarded blocks only for the taken object") {
    Lab l;
    l.rule.watch(Rule::function("Acquire"), When::Exit, l.rule.arg(1));
    const auto n = l.rule.int_var("n", 0, 10);
    l.rule.on_guarded({Rule::function("Acquire")}, When::Exit, l.rule.arg(1),
                      l.rule.block({l.rule.set(n, l.rule.binary(RBinOp::Add, l.rule.var(n), l.rule.num(1))),
                                    l.rule.if_(l.rule.eq(l.rule.var(n), l.rule.num(2)), l.rule.abort("twice"))}));
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        b.call(l.acquire, {l.at(l.other)});
        b.call(l.acquire, {l.at(l.lock)});
        b.call(l.acquire, {l.at(l.other)});
    });
    SECTION("the object that is acquired twice") {
        l.inputs.record_choice(1);
        const auto o = l.run(main);
        CHECK(o.message == "twice");
        CHECK(o.place == Place{main, 2});
        CHECK(o.choices == 1);
    }
    SECTION("the one that is not") {
        l.inputs.record_choice(0);
        l.inputs.record_choice(1);
        const auto o = l.run(main);
        CHECK(o.kind == OutcomeKind::Finished);
        CHECK(o.choices == 2);
    }
    SECTION("none") {
        const auto o = l.run(main);
        CHECK(o.kind == OutcomeKind::Finished);
        CHECK(o.choices == 3);
    }
}

TEST_CASE("halt ends the path quietly, and what the rule may not ask is an invalid run") {
    Lab l;
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) { b.call(l.acquire, {l.at(l.lock)}); });
    SECTION("halt") {
        l.rule.on({Rule::function("Acquire")}, When::Entry, l.rule.block({l.rule.halt(), l.rule.abort("no")}));
        CHECK(l.run(main).kind == OutcomeKind::Halted);
    }
    SECTION("no such argument") {
        l.rule.on({Rule::function("Acquire")}, When::Entry,
                  l.rule.block({l.rule.if_(l.rule.arg(2), l.rule.abort("no"))}));
        const auto o = l.run(main);
        CHECK(o.kind == OutcomeKind::Invalid);
        CHECK(o.message == "'Acquire' has no argument $2");
    }
    SECTION("no such field") {
        l.rule.on({Rule::function("Acquire")}, When::Entry,
                  l.rule.block({l.rule.if_(l.rule.arrow(l.rule.arg(1), "x"), l.rule.abort("no"))}));
        CHECK(l.run(main).message == "'struct LOCK' has no field 'x'");
    }
}

TEST_CASE("counters are exact far beyond their bound") {
    Lab l;
    const auto n = l.rule.int_var("n", 0, 2);
    auto step = [&](RBinOp op) { return l.rule.block({l.rule.set(n, l.rule.binary(op, l.rule.var(n), l.rule.num(1)))}); };
    l.rule.on({Rule::function("Acquire")}, When::Entry, step(RBinOp::Add));
    l.rule.on({Rule::function("Release")}, When::Entry, step(RBinOp::Sub));
    l.rule.on({Rule::role("R")}, When::Exit,
              l.rule.block({l.rule.if_(l.rule.eq(l.rule.var(n), l.rule.num(0)), l.rule.abort("balanced"))}));
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        for (int i = 0; i < 10; ++i) b.call(l.acquire, {l.at(l.lock)});
        for (int i = 0; i < 10; ++i) b.call(l.release, {l.at(l.lock)});
    });
    l.add_role(main, "R");
    CHECK(l.run(main).message == "balanced");
}
