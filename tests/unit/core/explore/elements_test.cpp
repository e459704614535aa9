// SPDX-License-Identifier: Apache-2.0
// Comparing elements of one array by their indices: what is decided without knowing the indices must hold of all of them.
#include <catch2/catch.hpp>

#include <vector>

#include "core/explore/machine.hpp"

using namespace sdvlite;
using explore::CastKind;
using explore::TermId;
using explore::Terms;
using ir::BinOp;

namespace {

/// How an index of 8 bits becomes an offset.
struct Shape {
    CastKind widen;
    std::uint64_t add, mask, size;

    TermId term(Terms& t, TermId index) const {
        const TermId sum = t.binary(BinOp::Add, false, index, t.constant(8, add));
        const TermId masked = t.binary(BinOp::And, false, sum, t.constant(8, mask));
        return t.binary(BinOp::Mul, false, t.cast(widen, 64, masked), t.constant(64, size));
    }
    std::uint64_t number(std::uint64_t index) const {
        const std::uint64_t masked = (index + add) & mask & 0xff;
        return (widen == CastKind::Sext ? static_cast<std::uint64_t>(explore::sign_extend(masked, 8)) : masked) * size;
    }
};

std::vector<Shape> shapes() {
    std::vector<Shape> out;
    for (const CastKind k : {CastKind::Zext, CastKind::Sext}) {
        for (const std::uint64_t add : {0ull, 1ull, 4ull}) {
            for (const std::uint64_t mask : {0xffull, 3ull}) {
                for (const std::uint64_t size : {1ull, 12ull, 16ull, 0x4000000000000000ull, 0xfffffffffffffff0ull}) out.push_back({k, add, mask, size});
            }
        }
    }
    return out;
}

explore::SymId index(Terms& t, ir::StmtIndex stmt) {
    explore::Sym s;
    s.bits = 8;
    s.stmt = stmt;
    return t.intern(s);
}

const std::vector<std::uint64_t> kIndices{0, 1, 2, 3, 4, 5, 0x7f, 0x80, 0xfe, 0xff};

}  // namespace

TEST_CASE("offsets of elements are equal where the indices make them so") {
    Terms t;
    const explore::SymId i = index(t, 1), k = index(t, 2);
    for (const Shape& f : shapes()) {
        for (const Shape& g : shapes()) {
            for (const explore::SymId other : {i, k}) {
                const TermId equal = t.binary(BinOp::Eq, false, f.term(t, t.sym(i)), g.term(t, t.sym(other)));
                for (const std::uint64_t a : kIndices) {
                    for (const std::uint64_t b : kIndices) {
                        if (other == i && a != b) continue;
                        const TermId got = t.substitute(t.substitute(equal, i, t.constant(8, a)), k, t.constant(8, b));
                        if (t.is_const(got, f.number(a) == g.number(b) ? 1 : 0)) continue;
                        CAPTURE(f.add, f.mask, f.size, g.add, g.mask, g.size, a, b);
                        REQUIRE(t.is_top(equal));
                    }
                }
            }
        }
    }
}

TEST_CASE("an element by a known offset") {
    Terms t;
    const explore::SymId i = index(t, 1);
    for (const Shape& f : shapes()) {
        for (const std::uint64_t at : {0ull, 1ull, 12ull, 16ull, 48ull, 0x4000000000000000ull, 0x1fe0ull, 0ull - 16, 0ull - 12 * 128}) {
            const TermId equal = t.binary(BinOp::Eq, false, f.term(t, t.sym(i)), t.constant(64, at));
            for (const std::uint64_t a : kIndices) {
                CAPTURE(f.add, f.mask, f.size, at, a);
                REQUIRE(t.is_const(t.substitute(equal, i, t.constant(8, a)), f.number(a) == at ? 1 : 0));
            }
        }
    }
}

TEST_CASE("slots of a ring that are told apart") {
    Terms t;
    const TermId i = t.sym(index(t, 1)), k = t.sym(index(t, 2));
    auto slot = [&](TermId of, std::uint64_t add) { return Shape{CastKind::Zext, add, 3, 24}.term(t, of); };
    CHECK(t.is_const(t.binary(BinOp::Eq, false, slot(i, 0), slot(i, 1)), 0));
    CHECK(t.is_const(t.binary(BinOp::Eq, false, slot(i, 1), slot(i, 5)), 1));
    CHECK(t.binary(BinOp::Eq, false, slot(i, 0), slot(k, 0)) ==
          t.binary(BinOp::Eq, false, t.binary(BinOp::And, false, i, t.constant(8, 3)), t.binary(BinOp::And, false, k, t.constant(8, 3))));
}
