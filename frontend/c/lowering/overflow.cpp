// SPDX-License-Identifier: Apache-2.0
// The compiler's own checked arithmetic, with which the safe functions of intsafe.h are written: `__builtin_add_overflow(x, y, &r)`,
// sub, mul. r is the result in its own width, and what comes back is whether that is all of it. Sums and differences of
// unsigned numbers are told by the operands, others of up to 32 bits are reckoned in 64. Not lowered: operands of several kinds, and the signed 64-bit product.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::BinOp;
using ir::ExprId;
using ir::TypeId;

std::optional<ExprId> Body::checked_arithmetic(const clang::CallExpr* e, llvm::StringRef name) {
    const std::optional<BinOp> op = name == "__builtin_add_overflow"   ? std::optional(BinOp::Add)
                                    : name == "__builtin_sub_overflow" ? std::optional(BinOp::Sub)
                                    : name == "__builtin_mul_overflow" ? std::optional(BinOp::Mul)
                                                                       : std::nullopt;
    if (!op || e->getNumArgs() != 3) return std::nullopt;
    const clang::QualType to = e->getArg(2)->getType()->getPointeeType();
    if (to.isNull() || !to->isIntegerType()) return std::nullopt;
    const TypeId type = unit_.types.lower(to);
    const unsigned bits = unit_.types.table().bits_of(type);
    const bool is_signed = unit_.types.table().is_signed(type);
    for (unsigned i = 0; i < 2; ++i) {
        const clang::QualType given = e->getArg(i)->getType();
        if (!given->isIntegerType() || unit_.types.lower(given) != type) return std::nullopt;
    }
    if (bits > 64 || (bits == 64 && is_signed && *op == BinOp::Mul)) return std::nullopt;
    const ExprId x = temp(type), y = temp(type), r = temp(type);
    assign(x, rvalue(e->getArg(0)));
    assign(y, rvalue(e->getArg(1)));
    const ExprId place = pointee(rvalue(e->getArg(2)));
    assign(r, exprs_.binary(*op, x, y));
    const ExprId over = temp(unit_.types.i32());
    assign(over, overflows(*op, bits, is_signed, x, y, r));
    assign(place, r);
    return coerce(over, type_of(e));
}

/// Whether `r`, of so many bits, is not all of `x op y`.
ExprId Body::overflows(BinOp op, unsigned bits, bool is_signed, ExprId x, ExprId y, ExprId r) {
    const TypeId type = exprs_.type(x);
    const ExprId zero = exprs_.constant(type, 0);
    // As it is mostly written by hand, so that both are seen to ask the same.
    if (op == BinOp::Sub && !is_signed) return exprs_.binary(BinOp::Lt, x, y);
    if (op == BinOp::Add && !is_signed) return exprs_.binary(BinOp::Lt, r, x);
    if (bits < 64) {
        const TypeId wide = unit_.types.table().integer(64, is_signed);
        const ExprId all = exprs_.binary(op, exprs_.cast(wide, x), exprs_.cast(wide, y));
        return exprs_.binary(BinOp::Ne, all, exprs_.cast(wide, r));
    }
    if (is_signed) {  // of one sign, and the result of the other
        const ExprId by_y = exprs_.binary(BinOp::Xor, op == BinOp::Add ? y : x, op == BinOp::Add ? r : y);
        return exprs_.binary(BinOp::Lt, exprs_.binary(BinOp::And, exprs_.binary(BinOp::Xor, x, r), by_y), zero);
    }
    const ExprId some = exprs_.binary(BinOp::Ne, x, zero);
    const ExprId divisor = exprs_.binary(BinOp::Or, x, exprs_.cast(type, exprs_.binary(BinOp::Eq, x, zero)));
    return exprs_.binary(BinOp::And, some, exprs_.binary(BinOp::Ne, exprs_.binary(BinOp::Div, r, divisor), y));
}

}  // namespace sdvlite::frontend::c
