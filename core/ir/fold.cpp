// SPDX-License-Identifier: Apache-2.0
#include "core/ir/fold.hpp"

namespace sdvlite::ir {

namespace {

std::uint64_t truncate(std::uint64_t bits, unsigned width) {
    return width >= 64 ? bits : bits & ((std::uint64_t{1} << width) - 1);
}

std::uint64_t shift(const TypeTable& types, const Expr& e, std::uint64_t a, std::uint64_t by) {
    const unsigned width = types.bits_of(e.type);
    if (e.bin == BinOp::Shl) return by >= width ? 0 : a << by;
    if (!types.is_signed(e.type)) return by >= width ? 0 : a >> by;
    const std::int64_t value = as_signed(types, a, e.type);
    return static_cast<std::uint64_t>(value >> (by >= width ? width - 1 : by));
}

std::optional<std::uint64_t> divide(const TypeTable& types, const Expr& e, std::uint64_t a, std::uint64_t b) {
    if (b == 0) return {};
    if (!types.is_signed(e.type)) return e.bin == BinOp::Div ? a / b : a % b;
    const std::int64_t x = as_signed(types, a, e.type);
    const std::int64_t y = as_signed(types, b, e.type);
    if (y == -1) return e.bin == BinOp::Div ? 0 - a : 0;  // the smallest number / -1 overflows in C++
    return static_cast<std::uint64_t>(e.bin == BinOp::Div ? x / y : x % y);
}

bool compare(const TypeTable& types, BinOp op, TypeId type, std::uint64_t a, std::uint64_t b) {
    const std::int64_t x = as_signed(types, a, type);
    const std::int64_t y = as_signed(types, b, type);
    const bool less = types.is_signed(type) ? x < y : a < b;
    switch (op) {
        case BinOp::Eq: return a == b;
        case BinOp::Ne: return a != b;
        case BinOp::Lt: return less;
        case BinOp::Le: return less || a == b;
        case BinOp::Gt: return !less && a != b;
        default: return !less;
    }
}

std::optional<std::uint64_t> binary(const Program& p, const Expr& e, std::uint64_t a, std::uint64_t b) {
    switch (e.bin) {
        case BinOp::Add: return a + b;
        case BinOp::Sub: return a - b;
        case BinOp::Mul: return a * b;
        case BinOp::Div:
        case BinOp::Rem: return divide(p.types, e, a, b);
        case BinOp::And: return a & b;
        case BinOp::Or: return a | b;
        case BinOp::Xor: return a ^ b;
        case BinOp::Shl:
        case BinOp::Shr: return shift(p.types, e, a, b);
        case BinOp::LogAnd: return a != 0 && b != 0;
        case BinOp::LogOr: return a != 0 || b != 0;
        case BinOp::PtrAdd:
        case BinOp::PtrSub: return {};
        default: return compare(p.types, e.bin, p[e.a].type, a, b);
    }
}

std::optional<std::uint64_t> unary(const Expr& e, std::uint64_t a) {
    switch (e.un) {
        case UnOp::Neg: return 0 - a;
        case UnOp::BitNot: return ~a;
        case UnOp::LogNot: break;
    }
    return a == 0;
}

constexpr unsigned kMaxParts = 1000;

std::optional<std::uint64_t> evaluate(const Program& p, ExprId id, unsigned& budget);

// `evaluate`, at the width of the type.
std::optional<std::uint64_t> value_of(const Program& p, ExprId e, unsigned& budget) {
    const auto value = evaluate(p, e, budget);  // recursion: as high as an expression may be
    if (!value) return {};
    return truncate(*value, p.types.bits_of(p[e].type));
}

std::optional<std::uint64_t> evaluate(const Program& p, ExprId id, unsigned& budget) {
    const Expr& e = p[id];
    if (!p.types.is_scalar(e.type) || budget == 0) return {};
    --budget;
    switch (e.kind) {
        case ExprKind::Const: return e.bits;
        case ExprKind::Unary:
        case ExprKind::Cast: {
            if (!p.types.is_scalar(p[e.a].type)) return {};
            const auto a = value_of(p, e.a, budget);
            if (!a) return {};
            return e.kind == ExprKind::Unary ? unary(e, *a) : convert_bits(p.types, *a, p[e.a].type, e.type);
        }
        case ExprKind::Binary: {
            const auto a = value_of(p, e.a, budget);
            if (!a) return {};
            const auto b = value_of(p, e.b, budget);
            if (!b) return {};
            return binary(p, e, *a, *b);
        }
        default: return {};
    }
}

}  // namespace

std::int64_t as_signed(const TypeTable& types, std::uint64_t bits, TypeId type) {
    const unsigned width = types.bits_of(type);
    if (!types.is_signed(type) || width >= 64) return static_cast<std::int64_t>(bits);
    const std::uint64_t sign = std::uint64_t{1} << (width - 1);
    return static_cast<std::int64_t>((truncate(bits, width) ^ sign) - sign);
}

std::uint64_t convert_bits(const TypeTable& types, std::uint64_t bits, TypeId from, TypeId to) {
    return truncate(static_cast<std::uint64_t>(as_signed(types, bits, from)), types.bits_of(to));
}

std::optional<std::uint64_t> constant_value(const Program& program, ExprId e) {
    unsigned budget = kMaxParts;
    return value_of(program, e, budget);
}

std::optional<std::uint64_t> constant_offset(const Program& program, ExprId designator) {
    std::uint64_t offset = 0;
    for (ExprId at = designator;; at = program[at].a) {
        const Expr& e = program[at];
        if (e.kind == ExprKind::Field) {
            offset += program.types.rec(program.types[program[e.a].type].record).fields[e.index].offset;
        } else if (e.kind == ExprKind::Index) {
            const auto index = constant_value(program, e.b);
            if (!index) return {};
            offset += static_cast<std::uint64_t>(as_signed(program.types, *index, program[e.b].type)) *
                      program.types.size_of(e.type);
        } else if (e.kind == ExprKind::Deref && program[e.a].kind == ExprKind::Const && program[e.a].bits == 0) {
            return offset;
        } else {
            return {};
        }
    }
}

namespace {

bool is_static_place(const Program& program, ExprId designator) {
    for (ExprId at = designator;; at = program[at].a) {
        const Expr& e = program[at];
        if (e.kind == ExprKind::Global) return true;
        const bool element = e.kind == ExprKind::Index && constant_value(program, e.b);
        if (e.kind != ExprKind::Field && !element) return false;
    }
}

}  // namespace

bool is_initialiser(const Program& program, ExprId value) {
    for (ExprId at = value;; at = program[at].a) {
        const Expr& e = program[at];
        switch (e.kind) {
            case ExprKind::Const:
            case ExprKind::FuncAddr: return true;
            case ExprKind::AddrOf: return is_static_place(program, e.a);
            case ExprKind::Cast: break;
            case ExprKind::Binary:
                if (e.bin != BinOp::PtrAdd || !constant_value(program, e.b)) return false;
                break;
            default: return false;
        }
    }
}

}  // namespace sdvlite::ir
