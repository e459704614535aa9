// SPDX-License-Identifier: Apache-2.0
// What values may lead to, and the numbers of objects of one allocation.
#include <catch2/catch.hpp>

#include "core/explore/machine.hpp"

using namespace sdvlite;
using namespace sdvlite::explore;
using ir::BinOp;

namespace {

ObjectId object(Terms& t, ObjectKind kind, std::uint32_t index, std::uint16_t generation = 0) {
    Object o;
    o.kind = kind;
    o.proc = ir::ProcId(0);
    o.index = index;
    o.generation = generation;
    if (kind == ObjectKind::Global) o.global = ir::GlobalId(index);
    return t.intern(o);
}

TermId unknown(Terms& t, Leads leads, std::uint16_t generation = 0) {
    Sym y;
    y.kind = SymKind::Joined;
    y.bits = 64;
    y.generation = generation;
    y.leads = leads;
    return t.sym(y);
}

CellId cell(Terms& t, ObjectId o, std::int64_t offset = 0) {
    Cell c;
    c.object = o;
    c.offset = offset;
    c.bits = 64;
    return t.intern(c);
}

const model::Model& no_model() {
    static const model::Model model{model::Woven{}};
    return model;
}

}  // namespace

TEST_CASE("what a value may lead to") {
    Terms t;
    const TermId first = t.address(object(t, ObjectKind::Fresh, 1), 8), second = t.address(object(t, ObjectKind::Fresh, 2), 0);
    const TermId local = t.address(object(t, ObjectKind::Local, 1), 0), global = t.address(object(t, ObjectKind::Global, 1), 0);
    CHECK(t.leads(t.constant(64, 4096)) == kOld);
    CHECK(t.leads(global) == kOld);
    CHECK(t.leads(local) == kLocals);
    CHECK(t.leads(first) != kOld);
    CHECK((t.leads(first) & t.leads(second)) == kOld);
    CHECK(t.leads(first) == t.leads(t.address(object(t, ObjectKind::Fresh, 1, 3), 0)));
    CHECK(t.leads(t.top(64)) == kAnywhere);
    CHECK(t.leads(t.top(32)) == kAnywhere);
    CHECK(t.leads(t.pointer_top(kOld)) == kOld);
    CHECK(t.leads(t.pointer_top(kLocals)) == kLocals);
    CHECK(t.pointer_top(kAnywhere) == t.top(64));
    // A distance does not change the object; of a sum of two values that may be pointers either may be one.
    const TermId old = unknown(t, kOld), other = unknown(t, kLocals, 1);
    CHECK(t.leads(t.offset_by(old, t.constant(64, 24))) == kOld);
    CHECK(t.leads(t.offset_by(old, t.binary(BinOp::Mul, false, unknown(t, kOld, 2), t.constant(64, 8)))) == kOld);
    CHECK(t.leads(t.offset_by(old, t.binary(BinOp::Mul, false, other, t.constant(64, 8)))) == kAnywhere);
    CHECK(t.leads(t.binary(BinOp::Add, false, old, other)) == kAnywhere);
    CHECK(t.leads(t.binary(BinOp::And, false, first, t.constant(64, 0xff00))) == kAnywhere);
    CHECK(t.leads(t.binary(BinOp::Sub, false, old, first)) == kAnywhere);
}

TEST_CASE("allocations of which there are very many share a bit") {
    Terms t;
    Leads all = kOld;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Leads leads = t.leads(t.address(object(t, ObjectKind::Fresh, i), 0));
        CHECK(leads != kOld);
        CHECK((leads & kLocals) == kOld);
        if (i < kMostSites) CHECK((all & leads) == kOld);
        all |= leads;
    }
    CHECK((all | kLocals) == kAnywhere);
}

TEST_CASE("an object has escaped with what it leads to") {
    Machine m{no_model(), false};
    Terms& t = m.terms;
    const ObjectId outer = object(t, ObjectKind::Fresh, 1), inner = object(t, ObjectKind::Fresh, 2), apart = object(t, ObjectKind::Fresh, 3);
    State s;
    s.bind(cell(t, outer), t.address(inner, 16));
    s.bind(cell(t, apart), t.address(inner, 0));
    m.escape(s, unknown(t, kAnywhere));
    CHECK_FALSE(s.find(m.escape_cell(outer)));
    m.escape(s, t.address(outer, 40));
    CHECK(s.find(m.escape_cell(outer)));
    CHECK(s.find(m.escape_cell(inner)));
    CHECK_FALSE(s.find(m.escape_cell(apart)));
}

TEST_CASE("states that differ in the numbers of instances only become one") {
    Machine m{no_model(), false};
    Terms& t = m.terms;
    const ObjectId g = object(t, ObjectKind::Local, 0);
    const auto state = [&](std::uint16_t a, std::uint16_t b) {
        State s;
        s.bind(cell(t, g, 0), t.address(object(t, ObjectKind::Fresh, 7, a), 8));
        s.bind(cell(t, g, 8), t.address(object(t, ObjectKind::Fresh, 7, b), 0));
        s.bind(cell(t, object(t, ObjectKind::Fresh, 7, a)), t.constant(64, 5));
        s.bind(cell(t, object(t, ObjectKind::Fresh, 7, b)), t.address(object(t, ObjectKind::Fresh, 7, a), 0));
        return s;
    };
    const State wanted = state(0, 1);
    for (const auto& [a, b] : {std::pair(0, 1), std::pair(1, 0), std::pair(2, 1), std::pair(1, 2), std::pair(3, 0)}) {
        State s = state(static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b));
        m.number_instances(s, {});
        CHECK(s == wanted);
    }
    // What callers know keeps its number, and nothing else gets it.
    State s = state(1, 0);
    m.number_instances(s, {object(t, ObjectKind::Fresh, 7, 0)});
    CHECK(s == state(1, 0));
    s = state(2, 3);
    m.number_instances(s, {object(t, ObjectKind::Fresh, 7, 0)});
    CHECK(s == state(1, 2));
}

TEST_CASE("of many instances the last mentioned loses its name, so that the next has one") {
    Machine m{no_model(), false};
    Terms& t = m.terms;
    const ObjectId g = object(t, ObjectKind::Local, 0);
    State s;
    for (std::uint16_t i = 0; i < 4; ++i) s.bind(cell(t, g, i * 8), t.address(object(t, ObjectKind::Fresh, 7, i), 0));
    const Leads site = t.leads(t.address(object(t, ObjectKind::Fresh, 7), 0));
    m.spare_names(s, {}, {});
    for (std::uint16_t i = 0; i < 3; ++i) CHECK(s.find(cell(t, g, i * 8)) == t.address(object(t, ObjectKind::Fresh, 7, i), 0));
    const TermId lost = s.find(cell(t, g, 24)).value();
    CHECK(t[lost].kind == TermKind::Sym);  // equal to itself
    CHECK(t.leads(lost) == site);
    CHECK_FALSE(t.new_object(lost).valid());
}
