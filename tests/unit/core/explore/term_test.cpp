// SPDX-License-Identifier: Apache-2.0
// Every simplification of a term against the arithmetic itself: terms of two operators over an
// unknown byte and all interesting constants are built once with the byte as a symbol, in which the byte
// is then put, and once as numbers. What is known of a term by its range and by a condition on it
// must hold of the number.
#include <catch2/catch.hpp>

#include <memory>
#include <optional>
#include <vector>

#include "core/explore/machine.hpp"

using namespace sdvlite;
using explore::CastKind;
using explore::Machine;
using explore::Range;
using explore::State;
using explore::sign_extend;
using explore::TermId;
using explore::Terms;
using explore::width_mask;
using ir::BinOp;
using ir::UnOp;

namespace {

/// A number as C computes it: the reference, written without a look at the simplifier.
struct Number {
    unsigned bits = 8;
    std::uint64_t value = 0;
};

__extension__ typedef __int128 Wide;  // holds every value of 64 bits, signed or not

std::optional<Number> apply(BinOp op, bool is_signed, Number a, Number b) {
    const Wide x = is_signed ? Wide{sign_extend(a.value, a.bits)} : Wide{a.value};
    const Wide y = is_signed ? Wide{sign_extend(b.value, b.bits)} : Wide{b.value};
    auto truth = [](bool v) { return Number{32, v}; };
    auto wide = [&](Wide v) { return Number{a.bits, static_cast<std::uint64_t>(v) & width_mask(a.bits)}; };
    switch (op) {
        case BinOp::Add: return wide(x + y);
        case BinOp::Sub: return wide(x - y);
        case BinOp::Mul: return wide(x * y);
        case BinOp::Div: return y == 0 ? std::nullopt : std::optional(wide(x / y));
        case BinOp::Rem: return y == 0 ? std::nullopt : std::optional(wide(x % y));
        case BinOp::And: return wide(x & y);
        case BinOp::Or: return wide(x | y);
        case BinOp::Xor: return wide(x ^ y);
        case BinOp::Shl: return b.value >= a.bits ? Number{a.bits, 0} : wide(a.value << b.value);
        case BinOp::Shr:
            if (b.value >= a.bits) return is_signed && x < 0 ? wide(-1) : wide(0);
            return wide(x >> b.value);
        case BinOp::Eq: return truth(x == y);
        case BinOp::Ne: return truth(x != y);
        case BinOp::Lt: return truth(x < y);
        case BinOp::Le: return truth(x <= y);
        case BinOp::Gt: return truth(x > y);
        case BinOp::Ge: return truth(x >= y);
        case BinOp::LogAnd: return truth(a.value != 0 && b.value != 0);
        case BinOp::LogOr: return truth(a.value != 0 || b.value != 0);
        default: return std::nullopt;
    }
}

/// One operator with all but its left operand given.
struct Step {
    enum class Kind { Binary, Mirrored, Unary, Cast } kind = Kind::Binary;
    BinOp op = BinOp::Add;
    UnOp un = UnOp::Neg;
    CastKind cast = CastKind::Zext;
    bool is_signed = false;
    unsigned to_bits = 8;
    std::uint64_t constant = 0;

    TermId term(Terms& t, TermId a) const {
        const TermId c = t.constant(t[a].bits, constant);
        switch (kind) {
            case Kind::Binary: return t.binary(op, is_signed, a, c);
            case Kind::Mirrored: return t.binary(op, is_signed, c, a);
            case Kind::Unary: return t.unary(un, a);
            default: return t.cast(cast, to_bits, a);
        }
    }
    std::optional<Number> number(Number a) const {
        const Number c{a.bits, constant & width_mask(a.bits)};
        switch (kind) {
            case Kind::Binary: return apply(op, is_signed, a, c);
            case Kind::Mirrored: return apply(op, is_signed, c, a);
            case Kind::Unary:
                if (un == UnOp::LogNot) return Number{32, a.value == 0};
                return Number{a.bits, (un == UnOp::Neg ? 0 - a.value : ~a.value) & width_mask(a.bits)};
            default:
                if (cast == CastKind::Sext) return Number{to_bits, static_cast<std::uint64_t>(sign_extend(a.value, a.bits)) & width_mask(to_bits)};
                return Number{to_bits, a.value & width_mask(to_bits)};
        }
    }
    bool fits(unsigned bits) const { return kind != Kind::Cast || (cast == CastKind::Trunc ? to_bits < bits : to_bits > bits); }
};

std::vector<Step> steps(const std::vector<std::uint64_t>& constants) {
    static constexpr BinOp kOps[] = {BinOp::Add, BinOp::Sub, BinOp::Mul, BinOp::Div, BinOp::Rem, BinOp::And, BinOp::Or, BinOp::Xor, BinOp::Shl,
                                     BinOp::Shr, BinOp::Eq,  BinOp::Ne,  BinOp::Lt,  BinOp::Le,  BinOp::Gt,  BinOp::Ge, BinOp::LogAnd, BinOp::LogOr};
    std::vector<Step> out;
    for (const BinOp op : kOps) {
        for (const bool is_signed : {false, true}) {
            for (const std::uint64_t c : constants) {
                Step s;
                s.op = op;
                s.is_signed = is_signed;
                s.constant = c;
                out.push_back(s);
                s.kind = Step::Kind::Mirrored;
                out.push_back(s);
            }
        }
    }
    for (const UnOp un : {UnOp::Neg, UnOp::BitNot, UnOp::LogNot}) {
        Step s;
        s.kind = Step::Kind::Unary;
        s.un = un;
        out.push_back(s);
    }
    for (const unsigned bits : {3u, 8u, 16u, 32u, 64u}) {
        for (const CastKind k : {CastKind::Zext, CastKind::Sext, CastKind::Trunc}) {
            Step s;
            s.kind = Step::Kind::Cast;
            s.cast = k;
            s.to_bits = bits;
            out.push_back(s);
        }
    }
    return out;
}

const std::vector<std::uint64_t> kInputs{0, 1, 2, 3, 5, 7, 8, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xfe, 0xff};

/// An empty program: the machine's terms need none.
const model::Model& no_model() {
    static const model::Model model{model::Woven{}};
    return model;
}

struct Lab {
    Machine machine{no_model(), false};
    explore::SymId y;
    TermId x;
    Lab() {
        explore::Sym s;
        s.bits = 8;
        s.stmt = 1;
        y = machine.terms.intern(s);
        x = machine.terms.sym(y);
    }
    Terms& terms() { return machine.terms; }
};

}  // namespace

TEST_CASE("a simplified term has the value that C gives it") {
    Lab l;
    const std::vector<Step> first = steps({0, 1, 2, 3, 6, 0x7f, 0x80, 0xff}), second = steps({0, 1, 3, 0x80, 0xf0, 0xff, 0x1ff});
    std::size_t compared = 0;
    for (const Step& f : first) {
        if (!f.fits(8)) continue;
        const TermId inner = f.term(l.terms(), l.x);
        for (const Step& g : second) {
            if (!g.fits(l.terms()[inner].bits)) continue;
            const TermId whole = g.term(l.terms(), inner);
            for (const std::uint64_t v : kInputs) {
                const auto i = f.number({8, v});
                const auto wanted = i ? g.number(*i) : std::nullopt;
                if (!wanted) continue;
                ++compared;
                const TermId got = l.terms().substitute(whole, l.y, l.terms().constant(8, v));
                if (l.terms().is_top(whole)) continue;  // not known is not wrong
                if (l.terms()[whole].bits == wanted->bits && l.terms().is_const(got, wanted->value)) continue;
                INFO("steps " << &f - first.data() << " and " << &g - second.data() << " of " << v << ": ops " << static_cast<int>(f.op) << ", "
                              << static_cast<int>(g.op) << " constants " << f.constant << ", " << g.constant << " kinds "
                              << static_cast<int>(f.kind) << ", " << static_cast<int>(g.kind));
                CAPTURE(wanted->bits, wanted->value, l.terms()[whole].bits, l.terms()[got].value);
                REQUIRE(l.terms().is_const(got, wanted->value));
            }
        }
    }
    CHECK(compared > 500'000);
}

TEST_CASE("two unknown values: simplification keeps what an operator means") {
    Lab l;
    explore::Sym other;
    other.bits = 8;
    other.stmt = 2;
    const explore::SymId z = l.terms().intern(other);
    const TermId zt = l.terms().sym(z);
    for (const Step& f : steps({0, 1, 0x80, 0xff})) {
        if (f.kind != Step::Kind::Binary || !f.fits(8)) continue;
        for (const Step& g : steps({0, 1, 0xff})) {
            const TermId inner = l.terms().binary(f.op, f.is_signed, l.x, zt);
            if (!g.fits(l.terms()[inner].bits)) continue;
            const TermId whole = g.term(l.terms(), inner);
            for (const std::uint64_t v : {0u, 1u, 2u, 0x7fu, 0x80u, 0xffu}) {
                for (const std::uint64_t w : {0u, 1u, 2u, 0x7fu, 0x80u, 0xffu}) {
                    const auto i = apply(f.op, f.is_signed, {8, v}, {8, w});
                    const auto wanted = i ? g.number(*i) : std::nullopt;
                    if (!wanted || l.terms().is_top(whole)) continue;
                    TermId got = l.terms().substitute(whole, l.y, l.terms().constant(8, v));
                    got = l.terms().substitute(got, z, l.terms().constant(8, w));
                    if (!l.terms().is_const(got, wanted->value)) {
                        INFO("ops " << static_cast<int>(f.op) << ", " << static_cast<int>(g.op) << " of " << v << " and " << w);
                        REQUIRE(l.terms().is_const(got, wanted->value));
                    }
                }
            }
        }
    }
}

TEST_CASE("what a condition teaches is true of every value that satisfies it") {
    Lab l;
    const std::vector<Step> first = steps({0, 1, 3, 6, 0x80, 0xff}), second = steps({0, 1, 3, 0x40, 0x80, 0xff, 0x1ff});
    for (const Step& f : first) {
        if (!f.fits(8)) continue;
        const TermId inner = f.term(l.terms(), l.x);
        for (const Step& g : second) {
            if (!g.fits(l.terms()[inner].bits)) continue;
            const TermId condition = g.term(l.terms(), inner);
            for (const bool truth : {false, true}) {
                State s;
                s.bind(l.machine.result_cell(8), l.x);
                const bool possible = l.machine.assume(s, condition, truth);
                for (const std::uint64_t v : kInputs) {
                    const auto i = f.number({8, v});
                    const auto value = i ? g.number(*i) : std::nullopt;
                    if (!value || (value->value != 0) != truth) continue;
                    bool holds = possible && l.machine.range(s, *s.find(l.machine.result_cell(8))).contains(v);
                    for (const State::Fact& fact : s.facts) {  // everything that is remembered holds of v
                        const TermId at = l.terms().substitute(fact.term, l.y, l.terms().constant(8, v));
                        holds = holds && (!l.terms().is_const(at) || l.machine.ranges[fact.range].contains(l.terms()[at].value));
                    }
                    if (holds) continue;
                    INFO("ops " << static_cast<int>(f.op) << ", " << static_cast<int>(g.op) << " constants " << f.constant << ", " << g.constant
                                << " kinds " << static_cast<int>(f.kind) << ", " << static_cast<int>(g.kind) << " signed " << f.is_signed
                                << g.is_signed << " of " << v << ", " << truth);
                    REQUIRE(holds);
                }
            }
        }
    }
}
