// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/exprs.hpp"

#include <algorithm>

namespace sdvlite::frontend::c {

using ir::BinOp;
using ir::ExprId;
using ir::ExprKind;

ExprId Exprs::add(ir::Expr e) { return measured(program_.add_expr(e)); }

ExprId Exprs::measured(ExprId id) {
    const ir::Expr& e = program_[id];
    Size s;
    for (ExprId child : {e.a, e.b}) {
        if (!child.valid()) continue;
        s.height = std::max(s.height, size(child).height + 1);
        s.nodes += size(child).nodes;
    }
    if (sizes_.size() < program_.exprs.size()) sizes_.resize(program_.exprs.size());
    sizes_[id.index()] = s;
    return id;
}

ExprId Exprs::folded(ExprId e) {
    const ir::Expr& x = program_[e];
    const bool constant_a = x.a.valid() && is_constant(x.a);
    const bool constant_b = !x.b.valid() || is_constant(x.b);
    if (!constant_a || !constant_b || !program_.types.is_scalar(x.type)) return measured(e);
    const auto value = ir::constant_value(program_, e);
    if (!value) return measured(e);
    const ir::TypeId type = x.type;
    program_.exprs.pop_back(); // e is the last one: it has just been built
    return constant(type, *value);
}

ExprId Exprs::constant(ir::TypeId type, std::uint64_t bits) {
    return measured(ir::ExprBuilder(program_).constant(type, bits));
}

ExprId Exprs::local(const ir::Proc& proc, std::uint32_t index) {
    return measured(ir::ExprBuilder(program_).local(proc, index));
}

ExprId Exprs::global(ir::GlobalId id) { return measured(ir::ExprBuilder(program_).global(id)); }

ExprId Exprs::deref(ExprId pointer) {
    if (program_[pointer].kind == ExprKind::AddrOf) return program_[pointer].a;
    return measured(ir::ExprBuilder(program_).deref(pointer));
}

ExprId Exprs::field(ExprId record, std::uint32_t index) {
    return measured(ir::ExprBuilder(program_).field(record, index));
}

ExprId Exprs::index(ExprId array, ExprId i) { return measured(ir::ExprBuilder(program_).index(array, i)); }

ExprId Exprs::addr_of(ExprId designator) {
    if (program_[designator].kind == ExprKind::Deref) return program_[designator].a;
    return measured(ir::ExprBuilder(program_).addr_of(designator));
}

ExprId Exprs::func_addr(ir::ProcId proc) {
    program_[proc].address_taken = true;
    return measured(ir::ExprBuilder(program_).func_addr(proc));
}

ExprId Exprs::unary(ir::UnOp op, ExprId a) { return folded(ir::ExprBuilder(program_).unary(op, a)); }

ExprId Exprs::binary(BinOp op, ExprId a, ExprId b) {
    const bool own_types = op == BinOp::Shl || op == BinOp::Shr || op == BinOp::PtrAdd || op == BinOp::PtrSub ||
                           op == BinOp::LogAnd || op == BinOp::LogOr;
    if (!own_types) b = cast(type(a), b);
    return folded(ir::ExprBuilder(program_).binary(op, a, b));
}

ExprId Exprs::cast(ir::TypeId to, ExprId a) {
    if (type(a) == to) return a;
    if (program_[a].kind == ExprKind::AddrOf && program_.types.is_integer(to)) {
        // (ULONG_PTR)&((T*)0)->field, the offset in CONTAINING_RECORD.
        if (const auto offset = ir::constant_offset(program_, program_[a].a)) return constant(to, *offset);
    }
    return folded(ir::ExprBuilder(program_).cast(to, a));
}

ExprId Exprs::truth(ExprId a) {
    // A conversion does not change whether 0 or 1 is 0.
    ExprId bare = a;
    while (program_[bare].kind == ExprKind::Cast && program_.types.is_integer(type(bare))) bare = program_[bare].a;
    const ir::Expr& e = program_[bare];
    const bool logic = e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr;
    const bool is_truth = (e.kind == ExprKind::Binary && (ir::is_comparison(e.bin) || logic)) ||
                          (e.kind == ExprKind::Unary && e.un == ir::UnOp::LogNot);
    if (is_truth) return bare;
    return binary(BinOp::Ne, a, constant(type(a), 0));
}

ExprId Exprs::logical_not(ExprId a) {
    const ir::Expr& e = program_[a];
    if (e.kind == ExprKind::Unary && e.un == ir::UnOp::LogNot) return truth(e.a);
    if (program_.types.is_pointer(type(a))) return binary(BinOp::Eq, a, constant(type(a), 0));
    return unary(ir::UnOp::LogNot, a);
}

} // namespace sdvlite::frontend::c
