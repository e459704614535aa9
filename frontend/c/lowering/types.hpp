// SPDX-License-Identifier: Apache-2.0
// clang's types as types of the driver IR. Records get the layout that clang computed for the
// Windows x64 target; what the IR has no type for (vectors, complex and 128-bit integers) is a
// structure of bytes, so that the sizes around it stay right, and is not lowered where it is used.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/ir/program.hpp"

#include <clang/AST/ASTContext.h>

namespace sdvlite::frontend::c {

class Types {
  public:
    Types(clang::ASTContext& context, ir::Program& program) : context_(context), program_(program) {}

    /// The type of a value or object of type `type`. Records that it mentions are complete when
    /// clang knows them, those behind pointers too.
    ir::TypeId lower(clang::QualType type);
    /// A function type; a definition in the old style has the types of its parameters.
    ir::TypeId function(const clang::FunctionDecl* function);
    /// The record of a declaration, complete when the declaration is.
    ir::RecordId record(const clang::RecordDecl* decl);
    /// Number of `field` in its record.
    std::uint32_t field_index(const clang::FieldDecl* field) const;

    /// Is it a record, or an array of one, with errors inside? Its layout is only consistent with itself.
    bool is_damaged(clang::QualType type) const;

    bool is_float(ir::TypeId type) const { return table()[type].kind == ir::TypeKind::Float; }
    bool is_array(ir::TypeId type) const { return table()[type].kind == ir::TypeKind::Array; }
    bool is_scalar(ir::TypeId type) const { return table().is_scalar(type); }
    ir::TypeId i32() { return table().integer(32, true); }
    ir::TypeId u32() { return table().integer(32, false); }
    ir::TypeId u8() { return table().integer(8, false); }
    ir::TypeId i64() { return table().integer(64, true); }
    ir::TypeTable& table() { return program_.types; }
    const ir::TypeTable& table() const { return program_.types; }
    /// Can a variable have this type? Not void, not a function.
    bool is_object(ir::TypeId type) const;

  private:
    ir::TypeId lower_at(clang::QualType type, unsigned depth);
    ir::TypeId builtin(const clang::BuiltinType* type, clang::QualType whole);
    ir::TypeId array(clang::QualType element, std::uint64_t count, unsigned depth);
    ir::TypeId bytes(clang::QualType type);
    ir::TypeId prototype(clang::QualType result, llvm::ArrayRef<clang::QualType> params, bool variadic, unsigned depth);
    ir::RecordId declare(const clang::RecordDecl* decl);
    void complete_pending();
    void replace_incomplete_fields(const clang::RecordDecl* def);
    void complete(const clang::RecordDecl* def, ir::RecordId id);
    std::string record_name(const clang::RecordDecl* decl);

    clang::ASTContext& context_;
    ir::Program& program_;
    std::unordered_map<const clang::RecordDecl*, ir::RecordId> records_; // by canonical declaration
    std::vector<std::pair<const clang::RecordDecl*, ir::RecordId>> pending_;
    std::unordered_map<const clang::FieldDecl*, std::uint32_t> fields_;
    std::unordered_map<const clang::Type*, ir::TypeId> memo_;
};

} // namespace sdvlite::frontend::c
