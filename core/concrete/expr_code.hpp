// SPDX-License-Identifier: Apache-2.0
// IR expressions as postfix code for a stack machine: no recursion when run, each expression
// compiled once per program. Operands are evaluated from left to right.
#pragma once

#include <cstdint>
#include <vector>

#include "core/concrete/arith.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

enum class Op : std::uint8_t {
    Const,      ///< push `imm`
    LocalAddr,  ///< push the address of local `imm`
    GlobalAddr, ///< push the address of global `imm`
    Load,       ///< pop an address, push the scalar of `type` there
    LoadBits,   ///< the same for a bit-field: `type` of the unit, `bit_offset`, `bit_width`
    Offset,     ///< add `imm` to the top
    Scaled,     ///< pop an index of `t`, add it times `imm` to the top (a pointer)
    PtrSub,     ///< pop b, a; push (a - b) / imm
    Unary,      ///< Neg or BitNot of type `t`
    Arith,      ///< `bin` of type `t`; division by zero havocs `type`
    Shift,      ///< `bin` of type `t`, count of type `from`
    Cast,       ///< top of type `from` to `t`
    Not,        ///< top = top == 0
    Bool,       ///< top = top != 0
    JumpIf,     ///< pop; when (value != 0) == `flag` go to `imm`
    Jump,       ///< go to `imm`
    Havoc,      ///< push any value of `type`
    HavocBool,  ///< push any truth value (a comparison of floats)
};

struct Instr {
    Op op = Op::Const;
    ir::BinOp bin = ir::BinOp::Add;
    ir::UnOp un = ir::UnOp::Neg;
    bool flag = false;
    IntType t{};
    IntType from{};
    std::uint8_t bit_offset = 0;
    std::uint8_t bit_width = 0;
    ir::TypeId type{};
    std::uint64_t imm = 0;
    ir::ExprId place{};  ///< Load: what is read
};

using Code = std::vector<Instr>;

/// Code that leaves the value of a scalar expression. Throws PathEnd (Invalid) for what validate() refuses.
Code compile_value(const ir::Program& program, ir::ExprId e);
/// Code that leaves the address of a designator; of a bit-field, that of its storage unit.
Code compile_address(const ir::Program& program, ir::ExprId e);

/// The bit-field that `e` designates, or null.
const ir::Field* bit_field(const ir::Program& program, ir::ExprId e);

/// Integers and pointers; floats of up to 64 bits as unsigned bits.
IntType int_type(const ir::TypeTable& types, ir::TypeId type);

}  // namespace sdvlite::concrete
