// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/random_rule.hpp"

namespace sdvlite::oracle {

using automaton::When;

namespace {

void alternation(RuleMaker& r) {
    const auto held = r.enum_var("held", {"no", "yes"});
    auto is = [&](int v) { return r.eq(r.var(held), r.num(v)); };
    r.on({r.function("KeAcquireX")}, When::Entry,
          r.block({r.if_(is(1), r.abort("$fname twice"), r.set(held, r.num(1)))}));
    r.on({r.function("KeReleaseX")}, When::Entry,
          r.block({r.if_(is(0), r.abort("$fname without acquire"), r.set(held, r.num(0)))}));
    r.on({r.function("KeTryX")}, When::Exit,
          r.block({r.if_(r.eq(r.result(), r.num(1)), r.set(held, r.num(1)))}));
    r.on({r.role("DRIVER_DISPATCH")}, When::Exit, r.block({r.if_(is(1), r.abort("$fname leaves it held"))}));
}

void watched(RuleMaker& r) {
    const auto held = r.enum_var("held", {"no", "yes"});
    auto is = [&](int v) { return r.eq(r.var(held), r.num(v)); };
    r.watch(r.function("KeAcquireX"), When::Exit, r.arg(1));
    r.on_guarded({r.function("KeAcquireX")}, When::Exit, r.arg(1),
                  r.block({r.if_(is(1), r.abort("$fname twice"), r.set(held, r.num(1)))}));
    r.on_guarded({r.function("KeReleaseX")}, When::Entry, r.arg(1),
                  r.block({r.if_(is(0), r.abort("$fname without acquire"), r.set(held, r.num(0)))}));
}

void counter(RuleMaker& r) {
    const auto depth = r.int_var("depth", 0, 3);
    auto step = [&](automaton::RBinOp op) { return r.set(depth, r.binary(op, r.var(depth), r.num(1))); };
    r.on({r.function("KeAcquireX")}, When::Entry, r.block({step(automaton::RBinOp::Add)}));
    r.on({r.function("KeReleaseX")}, When::Entry,
          r.block({step(automaton::RBinOp::Sub),
                    r.if_(r.binary(automaton::RBinOp::Lt, r.var(depth), r.num(0)), r.abort("below zero"))}));
    r.on({r.role("DRIVER_DISPATCH")}, When::Exit,
          r.block({r.if_(r.binary(automaton::RBinOp::Gt, r.var(depth), r.num(0)), r.abort("$fname keeps locks"))}));
}

void field(RuleMaker& r) {
    r.on({r.function("KeAcquireX")}, When::Entry,
          r.block({r.if_(r.eq(r.arrow(r.arg(1), "Owner"), r.num(1)), r.abort("$fname of an owned lock"))}));
    r.on({r.function("KeReleaseX")}, When::Entry,
          r.block({r.if_(r.eq(r.arrow(r.arg(1), "Owner"), r.num(0)), r.abort("$fname of a free lock"),
                           r.if_(r.binary(automaton::RBinOp::Gt, r.arrow(r.arg(1), "Level"), r.num(1)), r.halt()))}));
}

/// The state belongs to an extension, whose lock has the same address.
void keyed(RuleMaker& r) {
    const auto held = r.enum_var("held", {"no", "yes"});
    auto is = [&](int v) { return r.eq(r.var(held), r.num(v)); };
    r.watch(r.role("DRIVER_DISPATCH"), When::Entry, r.arg(1));
    r.rule.watch->with_guard = true;
    r.on_guarded({r.function("KeAcquireX")}, When::Exit, r.arg(1),
                  r.block({r.if_(is(1), r.abort("$fname twice"), r.set(held, r.num(1)))}));
    r.on_guarded({r.function("KeReleaseX")}, When::Entry, r.arg(1), r.block({r.set(held, r.num(0))}));
    r.on({r.role("DRIVER_DISPATCH")}, When::Exit, r.block({r.if_(is(1), r.abort("$fname leaves it held"))}));
}

/// The state of the first callback's extension is not read while its lock is held.
void reading(RuleMaker& r) {
    const auto held = r.enum_var("held", {"no", "yes"});
    r.on({r.function("KeAcquireX")}, When::Exit, r.block({r.set(held, r.num(1))}));
    r.on({r.function("KeReleaseX")}, When::Entry, r.block({r.set(held, r.num(0))}));
    r.on({}, When::Entry, r.block({r.if_(r.eq(r.var(held), r.num(1)), r.abort("read in $fname"))}));
    r.rule.blocks.back().read = automaton::MemoryRead{r.role("DRIVER_DISPATCH"), r.arrow(r.arg(1), "State")};
}

}  // namespace

std::string random_rule(RuleMaker& r, std::uint32_t kind) {
    switch (kind) {
        case 0: alternation(r); return "alternation";
        case 1: watched(r); return "watched";
        case 2: counter(r); return "counter";
        case 3: keyed(r); return "keyed";
        case 4: reading(r); return "reading";
        default: field(r); return "field";
    }
}

}  // namespace sdvlite::oracle
