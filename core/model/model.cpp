// SPDX-License-Identifier: Apache-2.0
#include "core/model/model.hpp"

#include "core/model/liveness.hpp"
#include "core/model/slice.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;

Model::Model(Woven woven, bool slice) : woven_(std::move(woven)), classes_(woven_.program) {
    // Running off the end of a body (rule code may be the last thing) is a return.
    flow_.reserve(woven_.program.procs.size());
    for (const ir::Proc& p : woven_.program.procs) {
        flow_.emplace_back(p);
        bulk_.push_back(p.has_body ? bulk_effect(p) : std::nullopt);
    }
    Slicer(*this).run(slice);
    Liveness(*this).run();
}

std::vector<ProcId> Model::candidates(ExprId callee) const {
    const ir::Program& p = program();
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

namespace {

/// The variables whose address a value has in it.
void globals_in(const ir::Program& p, ExprId root, std::vector<bool>& out) {
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const ir::Expr& e = p[id];
        if (e.kind == ir::ExprKind::AddrOf) {
            ExprId at = e.a;
            while (p[at].kind == ir::ExprKind::Field || p[at].kind == ir::ExprKind::Index) at = p[at].a;
            if (p[at].kind == ir::ExprKind::Global) out[p[at].global.index()] = true;
        }
        todo.push_back(e.a);
        todo.push_back(e.b);
    }
}

}  // namespace

std::vector<bool> Model::private_globals() const {
    const ir::Program& p = program();
    std::vector<bool> stored(p.globals.size(), false);
    for (const ir::Global& g : p.globals) {
        for (const ir::InitItem& item : g.init) globals_in(p, item.value, stored);
    }
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        for (ir::StmtIndex k = 0; k < p.procs[i].body.size(); ++k) {
            const Stmt& s = p.procs[i].body[k];
            if (woven_.info[i][k].rule) continue;
            globals_in(p, s.rhs, stored);
            const bool own = s.kind == StmtKind::Call && (!s.proc.valid() || (p[s.proc].has_body && p[s.proc].origin == ir::Origin::Driver));
            for (ExprId a : s.args) {
                if (own) globals_in(p, a, stored);
            }
        }
    }
    std::vector<bool> out(p.globals.size(), false);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const ir::Global& g = p.globals[i];
        out[i] = g.origin == ir::Origin::Driver && !g.is_extern && p.types.is_integer(g.type) && !stored[i];
    }
    return out;
}

std::vector<bool> Model::reachable_from(ProcId root) const {
    const ir::Program& p = program();
    std::vector<bool> seen(p.procs.size(), false);
    std::vector<ProcId> todo{root};
    seen[root.index()] = true;
    auto visit = [&](ProcId q) {
        if (!seen[q.index()]) seen[q.index()] = true, todo.push_back(q);
    };
    while (!todo.empty()) {
        const ProcId at = todo.back();
        todo.pop_back();
        for (const Stmt& s : p[at].body) {
            if (s.kind != StmtKind::Call) continue;
            if (s.proc.valid()) {
                visit(s.proc);
            } else {
                for (ProcId q : candidates(s.callee)) visit(q);
            }
        }
    }
    return seen;
}

}  // namespace sdvlite::model
