// SPDX-License-Identifier: Apache-2.0
// Expressions of the driver IR: pure, typed, without calls. A designator (Var, Deref, Field,
// Index) used as a value means the value that is stored there. Expressions are immutable and live
// in the arena of their program; ids are dense, children always have smaller ids than parents.
#pragma once

#include <cstdint>

#include "core/base/ids.hpp"
#include "core/ir/type.hpp"

namespace sdvlite::ir {

struct ExprTag;
struct GlobalTag;
struct ProcTag;
using ExprId = base::Id<ExprTag>;
using GlobalId = base::Id<GlobalTag>;
using ProcId = base::Id<ProcTag>;

enum class ExprKind : std::uint8_t {
    Const,     ///< `bits` of type `type` (integer, or pointer: 0 is NULL)
    Local,     ///< local or parameter number `index` of the procedure it is used in
    Global,    ///< `global`
    Deref,     ///< what `a` (a pointer) points to
    Field,     ///< field number `index` of the record designated by `a`
    Index,     ///< element `b` of the array designated by `a`
    AddrOf,    ///< address of the designator `a`
    FuncAddr,  ///< address of the procedure `proc`
    Unary,     ///< `un` a
    Binary,    ///< a `bin` b
    Cast,      ///< `a` converted to `type` (zero/sign extension by a's type, truncation, pointer<->integer)
};

enum class UnOp : std::uint8_t { Neg, BitNot, LogNot };

/// Operands of arithmetic and comparisons have the same type, with C's usual conversions made
/// explicit as casts. Exceptions: Shl/Shr (any integer on the right; shifting by the width or more
/// gives 0, or the sign for a signed Shr), PtrAdd (pointer + integer, scaled by the pointee's size
/// as in C; void scales by 1), PtrSub (two pointers, result i64 in elements). Comparisons and
/// logic give i32 0 or 1. LogAnd/LogOr do not evaluate `b` when `a` decides. Div/Rem by zero is
/// undefined in C: the result is an arbitrary value.
enum class BinOp : std::uint8_t {
    Add, Sub, Mul, Div, Rem, And, Or, Xor, Shl, Shr,
    Eq, Ne, Lt, Le, Gt, Ge, LogAnd, LogOr, PtrAdd, PtrSub,
};

struct Expr {
    ExprKind kind = ExprKind::Const;
    UnOp un = UnOp::Neg;
    BinOp bin = BinOp::Add;
    TypeId type;
    ExprId a;
    ExprId b;
    std::uint64_t bits = 0;   ///< Const: value, zero-extended from the type's width
    /// Const: written as sizeof(size_of), or, with `a`, as offsetof: `a` is then a chain of Field and Index
    /// over Deref of a null pointer. link() needs this to compute `bits` again when the layout changes.
    TypeId size_of;
    std::uint32_t index = 0;  ///< Local, Field
    GlobalId global;
    ProcId proc;

    friend bool operator==(const Expr&, const Expr&) = default;
};

inline bool is_designator(ExprKind k) {
    return k == ExprKind::Local || k == ExprKind::Global || k == ExprKind::Deref ||
           k == ExprKind::Field || k == ExprKind::Index;
}
inline bool is_comparison(BinOp op) { return op >= BinOp::Eq && op <= BinOp::Ge; }

}  // namespace sdvlite::ir
