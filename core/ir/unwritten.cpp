// SPDX-License-Identifier: Apache-2.0
#include "core/ir/unwritten.hpp"

#include <algorithm>
#include <vector>

#include "core/ir/holes.hpp"

namespace sdvlite::ir {

GlobalId variable_of(const Program& p, ExprId id) {
    while (id.valid() && (p[id].kind == ExprKind::Field || p[id].kind == ExprKind::Index)) id = p[id].a;
    return id.valid() && p[id].kind == ExprKind::Global ? p[id].global : GlobalId{};
}

bool is_complete(const Program& p) {
    const bool code = std::none_of(p.procs.begin(), p.procs.end(), [](const Proc& q) { return q.origin == Origin::Driver && has_hole(q); });
    return code && std::all_of(p.globals.begin(), p.globals.end(), [](const Global& g) {
               return g.origin != Origin::Driver || g.is_extern || g.initialised;
           });
}

void mark_unwritten(Program& p) {
    constexpr std::uint64_t kLargest = 1u << 16;  // what lies in a larger one is not worth its room on every path
    if (!is_complete(p)) return;
    std::vector<bool> written(p.globals.size(), false);
    const auto note = [&](ExprId id) {
        if (const GlobalId g = variable_of(p, id); g.valid()) written[g.index()] = true;
    };
    for (const Proc& q : p.procs) {
        for (const Stmt& s : q.body) note(s.lhs);
    }
    for (const Expr& e : p.exprs) {
        if (e.kind == ExprKind::AddrOf) note(e.a);
    }
    for (std::size_t i = 0; i < written.size(); ++i) {
        Global& g = p.globals[i];
        const bool own = g.origin == Origin::Driver && g.is_static && !g.is_open && !g.is_extern;
        if (own && !written[i] && p.types.size_of(g.type) <= kLargest) g.is_const = true;
    }
}

}  // namespace sdvlite::ir
