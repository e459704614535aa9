// SPDX-License-Identifier: Apache-2.0
#include "core/model/reach.hpp"

#include <unordered_set>

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;

std::vector<ProcId> candidates(const ir::Program& p, ExprId callee) {
    std::vector<ProcId> out;
    ir::TypeId t = p[callee].type;
    if (p.types.is_pointer(t)) t = p.types[t].element;
    const ir::Type& wanted = p.types[t];
    if (wanted.kind != ir::TypeKind::Function) return out;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        const ir::Proc& q = p.procs[i];
        if (!q.address_taken || q.origin != ir::Origin::Driver || !q.has_body) continue;
        const ir::Type& have = p.types[q.type];
        bool match = have.params.size() == wanted.params.size() && have.variadic == wanted.variadic &&
                     p.types.size_of(have.element) == p.types.size_of(wanted.element);
        for (std::size_t k = 0; match && k < have.params.size(); ++k) {
            match = p.types.size_of(have.params[k]) == p.types.size_of(wanted.params[k]) &&
                    p.types.is_pointer(have.params[k]) == p.types.is_pointer(wanted.params[k]);
        }
        if (match) out.push_back(ProcId(i));
    }
    return out;
}

std::vector<bool> reachable(const ir::Program& p, const std::vector<ProcId>& roots) {
    std::vector<bool> seen(p.procs.size(), false);
    std::unordered_set<ir::TypeId> called;  // types of pointers to functions
    std::vector<ProcId> todo;
    const auto visit = [&](ProcId q) {
        if (!seen[q.index()]) seen[q.index()] = true, todo.push_back(q);
    };
    for (ProcId q : roots) visit(q);
    while (!todo.empty()) {
        const ProcId at = todo.back();
        todo.pop_back();
        for (const ir::Stmt& s : p[at].body) {
            if (s.kind != ir::StmtKind::Call) continue;
            if (s.proc.valid()) {
                visit(s.proc);
            } else if (called.insert(p[s.callee].type).second) {
                for (ProcId q : candidates(p, s.callee)) visit(q);
            }
        }
    }
    return seen;
}

namespace {

ir::GlobalId variable_of(const ir::Program& p, ExprId id) {
    while (p[id].kind == ir::ExprKind::Field || p[id].kind == ir::ExprKind::Index) id = p[id].a;
    return p[id].kind == ir::ExprKind::Global ? p[id].global : ir::GlobalId{};
}

/// Whether it is a member of a union, which may be another view of a pointer.
bool in_union(const ir::Program& p, ExprId id) {
    for (; p[id].kind == ir::ExprKind::Field || p[id].kind == ir::ExprKind::Index; id = p[id].a) {
        const ir::Type& t = p.types[p[p[id].a].type];
        if (t.kind == ir::TypeKind::Record && p.types.rec(t.record).is_union) return true;
    }
    return false;
}

bool is_own_function(const ir::Program& p, ExprId id) {
    while (p[id].kind == ir::ExprKind::Cast) id = p[id].a;
    if (p[id].kind == ir::ExprKind::Const) return p[id].bits == 0;
    return p[id].kind == ir::ExprKind::FuncAddr && p[p[id].proc].origin == ir::Origin::Driver && p[p[id].proc].has_body;
}

}  // namespace

std::vector<bool> own_function_pointers(const ir::Program& p) {
    std::vector<bool> out;
    for (const ir::Global& g : p.globals) {
        bool own = g.origin == ir::Origin::Driver && g.is_static && !g.is_extern && g.initialised;
        for (const ir::InitItem& item : g.init) own = own && (!p.types.is_pointer(p[item.value].type) || is_own_function(p, item.value));
        out.push_back(own);
    }
    const auto open = [&](ExprId id) {
        if (const ir::GlobalId g = variable_of(p, id); g.valid()) out[g.index()] = false;
    };
    for (const ir::Expr& e : p.exprs) {
        if (e.kind == ir::ExprKind::AddrOf) open(e.a);
    }
    for (const ir::Proc& q : p.procs) {
        if (!q.hole_reason.empty() && q.origin == ir::Origin::Driver) out.assign(out.size(), false);  // nobody knows what it writes
        for (const ir::Stmt& s : q.body) {
            if (!s.lhs.valid()) continue;
            const ir::TypeId type = p[s.lhs].type;
            const bool harmless = s.kind == ir::StmtKind::Assign && p.types.is_scalar(type) && !in_union(p, s.lhs) && (!p.types.is_pointer(type) || is_own_function(p, s.rhs));
            if (!harmless) open(s.lhs);
        }
    }
    return out;
}

}  // namespace sdvlite::model
