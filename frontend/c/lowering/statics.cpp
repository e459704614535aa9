// SPDX-License-Identifier: Apache-2.0
// What static storage holds at the start: initialisers of globals as clang evaluates them, string
// literals, and constants that lowering makes up.
#include "frontend/c/lowering/unit.hpp"

#include <clang/AST/APValue.h>
#include <clang/AST/Expr.h>
#include <clang/AST/RecordLayout.h>

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::GlobalId;
using ir::TypeId;

namespace {

// Scalars that are not zero in one initialiser.
constexpr std::size_t kMaxItems = 1u << 18;
constexpr unsigned kManyCharacters = 1u << 16;

/// Writes one evaluated value into the items of a global.
class Writer {
  public:
    Writer(Unit& unit, std::vector<ir::InitItem>& items) : unit_(unit), items_(items) {}

    /// False when there is something in it that the IR can't say.
    bool write(const clang::APValue& value, clang::QualType type, std::uint64_t offset) {
        using V = clang::APValue;
        switch (value.getKind()) {
        case V::None:
        case V::Indeterminate: return true;
        case V::Int: return scalar(value.getInt().extOrTrunc(64).getZExtValue(), type, offset);
        case V::LValue: return address(value, type, offset);
        case V::Struct: return record(value, type, offset);
        case V::Union: {
            const clang::FieldDecl* field = value.getUnionField();
            return !field || this->field(field, value.getUnionValue(), offset, layout(type));
        }
        case V::Array: return array(value, type, offset);
        case V::Float: {
            const TypeId id = unit_.types.lower(type);
            const std::uint64_t bits = value.getFloat().bitcastToAPInt().getLimitedValue();
            if (!unit_.types.is_float(id)) return false;
            return bits == 0 || add(offset, unit_.exprs.constant(id, bits));
        }
        default: return false;
        }
    }

  private:
    bool add(std::uint64_t offset, ExprId value) {
        if (items_.size() >= kMaxItems) return false;
        ir::InitItem item;
        item.offset = offset;
        item.value = value;
        items_.push_back(item);
        return true;
    }

    bool scalar(std::uint64_t bits, clang::QualType type, std::uint64_t offset) {
        const TypeId id = unit_.types.lower(type);
        if (!unit_.types.is_scalar(id)) return false;
        const ExprId value = unit_.exprs.constant(id, bits);
        return unit_.exprs.bits(value) == 0 || add(offset, value);
    }

    bool address(const clang::APValue& value, clang::QualType type, std::uint64_t offset) {
        const auto by = static_cast<std::uint64_t>(value.getLValueOffset().getQuantity());
        const clang::APValue::LValueBase base = value.getLValueBase();
        if (base.isNull()) return scalar(by, type, offset);
        const ExprId start = base_address(base);
        if (!start.valid()) return false;
        ExprId result = start;
        if (by != 0) {
            const TypeId bytes = unit_.types.table().pointer(unit_.types.u8());
            result = unit_.exprs.binary(ir::BinOp::PtrAdd, unit_.exprs.cast(bytes, start),
                                        unit_.exprs.constant(unit_.types.i64(), by));
        }
        const TypeId id = unit_.types.lower(type);
        if (!unit_.types.is_scalar(id)) return false;
        return add(offset, unit_.exprs.cast(id, result));
    }

    ExprId base_address(const clang::APValue::LValueBase& base) {
        Exprs& exprs = unit_.exprs;
        if (const auto* d = base.dyn_cast<const clang::ValueDecl*>()) {
            if (const auto* f = llvm::dyn_cast<clang::FunctionDecl>(d)) return exprs.func_addr(unit_.proc_address(f));
            const auto* v = llvm::dyn_cast<clang::VarDecl>(d);
            return v && v->hasGlobalStorage() ? start_of(unit_.global(v)) : ExprId{};
        }
        const auto* e = base.dyn_cast<const clang::Expr*>();
        if (!e) return {};
        if (const auto* p = llvm::dyn_cast<clang::PredefinedExpr>(e)) e = p->getFunctionName();
        if (const auto* s = llvm::dyn_cast_or_null<clang::StringLiteral>(e)) {
            return start_of(unit_.string(s, unit_.types.lower(s->getType())));
        }
        if (const auto* c = llvm::dyn_cast_or_null<clang::CompoundLiteralExpr>(e)) {
            return start_of(unit_.literal(c));
        }
        return {};
    }

    /// Its address; of an array, its first element's.
    ExprId start_of(GlobalId id) {
        Exprs& exprs = unit_.exprs;
        ExprId object = exprs.global(id);
        if (unit_.types.is_array(exprs.type(object))) {
            object = exprs.index(object, exprs.constant(unit_.types.i64(), 0));
        }
        return exprs.addr_of(object);
    }

    const clang::ASTRecordLayout* layout(clang::QualType type) const {
        const clang::RecordDecl* record = type->getAsRecordDecl();
        record = record ? record->getDefinition() : nullptr;
        return record ? &unit_.context().getASTRecordLayout(record) : nullptr;
    }

    bool field(const clang::FieldDecl* field, const clang::APValue& value, std::uint64_t offset,
               const clang::ASTRecordLayout* layout) {
        if (!layout) return false;
        if (!field->isBitField())
            return write(value, field->getType(), offset + layout->getFieldOffset(field->getFieldIndex()) / 8);
        if (value.getKind() != clang::APValue::Int) return !value.hasValue();
        unit_.types.record(field->getParent());
        const ir::RecordId record = unit_.types.record(field->getParent());
        const ir::Field f = unit_.types.table().rec(record).fields[unit_.types.field_index(field)];
        const std::size_t before = items_.size();
        if (!scalar(value.getInt().extOrTrunc(64).getZExtValue(), field->getType(), offset + f.offset)) return false;
        if (items_.size() > before) {
            items_.back().bit_offset = f.bit_offset;
            items_.back().bit_width = f.bit_width;
        }
        return true;
    }

    bool record(const clang::APValue& value, clang::QualType type, std::uint64_t offset) {
        const clang::RecordDecl* decl = type->getAsRecordDecl();
        const clang::ASTRecordLayout* placed = layout(type);
        if (!decl || !placed) return false;
        for (const clang::FieldDecl* f : decl->getDefinition()->fields()) {
            if (f->isUnnamedBitField()) continue;
            if (f->getFieldIndex() >= value.getStructNumFields()) break;
            if (!field(f, value.getStructField(f->getFieldIndex()), offset, placed)) return false;
        }
        return true;
    }

    bool array(const clang::APValue& value, clang::QualType type, std::uint64_t offset) {
        const clang::ArrayType* array_type = unit_.context().getAsArrayType(type);
        if (!array_type) return false;
        const clang::QualType element = array_type->getElementType();
        const auto size = static_cast<std::uint64_t>(unit_.context().getTypeSizeInChars(element).getQuantity());
        const unsigned written = value.getArrayInitializedElts();
        for (unsigned i = 0; i < written; ++i) {
            if (!write(value.getArrayInitializedElt(i), element, offset + i * size)) return false;
        }
        if (!value.hasArrayFiller()) return true;
        const std::size_t before = items_.size();
        for (std::uint64_t i = written; i < value.getArraySize(); ++i) {
            if (!write(value.getArrayFiller(), element, offset + i * size)) return false;
            if (items_.size() == before) break; // the filler is all zero
        }
        return true;
    }

    Unit& unit_;
    std::vector<ir::InitItem>& items_;
};

} // namespace

void Unit::initialise(GlobalId id, const clang::VarDecl* definition) {
    const clang::Expr* init = definition->getInit();
    std::vector<ir::InitItem> items;
    // Of a declaration with errors clang drops the initialiser.
    bool ok = !definition->isInvalidDecl() && init && !init->containsErrors() && !init->isValueDependent();
    const clang::APValue* value = ok ? definition->evaluateValue() : nullptr;
    ok = value && Writer(*this, items).write(*value, definition->getType(), 0);
    if (ok) {
        program_[id].init = std::move(items);
        return;
    }
    program_[id].initialised = false;
    sink_.warning(places.span(definition->getLocation()), "the initialiser of '" + definition->getName().str() +
                                                              "' is not lowered; its value is taken as unknown");
}

GlobalId Unit::constant(const clang::Expr* init, TypeId type, base::Span span) {
    if (init->containsErrors() || init->isValueDependent()) return {};
    clang::Expr::EvalResult result;
    if (!init->EvaluateAsRValue(result, context_) || result.HasSideEffects) return {};
    std::vector<ir::InitItem> items;
    if (!Writer(*this, items).write(result.Val, init->getType(), 0)) return {};
    const GlobalId id = add_constant("$init", type);
    program_[id].span = span;
    program_[id].init = std::move(items);
    return id;
}

GlobalId Unit::literal(const clang::CompoundLiteralExpr* e) {
    auto [it, fresh] = literals_.try_emplace(e);
    if (!fresh) return it->second;
    const GlobalId id = add_constant("$literal", types.lower(e->getType()));
    literals_[e] = id;
    program_[id].is_const = false;
    program_[id].span = places.span(e->getSourceRange());
    clang::Expr::EvalResult result;
    std::vector<ir::InitItem> items;
    const clang::Expr* init = e->getInitializer();
    const bool ok = !init->containsErrors() && !init->isValueDependent() && init->EvaluateAsRValue(result, context_) &&
                    Writer(*this, items).write(result.Val, e->getType(), 0);
    if (ok)
        program_[id].init = std::move(items);
    else
        program_[id].initialised = false;
    return id;
}

GlobalId Unit::add_constant(const std::string& wanted, TypeId type) {
    ir::Global g;
    g.name = g.display_name = fresh_global(wanted);
    g.type = type;
    g.is_static = true;
    g.is_const = true;
    g.initialised = true;
    return program_.add_global(std::move(g));
}

GlobalId Unit::string(const clang::StringLiteral* literal, TypeId type) {
    const std::string key = std::to_string(type.value) + ":" + literal->getBytes().str();
    if (auto it = strings_.find(key); it != strings_.end()) return it->second;
    const GlobalId id = add_constant("$string", type);
    program_[id].span = places.span(literal->getSourceRange());
    strings_.emplace(key, id);
    if (!types.is_array(type)) return id;
    if (literal->getLength() > kManyCharacters) {
        program_[id].initialised = false;
        warn(program_[id].span, "this string is longer than 64 K; its characters are taken as unknown");
        return id;
    }
    const ir::Type array = types.table()[type];
    const std::uint64_t width = types.table().size_of(array.element);
    for (unsigned i = 0; i < literal->getLength() && (array.count == 0 || i < array.count); ++i) {
        const std::uint32_t unit = literal->getCodeUnit(i);
        if (unit == 0) continue;
        ir::InitItem item;
        item.offset = i * width;
        item.value = exprs.constant(array.element, unit);
        program_[id].init.push_back(item);
    }
    return id;
}

GlobalId Unit::zero(TypeId type) {
    if (auto it = zeros_.find(type.value); it != zeros_.end()) return it->second;
    const GlobalId id = add_constant("$zero", type);
    zeros_.emplace(type.value, id);
    return id;
}

} // namespace sdvlite::frontend::c
