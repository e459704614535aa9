// SPDX-License-Identifier: Apache-2.0
// Expressions as values and as designators. What has operators is in operators.cpp.
#include "frontend/c/lowering/body.hpp"

#include <clang/AST/RecordLayout.h>

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;
using ir::TypeId;

ExprId Body::rvalue(const clang::Expr* e) {
    Nesting nesting(*this);
    return settled(rvalue_raw(e));
}

ExprId Body::lvalue(const clang::Expr* e) {
    Nesting nesting(*this);
    const ExprId designator = lvalue_raw(e);
    if (!designator.valid() || !exprs_.is_designator(designator)) throw Unlowerable{"an operand that has no address"};
    return settled_designator(designator);
}

ExprId Body::literal(const clang::Expr* e, const llvm::APInt& value) {
    return exprs_.constant(type_of(e),
                           value.getBitWidth() > 64 ? value.trunc(64).getZExtValue() : value.getZExtValue());
}

/// What clang can compute: sizeof, offsetof and the like.
ExprId Body::constant(const clang::Expr* e) {
    clang::Expr::EvalResult result;
    if (e->isValueDependent() || !e->EvaluateAsInt(result, unit_.context())) {
        throw Unlowerable{std::string(e->getStmtClassName()) + " that is not a constant"};
    }
    return literal(e, result.Val.getInt());
}

ExprId Body::type_trait(const clang::UnaryExprOrTypeTraitExpr* e) {
    if (e->getKind() != clang::UETT_SizeOf || !unit_.types.is_damaged(e->getTypeOfArgument())) return constant(e);
    const TypeId type = unit_.types.lower(e->getTypeOfArgument());
    return exprs_.constant(type_of(e), unit_.types.table().size_of(type));
}

/// offsetof, also with an index that is not a constant, as FIELD_OFFSET(T, array[n]) is used.
ExprId Body::offset_of(const clang::OffsetOfExpr* e) {
    clang::Expr::EvalResult result;
    if (!e->isValueDependent() && e->EvaluateAsInt(result, unit_.context())) return literal(e, result.Val.getInt());
    const TypeId type = type_of(e);
    ExprId sum = exprs_.constant(type, 0);
    clang::QualType at = e->getTypeSourceInfo()->getType();
    for (unsigned i = 0; i < e->getNumComponents(); ++i) {
        const clang::OffsetOfNode& node = e->getComponent(i);
        if (node.getKind() == clang::OffsetOfNode::Field) {
            const clang::FieldDecl* field = node.getField();
            if (field->isInvalidDecl()) throw Unlowerable{"offsetof that clang could not make sense of"};
            const clang::ASTRecordLayout& layout = unit_.context().getASTRecordLayout(field->getParent());
            sum = exprs_.binary(ir::BinOp::Add, sum,
                                exprs_.constant(type, layout.getFieldOffset(field->getFieldIndex()) / 8));
            at = field->getType();
        } else if (const auto* array = unit_.context().getAsArrayType(at);
                   array && node.getKind() == clang::OffsetOfNode::Array) {
            at = array->getElementType();
            const auto size = unit_.context().getTypeSizeInChars(at).getQuantity();
            const ExprId index = coerce(rvalue(e->getIndexExpr(node.getArrayExprIndex())), type);
            sum = exprs_.binary(
                ir::BinOp::Add, sum,
                exprs_.binary(ir::BinOp::Mul, index, exprs_.constant(type, static_cast<std::uint64_t>(size))));
        } else {
            throw Unlowerable{"offsetof of unknown kind"};
        }
    }
    return sum;
}

ExprId Body::rvalue_raw(const clang::Expr* e) {
    using S = clang::Stmt;
    switch (e->getStmtClass()) {
    case S::ParenExprClass: return rvalue(llvm::cast<clang::ParenExpr>(e)->getSubExpr());
    case S::ConstantExprClass: return rvalue(llvm::cast<clang::ConstantExpr>(e)->getSubExpr());
    case S::GenericSelectionExprClass: return rvalue(llvm::cast<clang::GenericSelectionExpr>(e)->getResultExpr());
    case S::ChooseExprClass: return rvalue(llvm::cast<clang::ChooseExpr>(e)->getChosenSubExpr());
    case S::IntegerLiteralClass: return literal(e, llvm::cast<clang::IntegerLiteral>(e)->getValue());
    case S::CharacterLiteralClass:
        return exprs_.constant(type_of(e), llvm::cast<clang::CharacterLiteral>(e)->getValue());
    case S::FloatingLiteralClass: {
        const TypeId type = type_of(e);
        if (!unit_.types.is_float(type)) throw Unlowerable{"a number of type " + unit_.types.table().name(type)};
        const llvm::APInt bits = llvm::cast<clang::FloatingLiteral>(e)->getValue().bitcastToAPInt();
        return exprs_.constant(type, bits.getLimitedValue());
    }
    case S::ImaginaryLiteralClass: return opaque(type_of(e));
    case S::UnaryExprOrTypeTraitExprClass: return type_trait(llvm::cast<clang::UnaryExprOrTypeTraitExpr>(e));
    case S::OffsetOfExprClass: return offset_of(llvm::cast<clang::OffsetOfExpr>(e));
    case S::TypeTraitExprClass: return constant(e);
    case S::ImplicitCastExprClass:
    case S::CStyleCastExprClass: return cast(llvm::cast<clang::CastExpr>(e));
    case S::UnaryOperatorClass: return unary(llvm::cast<clang::UnaryOperator>(e));
    case S::BinaryOperatorClass: return binary(llvm::cast<clang::BinaryOperator>(e));
    case S::CompoundAssignOperatorClass: return compound_assignment(llvm::cast<clang::CompoundAssignOperator>(e));
    case S::ConditionalOperatorClass:
    case S::BinaryConditionalOperatorClass: return conditional(llvm::cast<clang::AbstractConditionalOperator>(e), true);
    case S::CallExprClass: return call(llvm::cast<clang::CallExpr>(e), {}, true);
    case S::StmtExprClass: return statement_value(llvm::cast<clang::StmtExpr>(e));
    case S::VAArgExprClass: effect(llvm::cast<clang::VAArgExpr>(e)->getSubExpr()); return opaque(type_of(e));
    case S::ImplicitValueInitExprClass: {
        const TypeId type = type_of(e);
        if (unit_.types.is_scalar(type)) return exprs_.constant(type, 0);
        return exprs_.global(unit_.zero(type));
    }
    case S::InitListExprClass: {
        const ExprId t = temp(type_of(e));
        initialise(t, e);
        return t;
    }
    case S::OpaqueValueExprClass: {
        auto it = opaque_values_.find(llvm::cast<clang::OpaqueValueExpr>(e));
        if (it == opaque_values_.end()) throw Unlowerable{"OpaqueValueExpr"};
        return it->second;
    }
    case S::DeclRefExprClass:
        if (const auto* d = llvm::dyn_cast<clang::EnumConstantDecl>(llvm::cast<clang::DeclRefExpr>(e)->getDecl())) {
            const llvm::APSInt& value = d->getInitVal();
            return exprs_.constant(type_of(e), value.isSigned() ? static_cast<std::uint64_t>(value.getExtValue())
                                                                : value.getZExtValue());
        }
        if (e->getType()->isFunctionType()) return function_value(e);
        return lvalue(e);
    case S::MemberExprClass:
    case S::ArraySubscriptExprClass:
    case S::CompoundLiteralExprClass:
    case S::StringLiteralClass:
    case S::PredefinedExprClass: return lvalue(e);
    case S::RecoveryExprClass: throw Unlowerable{"clang could not make sense of an expression"};
    default:
        if (e->containsErrors()) throw Unlowerable{"clang could not make sense of an expression"};
        throw Unlowerable{std::string(e->getStmtClassName()) + " is not lowered"};
    }
}

ExprId Body::lvalue_raw(const clang::Expr* e) {
    using S = clang::Stmt;
    switch (e->getStmtClass()) {
    case S::ParenExprClass: return lvalue(llvm::cast<clang::ParenExpr>(e)->getSubExpr());
    case S::GenericSelectionExprClass: return lvalue(llvm::cast<clang::GenericSelectionExpr>(e)->getResultExpr());
    case S::ChooseExprClass: return lvalue(llvm::cast<clang::ChooseExpr>(e)->getChosenSubExpr());
    case S::DeclRefExprClass: return variable(llvm::cast<clang::DeclRefExpr>(e));
    case S::MemberExprClass: return member(llvm::cast<clang::MemberExpr>(e));
    case S::ArraySubscriptExprClass: return element(llvm::cast<clang::ArraySubscriptExpr>(e));
    case S::CompoundLiteralExprClass: return compound_literal(llvm::cast<clang::CompoundLiteralExpr>(e));
    case S::StringLiteralClass: return exprs_.global(unit_.string(llvm::cast<clang::StringLiteral>(e), type_of(e)));
    case S::PredefinedExprClass: {
        const clang::StringLiteral* name = llvm::cast<clang::PredefinedExpr>(e)->getFunctionName();
        if (!name) throw Unlowerable{"PredefinedExpr without a name"};
        return lvalue(name);
    }
    case S::UnaryOperatorClass: {
        const auto* u = llvm::cast<clang::UnaryOperator>(e);
        if (u->getOpcode() == clang::UO_Deref) return pointee(rvalue(u->getSubExpr()));
        if (u->getOpcode() == clang::UO_Extension) return lvalue(u->getSubExpr());
        break;
    }
    case S::ImplicitCastExprClass:
    case S::CStyleCastExprClass: {
        const auto* c = llvm::cast<clang::CastExpr>(e);
        if (c->getCastKind() == clang::CK_NoOp) return lvalue(c->getSubExpr());
        if (c->getCastKind() == clang::CK_LValueBitCast) {
            const ExprId address = exprs_.addr_of(lvalue(c->getSubExpr()));
            return pointee(exprs_.cast(unit_.types.table().pointer(type_of(e)), address));
        }
        break;
    }
    default: break;
    }
    // A structure that is a value: a call's, an assignment's, a choice's.
    const ExprId value = rvalue(e);
    if (!value.valid()) throw Unlowerable{"an expression without a value"};
    if (exprs_.is_designator(value)) return value;
    const ExprId t = temp(exprs_.type(value));
    assign(t, value);
    return t;
}

namespace {

/// A call of sdvlite_assume, whatever clang made of it, whose argument has errors: an assumption less.
bool is_broken_assumption(const clang::Expr* e) {
    const clang::Expr* callee = nullptr;
    e = e->IgnoreParenCasts();
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(e)) callee = call->getCallee();
    if (const auto* broken = llvm::dyn_cast<clang::RecoveryExpr>(e); broken && !broken->subExpressions().empty()) {
        callee = broken->subExpressions().front();
    }
    const auto* name = callee ? llvm::dyn_cast<clang::DeclRefExpr>(callee->IgnoreParenCasts()) : nullptr;
    return name && name->getDecl()->getDeclName().getAsString() == "sdvlite_assume";
}

} // namespace

/// Evaluates for what it does, not for its value.
void Body::effect(const clang::Expr* e) {
    Nesting nesting(*this);
    if (e->containsErrors() && is_broken_assumption(e)) return;
    using S = clang::Stmt;
    switch (e->getStmtClass()) {
    case S::ParenExprClass: return effect(llvm::cast<clang::ParenExpr>(e)->getSubExpr());
    case S::CallExprClass: call(llvm::cast<clang::CallExpr>(e), {}, false); return;
    case S::ConditionalOperatorClass:
    case S::BinaryConditionalOperatorClass:
        conditional(llvm::cast<clang::AbstractConditionalOperator>(e), false);
        return;
    case S::StmtExprClass: statement(llvm::cast<clang::StmtExpr>(e)->getSubStmt()); return;
    case S::CStyleCastExprClass:
    case S::ImplicitCastExprClass: {
        const auto* c = llvm::cast<clang::CastExpr>(e);
        if (c->getCastKind() == clang::CK_FunctionToPointerDecay) return;
        if (c->getCastKind() == clang::CK_BuiltinFnToFnPtr) return;
        return effect(c->getSubExpr());
    }
    case S::BinaryOperatorClass: {
        const auto* b = llvm::cast<clang::BinaryOperator>(e);
        if (b->getOpcode() == clang::BO_Comma) {
            comma(b, false);
            return;
        }
        if (b->isLogicalOp() && !is_pure(e)) return logical_effect(b);
        break;
    }
    case S::UnaryOperatorClass:
        if (const auto* u = llvm::cast<clang::UnaryOperator>(e); u->getOpcode() == clang::UO_Deref) {
            return effect(u->getSubExpr());
        }
        break;
    default: break;
    }
    if (e->containsErrors()) throw Unlowerable{"clang could not make sense of an expression"};
    if (is_pure(e)) return;
    discarded_ = e; // nobody wants the old value of a postfix ++
    rvalue(e);
}

ExprId Body::cast(const clang::CastExpr* e) {
    const clang::Expr* sub = e->getSubExpr();
    switch (e->getCastKind()) {
    case clang::CK_LValueToRValue:
    case clang::CK_AtomicToNonAtomic:
    case clang::CK_NonAtomicToAtomic: return sub->isGLValue() ? lvalue(sub) : rvalue(sub);
    case clang::CK_NoOp:
        if (sub->getType()->isFunctionType()) return function_value(sub);
        return e->isGLValue() ? lvalue(sub) : rvalue(sub);
    case clang::CK_ToVoid: effect(sub); return {};
    case clang::CK_ArrayToPointerDecay: {
        const ExprId array = lvalue(sub);
        if (!unit_.types.is_array(exprs_.type(array))) throw Unlowerable{"an array of unknown kind"};
        return exprs_.addr_of(exprs_.index(array, exprs_.constant(unit_.types.i64(), 0)));
    }
    case clang::CK_FunctionToPointerDecay:
    case clang::CK_BuiltinFnToFnPtr: return coerce(function_value(sub), type_of(e));
    case clang::CK_IntegralToBoolean:
    case clang::CK_PointerToBoolean: return exprs_.cast(type_of(e), exprs_.truth(rvalue(sub)));
    case clang::CK_NullToPointer: effect(sub); return exprs_.constant(type_of(e), 0);
    case clang::CK_BitCast:
    case clang::CK_IntegralCast:
    case clang::CK_IntegralToPointer:
    case clang::CK_PointerToIntegral:
    case clang::CK_BooleanToSignedIntegral:
    case clang::CK_AddressSpaceConversion: return coerce(rvalue(sub), type_of(e));
    case clang::CK_LValueBitCast: return lvalue(e);
    case clang::CK_FloatingToIntegral:
    case clang::CK_IntegralToFloating:
    case clang::CK_FloatingToBoolean:
    case clang::CK_FloatingCast: effect(sub); return opaque(type_of(e));
    case clang::CK_Dependent: throw Unlowerable{"clang could not make sense of an expression"};
    default: throw Unlowerable{std::string("a conversion of kind ") + e->getCastKindName()};
    }
}

/// The address of what a function designator designates.
ExprId Body::function_value(const clang::Expr* e) {
    e = e->IgnoreParens();
    if (const auto* r = llvm::dyn_cast<clang::DeclRefExpr>(e)) {
        if (const auto* f = llvm::dyn_cast<clang::FunctionDecl>(r->getDecl())) {
            return exprs_.func_addr(unit_.proc_address(f));
        }
    }
    if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(e); u && u->getOpcode() == clang::UO_Deref) {
        return rvalue(u->getSubExpr());
    }
    if (const auto* c = llvm::dyn_cast<clang::CastExpr>(e); c && c->getCastKind() == clang::CK_NoOp) {
        return function_value(c->getSubExpr());
    }
    throw Unlowerable{"a function of unknown kind"};
}

ExprId Body::variable(const clang::DeclRefExpr* e) {
    const auto* v = llvm::dyn_cast<clang::VarDecl>(e->getDecl());
    if (!v) throw Unlowerable{"a name of unknown kind"};
    if (v->hasGlobalStorage()) return exprs_.global(unit_.global(v));
    auto it = locals_.find(v);
    if (it == locals_.end()) throw Unlowerable{"variable '" + v->getName().str() + "' was not lowered"};
    return local(it->second);
}

ExprId Body::pointee(ExprId pointer) {
    const TypeId type = exprs_.type(pointer);
    if (!unit_.types.table().is_pointer(type)) throw Unlowerable{"a dereference of what is not a pointer"};
    const ir::TypeKind kind = unit_.types.table()[unit_.types.table()[type].element].kind;
    if (kind == ir::TypeKind::Void || kind == ir::TypeKind::Function) {
        throw Unlowerable{"a dereference of a pointer to " +
                          std::string(kind == ir::TypeKind::Void ? "void" : "a function")};
    }
    return exprs_.deref(pointer);
}

ExprId Body::member(const clang::MemberExpr* e) {
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(e->getMemberDecl());
    if (!field) throw Unlowerable{"a member of unknown kind"};
    const ExprId record = e->isArrow() ? pointee(rvalue(e->getBase())) : lvalue(e->getBase());
    if (!unit_.types.table().is_record(exprs_.type(record))) throw Unlowerable{"a member of what is not a structure"};
    const ir::RecordId owner = unit_.types.record(field->getParent());
    const std::uint32_t index = unit_.types.field_index(field);
    if (owner != unit_.types.table()[exprs_.type(record)].record ||
        index >= unit_.types.table().rec(owner).fields.size())
        throw Unlowerable{"a member of a structure without layout"};
    return exprs_.field(record, index);
}

ExprId Body::element(const clang::ArraySubscriptExpr* e) {
    const clang::Expr* base = e->getBase()->IgnoreParens();
    const auto* decay = llvm::dyn_cast<clang::ImplicitCastExpr>(base);
    if (decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay) {
        const ExprId array = lvalue(decay->getSubExpr());
        if (!unit_.types.is_array(exprs_.type(array))) throw Unlowerable{"an array of unknown kind"};
        return exprs_.index(array, rvalue(e->getIdx()));
    }
    if (!base->getType()->isPointerType()) throw Unlowerable{"a subscript of what is not a pointer"};
    const ExprId pointer = rvalue(base);
    return pointee(advance(pointer, rvalue(e->getIdx()), false));
}

/// The value of `({ ...; e; })`: the statements before, then the last expression.
ExprId Body::statement_value(const clang::StmtExpr* e) {
    const clang::CompoundStmt* block = e->getSubStmt();
    if (e->getType()->isVoidType()) {
        statement(block);
        return {};
    }
    const ExprId result = temp(type_of(e));
    for (const clang::Stmt* s : block->body()) {
        const auto* value = llvm::dyn_cast<clang::Expr>(s);
        if (s == block->body_back() && value) {
            store(result, value);
        } else {
            statement(s);
        }
    }
    return result;
}

} // namespace sdvlite::frontend::c
