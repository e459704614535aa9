// SPDX-License-Identifier: Apache-2.0
#include "core/model/liveness.hpp"

#include <deque>

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

void Liveness::add(ScopedSet& set, ClassId c) const {
    const std::uint32_t i = m_.tracked(c);
    if (i != kUntracked && (followed_ == nullptr || followed_->has(i))) set.add(i);
}

void Liveness::add_designator(ScopedSet& set, ProcId proc, ExprId designator) const {
    std::vector<ClassId> classes;
    m_.classes().all_of(proc, designator, classes);
    for (ClassId c : classes) add(set, c);
}

void Liveness::add_reads(ScopedSet& set, ProcId proc, ExprId root) const {
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (ir::is_designator(e.kind)) {
            add_designator(set, proc, id);
            add_address(set, proc, id);
        } else if (e.kind == ExprKind::AddrOf) {
            add_address(set, proc, e.a);
        } else {
            todo.push_back(e.a);
            todo.push_back(e.b);
        }
    }
}

void Liveness::add_address(ScopedSet& set, ProcId proc, ExprId designator) const {
    for (ExprId id = designator;;) {
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Deref) return add_reads(set, proc, e.a);
        if (e.kind == ExprKind::Index) add_reads(set, proc, e.b);
        if (e.kind != ExprKind::Field && e.kind != ExprKind::Index) return;
        id = e.a;
    }
}

std::vector<ProcId> Liveness::callees(const Stmt& s) const {
    if (s.kind != StmtKind::Call) return {};
    if (s.proc.valid()) return m_.bulk(s.proc) ? std::vector<ProcId>{} : std::vector<ProcId>{s.proc};
    return m_.candidates(s.callee);
}

std::uint32_t Liveness::kills(ProcId proc, const Stmt& s) const {
    if (!s.lhs.valid() || p_[s.lhs].kind != ExprKind::Local || !p_.types.is_scalar(p_[s.lhs].type)) return kUntracked;
    const ClassId c = m_.classes().local(proc, p_[s.lhs].index);
    return m_.classes().shared(c) ? kUntracked : m_.tracked(c);
}

void Liveness::collect_uses() {
    const std::size_t procs = p_.procs.size();
    reads_.resize(procs);
    for (std::size_t p = 0; p < procs; ++p) out_.touched.emplace_back(m_.scope(ProcId(p)));
    for (std::size_t p = 0; p < procs; ++p) {
        const std::vector<Stmt>& body = p_.procs[p].body;
        reads_[p].assign(body.size(), ScopedSet(m_.scope(ProcId(p))));
        for (StmtIndex i = 0; i < body.size(); ++i) {
            const Stmt& s = body[i];
            ScopedSet& r = reads_[p][i];
            if (!out_.statements[p][i]) continue;
            add_reads(r, ProcId(p), s.rhs);
            add_reads(r, ProcId(p), s.callee);
            for (ExprId a : s.args) add_reads(r, ProcId(p), a);
            if (s.lhs.valid()) add_address(r, ProcId(p), s.lhs);
            out_.touched[p].unite(r);
            if (s.lhs.valid()) add_designator(out_.touched[p], ProcId(p), s.lhs);
            if (s.kind != StmtKind::Call) continue;
            for (ExprId a : s.args) {  // what a body-less callee may change
                const ir::TypeId t = pointee_of_argument(p_, a);
                if (!t.valid() || (s.proc.valid() && p_[s.proc].has_body && !m_.bulk(s.proc))) continue;
                std::vector<ClassId> classes;
                if (s.proc.valid() && m_.bulk(s.proc)) {
                    m_.classes().all_of_type(t, classes);
                    for (ClassId c : classes) add(r, c);  // a copy reads them
                } else {
                    classes = m_.classes().reach(t);
                }
                for (ClassId c : classes) add(out_.touched[p], c);
            }
        }
    }
}

void Liveness::close_touched() {
    std::vector<std::vector<ProcId>> callers(p_.procs.size());
    for (std::size_t p = 0; p < p_.procs.size(); ++p) {
        for (const Stmt& s : p_.procs[p].body) {
            for (ProcId q : callees(s)) {
                if (callers[q.index()].empty() || callers[q.index()].back() != ProcId(p)) callers[q.index()].push_back(ProcId(p));
            }
        }
    }
    std::deque<ProcId> todo;
    for (std::size_t p = 0; p < p_.procs.size(); ++p) todo.push_back(ProcId(p));
    while (!todo.empty()) {
        const ProcId q = todo.front();
        todo.pop_front();
        for (ProcId caller : callers[q.index()]) {
            if (out_.touched[caller.index()].unite_shared(out_.touched[q.index()])) todo.push_back(caller);
        }
    }
}

bool Liveness::solve_proc(ProcId proc) {
    const std::vector<Stmt>& body = p_[proc].body;
    std::vector<ScopedSet>& live = out_.live[proc.index()];
    std::vector<StmtIndex> next;
    bool any = live[body.size()].unite(out_.live_after[proc.index()]);
    for (bool changed = true; changed;) {
        changed = false;
        for (StmtIndex i = static_cast<StmtIndex>(body.size()); i-- > 0;) {
            const Stmt& s = body[i];
            ScopedSet out(m_.scope(proc));
            if (s.kind == StmtKind::Return) out = out_.live_after[proc.index()];
            successors(s, i, next);
            // Behind the last statement is a return too.
            for (StmtIndex t : next) out.unite(t < body.size() ? live[t] : out_.live_after[proc.index()]);
            if (out_.statements[proc.index()][i]) {
                if (const std::uint32_t k = kills(proc, s); k != kUntracked) out.remove(k);
                for (ProcId q : callees(s)) out.unite_shared(out_.touched[q.index()]);
                out.unite(reads_[proc.index()][i]);
            }
            if (live[i].unite(out)) changed = any = true;
        }
    }
    return any;
}

void Liveness::solve() {
    const std::size_t procs = p_.procs.size();
    out_.live.resize(procs);
    for (std::size_t p = 0; p < procs; ++p) out_.live_after.emplace_back(m_.scope(ProcId(p)));
    for (std::size_t p = 0; p < procs; ++p) out_.live[p].assign(p_.procs[p].body.size() + 1, ScopedSet(m_.scope(ProcId(p))));
    std::deque<ProcId> todo;
    std::vector<bool> queued(procs, true);
    for (std::size_t p = 0; p < procs; ++p) todo.push_back(ProcId(p));
    while (!todo.empty()) {
        const ProcId proc = todo.front();
        todo.pop_front();
        queued[proc.index()] = false;
        solve_proc(proc);
        const std::vector<Stmt>& body = p_[proc].body;
        for (StmtIndex i = 0; i < body.size(); ++i) {
            if (body[i].kind != StmtKind::Call || i + 1 > body.size()) continue;
            for (ProcId q : callees(body[i])) {
                if (!p_[q].has_body) continue;
                // The address of the result's place is worked out after the call.
                ScopedSet after = out_.live[proc.index()][i + 1];
                if (body[i].lhs.valid()) add_address(after, proc, body[i].lhs);
                if (out_.live_after[q.index()].unite_shared(after) && !queued[q.index()]) {
                    queued[q.index()] = true;
                    todo.push_back(q);
                }
            }
        }
    }
}

void Liveness::run() {
    collect_uses();
    close_touched();
    solve();
}

}  // namespace sdvlite::model
