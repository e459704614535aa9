// SPDX-License-Identifier: Apache-2.0
// The step function of the engine: what one path edge leads to.
#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// Whether it depends on more than one condition.
bool is_logical(const ir::Program& p, ir::ExprId condition) {
    while (p[condition].kind == ir::ExprKind::Unary && p[condition].un == ir::UnOp::LogNot) condition = p[condition].a;
    return p[condition].kind == ir::ExprKind::Binary && (p[condition].bin == ir::BinOp::LogAnd || p[condition].bin == ir::BinOp::LogOr);
}

}  // namespace

void Explorer::process(EdgeId e) {
    const Edge edge = edges_[e];
    const ProcId proc = entries_[edge.entry].proc;
    const std::vector<Stmt>& body = p_[proc].body;
    visit(proc, edge.node);
    State data = std::move(spare_);
    store_.load(edge.data, data);
    machine_.reserve(entries_[edge.entry].reserved);
    machine_.links_by_hand(!m_.list_effect(proc));
    machine_.in_rule(edge.node < body.size() && m_.woven().info[proc.index()][edge.node].rule);
    if (edge.node >= body.size()) {
        Stmt end;
        end.kind = StmtKind::Return;
        return leave(e, end, std::move(data));
    }
    const Stmt& s = body[edge.node];
    const bool relevant = this->relevant(proc, edge.node);
    if (model::decides(s)) {
        const StmtIndex meet = m_.flow(proc).ipdom[edge.node];
        // Nothing between a decision that can't matter and the place where its ways meet can matter.
        if (!relevant && meet != ir::kNoStmt && meet < body.size()) return advance(e, std::move(data), meet, kSkipped);
        if (!relevant) return decide(e, s, std::move(data));
    }
    switch (s.kind) {
        case StmtKind::Return: return leave(e, s, std::move(data));
        case StmtKind::Abort: return violation(e, edge.node);
        case StmtKind::Hole: holes_.emplace(proc, edge.node); return;
        case StmtKind::Goto: return advance(e, std::move(data), s.targets[0]);
        default: break;
    }
    if (!relevant) return advance(e, std::move(data), edge.node + 1);
    if (!machine_.looks_into_table(proc, edge.node)) return act(e, s, std::move(data));
    for (State& row : machine_.by_rows(std::move(data), proc, edge.node)) act(e, s, std::move(row));
}

void Explorer::act(EdgeId e, const Stmt& s, State data) {
    if (model::decides(s)) return decide(e, s, std::move(data));
    if (s.kind == StmtKind::Call) return call(e, s, std::move(data));
    simple(e, s, std::move(data));
}

void Explorer::simple(EdgeId e, const Stmt& s, State data) {
    const Edge edge = edges_[e];
    const Entry& entry = entries_[edge.entry];
    const ProcId proc = entry.proc;
    bool ok = true;
    switch (s.kind) {
        case StmtKind::Assign:
            if (p_.types.is_scalar(p_[s.lhs].type)) {
                const TermId v = machine_.eval(data, proc, s.rhs, ok);
                const Access to = machine_.access(data, proc, s.lhs, ok);
                machine_.store(data, to, v);
            } else if (p_.types.is_scalar(p_[s.rhs].type) || !ir::is_designator(p_[s.rhs].kind)) {
                machine_.havoc(data, proc, s.lhs, edge.node, entry.reserved, ok);  // floats
            } else {
                machine_.copy(data, proc, s.lhs, s.rhs, ok);
            }
            break;
        case StmtKind::Havoc: machine_.havoc(data, proc, s.lhs, edge.node, entry.reserved, ok); break;
        case StmtKind::Alloc: {
            if (machine_.access(data, proc, s.lhs, ok).cls == model::kUntracked) break;
            const TermId made = machine_.allocate(data, proc, edge.node, entry.reserved_objects, entry.reserved);
            const Access to = machine_.access(data, proc, s.lhs, ok);  // now: what it lies in may have lost its name
            machine_.store(data, to, made);
            break;
        }
        case StmtKind::Assume: {
            const TermId c = machine_.eval(data, proc, s.rhs, ok);
            ok = ok && machine_.assume(data, c, true);
            break;
        }
        default: break;
    }
    if (ok) advance(e, std::move(data), edge.node + 1);
}

void Explorer::decide(EdgeId e, const Stmt& s, State data) {
    const ProcId proc = entries_[edges_[e].entry].proc;
    if (s.kind == StmtKind::Switch) return decide_switch(e, s, std::move(data));
    if (s.kind == StmtKind::Choose || !relevant(proc, edges_[e].node)) {
        std::vector<StmtIndex> targets;
        ir::successors(s, edges_[e].node, targets);
        for (std::uint32_t i = 0; i < targets.size(); ++i) advance(e, data, targets[i], i);
        return;
    }
    auto go = [&](State way, bool truth) { advance(e, std::move(way), s.targets[truth ? 0 : 1], truth ? 0 : 1); };
    if (is_logical(p_, s.rhs)) {
        for (State& taken : machine_.cases(data, proc, s.rhs, true)) go(std::move(taken), true);
        for (State& left : machine_.cases(data, proc, s.rhs, false)) go(std::move(left), false);
        return;
    }
    bool ok = true;
    const TermId c = machine_.eval(data, proc, s.rhs, ok);
    if (!ok) return;
    if (const int known = machine_.decide(data, c); known >= 0) return go(std::move(data), known == 1);
    State taken = data;
    if (machine_.assume(taken, c, true)) go(std::move(taken), true);
    if (machine_.assume(data, c, false)) go(std::move(data), false);
}

void Explorer::decide_switch(EdgeId e, const Stmt& s, State data) {
    const ProcId proc = entries_[edges_[e].entry].proc;
    if (!relevant(proc, edges_[e].node)) {
        advance(e, data, s.targets[0], 0);
        for (std::uint32_t i = 0; i < s.cases.size(); ++i) advance(e, data, s.cases[i].target, i + 1);
        return;
    }
    bool ok = true;
    const TermId v = machine_.eval(data, proc, s.rhs, ok);
    if (!ok) return;
    Terms& t = machine_.terms;
    const unsigned bits = t[v].bits;
    const bool is_signed = p_.types.is_signed(p_[s.rhs].type);
    bool rest = true;  // `data` is what no case so far took
    for (std::uint32_t i = 0; rest && i < s.cases.size(); ++i) {
        const ir::SwitchCase& c = s.cases[i];
        State taken = data;
        const TermId low = t.constant(bits, c.low), high = t.constant(bits, c.high);
        if (c.low == c.high) {
            const TermId eq = t.binary(ir::BinOp::Eq, false, v, low);
            if (machine_.assume(taken, eq, true)) advance(e, std::move(taken), c.target, i + 1);
            rest = machine_.assume(data, eq, false);
            continue;
        }
        const TermId ge = t.binary(ir::BinOp::Ge, is_signed, v, low), le = t.binary(ir::BinOp::Le, is_signed, v, high);
        if (machine_.assume(taken, ge, true) && machine_.assume(taken, le, true)) advance(e, std::move(taken), c.target, i + 1);
        rest = machine_.assume(data, t.binary(ir::BinOp::LogAnd, false, ge, le), false);
    }
    if (rest) advance(e, std::move(data), s.targets[0], 0);
}

}  // namespace sdvlite::explore
