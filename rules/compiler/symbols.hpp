// SPDX-License-Identifier: Apache-2.0
// The names that a rule declares: state variables and, in one space for the whole file, enumerators.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "rules/compiler/ast.hpp"

namespace sdvlite::rules {

class Symbols {
  public:
    explicit Symbols(base::DiagSink& diags) : diags_(diags) {}

    /// Declares the variable of `d` (not its initial value yet) in `vars`. False after an error.
    bool declare(const ast::Decl& d, std::vector<automaton::StateVar>& vars);

    std::optional<std::uint32_t> variable(std::string_view name) const;
    std::optional<std::int64_t> enumerator(std::string_view name) const;
    const std::vector<std::string>& variables() const { return variable_names_; }
    const std::vector<std::string>& enumerators() const { return enumerator_names_; }

  private:
    struct Enumerator {
        std::int64_t value;
        base::Span span;
    };

    bool add_enumerators(const ast::Decl& d, automaton::StateVar& v);
    bool is_new(const ast::Name& name, std::string_view kind);
    bool choose_kind(const ast::Decl& d, automaton::StateVar& v);

    base::DiagSink& diags_;
    std::unordered_map<std::string, std::uint32_t> variables_;
    std::unordered_map<std::string, base::Span> variable_spans_;
    std::unordered_map<std::string, Enumerator> enumerators_;
    std::vector<std::string> variable_names_;
    std::vector<std::string> enumerator_names_;
};

} // namespace sdvlite::rules
