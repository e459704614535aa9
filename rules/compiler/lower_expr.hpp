// SPDX-License-Identifier: Apache-2.0
// Expressions of a rule: resolved, folded where they are constant, and checked for what a rule may
// do with enums and with the identity of an object.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "rules/compiler/ast.hpp"
#include "rules/compiler/compile.hpp"
#include "rules/compiler/macros.hpp"
#include "rules/compiler/symbols.hpp"

namespace sdvlite::rules {

/// Where an expression stands.
enum class Place { InitialValue, AtEntry, AtExit, AtRead };

/// A lowered expression and what is known of its value.
struct Typed {
    enum class Class {
        Error,   // reported already
        Const,   // `value`
        Enum,    // the state variable `var`
        Pointer, // the state variable `var`
        Number,  // a result of arithmetic or a comparison, or an int variable
        Memory,  // of the program: whatever type it has there
    };
    Class cls = Class::Error;
    automaton::RExprId id;
    std::int64_t value = 0;
    std::uint32_t var = 0;
    bool reads_memory = false; // its value depends on the program, so on the types there
    std::string enumerator;    // Const: its name when it is an enumerator

    bool ok() const { return cls != Class::Error; }
};

class ExprLowering {
  public:
    ExprLowering(const ast::Rule& rule, const Symbols& symbols, const MacroTable& macros, const CompileOptions& options,
                 automaton::Automaton& out, base::DiagSink& diags)
        : rule_(rule), symbols_(symbols), macros_(macros), options_(options), out_(out), diags_(diags) {}

    /// Lowers `id`. With `expected`, an unknown name is looked for among the enumerators of that
    /// variable, and is never a variable of the program.
    Typed lower(ast::ExprId id, Place place, std::optional<std::uint32_t> expected = std::nullopt);

    automaton::RExprId constant(std::int64_t value, const base::Span& span);

  private:
    using RExpr = automaton::RExpr;
    using RBinOp = automaton::RBinOp;

    automaton::RExprId add(RExpr e);
    Typed make(Typed::Class cls, RExpr e);
    Typed make_const(std::int64_t value, const base::Span& span, std::string enumerator = {});
    Typed error(const base::Span& span, std::string message, std::string hint = {});

    Typed integer(const ast::Expr& e);
    Typed argument(const ast::Expr& e, Place place);
    Typed name(const ast::Expr& e, Place place, std::optional<std::uint32_t> expected);
    Typed unknown_name(const ast::Expr& e, std::optional<std::uint32_t> expected);
    Typed field(const ast::Expr& e, Place place);
    Typed unary(const ast::Expr& e, Place place);
    Typed binary(const ast::Expr& e, Place place);
    Typed comparison(const ast::Expr& e, RBinOp op, Typed a, Typed b);
    std::optional<std::uint32_t> enum_variable(ast::ExprId id) const;
    bool readable(const Typed& a, const base::Span& span);
    bool numeric(const Typed& a, const ast::Expr& at);
    void wrap_status(Typed& constant, const Typed& other);

    const ast::Rule& rule_;
    const Symbols& symbols_;
    const MacroTable& macros_;
    const CompileOptions& options_;
    automaton::Automaton& out_;
    base::DiagSink& diags_;
};

} // namespace sdvlite::rules
