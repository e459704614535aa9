// SPDX-License-Identifier: Apache-2.0
// Initialisers of local objects: scalars one by one, the rest of a structure or array zero, large
// constant ones copied from a constant global.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::TypeId;

namespace {

// A list with more entries than this is copied from a constant, when it is one.
constexpr unsigned kManyEntries = 32;
// Arrays of more elements are not written element by element.
constexpr std::uint64_t kManyElements = 1u << 16;

bool is_list(const clang::Expr* e) { return llvm::isa<clang::InitListExpr>(e->IgnoreParens()); }

const clang::StringLiteral* string_in(const clang::Expr* e) {
    e = e->IgnoreParens();
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(e); list && list->isStringLiteralInit()) {
        e = list->getInit(0)->IgnoreParens();
    }
    if (const auto* p = llvm::dyn_cast<clang::PredefinedExpr>(e)) return p->getFunctionName();
    return llvm::dyn_cast<clang::StringLiteral>(e);
}

} // namespace

/// Gives `object` the value of the initialiser `init`, whose type is the object's.
void Body::initialise(ExprId object, const clang::Expr* init) {
    Nesting nesting(*this);
    init = init->IgnoreParens();
    if (const auto* c = llvm::dyn_cast<clang::ConstantExpr>(init)) init = c->getSubExpr();
    const TypeId type = exprs_.type(object);
    if (unit_.types.is_array(type)) {
        if (const clang::StringLiteral* text = string_in(init))
            return assign(object, exprs_.global(unit_.string(text, type)));
        // A compound literal as the initialiser of an array is an extension that copies.
        if (const auto* c = llvm::dyn_cast<clang::CastExpr>(init)) return initialise(object, c->getSubExpr());
        if (llvm::isa<clang::CompoundLiteralExpr>(init)) return assign(object, lvalue(init));
    }
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(init)) return initialise_list(object, list);
    if (llvm::isa<clang::ImplicitValueInitExpr>(init)) return zero(object);
    if (llvm::isa<clang::NoInitExpr>(init)) return;
    store(object, init);
}

void Body::zero(ExprId object) {
    const TypeId type = exprs_.type(object);
    if (unit_.types.is_scalar(type)) return assign(object, exprs_.constant(type, 0));
    if (unit_.types.is_float(type)) {
        emit(ir::StmtKind::Havoc).lhs = object;
        return;
    }
    assign(object, exprs_.global(unit_.zero(type)));
}

void Body::initialise_list(ExprId object, const clang::InitListExpr* list) {
    const TypeId type = exprs_.type(object);
    if (unit_.types.is_scalar(type) || unit_.types.is_float(type)) {
        return list->getNumInits() == 0 ? zero(object) : initialise(object, list->getInit(0));
    }
    if (list->getNumInits() > kManyEntries) {
        if (const ir::GlobalId value = unit_.constant(list, type, here_); value.valid()) {
            return assign(object, exprs_.global(value));
        }
    }
    if (unit_.types.table().is_record(type)) return initialise_record(object, list);
    if (unit_.types.is_array(type)) return initialise_array(object, list);
    throw Unlowerable{"an initialiser for " + unit_.types.table().name(type)};
}

void Body::initialise_record(ExprId object, const clang::InitListExpr* list) {
    const clang::RecordDecl* record = list->getType()->getAsRecordDecl();
    if (!record) throw Unlowerable{"an initialiser of unknown kind"};
    zero(object);
    auto one = [&](const clang::FieldDecl* field, const clang::Expr* init) {
        if (llvm::isa<clang::ImplicitValueInitExpr>(init)) return;
        if (is_list(init) && llvm::cast<clang::InitListExpr>(init->IgnoreParens())->getNumInits() == 0) return;
        const std::uint32_t index = unit_.types.field_index(field);
        if (index == UINT32_MAX) throw Unlowerable{"a member of a structure without layout"};
        initialise(exprs_.field(object, index), init);
    };
    if (record->isUnion()) {
        const clang::FieldDecl* field = list->getInitializedFieldInUnion();
        if (field && list->getNumInits() > 0) one(field, list->getInit(0));
        return;
    }
    unsigned i = 0;
    for (const clang::FieldDecl* field : record->fields()) {
        if (field->isUnnamedBitField()) continue;
        if (i >= list->getNumInits()) break;
        one(field, list->getInit(i++));
    }
}

void Body::initialise_array(ExprId object, const clang::InitListExpr* list) {
    const ir::Type type = unit_.types.table()[exprs_.type(object)];
    const clang::Expr* filler = list->getArrayFiller();
    const bool zero_rest =
        !filler || llvm::isa<clang::ImplicitValueInitExpr>(filler->IgnoreParens()) || is_list(filler);
    if (list->getNumInits() < type.count || list->hasDesignatedInit()) zero(object);
    if (!zero_rest && type.count > kManyElements) throw Unlowerable{"an initialiser for a very large array"};
    const std::uint64_t count = zero_rest ? list->getNumInits() : type.count;
    for (std::uint64_t i = 0; i < count && i < type.count; ++i) {
        const clang::Expr* init = i < list->getNumInits() ? list->getInit(static_cast<unsigned>(i)) : filler;
        if (!init || (list->getNumInits() < type.count && llvm::isa<clang::ImplicitValueInitExpr>(init))) continue;
        initialise(exprs_.index(object, exprs_.constant(unit_.types.i64(), i)), init);
    }
}

ExprId Body::compound_literal(const clang::CompoundLiteralExpr* e) {
    if (e->isFileScope()) return exprs_.global(unit_.literal(e));
    const ExprId object = temp(type_of(e));
    initialise(object, e->getInitializer());
    return object;
}

} // namespace sdvlite::frontend::c
