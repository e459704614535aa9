// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "core/concrete/interpreter.hpp"
#include "core/ir/address_plan.hpp"
#include "tests/oracle/maker.hpp"

using namespace sdvlite;
using concrete::OutcomeKind;
using ir::BinOp;
using oracle::BodyMaker;

namespace {

/// A program under construction, run without a rule unless one is given.
struct Lab : oracle::ProgramMaker {
    oracle::RuleMaker rule;
    concrete::BindOptions bind;
    concrete::Options options;
    concrete::RecordedInputs inputs;

    concrete::Outcome run(ir::ProcId entry) {
        concrete::Interpreter interpreter(program, rule.rule, bind);
        return interpreter.run(entry, inputs, options);
    }
    /// Runs a body as `main`, a procedure of the driver with an i32 result.
    concrete::Outcome run_main(const std::function<void(BodyMaker&)>& body) {
        return run(define("main", i32(), {}, body));
    }
    ir::ExprId add(ir::ExprId a, ir::ExprId b) { return e.binary(BinOp::Add, a, b); }
};

std::uint64_t result(const concrete::Outcome& o) {
    INFO(concrete::to_string(o.kind) << ": " << o.message);
    REQUIRE(o.kind == OutcomeKind::Finished);
    return o.value;
}

}  // namespace

TEST_CASE("globals keep C's initial values, loops and calls compute") {
    Lab l;
    const auto total = l.global("total", l.i32(), 5);
    const auto zero = l.global("zero", l.u8());
    const auto square = l.define("square", l.i32(), {l.i32()},
                                 [&](BodyMaker& b) { b.ret(l.e.binary(BinOp::Mul, b.local(0), b.local(0))); });
    const auto o = l.run_main([&](BodyMaker& b) {
        const auto i = b.add_local("i", l.i32());
        const auto r = b.add_local("r", l.i32());
        b.assign(i, l.e.cast(l.i32(), l.e.global(zero)));
        b.while_(l.e.binary(BinOp::Lt, i, l.num(4)), [&] {
            b.call(square, {i}, r);
            b.assign(l.e.global(total), l.add(l.e.global(total), r));
            b.assign(i, l.add(i, l.num(1)));
        });
        b.ret(l.e.global(total));
    });
    CHECK(result(o) == 5 + 0 + 1 + 4 + 9);
}

TEST_CASE("records are bytes: unions, bit-fields, struct assignment") {
    Lab l;
    const auto u = l.record("U", 4, {{"word", l.u32(), 0, 0, 0}, {"bytes", l.program.types.array(l.u8(), 4), 0, 0, 0}}, true);
    const auto s = l.record("S", 8, {{"a", l.u32(), 0, 0, 3}, {"b", l.i32(), 0, 3, 7}, {"c", l.u8(), 4, 0, 0}});
    const auto view = l.global("view", u);
    const auto one = l.global("one", s);
    const auto two = l.global("two", s);
    const auto o = l.run_main([&](BodyMaker& b) {
        auto& e = l.e;
        b.assign(e.field(e.global(view), "word"), l.num(l.u32(), 0x11223344));
        b.assign(e.field(e.global(one), "a"), l.num(l.u32(), 13));      // 13 & 7 == 5
        b.assign(e.field(e.global(one), "b"), l.num(-3));               // sign kept in 7 bits
        b.assign(e.field(e.global(one), "c"), e.index(e.field(e.global(view), "bytes"), l.num(1)));  // 0x33
        b.assign(e.global(two), e.global(one));
        b.assign(e.field(e.global(one), "c"), l.num(l.u8(), 0));
        const auto a = e.cast(l.i32(), e.field(e.global(two), "a"));
        const auto c = e.cast(l.i32(), e.field(e.global(two), "c"));
        b.ret(l.add(l.add(e.binary(BinOp::Mul, c, l.num(1000)), e.binary(BinOp::Mul, a, l.num(10))),
                    e.field(e.global(two), "b")));
    });
    CHECK(result(o) == 0x33 * 1000 + 50 - 3);
}

TEST_CASE("memory nobody wrote comes from the inputs, once, and by address") {
    Lab l;
    const auto pointer = l.ptr(l.i32());
    const auto main = l.define("main", l.i32(), {pointer, pointer}, [&](BodyMaker& b) {
        auto& e = l.e;
        const auto first = b.add_local("first", l.i32());
        b.assign(first, e.deref(b.local(0)));
        b.assign(e.deref(b.local(1)), l.num(100));
        b.ret(l.add(first, e.deref(b.local(0))));
    });
    SECTION("policy: distinct fresh objects with content 0") { CHECK(result(l.run(main)) == 0); }
    SECTION("recorded content") {
        l.inputs.record_memory(ir::kStackBase, 8, ir::input_address(3));
        l.inputs.record_memory(ir::input_address(3), 4, 7);
        CHECK(result(l.run(main)) == 14);
    }
    SECTION("recorded aliasing") {
        l.inputs.record_memory(ir::kStackBase, 8, ir::input_address(0));
        l.inputs.record_memory(ir::kStackBase + 16, 8, ir::input_address(0));
        l.inputs.record_memory(ir::input_address(0), 4, 7);
        CHECK(result(l.run(main)) == 107);
    }
    SECTION("a null pointer faults, and says where") {
        l.inputs.record_memory(ir::kStackBase, 8, 0);
        const auto o = l.run(main);
        CHECK(o.kind == OutcomeKind::MemoryFault);
        CHECK(o.place == concrete::Place{main, 0});
        CHECK(o.message == "through a null pointer: 4 byte(s) at 0x0");
    }
}

TEST_CASE("accesses beyond an object fault") {
    Lab l;
    const auto array = l.global("array", l.program.types.array(l.i32(), 4));
    auto store_at = [&](std::int64_t index) {
        Lab& m = l;
        return m.run(m.define("at" + std::to_string(index), m.i32(), {}, [&](BodyMaker& b) {
            b.assign(m.e.index(m.e.global(array), m.num(index)), m.num(1));
            b.ret(m.num(0));
        }));
    };
    CHECK(store_at(3).kind == OutcomeKind::Finished);
    CHECK(store_at(4).kind == OutcomeKind::MemoryFault);
    CHECK(store_at(-1).kind == OutcomeKind::MemoryFault);
}

TEST_CASE("a pointer to a local dies with its procedure") {
    Lab l;
    const auto keep = l.global("keep", l.ptr(l.i32()));
    const auto f = l.define("f", l.none(), {}, [&](BodyMaker& b) {
        b.assign(l.e.global(keep), l.e.addr_of(b.add_local("x", l.i32())));
    });
    const auto o = l.run_main([&](BodyMaker& b) {
        b.call(f);
        b.ret(l.e.deref(l.e.global(keep)));
    });
    CHECK(o.kind == OutcomeKind::MemoryFault);
}

TEST_CASE("driver globals are arbitrary only when asked for, and never const ones or the model's") {
    Lab l;
    const auto mine = l.global("mine", l.i32(), 1);
    const auto fixed = l.global("fixed", l.i32(), 10);
    l.program[fixed].is_const = true;
    const auto model = l.global("model", l.i32(), 100, ir::Origin::OsModel);
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        b.ret(l.add(l.add(l.e.global(mine), l.e.global(fixed)), l.e.global(model)));
    });
    for (std::uint64_t g = 0; g < 3; ++g) l.inputs.record_memory(ir::kGlobalBase + 16 * g, 4, 1000);
    CHECK(result(l.run(main)) == 111);
    l.options.arbitrary_driver_globals = true;
    CHECK(result(l.run(main)) == 1110);
}

TEST_CASE("switch compares ranges by the sign of the switched type") {
    Lab l;
    auto run = [&](ir::TypeId type, std::int64_t value) {
        return result(l.run(l.define("m" + std::to_string(l.program.procs.size()), l.i32(), {}, [&](BodyMaker& b) {
            const std::uint64_t low = static_cast<std::uint64_t>(-3) & 0xffffffff;
            b.switch_(l.num(type, value), {{low, 2, 0}, {7, 7, 0}}, {[&] { b.ret(l.num(1)); }, [&] { b.ret(l.num(2)); }},
                      [&] { b.ret(l.num(3)); });
        })));
    };
    CHECK(run(l.i32(), -2) == 1);
    CHECK(run(l.i32(), 2) == 1);
    CHECK(run(l.i32(), 7) == 2);
    CHECK(run(l.i32(), -4) == 3);
    CHECK(run(l.u32(), 1) == 3);  // -3..2 is empty as unsigned
}

TEST_CASE("&& does not evaluate what is decided") {
    Lab l;
    const auto p = l.global("p", l.ptr(l.i32()));
    const auto o = l.run_main([&](BodyMaker& b) {
        const auto pointer = l.e.global(p);
        const auto ok = l.e.binary(BinOp::Ne, pointer, l.e.null(l.ptr(l.i32())));
        b.ret(l.e.binary(BinOp::LogOr, l.e.binary(BinOp::LogAnd, ok, l.e.deref(pointer)), l.num(0)));
    });
    CHECK(result(o) == 0);
}

TEST_CASE("calls through pointers: procedures, unknown functions, null") {
    Lab l;
    const auto seven = l.define("seven", l.i32(), {}, [&](BodyMaker& b) { b.ret(l.num(7)); });
    const auto type = l.ptr(l.program[seven].type);
    const auto main = l.define("main", l.i32(), {type}, [&](BodyMaker& b) {
        const auto r = b.add_local("r", l.i32());
        b.call_pointer(b.local(0), {}, r);
        b.ret(r);
    });
    SECTION("procedure") {
        l.inputs.record_memory(ir::kStackBase, 8, ir::code_address(seven));
        CHECK(result(l.run(main)) == 7);
    }
    SECTION("unknown") {
        l.inputs.record_havoc(0, 99);
        const auto o = l.run(main);
        CHECK(result(o) == 99);
        REQUIRE(o.unmodelled_called.size() == 1);
        CHECK(o.unmodelled_called[0].address == ir::input_address(0));
    }
    SECTION("null") {
        l.inputs.record_memory(ir::kStackBase, 8, 0);
        CHECK(l.run(main).kind == OutcomeKind::MemoryFault);
    }
}

TEST_CASE("exceptions go to the nearest handler of a caller, or end the run") {
    Lab l;
    const auto thrower = l.define("thrower", l.none(), {}, [&](BodyMaker& b) { b.raise(l.num(42)); });
    const auto middle = l.define("middle", l.none(), {}, [&](BodyMaker& b) { b.call(thrower); });
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto caught = b.add_local("caught", l.i32());
        b.assign(caught, l.num(0));
        b.guarded_call(middle, {}, [&] { b.assign(caught, l.num(1)); });
        b.ret(caught);
    });
    CHECK(result(l.run(main)) == 1);
    const auto o = l.run(middle);
    CHECK(o.kind == OutcomeKind::Raised);
    CHECK(o.value == 42);
    CHECK(o.place == concrete::Place{middle, 0});
}

TEST_CASE("choices, havocs and division by zero are asked for in order") {
    Lab l;
    const auto main = l.define("main", l.i32(), {}, [&](BodyMaker& b) {
        const auto x = b.add_local("x", l.i32());
        b.havoc(x);
        b.choose({[&] { b.assign(x, l.add(x, l.num(1))); }, [&] { b.assign(x, l.add(x, l.num(10))); }});
        b.ret(l.add(x, l.e.binary(BinOp::Div, x, l.num(0))));
    });
    l.inputs.record_havoc(0, 100);
    l.inputs.record_havoc(1, 1000);
    l.inputs.record_choice(1);
    const auto o = l.run(main);
    CHECK(result(o) == 1110);
    CHECK(o.havocs == 2);
    CHECK(o.choices == 1);
}

TEST_CASE("runs end at limits instead of taking the machine with them") {
    Lab l;
    const auto spin = l.define("spin", l.none(), {}, [&](BodyMaker& b) { b.while_(l.num(1), [&] {}); });
    const auto deep = l.declare("deep", l.none());
    l.define(deep, [&](BodyMaker& b) { b.call(deep); });
    const auto eat = l.define("eat", l.none(), {}, [&](BodyMaker& b) {
        const auto p = b.add_local("p", l.ptr(l.i32()));
        b.while_(l.num(1), [&] {
            b.alloc(p, l.num(l.u32(), 0x4000'0000));
            b.assign(l.e.deref(p), l.num(1));
        });
    });
    l.options.max_steps = 1000;
    CHECK(l.run(spin).kind == OutcomeKind::StepLimit);
    l.options.max_steps = 10'000'000;
    CHECK(l.run(deep).kind == OutcomeKind::StackLimit);
    CHECK(l.run(eat).kind == OutcomeKind::MemoryLimit);
}
