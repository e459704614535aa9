// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/types.hpp"

#include <algorithm>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/RecordLayout.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/Support/Path.h>

namespace sdvlite::frontend::c {

namespace {

// Types nest as deep as typedefs can be chained; beyond this depth they are void.
constexpr unsigned kMaxDepth = 100;
// What the IR allows for one object.
constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 40;

std::string identifier(llvm::StringRef text) {
    std::string out;
    for (char c : text) out += std::isalnum(static_cast<unsigned char>(c)) || c == '_' ? c : '_';
    return out;
}

} // namespace

ir::TypeId Types::lower(clang::QualType type) {
    const ir::TypeId id = lower_at(type, 0);
    complete_pending();
    return id;
}

ir::TypeId Types::lower_at(clang::QualType type, unsigned depth) {
    if (depth > kMaxDepth) return table().void_type();
    const clang::QualType canonical = type.getCanonicalType().getUnqualifiedType();
    const clang::Type* t = canonical.getTypePtr();
    if (const auto* record = llvm::dyn_cast<clang::RecordType>(t)) {
        return table().record_type(declare(record->getDecl()));
    }
    if (auto it = memo_.find(t); it != memo_.end()) return it->second;

    ir::TypeId result;
    if (const auto* b = llvm::dyn_cast<clang::BuiltinType>(t)) {
        result = builtin(b, canonical);
    } else if (const auto* p = llvm::dyn_cast<clang::PointerType>(t)) {
        result = table().pointer(lower_at(p->getPointeeType(), depth + 1));
    } else if (const auto* e = llvm::dyn_cast<clang::EnumType>(t)) {
        const clang::QualType integer = e->getDecl()->getIntegerType();
        result = integer.isNull() ? i32() : lower_at(integer, depth + 1);
    } else if (const auto* a = llvm::dyn_cast<clang::ConstantArrayType>(t)) {
        result = array(a->getElementType(), a->getSize().getLimitedValue(), depth);
    } else if (const auto* a = llvm::dyn_cast<clang::IncompleteArrayType>(t)) {
        result = array(a->getElementType(), 0, depth);
    } else if (const auto* f = llvm::dyn_cast<clang::FunctionProtoType>(t)) {
        result = prototype(f->getReturnType(), f->getParamTypes(), f->isVariadic(), depth);
    } else if (const auto* f = llvm::dyn_cast<clang::FunctionNoProtoType>(t)) {
        result = prototype(f->getReturnType(), {}, true, depth);
    } else if (const auto* a = llvm::dyn_cast<clang::AtomicType>(t)) {
        result = lower_at(a->getValueType(), depth + 1);
    } else {
        result = bytes(canonical);
    }
    if (depth == 0) memo_.emplace(t, result); // deeper ones may have been cut
    return result;
}

bool Types::is_object(ir::TypeId type) const {
    const ir::Type& t = table()[type];
    return t.kind != ir::TypeKind::Void && t.kind != ir::TypeKind::Function;
}

ir::TypeId Types::array(clang::QualType element, std::uint64_t count, unsigned depth) {
    ir::TypeId type = lower_at(element, depth + 1);
    const auto size = element->isIncompleteType()
                          ? std::uint64_t{0}
                          : static_cast<std::uint64_t>(context_.getTypeSizeInChars(element).getQuantity());
    if (!is_object(type) || size == 0) { // an element that the IR can't name: bytes
        type = u8();
        count = size != 0 && count > kMaxBytes / size ? 0 : count * size;
    }
    return table().array(type, size != 0 && count > kMaxBytes / size ? 0 : count);
}

ir::TypeId Types::prototype(clang::QualType result, llvm::ArrayRef<clang::QualType> params, bool variadic,
                            unsigned depth) {
    std::vector<ir::TypeId> types;
    for (clang::QualType p : params) {
        const ir::TypeId type = lower_at(p, depth + 1);
        types.push_back(is_object(type) && !is_array(type) ? type : table().pointer(table().void_type()));
    }
    return table().function(lower_at(result, depth + 1), std::move(types), variadic);
}

ir::TypeId Types::function(const clang::FunctionDecl* function) {
    const auto* proto = function->getType()->getAs<clang::FunctionProtoType>();
    if (proto) return lower(clang::QualType(proto, 0));
    std::vector<clang::QualType> params;
    for (const clang::ParmVarDecl* p : function->parameters()) params.push_back(p->getType());
    // f() in the old style says nothing of its parameters, unless this is the definition.
    return prototype(function->getReturnType(), params, !function->doesThisDeclarationHaveABody(), 0);
}

ir::TypeId Types::builtin(const clang::BuiltinType* type, clang::QualType whole) {
    using B = clang::BuiltinType;
    switch (type->getKind()) {
    case B::Void: return table().void_type();
    case B::NullPtr: return table().pointer(table().void_type());
    case B::Float: return table().floating(32);
    case B::Double:
    case B::LongDouble: return table().floating(64);
    case B::Half:
    case B::Float16:
    case B::Int128:
    case B::UInt128:
    case B::Float128: return bytes(whole);
    default: break;
    }
    if (!type->isInteger()) return bytes(whole);
    return table().integer(static_cast<unsigned>(context_.getTypeSize(type)), type->isSignedInteger());
}

ir::TypeId Types::bytes(clang::QualType type) {
    if (type->isIncompleteType() || type->isDependentType() || type->isVariableArrayType() || type->isFunctionType() ||
        type->isPlaceholderType()) {
        return table().void_type();
    }
    const auto size = static_cast<std::uint64_t>(context_.getTypeSizeInChars(type).getQuantity());
    const std::string name = "$bytes" + std::to_string(size);
    const bool fresh = !table().find_record(name).valid();
    const ir::RecordId id = table().record(name);
    if (fresh) {
        const ir::TypeId content = table().array(u8(), size);
        ir::Record& r = table().rec(id);
        r.complete = true;
        r.size = size;
        r.align = static_cast<std::uint32_t>(context_.getTypeAlignInChars(type).getQuantity());
        r.fields.push_back({"bytes", content, 0, 0, 0});
    }
    return table().record_type(id);
}

ir::RecordId Types::record(const clang::RecordDecl* decl) {
    const ir::RecordId id = declare(decl);
    complete_pending();
    return id;
}

ir::RecordId Types::declare(const clang::RecordDecl* decl) {
    const auto* canonical = llvm::cast<clang::RecordDecl>(decl->getCanonicalDecl());
    if (auto it = records_.find(canonical); it != records_.end()) return it->second;
    // Two different records of one name are possible in different scopes.
    const std::string base = record_name(canonical);
    std::string name = base;
    for (unsigned n = 2; table().find_record(name).valid(); ++n) name = base + "$" + std::to_string(n);
    const ir::RecordId id = table().record(name, decl->isUnion());
    records_.emplace(canonical, id);
    if (const clang::RecordDecl* def = decl->getDefinition()) pending_.emplace_back(def, id);
    return id;
}

// A record without a tag is known by its typedef, else by the record that it lies in, else by its
// place: the same in every file that includes the header.
std::string Types::record_name(const clang::RecordDecl* decl) {
    if (!decl->getName().empty()) return decl->getName().str();
    if (const clang::TypedefNameDecl* alias = decl->getTypedefNameForAnonDecl()) return alias->getName().str();
    if (const auto* outer = llvm::dyn_cast<clang::RecordDecl>(decl->getLexicalDeclContext())) {
        unsigned number = 0;
        for (const clang::Decl* inner : outer->decls()) {
            const auto* record = llvm::dyn_cast<clang::RecordDecl>(inner);
            if (!record || !record->getName().empty()) continue;
            if (record->getCanonicalDecl() == decl->getCanonicalDecl()) break;
            ++number;
        }
        const ir::Record& parent = table().rec(declare(outer));
        return parent.name + "$" + std::to_string(number);
    }
    const clang::SourceManager& sm = context_.getSourceManager();
    const clang::PresumedLoc at = sm.getPresumedLoc(sm.getExpansionLoc(decl->getLocation()), false);
    if (at.isInvalid()) return "unnamed";
    return identifier(llvm::sys::path::filename(at.getFilename())) + "$" + std::to_string(at.getLine()) + "$" +
           std::to_string(at.getColumn());
}

namespace {

// Microsoft's rule: neighbouring bit-fields share a unit when their types have the same size and
// there is room. clang gives the bits; this finds the unit that they lie in.
class BitUnits {
  public:
    void place(ir::Field& f, std::uint64_t bit, unsigned type_bits) {
        const bool same = type_bits_ == type_bits && bit >= start_ && bit + f.bit_width <= start_ + type_bits;
        if (!same) {
            start_ = bit;
            type_bits_ = type_bits;
        }
        f.offset = start_ / 8;
        f.bit_offset = static_cast<std::uint8_t>(bit - start_);
    }
    void close() { type_bits_ = 0; }

  private:
    std::uint64_t start_ = 0;
    unsigned type_bits_ = 0;
};

} // namespace

void Types::complete_pending() {
    while (!pending_.empty()) { // a record leads to the next one through its fields
        const auto [def, id] = pending_.back();
        pending_.pop_back();
        complete(def, id);
    }
}

/// clang leaves a field of incomplete type as it is, and computing the layout would then crash. Like a field of
/// unknown type it counts as an int.
void Types::replace_incomplete_fields(const clang::RecordDecl* def) {
    if (!def->isInvalidDecl()) return;
    for (clang::FieldDecl* field : def->fields()) {
        const clang::QualType element = context_.getBaseElementType(field->getType());
        if (element->isIncompleteType() || element->isFunctionType()) field->setType(context_.IntTy);
    }
}

void Types::complete(const clang::RecordDecl* def, ir::RecordId id) {
    if (!def->isCompleteDefinition() || def->isDependentType()) return;
    replace_incomplete_fields(def);
    const clang::ASTRecordLayout& layout = context_.getASTRecordLayout(def);
    if (static_cast<std::uint64_t>(layout.getSize().getQuantity()) > kMaxBytes) {
        table().rec(id).complete = true; // of size 0 and without fields: nothing can be done with it
        return;
    }
    {
        ir::Record& r = table().rec(id);
        r.complete = true;
        const clang::SourceManager& sm = context_.getSourceManager();
        r.system = sm.isInSystemHeader(sm.getExpansionLoc(def->getLocation()));
        r.size = static_cast<std::uint64_t>(layout.getSize().getQuantity());
        r.align = static_cast<std::uint32_t>(layout.getAlignment().getQuantity());
    }
    std::vector<ir::Field> fields;
    BitUnits units;
    for (const clang::FieldDecl* decl : def->fields()) {
        ir::Field f;
        f.name = decl->getName().str();
        const std::uint64_t bit = layout.getFieldOffset(decl->getFieldIndex());
        if (decl->isBitField()) {
            const unsigned width = decl->getBitWidthValue(context_);
            if (decl->isUnnamedBitField()) {
                if (width == 0) units.close();
                continue;
            }
            f.type = lower_at(decl->getType(), 0);
            f.bit_width = static_cast<std::uint8_t>(width);
            if (def->isUnion()) units.close();
            units.place(f, bit, table().bits_of(f.type));
        } else {
            units.close();
            f.type = is_damaged(decl->getType()) ? bytes(decl->getType()) : lower_at(decl->getType(), 0);
            f.offset = bit / 8;
            if (!is_object(f.type)) continue;
        }
        fields_[decl->getCanonicalDecl()] = static_cast<std::uint32_t>(fields.size());
        fields.push_back(std::move(f));
    }
    table().rec(id).fields = std::move(fields);
}

/// A record with a field that clang could not make sense of is one byte large to clang wherever it
/// is part of something else.
bool Types::is_damaged(clang::QualType type) const {
    const clang::RecordDecl* record = context_.getBaseElementType(type)->getAsRecordDecl();
    return record && record->isInvalidDecl();
}

std::uint32_t Types::field_index(const clang::FieldDecl* field) const {
    auto it = fields_.find(field->getCanonicalDecl());
    return it == fields_.end() ? UINT32_MAX : it->second;
}

} // namespace sdvlite::frontend::c
