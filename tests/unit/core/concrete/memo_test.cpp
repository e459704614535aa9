// SPDX-License-Identifier: Apache-2.0
// The call memo: exponentially many calls in linear time, and never an effect that is not the call's.
#include <catch2/catch.hpp>

#include "core/concrete/interpreter.hpp"
#include "tests/oracle/maker.hpp"

using namespace sdvlite;
using automaton::When;
using concrete::OutcomeKind;
using ir::BinOp;
using oracle::BodyMaker;
using Rule = oracle::RuleMaker;

namespace {

struct Lab : oracle::ProgramMaker {
    Rule rule;
    concrete::BindOptions bind;
    concrete::Options options;

    Lab() {
        options.memo = true;
        options.memo_min_steps = 1;
    }
    concrete::Outcome run(ir::ProcId entry, concrete::Inputs& inputs) {
        concrete::Interpreter interpreter(program, rule.rule, bind);
        return interpreter.run(entry, inputs, options);
    }
    concrete::Outcome run(ir::ProcId entry) {
        concrete::RecordedInputs inputs;
        return run(entry, inputs);
    }
    ir::ExprId add(ir::ExprId a, ir::ExprId b) { return e.binary(BinOp::Add, a, b); }

    /// f0 calls f1 twice, f1 calls f2 twice, ...; the last one is `leaf`.
    ir::ProcId doubling(int n, ir::ProcId leaf) {
        ir::ProcId next = leaf;
        for (int i = 0; i < n; ++i) {
            const ir::ProcId callee = next;
            next = define("f" + std::to_string(i), none(), {}, [&](BodyMaker& b) {
                b.call(callee);
                b.call(callee);
            });
        }
        return next;
    }
    std::size_t repeats(const concrete::Outcome& o) {
        std::size_t n = 0;
        for (const auto& e : o.log) n += e.kind == concrete::Event::Kind::Repeated;
        return n;
    }
};

}  // namespace

TEST_CASE("2^1000 calls that acquire and release are replayed in thousands of steps") {
    Lab l;
    const auto flag = l.global("flag", l.u32(), 0);
    const auto acquire = l.define("Acquire", l.none(), {}, [](BodyMaker&) {}, ir::Origin::OsModel);
    const auto release = l.define("Release", l.none(), {}, [](BodyMaker&) {}, ir::Origin::OsModel);
    const auto leaf = l.define("leaf", l.none(), {}, [&](BodyMaker& b) {
        b.call(acquire);
        b.assign(l.e.global(flag), l.num(l.u32(), 1));
        b.assign(l.e.global(flag), l.num(l.u32(), 0));
        b.call(release);
    });
    const auto top = l.doubling(1000, leaf);
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        b.call(top);
        b.call(release);
    });
    const auto held = l.rule.enum_var("held", {"no", "yes"});
    l.rule.on({Rule::function("Acquire")}, When::Entry, l.rule.block({l.rule.set(held, l.rule.num(1))}));
    l.rule.on({Rule::function("Release")}, When::Entry,
              l.rule.block({l.rule.if_(l.rule.eq(l.rule.var(held), l.rule.num(0)), l.rule.abort("without")),
                            l.rule.set(held, l.rule.num(0))}));
    const auto o = l.run(main);
    INFO(o.message);
    CHECK(o.kind == OutcomeKind::Violation);
    CHECK(o.place == concrete::Place{main, 1});
    CHECK(o.steps < 10'000);
}

TEST_CASE("a call is run again when something that it read has changed") {
    Lab l;
    const auto count = l.global("count", l.i32(), 0);
    const auto leaf = l.define("leaf", l.none(), {}, [&](BodyMaker& b) {
        b.assign(l.e.global(count), l.add(l.e.global(count), l.num(1)));
    });
    const auto top = l.doubling(10, leaf);
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        b.call(top);
        b.ret(l.e.global(count));
    });
    const auto o = l.run(main);
    CHECK(o.value == 1024);
    CHECK(l.repeats(o) == 0);
}

TEST_CASE("the rule's state is part of what a call reads and writes") {
    Lab l;
    const auto acquire = l.define("Acquire", l.none(), {}, [](BodyMaker&) {}, ir::Origin::OsModel);
    const auto leaf = l.define("leaf", l.none(), {}, [&](BodyMaker& b) { b.call(acquire); });
    const auto outer = l.define("outer", l.none(), {}, [&](BodyMaker& b) { b.call(leaf); });
    const auto main = l.define("main", l.none(), {}, [&](BodyMaker& b) {
        for (int i = 0; i < 4; ++i) b.call(outer);
    });
    const auto n = l.rule.int_var("n", 0, 10);
    l.rule.on({Rule::function("Acquire")}, When::Entry,
              l.rule.block({l.rule.set(n, l.rule.binary(automaton::RBinOp::Add, l.rule.var(n), l.rule.num(1))),
                            l.rule.if_(l.rule.eq(l.rule.var(n), l.rule.num(3)), l.rule.abort("third"))}));
    const auto o = l.run(main);
    CHECK(o.message == "third");
    CHECK(o.place == concrete::Place{leaf, 0});
}

TEST_CASE("effects of nested calls belong to the outer call") {
    Lab l;
    const auto g = l.global("g", l.i32(), 0);
    const auto inner = l.define("inner", l.none(), {}, [&](BodyMaker& b) { b.assign(l.e.global(g), l.num(1)); });
    const auto outer = l.define("outer", l.none(), {}, [&](BodyMaker& b) { b.call(inner); });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        b.call(outer);
        b.assign(l.e.global(g), l.num(0));
        b.call(outer);
        b.ret(l.e.global(g));
    });
    const auto o = l.run(main);
    CHECK(o.value == 1);
    CHECK(l.repeats(o) == 1);
}

TEST_CASE("a call that allocates is run each time: its object is a new one") {
    Lab l;
    const auto pointer = l.ptr(l.i32());
    const auto make = l.define("make", pointer, {}, [&](BodyMaker& b) {
        const auto p = b.add_local("p", pointer);
        b.alloc(p, l.num(4));
        b.ret(p);
    });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto p = b.add_local("p", pointer);
        const auto q = b.add_local("q", pointer);
        b.call(make, {}, p);
        b.call(make, {}, q);
        b.ret(l.e.binary(BinOp::Eq, p, q));
    });
    const auto o = l.run(main);
    CHECK(o.kind == OutcomeKind::Finished);
    CHECK(o.value == 0);
}

TEST_CASE("results, arguments and effects on the caller's locals are repeated") {
    Lab l;
    const auto f = l.define("f", l.i32(), {l.ptr(l.i32()), l.i32()}, [&](BodyMaker& b) {
        b.assign(l.e.deref(b.local(0)), b.local(1));
        b.ret(l.add(b.local(1), l.num(1)));
    });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto x = b.add_local("x", l.i32());
        const auto sum = b.add_local("sum", l.i32());
        const auto r = b.add_local("r", l.i32());
        b.assign(sum, l.num(0));
        for (const int value : {5, 7, 5, 5}) {
            b.assign(x, l.num(0));
            b.call(f, {l.e.addr_of(x), l.num(value)}, r);
            b.assign(sum, l.add(sum, l.add(x, r)));
        }
        b.ret(sum);
    });
    const auto o = l.run(main);
    CHECK(o.value == 11 + 15 + 11 + 11);
    CHECK(l.repeats(o) == 2);
}

TEST_CASE("calls that choose are repeated only when the provider says so") {
    Lab l;
    const auto count = l.global("count", l.i32(), 0);
    const auto leaf = l.define("leaf", l.i32(), {}, [&](BodyMaker& b) {
        b.choose({[&] { b.ret(l.num(1)); }, [&] { b.ret(l.num(10)); }});
    });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto r = b.add_local("r", l.i32());
        for (int i = 0; i < 3; ++i) {
            b.call(leaf, {}, r);
            b.assign(l.e.global(count), l.add(l.e.global(count), r));
        }
        b.ret(l.e.global(count));
    });
    concrete::RecordedInputs inputs;
    inputs.require_choices();
    SECTION("all different") {
        for (const std::uint32_t c : {1u, 0u, 1u}) inputs.record_choice(c);
        const auto o = l.run(main, inputs);
        CHECK(o.value == 21);
        CHECK(l.repeats(o) == 0);
    }
    SECTION("repeat the first") {
        inputs.record_choice(1);
        inputs.record_repeat();
        inputs.record_choice(0);
        const auto o = l.run(main, inputs);
        CHECK(o.value == 21);
        CHECK(l.repeats(o) == 1);
        CHECK(o.choices == 2);
    }
}

TEST_CASE("an uninitialised local is asked for again in each run of its procedure") {
    Lab l;
    const auto leaf = l.define("leaf", l.i32(), {}, [&](BodyMaker& b) { b.ret(b.add_local("x", l.i32())); });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto r = b.add_local("r", l.i32());
        b.call(leaf, {}, r);
        b.call(leaf, {}, r);
        b.ret(r);
    });
    struct Counting : concrete::Inputs {
        std::uint64_t asked = 0;
        std::optional<std::uint64_t> memory(std::uint64_t, const concrete::Shape&) override { return ++asked; }
        std::optional<std::uint64_t> havoc(const concrete::HavocAsk&) override { return 0; }
        std::optional<std::uint32_t> choose(std::uint32_t, concrete::ChoiceKind) override { return 0; }
    } inputs;
    CHECK(l.run(main, inputs).value == 2);
}
