// SPDX-License-Identifier: Apache-2.0
// Macros, and their expansion token by token: object-like and function-like, rescanned as in C
// (ISO C 6.10.3). Not supported: `#` and `##` in a body, variable arguments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diag.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

struct Macro {
    std::string name;
    bool function_like = false;
    std::vector<std::string> params;
    Tokens body;
    base::Span span;
    /// Comes from a header that is built in: an enumerator of the same name hides it.
    bool built_in = false;
};

class MacroTable {
  public:
    /// A second definition that differs replaces the first.
    void define(Macro m);
    void undefine(std::string_view name);
    /// nullptr when not defined. Valid until the next define.
    const Macro* find(std::string_view name) const;
    /// Number of the macro `name` for Token::macro; -1 when not defined.
    std::int32_t index_of(std::string_view name) const;
    /// Names of the macros that are defined now.
    std::vector<std::string> names() const;
    /// Every macro that was ever defined, by Token::macro.
    const Macro& definition(std::int32_t index) const { return all_[static_cast<std::size_t>(index)]; }

  private:
    std::vector<Macro> all_;
    std::unordered_map<std::string, std::int32_t> live_;
};

/// Whether two definitions mean the same: a repeated definition is harmless then.
bool same_definition(const Macro& a, const Macro& b);

/// Expands macros. All expansions of one file share one budget of tokens, so that macros that
/// double in size with each line end in an error and not in full memory.
class Expander {
  public:
    Expander(const MacroTable& macros, std::size_t budget, base::DiagSink& diags)
        : macros_(macros), budget_(budget), diags_(diags) {}

    /// `in` with all macros expanded; `in` has no line ends and no EOF. Nothing after an error.
    Tokens expand(Tokens in);

  private:
    struct Source { // tokens that are being read: the input, or a macro's replaced body
        Tokens tokens;
        std::size_t at = 0;
        std::int32_t macro = -1;
    };
    using Arguments = std::vector<Tokens>;

    Tokens expand_at(Tokens in, std::size_t depth);
    bool spend(std::size_t tokens, const base::Span& where);
    void pop(std::vector<Source>& stack);
    bool is_active(std::int32_t macro) const;
    bool read_call(std::vector<Source>& stack, const Token& use, const Macro& m, Arguments& args);
    Tokens replace(const Token& use, std::int32_t macro, const Arguments& args);

    const MacroTable& macros_;
    std::size_t budget_;
    bool exhausted_ = false;
    std::vector<bool> active_; // by macro: its body is being read, so its name stays as it is
    base::DiagSink& diags_;
};

} // namespace sdvlite::rules
