// SPDX-License-Identifier: Apache-2.0
// Looking through expressions whose order does not matter.
#pragma once

#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// What the statement writes, reads and calls, and its arguments; some may be invalid.
inline std::vector<ExprId> expressions_of(const Stmt& s) {
    std::vector<ExprId> out{s.lhs, s.rhs, s.callee};
    out.insert(out.end(), s.args.begin(), s.args.end());
    return out;
}

/// Calls `use` with each of the expressions (the invalid ones left out) and what they are made of, until it returns true.
/// Whether it did.
template <class Use> bool any_expr(const Program& program, std::vector<ExprId> roots, Use use) {
    while (!roots.empty()) {
        const ExprId id = roots.back();
        roots.pop_back();
        if (!id.valid()) continue;
        if (use(id)) return true;
        roots.push_back(program[id].a);
        roots.push_back(program[id].b);
    }
    return false;
}

/// The same with all of them.
template <class Use> void each_expr(const Program& program, std::vector<ExprId> roots, Use use) {
    any_expr(program, std::move(roots), [&](ExprId id) {
        use(id);
        return false;
    });
}

/// What is converted, whatever to.
inline ExprId without_casts(const Program& program, ExprId id) {
    while (program[id].kind == ExprKind::Cast) id = program[id].a;
    return id;
}

}  // namespace sdvlite::ir
