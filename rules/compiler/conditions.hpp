// SPDX-License-Identifier: Apache-2.0
// #if and its relatives in one file: which lines count. Conditions are what headers guard
// themselves with: numbers, names, defined, !, && and ||, without brackets and comparisons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "rules/compiler/macros.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

/// `expression` with every `defined X` and `defined(X)` replaced by 1 or 0: it comes before the
/// expansion of macros.
Tokens resolve_defined(Tokens expression, const MacroTable& macros);

class Conditions {
  public:
    explicit Conditions(base::DiagSink& diags) : diags_(diags) {}

    static bool is_conditional(std::string_view name);
    /// Whether the lines here count.
    bool active() const { return levels_.empty() || levels_.back().now; }
    /// Whether the condition of this `if` or `elif` matters, so that it has to be expanded.
    bool decides(std::string_view name) const;
    /// Carries out one directive; `expression` is the rest of its line.
    void directive(const Token& name, const Tokens& expression, const MacroTable& macros);
    /// The file has ended.
    void finish();

  private:
    struct Level {
        base::Span start;
        bool outer; // the lines around it count
        bool taken; // one of its branches counted already
        bool now;
        bool in_else = false;
    };

    bool evaluate(const Token& name, const Tokens& expression);
    bool is_defined(const Token& name, const Tokens& expression, const MacroTable& macros);

    base::DiagSink& diags_;
    std::vector<Level> levels_;
};

} // namespace sdvlite::rules
