// SPDX-License-Identifier: Apache-2.0
// Typed construction of IR expressions on top of ir::ExprBuilder: folds constants, makes operand
// types agree, and knows how large an expression has become, so that lowering can put the value of
// a large one into a temporary.
#pragma once

#include <vector>

#include "core/ir/fold.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::c {

class Exprs {
  public:
    explicit Exprs(ir::Program& program) : program_(program) {}

    ir::ExprId constant(ir::TypeId type, std::uint64_t bits);
    ir::ExprId local(const ir::Proc& proc, std::uint32_t index);
    ir::ExprId global(ir::GlobalId id);
    ir::ExprId deref(ir::ExprId pointer);
    ir::ExprId field(ir::ExprId record, std::uint32_t index);
    ir::ExprId index(ir::ExprId array, ir::ExprId i);
    /// Address of a designator; `&*p` is p.
    ir::ExprId addr_of(ir::ExprId designator);
    ir::ExprId func_addr(ir::ProcId proc);
    ir::ExprId unary(ir::UnOp op, ir::ExprId a);
    /// Arithmetic and comparisons: `b` is cast to the type of `a` when they differ.
    ir::ExprId binary(ir::BinOp op, ir::ExprId a, ir::ExprId b);
    ir::ExprId cast(ir::TypeId type, ir::ExprId a);
    /// 0 or 1 as i32: is the scalar `a` not zero?
    ir::ExprId truth(ir::ExprId a);
    ir::ExprId logical_not(ir::ExprId a);

    ir::TypeId type(ir::ExprId e) const { return program_[e].type; }
    bool is_constant(ir::ExprId e) const { return program_[e].kind == ir::ExprKind::Const; }
    std::uint64_t bits(ir::ExprId e) const { return program_[e].bits; }
    bool is_designator(ir::ExprId e) const { return ir::is_designator(program_[e].kind); }
    /// Larger than what is kept in one expression.
    bool is_large(ir::ExprId e) const { return size(e).height > kHeight || size(e).nodes > kNodes; }

  private:
    struct Size {
        std::uint32_t height = 1;
        std::uint32_t nodes = 1;
    };
    static constexpr std::uint32_t kHeight = 100;
    static constexpr std::uint32_t kNodes = 1000;

    Size size(ir::ExprId e) const { return e.index() < sizes_.size() ? sizes_[e.index()] : Size{}; }
    ir::ExprId measured(ir::ExprId e);
    ir::ExprId folded(ir::ExprId e);
    ir::ExprId add(ir::Expr e);

    ir::Program& program_;
    std::vector<Size> sizes_; // by expression
};

} // namespace sdvlite::frontend::c
