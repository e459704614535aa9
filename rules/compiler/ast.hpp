// SPDX-License-Identifier: Apache-2.0
// A rule as it was written: names are not resolved yet. Expressions and statements live in arenas
// and refer to each other by number, so that nothing recurses when a tree is destroyed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/ids.hpp"
#include "core/base/source.hpp"

namespace sdvlite::rules::ast {

struct ExprTag;
struct StmtTag;
using ExprId = base::Id<ExprTag>;
using StmtId = base::Id<StmtTag>;
using automaton::When;

enum class ExprKind {
    Int,    ///< `text`
    Arg,    ///< `text`: $1, $return, or another word after $
    Name,   ///< `text`
    Call,   ///< something that is no macro, called
    Field,  ///< a.text or a->text, as `op` says
    Unary,  ///< `op` a
    Binary, ///< a `op` b
};

struct Expr {
    ExprKind kind = ExprKind::Int;
    std::string text;
    std::size_t op = 0; ///< kind of the operator's token
    ExprId a;
    ExprId b;
    base::Span span; ///< of the operator, or of the only token
};

enum class StmtKind { Block, If, Assign, Abort, Halt };

struct Stmt {
    StmtKind kind = StmtKind::Block;
    std::string text;              ///< Assign: the variable; Abort: the literal with its quotes
    ExprId expr;                   ///< If, Assign
    std::vector<StmtId> body;      ///< Block; If: what is done when it holds
    std::vector<StmtId> else_body; ///< If
    base::Span span;
};

struct Name {
    std::string text;
    base::Span span;
};

struct Decl {
    bool is_enum = false;
    std::vector<Name> enumerators;
    std::string type; ///< words of the type
    base::Span type_span;
    bool pointer = false;
    Name name;
    ExprId init;
};

/// `with guard(fn, expression)`.
struct WithGuard {
    Name name;
    ExprId value;
    base::Span span;
};

struct State {
    std::vector<Decl> decls;
    std::optional<WithGuard> with_guard;
    base::Span span;
};

struct Guard {
    ExprId value;
    bool or_null = false;
    base::Span span;
};

/// `(fn, &(lvalue)).read`.
struct MemoryRead {
    Name name;
    ExprId lvalue;
};

struct Event {
    std::vector<Name> names;
    When when = When::Entry;
    std::optional<Guard> guard;
    StmtId body;
    base::Span span;
    std::optional<MemoryRead> read;
    std::optional<std::size_t> select; ///< the one that it stands in
    std::size_t select_case = 0;
};

struct SelectCase {
    std::optional<Name> name; ///< without one: the default
    bool none = false;
    base::Span span;
};

struct Select {
    bool all = false;
    std::vector<SelectCase> cases;
    base::Span span;
};

struct Watch {
    Name name;
    When when = When::Exit;
    ExprId value;
    base::Span span;
};

struct Rule {
    std::vector<State> states;
    std::vector<Watch> watches;
    std::vector<Event> events; ///< in the order of the file, those inside of selects too
    std::vector<Select> selects;
    std::vector<Expr> exprs;
    std::vector<Stmt> stmts;

    const Expr& operator[](ExprId id) const { return exprs[id.index()]; }
    const Stmt& operator[](StmtId id) const { return stmts[id.index()]; }
};

} // namespace sdvlite::rules::ast
