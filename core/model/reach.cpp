// SPDX-License-Identifier: Apache-2.0
#include "core/model/reach.hpp"

#include <algorithm>
#include <unordered_set>

#include "core/ir/unwritten.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;

namespace {

/// A function that lies outside of the driver, or whose body an OS model gives.
bool is_ddi(const ir::Program& p, ProcId q) {
    const bool own = p[q].origin == ir::Origin::Driver && (p[q].has_body || !p[q].hole_reason.empty());
    return !own && p[q].origin != ir::Origin::Harness;
}

}  // namespace

bool fits(const ir::Program& p, ExprId callee, ProcId q) {
    ir::TypeId t = p[callee].type;
    if (p.types.is_pointer(t)) t = p.types[t].element;
    const ir::Type& wanted = p.types[t];
    if (wanted.kind != ir::TypeKind::Function) return false;
    const ir::Type& have = p.types[p[q].type];
    bool match = have.params.size() == wanted.params.size() && have.variadic == wanted.variadic &&
                 p.types.size_of(have.element) == p.types.size_of(wanted.element);
    for (std::size_t k = 0; match && k < have.params.size(); ++k) {
        match = p.types.size_of(have.params[k]) == p.types.size_of(wanted.params[k]) &&
                p.types.is_pointer(have.params[k]) == p.types.is_pointer(wanted.params[k]);
    }
    return match;
}

bool fits_ddi(const ir::Program& p, ExprId callee, ProcId q) {
    if (!is_ddi(p, q) || !fits(p, callee, q)) return false;
    const ir::TypeId pointer = p[callee].type;
    const ir::Type& wanted = p.types[p.types.is_pointer(pointer) ? p.types[pointer].element : pointer];
    const ir::Type& have = p.types[p[q].type];
    const auto converts = [&](ir::TypeId from, ir::TypeId to) { return from == to || (p.types.is_scalar(from) && p.types.is_scalar(to)); };
    return converts(have.element, wanted.element) && std::equal(have.params.begin(), have.params.end(), wanted.params.begin(), converts);
}

std::vector<ProcId> candidates(const ir::Program& p, ExprId callee) {
    std::vector<ProcId> out;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        const ir::Proc& q = p.procs[i];
        if (q.address_taken && q.origin == ir::Origin::Driver && q.has_body && fits(p, callee, ProcId(i))) out.push_back(ProcId(i));
    }
    return out;
}

bool is_function(const ir::Program& p, ExprId value) {
    if (p[value].kind != ir::ExprKind::FuncAddr) return false;
    const ir::Proc& q = p[p[value].proc];
    return is_ddi(p, p[value].proc) || (q.origin == ir::Origin::Driver && q.has_body);
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

/// The function that a value is, or an invalid id for NULL; nothing when it may be something else.
std::optional<ProcId> function_of(const ir::Program& p, ExprId id) {
    while (p[id].kind == ir::ExprKind::Cast) id = p[id].a;
    if (p[id].kind == ir::ExprKind::Const && p[id].bits == 0) return ProcId{};
    return is_function(p, id) ? std::optional(p[id].proc) : std::nullopt;
}

/// Where a pointer may be seen as something else.
bool has_union(const ir::Program& p, ir::TypeId type) {
    std::vector<ir::TypeId> todo{type};
    std::unordered_set<ir::RecordId> seen;  // each once: records of records in two fields each are many places
    while (!todo.empty()) {
        const ir::Type& t = p.types[todo.back()];
        todo.pop_back();
        if (t.kind == ir::TypeKind::Array) todo.push_back(t.element);
        if (t.kind != ir::TypeKind::Record || !seen.insert(t.record).second) continue;
        if (p.types.rec(t.record).is_union) return true;
        for (const ir::Field& f : p.types.rec(t.record).fields) todo.push_back(f.type);
    }
    return false;
}

}  // namespace

std::vector<OwnFunctions> own_functions(const ir::Program& p) {
    std::vector<OwnFunctions> out(p.globals.size());
    if (!ir::is_complete(p)) return out;
    const auto put = [&](std::size_t g, ExprId value) {
        const std::optional<ProcId> f = function_of(p, value);
        if (!f) out[g].reset();
        if (f && f->valid() && out[g]) out[g]->push_back(*f);
    };
    for (std::size_t i = 0; i < out.size(); ++i) {
        const ir::Global& g = p.globals[i];
        if (g.origin != ir::Origin::Driver || !g.is_static || g.is_open || g.is_extern || has_union(p, g.type)) continue;
        out[i].emplace();
        for (const ir::InitItem& item : g.init) {
            if (p[item.value].kind != ir::ExprKind::Const || p.types.is_pointer(p[item.value].type)) put(i, item.value);
        }
    }
    for (const ir::Expr& e : p.exprs) {
        if (e.kind != ir::ExprKind::AddrOf) continue;
        if (const ir::GlobalId g = ir::variable_of(p, e.a); g.valid()) out[g.index()].reset();
    }
    for (const ir::Proc& q : p.procs) {
        for (const ir::Stmt& s : q.body) {
            const ir::GlobalId g = ir::variable_of(p, s.lhs);
            if (!g.valid()) continue;
            const ir::TypeId type = p[s.lhs].type;
            const bool known = s.kind == ir::StmtKind::Assign && p.types.is_scalar(type);
            if (!known) out[g.index()].reset();
            if (known && p.types.is_pointer(type)) put(g.index(), s.rhs);
        }
    }
    return out;
}

}  // namespace sdvlite::model
