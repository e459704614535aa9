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

}  // namespace sdvlite::model
