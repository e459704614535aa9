// SPDX-License-Identifier: Apache-2.0
#include "core/model/liveness.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

void Liveness::add(SomeClasses set, ClassId c) const {
    const std::uint32_t i = m_.tracked(c);
    if (i != kUntracked && (followed_ == nullptr || followed_->has(i))) set.add(i);
}

void Liveness::add_designator(SomeClasses set, ProcId proc, ExprId designator) const {
    std::vector<ClassId> classes;
    m_.classes().all_of(proc, designator, classes);
    for (ClassId c : classes) add(set, c);
}

void Liveness::add_reads(SomeClasses set, ProcId proc, ExprId root) const {
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

void Liveness::add_address(SomeClasses set, ProcId proc, ExprId designator) const {
    for (ExprId id = designator;;) {
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Deref) return add_reads(set, proc, e.a);
        if (e.kind == ExprKind::Index) add_reads(set, proc, e.b);
        if (e.kind != ExprKind::Field && e.kind != ExprKind::Index) return;
        id = e.a;
    }
}

void Liveness::collect_calls() {
    calls_.resize(p_.procs.size());
    for (std::size_t p = 0; p < p_.procs.size(); ++p) {
        const std::vector<Stmt>& body = p_.procs[p].body;
        for (StmtIndex i = 0; i < body.size(); ++i) {
            const Stmt& s = body[i];
            if (s.kind != StmtKind::Call || (s.proc.valid() && m_.bulk(s.proc))) continue;
            calls_[p].push_back({i, s.proc.valid() ? std::vector<ProcId>{s.proc} : m_.candidates(s.callee)});
        }
    }
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
        reads_[p] = ScopedSets(m_.scope(ProcId(p)), body.size());
        const SomeClasses touched = out_.touched[p].view();
        for (StmtIndex i = 0; i < body.size(); ++i) {
            const Stmt& s = body[i];
            const SomeClasses r = reads_[p][i];
            if (!out_.statements[p][i]) continue;
            add_reads(r, ProcId(p), s.rhs);
            add_reads(r, ProcId(p), s.callee);
            for (ExprId a : s.args) add_reads(r, ProcId(p), a);
            if (s.lhs.valid()) add_address(r, ProcId(p), s.lhs);
            touched.unite(r);
            if (s.lhs.valid()) add_designator(touched, ProcId(p), s.lhs);
            if (s.kind != StmtKind::Call) continue;
            for (ExprId a : s.args) {  // what a body-less callee may change
                const ir::TypeId t = pointee_of_argument(p_, a);
                if (!t.valid() || (s.proc.valid() && p_[s.proc].has_body && !m_.bulk(s.proc))) continue;
                std::vector<ClassId> classes;
                if (s.proc.valid() && m_.bulk(s.proc)) {
                    const std::uint32_t length = m_.bulk(s.proc)->length;
                    const ir::TypeId held = length < s.args.size() ? around(p_, a, s.args[length]).record : ir::TypeId{};
                    m_.classes().all_of_type(t, classes);
                    if (held.valid()) m_.classes().all_of_type(held, classes);
                    for (ClassId c : classes) add(r, c);  // a copy reads them
                } else {
                    classes = m_.classes().reach(t);
                }
                for (ClassId c : classes) add(touched, c);
            }
        }
    }
}

void Liveness::close_touched() {
    std::vector<std::vector<ProcId>> callers(p_.procs.size());
    for (std::size_t p = 0; p < p_.procs.size(); ++p) {
        for (const Call& call : calls_[p]) {
            for (ProcId q : call.callees) {
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
            if (out_.touched[caller.index()].view().unite_shared(out_.touched[q.index()].view())) todo.push_back(caller);
        }
    }
    for (std::size_t p = 0; p < p_.procs.size(); ++p) {
        for (const Call& call : calls_[p]) {
            if (!out_.statements[p][call.at]) continue;
            for (ProcId q : call.callees) reads_[p][call.at].unite_shared(out_.touched[q.index()].view());
        }
    }
}

/// Backwards over the body, once more as long as there is something new where a jump back leads.
void Liveness::solve_proc(ProcId proc) {
    const std::vector<Stmt>& body = p_[proc].body;
    const Scope& scope = m_.scope(proc);
    const ScopedSet nothing(scope);
    const ClassesHere none = nothing.view(), after = out_.live_after[proc.index()].view();
    ScopedSets& live = out_.live[proc.index()];
    live[body.size()].unite(after);  // behind the last statement is a return too
    std::vector<StmtIndex> next;
    std::vector<bool> jumped_back_to(body.size() + 1, false);
    ScopedSet set(scope);
    const SomeClasses out = set.view();
    for (bool again = true; again;) {
        again = false;
        for (StmtIndex i = static_cast<StmtIndex>(body.size()); i-- > 0;) {
            const Stmt& s = body[i];
            ir::successors(s, i, next);
            out.assign(s.kind == StmtKind::Return ? after : next.empty() ? none : live[next[0]]);
            for (std::size_t k = 1; k < next.size(); ++k) out.unite(live[next[k]]);
            for (StmtIndex t : next) {
                if (t <= i) jumped_back_to[t] = true;
            }
            if (out_.statements[proc.index()][i]) {
                if (const std::uint32_t k = kills(proc, s); k != kUntracked) out.remove(k);
                out.unite(reads_[proc.index()][i]);
            }
            if (live[i].unite(out)) again = again || jumped_back_to[i];
        }
    }
}

/// Callers before callees, as far as there is such an order.
std::vector<ProcId> Liveness::top_down() const {
    std::vector<ProcId> order;
    std::vector<bool> seen(p_.procs.size(), false);
    struct At { ProcId proc; std::size_t call, callee; };
    std::vector<At> stack;
    for (std::size_t root = p_.procs.size(); root-- > 0;) {
        if (seen[root]) continue;
        seen[root] = true;
        stack.push_back({ProcId(root), 0, 0});
        while (!stack.empty()) {
            At& at = stack.back();
            const std::vector<Call>& calls = calls_[at.proc.index()];
            if (at.call == calls.size()) {
                order.push_back(at.proc);
                stack.pop_back();
            } else if (at.callee == calls[at.call].callees.size()) {
                ++at.call;
                at.callee = 0;
            } else if (const ProcId q = calls[at.call].callees[at.callee++]; !seen[q.index()]) {
                seen[q.index()] = true;
                stack.push_back({q, 0, 0});
            }
        }
    }
    std::reverse(order.begin(), order.end());
    return order;
}

void Liveness::solve() {
    const std::size_t procs = p_.procs.size();
    out_.live.resize(procs);
    for (std::size_t p = 0; p < procs; ++p) out_.live_after.emplace_back(m_.scope(ProcId(p)));
    for (std::size_t p = 0; p < procs; ++p) out_.live[p] = ScopedSets(m_.scope(ProcId(p)), p_.procs[p].body.size() + 1);
    const std::vector<ProcId> order = top_down();
    std::vector<std::size_t> rank(procs);
    for (std::size_t i = 0; i < procs; ++i) rank[order[i].index()] = i;
    std::set<std::size_t> todo;
    for (std::size_t i = 0; i < procs; ++i) todo.insert(todo.end(), i);
    while (!todo.empty()) {
        const ProcId proc = order[*todo.begin()];
        todo.erase(todo.begin());
        solve_proc(proc);
        const std::vector<Stmt>& body = p_[proc].body;
        for (const Call& call : calls_[proc.index()]) {
            // The address of the result's place is worked out after the call.
            ScopedSet after(m_.scope(proc));
            after.view().assign(out_.live[proc.index()][call.at + 1]);
            if (body[call.at].lhs.valid()) add_address(after.view(), proc, body[call.at].lhs);
            for (ProcId q : call.callees) {
                if (p_[q].has_body && out_.live_after[q.index()].view().unite_shared(after.view())) todo.insert(rank[q.index()]);
            }
        }
    }
}

void Liveness::run() {
    collect_calls();
    collect_uses();
    close_touched();
    solve();
}

}  // namespace sdvlite::model
