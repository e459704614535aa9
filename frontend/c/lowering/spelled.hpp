// SPDX-License-Identifier: Apache-2.0
// The identifiers of a file as the parser got them, macros expanded: what code calls that can't be lowered.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include <clang/AST/Decl.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Token.h>

namespace sdvlite::frontend::c {

class Spelled {
  public:
    /// Each token of the translation unit, in order.
    void see(const clang::Token& token, const clang::SourceManager& sm);

    /// The names of what the body of `definition`, which lies in the main file, may call: functions, and fields that are called. Nothing
    /// when it has a name that is declared nowhere (a macro out of a missing header may be anything), passes a function on
    /// instead of calling it, or has assembly.
    std::optional<std::set<std::string>> called_in(const clang::FunctionDecl* definition, const clang::ASTContext& context);

  private:
    struct Name {
        unsigned offset = 0; ///< in the main file, of what it was expanded from
        const clang::IdentifierInfo* name = nullptr; ///< none: assembly
        bool is_field = false;
        bool is_called = false;
    };
    struct Declared {
        std::unordered_set<const clang::IdentifierInfo*> functions, others;
        void add(const clang::DeclContext* context);
    };

    std::vector<Name> names_;
    bool after_name_ = false, after_dot_ = false;
    std::optional<Declared> declared_; // outside of functions
};

} // namespace sdvlite::frontend::c
