// SPDX-License-Identifier: Apache-2.0
// Operators: arithmetic, assignment, ++ and --, && || ?: and the comma as values. Long chains of
// binary operators nest to the left; they are walked in a loop.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::BinOp;
using ir::ExprId;
using ir::StmtKind;
using ir::TypeId;

ExprId Body::unary(const clang::UnaryOperator* e) {
    const clang::Expr* sub = e->getSubExpr();
    const TypeId type = type_of(e);
    switch (e->getOpcode()) {
    case clang::UO_Extension:
    case clang::UO_Plus: return rvalue(sub);
    case clang::UO_Deref:
        if (e->getType()->isFunctionType()) return rvalue(sub);
        return lvalue(e);
    case clang::UO_AddrOf:
        if (sub->getType()->isFunctionType()) return coerce(function_value(sub), type);
        return coerce(exprs_.addr_of(lvalue(sub)), type);
    case clang::UO_LNot:
        if (unit_.types.is_float(type_of(sub))) {
            effect(sub);
            return opaque(type);
        }
        return coerce(exprs_.logical_not(rvalue(sub)), type);
    case clang::UO_Minus:
    case clang::UO_Not: {
        const ExprId value = rvalue(sub);
        if (!unit_.types.table().is_integer(type)) return opaque(type);
        return exprs_.unary(e->getOpcode() == clang::UO_Minus ? ir::UnOp::Neg : ir::UnOp::BitNot, coerce(value, type));
    }
    case clang::UO_PreInc:
    case clang::UO_PreDec:
    case clang::UO_PostInc:
    case clang::UO_PostDec: return step(e);
    default: throw Unlowerable{"operator " + clang::UnaryOperator::getOpcodeStr(e->getOpcode()).str()};
    }
}

/// ++ and --. The value is the old one or the new one.
ExprId Body::step(const clang::UnaryOperator* e) {
    const ExprId object = lvalue(e->getSubExpr());
    const TypeId type = exprs_.type(object);
    if (unit_.types.is_float(type)) {
        emit(StmtKind::Havoc).lhs = object;
        return object;
    }
    if (!unit_.types.is_scalar(type)) throw Unlowerable{"++ or -- on " + unit_.types.table().name(type)};
    ExprId old = object;
    if (e->isPostfix() && e != discarded_) {
        old = temp(type);
        assign(old, object);
    }
    const bool down = e->isDecrementOp();
    if (unit_.types.table().is_pointer(type)) {
        assign(object, advance(object, exprs_.constant(unit_.types.i64(), 1), down));
    } else if (e->getType()->isBooleanType()) {
        const ExprId flipped = exprs_.cast(type, exprs_.logical_not(object));
        assign(object, down ? flipped : exprs_.constant(type, 1));
    } else {
        assign(object, exprs_.binary(down ? BinOp::Sub : BinOp::Add, object, exprs_.constant(type, 1)));
    }
    return e->isPostfix() ? old : object;
}

ExprId Body::binary(const clang::BinaryOperator* e) {
    switch (e->getOpcode()) {
    case clang::BO_Assign: return assignment(e);
    case clang::BO_Comma: return comma(e, true);
    case clang::BO_LAnd:
    case clang::BO_LOr: return logical(e);
    default: return binary_chain(e);
    }
}

namespace {

bool is_plain(const clang::Expr* e) {
    const auto* b = llvm::dyn_cast<clang::BinaryOperator>(e);
    return b && !b->isAssignmentOp() && !b->isLogicalOp() && !b->isCommaOp();
}

} // namespace

ExprId Body::binary_chain(const clang::BinaryOperator* e) {
    std::vector<const clang::BinaryOperator*> chain{e};
    while (is_plain(chain.back()->getLHS())) chain.push_back(llvm::cast<clang::BinaryOperator>(chain.back()->getLHS()));
    ExprId value = rvalue(chain.back()->getLHS());
    while (!chain.empty()) {
        const clang::BinaryOperator* b = chain.back();
        chain.pop_back();
        const ExprId right = rvalue(b->getRHS());
        value = settled(operation(b, b->getOpcode(), value, right));
    }
    return value;
}

ExprId Body::advance(ExprId pointer, ExprId by, bool back) {
    if (!unit_.types.table().is_integer(exprs_.type(by))) throw Unlowerable{"pointer arithmetic with a pointer"};
    if (exprs_.is_constant(by) && exprs_.bits(by) == 0) return pointer;
    if (back) by = exprs_.unary(ir::UnOp::Neg, exprs_.cast(unit_.types.i64(), by));
    return exprs_.binary(BinOp::PtrAdd, pointer, by);
}

namespace {

BinOp op_of(clang::BinaryOperatorKind op) {
    switch (op) {
    case clang::BO_Mul: return BinOp::Mul;
    case clang::BO_Div: return BinOp::Div;
    case clang::BO_Rem: return BinOp::Rem;
    case clang::BO_Add: return BinOp::Add;
    case clang::BO_Sub: return BinOp::Sub;
    case clang::BO_Shl: return BinOp::Shl;
    case clang::BO_Shr: return BinOp::Shr;
    case clang::BO_LT: return BinOp::Lt;
    case clang::BO_GT: return BinOp::Gt;
    case clang::BO_LE: return BinOp::Le;
    case clang::BO_GE: return BinOp::Ge;
    case clang::BO_EQ: return BinOp::Eq;
    case clang::BO_NE: return BinOp::Ne;
    case clang::BO_And: return BinOp::And;
    case clang::BO_Xor: return BinOp::Xor;
    case clang::BO_Or: return BinOp::Or;
    default: throw Unlowerable{"operator " + clang::BinaryOperator::getOpcodeStr(op).str()};
    }
}

} // namespace

/// `a op b`, operands evaluated; of a compound assignment too, whose operator `op` is then the plain one.
ExprId Body::operation(const clang::BinaryOperator* e, clang::BinaryOperatorKind op, ExprId a, ExprId b) {
    if (!a.valid() || !b.valid()) throw Unlowerable{"an operand without a value"};
    const ir::TypeTable& types = unit_.types.table();
    const TypeId ta = exprs_.type(a);
    const TypeId tb = exprs_.type(b);
    if (unit_.types.is_float(ta) || unit_.types.is_float(tb)) {
        return opaque(clang::BinaryOperator::isComparisonOp(op) ? unit_.types.i32()
                      : unit_.types.is_float(ta)                ? ta
                                                                : tb);
    }
    if (!types.is_scalar(ta) || !types.is_scalar(tb)) throw Unlowerable{"arithmetic on " + types.name(ta)};
    if (op == clang::BO_Add || op == clang::BO_Sub) {
        if (types.is_pointer(ta) && types.is_pointer(tb)) {
            const ExprId elements = exprs_.binary(BinOp::PtrSub, a, exprs_.cast(ta, b));
            return exprs_.cast(type_of(e), elements);
        }
        if (types.is_pointer(ta)) return advance(a, b, op == clang::BO_Sub);
        if (types.is_pointer(tb)) return advance(b, a, false);
    } else if (types.is_pointer(ta) && !clang::BinaryOperator::isComparisonOp(op)) {
        throw Unlowerable{"arithmetic on " + types.name(ta)};
    }
    return exprs_.binary(op_of(op), a, b);
}

ExprId Body::assignment(const clang::BinaryOperator* e) {
    const ExprId object = lvalue(e->getLHS());
    store(object, e->getRHS());
    return object;
}

/// object = the value of `e`; calls and choices write to the object without a temporary in between.
void Body::store(ExprId object, const clang::Expr* e) {
    e = e->IgnoreParens();
    if (const auto* c = llvm::dyn_cast<clang::CallExpr>(e)) {
        const ExprId value = call(c, object, true);
        if (value != object) assign(object, value);
        return;
    }
    const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(e);
    const bool simple = unit_.program()[object].kind == ir::ExprKind::Local;
    if (choice && simple && type_of(choice) == exprs_.type(object)) return conditional_into(choice, object);
    assign(object, rvalue(e));
}

ExprId Body::compound_assignment(const clang::CompoundAssignOperator* e) {
    const ExprId object = lvalue(e->getLHS());
    const ExprId right = rvalue(e->getRHS());
    const TypeId type = exprs_.type(object);
    const TypeId computed = unit_.types.lower(e->getComputationLHSType());
    if (unit_.types.is_float(type) || unit_.types.is_float(computed) || unit_.types.is_float(exprs_.type(right))) {
        emit(StmtKind::Havoc).lhs = object;
        return object;
    }
    const clang::BinaryOperatorKind op = clang::BinaryOperator::getOpForCompoundAssignment(e->getOpcode());
    const ExprId value = operation(e, op, coerce(object, computed), right);
    if (e->getType()->isBooleanType()) {
        assign(object, exprs_.cast(type, exprs_.truth(value)));
    } else {
        assign(object, value);
    }
    return object;
}

/// && and || as a value: an expression when nothing happens on the right, else a choice.
ExprId Body::logical(const clang::BinaryOperator* e) {
    const bool is_and = e->getOpcode() == clang::BO_LAnd;
    const TypeId type = type_of(e);
    if (is_pure(e)) {
        std::vector<const clang::Expr*> operands;
        const clang::Expr* left = e;
        for (;;) {
            const auto* b = llvm::dyn_cast<clang::BinaryOperator>(left->IgnoreParens());
            if (!b || b->getOpcode() != e->getOpcode()) break;
            operands.push_back(b->getRHS());
            left = b->getLHS();
        }
        // Values of pure operands are not settled in a temporary: the right ones must not be
        // evaluated early. Too large ones take the other way.
        ExprId value = exprs_.truth(rvalue(left));
        const std::size_t before = code_.size();
        while (!operands.empty() && !exprs_.is_large(value) && code_.size() == before) {
            value = exprs_.binary(is_and ? BinOp::LogAnd : BinOp::LogOr, value, exprs_.truth(rvalue(operands.back())));
            operands.pop_back();
        }
        if (operands.empty() && code_.size() == before) return coerce(value, type);
    }
    const ExprId result = temp(type);
    const Label yes = code_.label();
    const Label no = code_.label();
    const Label end = code_.label();
    branch(e, yes, no);
    code_.place(yes);
    assign(result, exprs_.constant(type, 1));
    code_.jump(end);
    code_.place(no);
    assign(result, exprs_.constant(type, 0));
    code_.place(end);
    return result;
}

ExprId Body::conditional(const clang::AbstractConditionalOperator* e, bool wanted) {
    const bool has_value = wanted && !e->getType()->isVoidType();
    const ExprId result = has_value ? temp(type_of(e)) : ExprId{};
    if (const auto* elvis = llvm::dyn_cast<clang::BinaryConditionalOperator>(e)) {
        const ExprId common = rvalue(elvis->getCommon());
        const ExprId kept = temp(exprs_.type(common));
        assign(kept, common);
        opaque_values_[elvis->getOpaqueValue()] = kept;
    }
    conditional_into(e, result);
    return result;
}

void Body::conditional_into(const clang::AbstractConditionalOperator* e, ExprId result) {
    // a ? b : c ? d : ... nests to the right: a loop.
    const Label end = code_.label();
    for (;;) {
        const Label yes = code_.label();
        const Label no = code_.label();
        branch(e->getCond(), yes, no);
        auto side = [&](const clang::Expr* value) {
            if (result.valid())
                store(result, value);
            else
                effect(value);
        };
        code_.place(yes);
        side(e->getTrueExpr());
        code_.jump(end);
        code_.place(no);
        const auto* next = llvm::dyn_cast<clang::ConditionalOperator>(e->getFalseExpr()->IgnoreParens());
        if (!next || next->getType().getCanonicalType() != e->getType().getCanonicalType()) {
            side(e->getFalseExpr());
            break;
        }
        e = next;
    }
    code_.place(end);
}

ExprId Body::comma(const clang::BinaryOperator* e, bool wanted) {
    std::vector<const clang::Expr*> parts{e->getRHS()};
    const clang::Expr* left = e->getLHS();
    for (;;) {
        const auto* b = llvm::dyn_cast<clang::BinaryOperator>(left->IgnoreParens());
        if (!b || b->getOpcode() != clang::BO_Comma) break;
        parts.push_back(b->getRHS());
        left = b->getLHS();
    }
    effect(left);
    while (parts.size() > 1) {
        effect(parts.back());
        parts.pop_back();
    }
    if (wanted && !e->getType()->isVoidType()) return rvalue(parts.front());
    effect(parts.front());
    return {};
}

} // namespace sdvlite::frontend::c
