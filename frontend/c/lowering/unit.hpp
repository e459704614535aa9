// SPDX-License-Identifier: Apache-2.0
// One translation unit: which functions and variables of it become part of the program. What the
// driver's own files define is lowered; of headers only what is used, inline functions with their
// bodies. Functions without a body here are the DDIs and other files' functions.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/c/lowering/exprs.hpp"
#include "frontend/c/lowering/places.hpp"
#include "frontend/c/lowering/spelled.hpp"
#include "frontend/c/lowering/types.hpp"

#include <clang/AST/ASTContext.h>

namespace sdvlite::frontend::c {

class Unit {
  public:
    Unit(clang::ASTContext& context, Complaints& complaints, Places::Spelling spelling, const Rewrites& rewrites,
         Spelled& spelled, ir::Program& program, base::DiagSink& sink)
        : types(context, program),
          places(context.getSourceManager(), context.getLangOpts(), program.sources, std::move(spelling), rewrites),
          exprs(program), complaints(complaints), spelled_(spelled), context_(context), program_(program), sink_(sink) {}

    /// Lowers everything; afterwards the program is complete. `skipped` are the parts of the file that
    /// the preprocessor left out, in order.
    void run(const std::vector<clang::SourceRange>& skipped);

    /// The procedure of a function; schedules its body when it has one.
    ir::ProcId proc(const clang::FunctionDecl* function);
    /// The same, because its address is used as a value.
    ir::ProcId proc_address(const clang::FunctionDecl* function);
    /// The global of a variable with static storage, static locals included.
    ir::GlobalId global(const clang::VarDecl* variable);
    /// The OS model's variable for the code of an exception on its way up.
    ir::GlobalId exception_code();
    /// A constant global with the bytes of a string literal, as an array of `type`.
    ir::GlobalId string(const clang::StringLiteral* literal, ir::TypeId type);
    /// A constant global of type `type` that is all zero.
    ir::GlobalId zero(ir::TypeId type);
    /// A constant global for the value of a constant initialiser, or invalid when it has none.
    ir::GlobalId constant(const clang::Expr* init, ir::TypeId type, base::Span span);
    /// The object of a compound literal with static storage.
    ir::GlobalId literal(const clang::CompoundLiteralExpr* literal);

    void warn(const base::Span& span, const std::string& message) { sink_.warning(span, message); }
    clang::ASTContext& context() { return context_; }
    ir::Program& program() { return program_; }

    Types types;
    Places places;
    Exprs exprs;
    Complaints& complaints;

  private:
    // The declarations of one name: C has one scope for functions, and clang keeps declarations
    // apart whose types conflict.
    struct Function {
        llvm::SmallVector<const clang::FunctionDecl*, 2> declarations;
        const clang::FunctionDecl* definition = nullptr;
        ir::ProcId proc;
    };

    void collect();
    void declare_own();
    void lower_scheduled();
    void note_calls(ir::Proc& proc, const clang::FunctionDecl* definition);
    void declare_lost(const std::vector<clang::SourceRange>& skipped);
    void declare_lost(const std::string& name, const base::Span& span, const std::string& reason);
    bool is_defined(const std::string& name) const;
    Function& function(const clang::FunctionDecl* f);
    ir::ProcId add_proc(Function& f);
    ir::GlobalId add_global(const clang::VarDecl* v, const clang::VarDecl* definition);
    bool has_lost_initialiser(const clang::VarDecl* v);
    void initialise(ir::GlobalId id, const clang::VarDecl* definition);
    bool write_value(ir::GlobalId id, const clang::APValue& value, clang::QualType type);
    ir::GlobalId add_constant(const std::string& wanted, ir::TypeId type);
    std::string fresh_global(const std::string& wanted);

    Spelled& spelled_;
    clang::ASTContext& context_;
    ir::Program& program_;
    base::DiagSink& sink_;
    std::unordered_map<const clang::IdentifierInfo*, Function> functions_;
    std::unordered_map<const clang::IdentifierInfo*, ir::GlobalId> globals_; // of file scope
    std::unordered_map<const clang::VarDecl*, ir::GlobalId> static_locals_;  // by canonical declaration
    std::unordered_map<const clang::Expr*, ir::GlobalId> literals_;
    std::unordered_map<std::string, ir::GlobalId> strings_;                               // by type and bytes
    std::unordered_map<std::uint32_t, ir::GlobalId> zeros_;                               // by type
    std::vector<const clang::VarDecl*> variables_;                                        // of file scope
    std::unordered_map<const clang::IdentifierInfo*, const clang::VarDecl*> definitions_; // of these
    std::unordered_map<std::string, unsigned> taken_;                      // how often a made-up name was asked for
    std::deque<std::pair<ir::ProcId, const clang::FunctionDecl*>> bodies_; // to be lowered
    std::deque<std::pair<ir::GlobalId, const clang::VarDecl*>> initialisers_;
};

/// Adds the typedefs of function type by which `function` was declared, and its annotations.
void collect_roles(const clang::FunctionDecl* function, ir::Proc& proc);

} // namespace sdvlite::frontend::c
