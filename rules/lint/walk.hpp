// SPDX-License-Identifier: Apache-2.0
// Visiting a rule's code. Nothing recurses: a rule's statements and expressions may be deep.
#pragma once

#include <algorithm>
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

} // namespace sdvlite::rules
