// SPDX-License-Identifier: Apache-2.0
// Building expressions, each with the type that C gives it.
#include "core/ir/program.hpp"

namespace sdvlite::ir {

ExprId ExprBuilder::constant(TypeId type, std::uint64_t bits) {
    const unsigned width = p_.types.bits_of(type);
    Expr e;
    e.kind = ExprKind::Const;
    e.type = type;
    e.bits = width < 64 ? bits & ((std::uint64_t{1} << width) - 1) : bits;
    return p_.add_expr(e);
}

ExprId ExprBuilder::local(const Proc& proc, std::uint32_t index) {
    Expr e;
    e.kind = ExprKind::Local;
    e.type = proc.locals[index].type;
    e.index = index;
    return p_.add_expr(e);
}

ExprId ExprBuilder::global(GlobalId g) {
    Expr e;
    e.kind = ExprKind::Global;
    e.type = p_[g].type;
    e.global = g;
    return p_.add_expr(e);
}

ExprId ExprBuilder::deref(ExprId pointer) {
    Expr e;
    e.kind = ExprKind::Deref;
    e.type = p_.types[p_[pointer].type].element;
    e.a = pointer;
    return p_.add_expr(e);
}

ExprId ExprBuilder::field(ExprId record, std::uint32_t field_index) {
    Expr e;
    e.kind = ExprKind::Field;
    e.type = p_.types.rec(p_.types[p_[record].type].record).fields[field_index].type;
    e.a = record;
    e.index = field_index;
    return p_.add_expr(e);
}

ExprId ExprBuilder::field(ExprId record, std::string_view name) {
    const TypeId type = p_[record].type;
    if (!p_.types.is_record(type)) return {};
    ExprId at;
    for (std::uint32_t i : find_field(p_.types, p_.types[type].record, name)) {
        at = field(at.valid() ? at : record, i);
    }
    return at;
}

ExprId ExprBuilder::index(ExprId array, ExprId i) {
    Expr e;
    e.kind = ExprKind::Index;
    e.type = p_.types[p_[array].type].element;
    e.a = array;
    e.b = i;
    return p_.add_expr(e);
}

ExprId ExprBuilder::addr_of(ExprId designator) {
    Expr e;
    e.kind = ExprKind::AddrOf;
    e.type = p_.types.pointer(p_[designator].type);
    e.a = designator;
    return p_.add_expr(e);
}

ExprId ExprBuilder::func_addr(ProcId proc) {
    Expr e;
    e.kind = ExprKind::FuncAddr;
    e.type = p_.types.pointer(p_[proc].type);
    e.proc = proc;
    return p_.add_expr(e);
}

ExprId ExprBuilder::unary(UnOp op, ExprId a) {
    Expr e;
    e.kind = ExprKind::Unary;
    e.un = op;
    e.type = op == UnOp::LogNot ? p_.types.integer(32, true) : p_[a].type;
    e.a = a;
    return p_.add_expr(e);
}

ExprId ExprBuilder::binary(BinOp op, ExprId a, ExprId b) {
    Expr e;
    e.kind = ExprKind::Binary;
    e.bin = op;
    e.a = a;
    e.b = b;
    if (is_comparison(op) || op == BinOp::LogAnd || op == BinOp::LogOr) {
        e.type = p_.types.integer(32, true);
    } else if (op == BinOp::PtrSub) {
        e.type = p_.types.integer(64, true);
    } else {
        e.type = p_[a].type;
    }
    return p_.add_expr(e);
}

ExprId ExprBuilder::cast(TypeId type, ExprId a) {
    if (p_[a].type == type) return a;
    Expr e;
    e.kind = ExprKind::Cast;
    e.type = type;
    e.a = a;
    return p_.add_expr(e);
}

}  // namespace sdvlite::ir
