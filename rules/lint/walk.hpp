// SPDX-License-Identifier: Apache-2.0
// Visiting a rule's code. Nothing recurses: a rule's statements and expressions may be deep.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/automaton/automaton.hpp"

namespace sdvlite::rules {

/// Calls `visit(expression)` for `root` and all below it, from left to right.
template <class Visit>
void for_each_expr(const automaton::Automaton& rule, automaton::RExprId root, const Visit& visit) {
    std::vector<automaton::RExprId> todo = {root};
    while (!todo.empty()) {
        const automaton::RExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        visit(rule[id]);
        todo.push_back(rule[id].b);
        todo.push_back(rule[id].a);
    }
}

/// Calls `visit(statement)` for `root` and all below it, in the order of the text.
template <class Visit>
void for_each_stmt(const automaton::Automaton& rule, automaton::RStmtId root, const Visit& visit) {
    std::vector<automaton::RStmtId> todo = {root};
    while (!todo.empty()) {
        const automaton::RStmtId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const automaton::RStmt& s = rule[id];
        visit(s);
        todo.insert(todo.end(), s.else_body.rbegin(), s.else_body.rend());
        todo.insert(todo.end(), s.then_body.rbegin(), s.then_body.rend());
    }
}

/// Whether an event sets the variable; with `value`, whether one may set it to that.
inline bool is_set(const automaton::Automaton& rule, std::uint32_t var, std::optional<std::int64_t> value = std::nullopt) {
    return std::any_of(rule.stmts.begin(), rule.stmts.end(), [&](const automaton::RStmt& s) {
        if (s.kind != automaton::RStmtKind::Assign || s.var != var) return false;
        const automaton::RExpr& e = rule[s.expr];
        return !value || e.kind != automaton::RExprKind::Const || e.value == *value;
    });
}

} // namespace sdvlite::rules
