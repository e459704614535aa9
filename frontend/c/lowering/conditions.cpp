// SPDX-License-Identifier: Apache-2.0
// Conditions as control flow, and which expressions do nothing but compute.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;

namespace {

bool is_boolean_valued(const clang::Expr* e) {
    if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(e)) return b->isLogicalOp() || b->isComparisonOp();
    const auto* u = llvm::dyn_cast<clang::UnaryOperator>(e);
    return u && u->getOpcode() == clang::UO_LNot;
}

// Looks through parentheses, and through conversions of what is 0 or 1 anyway.
const clang::Expr* bare(const clang::Expr* e) {
    for (;;) {
        const clang::Expr* next = e->IgnoreParens();
        if (const auto* c = llvm::dyn_cast<clang::CastExpr>(next)) {
            const clang::CastKind kind = c->getCastKind();
            const bool keeps_truth =
                kind == clang::CK_IntegralToBoolean || kind == clang::CK_PointerToBoolean ||
                (kind == clang::CK_IntegralCast && is_boolean_valued(c->getSubExpr()->IgnoreParens()));
            if (keeps_truth) next = c->getSubExpr();
        }
        if (next == e) return e;
        e = next;
    }
}

} // namespace

void Body::branch(const clang::Expr* e, Label yes, Label no) {
    Nesting nesting(*this);
    e = bare(e);
    if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(e); u && u->getOpcode() == clang::UO_LNot) {
        return branch(u->getSubExpr(), no, yes);
    }
    if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(e)) {
        if (b->isLogicalOp()) return branch_all(b, yes, no);
        if (b->getOpcode() == clang::BO_Comma) {
            effect(b->getLHS());
            return branch(b->getRHS(), yes, no);
        }
    }
    Here here(*this, e->getSourceRange());
    if (unit_.types.is_float(type_of(e))) {
        effect(e);
        return branch_value(opaque(unit_.types.i32()), yes, no);
    }
    branch_value(rvalue(e), yes, no);
}

/// A chain of && (or of ||): each operand in turn, until one decides.
void Body::branch_all(const clang::BinaryOperator* e, Label yes, Label no) {
    const bool is_and = e->getOpcode() == clang::BO_LAnd;
    std::vector<const clang::Expr*> operands;
    const clang::Expr* left = e;
    for (;;) {
        const auto* b = llvm::dyn_cast<clang::BinaryOperator>(bare(left));
        if (!b || b->getOpcode() != e->getOpcode()) break;
        operands.push_back(b->getRHS());
        left = b->getLHS();
    }
    operands.push_back(left);
    while (operands.size() > 1) {
        const Label next = code_.label();
        is_and ? branch(operands.back(), next, no) : branch(operands.back(), yes, next);
        code_.place(next);
        operands.pop_back();
    }
    branch(operands.front(), yes, no);
}

/// `a && b;` as a statement.
void Body::logical_effect(const clang::BinaryOperator* e) {
    const Label right = code_.label();
    const Label end = code_.label();
    e->getOpcode() == clang::BO_LAnd ? branch(e->getLHS(), right, end) : branch(e->getLHS(), end, right);
    code_.place(right);
    effect(e->getRHS());
    code_.place(end);
}

void Body::branch_value(ExprId value, Label yes, Label no) {
    if (!value.valid()) throw Unlowerable{"a condition without a value"};
    if (exprs_.is_constant(value)) return code_.jump(exprs_.bits(value) != 0 ? yes : no);
    if (!unit_.types.is_scalar(exprs_.type(value))) throw Unlowerable{"a condition that is not a scalar"};
    if (unit_.types.table().is_pointer(exprs_.type(value))) value = exprs_.truth(value);
    ir::Stmt& s = emit(StmtKind::Branch);
    s.rhs = value;
    s.targets = {yes, no};
}

namespace {

bool is_pure_node(const clang::Expr* e) {
    if (e->getType()->isFloatingType() || e->getType()->isVoidType() || e->containsErrors()) return false;
    using S = clang::Stmt;
    switch (e->getStmtClass()) {
    case S::ParenExprClass:
    case S::ConstantExprClass:
    case S::IntegerLiteralClass:
    case S::CharacterLiteralClass:
    case S::StringLiteralClass:
    case S::PredefinedExprClass:
    case S::UnaryExprOrTypeTraitExprClass:
    case S::OffsetOfExprClass:
    case S::DeclRefExprClass:
    case S::MemberExprClass:
    case S::ArraySubscriptExprClass:
    case S::ImplicitCastExprClass:
    case S::CStyleCastExprClass: return true;
    case S::UnaryOperatorClass: return !llvm::cast<clang::UnaryOperator>(e)->isIncrementDecrementOp();
    case S::BinaryOperatorClass: {
        const auto* b = llvm::cast<clang::BinaryOperator>(e);
        return !b->isAssignmentOp() && !b->isCommaOp();
    }
    default: return false;
    }
}

bool evaluates_operands(const clang::Expr* e) {
    return !llvm::isa<clang::UnaryExprOrTypeTraitExpr>(e) && !llvm::isa<clang::PredefinedExpr>(e);
}

} // namespace

/// Does the value need no statements? Walks without recursion and remembers the answer for every
/// part, so that asking again further down costs nothing.
bool Body::is_pure(const clang::Expr* e) {
    std::vector<std::pair<const clang::Expr*, bool>> todo{{e, false}};
    while (!todo.empty()) {
        auto [x, children_known] = todo.back();
        todo.pop_back();
        if (!children_known && pure_.count(x) != 0) continue;
        if (!is_pure_node(x)) {
            pure_[x] = false;
            continue;
        }
        bool all = true;
        bool ready = true;
        if (evaluates_operands(x)) {
            if (!children_known) todo.emplace_back(x, true);
            for (const clang::Stmt* child : x->children()) {
                const auto* c = llvm::dyn_cast_or_null<clang::Expr>(child);
                if (!c) continue;
                if (children_known) {
                    all = all && pure_[c];
                } else {
                    ready = false;
                    todo.emplace_back(c, false);
                }
            }
            if (!children_known && ready) todo.pop_back();
        }
        if (ready) pure_[x] = all;
    }
    return pure_[e];
}

} // namespace sdvlite::frontend::c
