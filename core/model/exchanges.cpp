// SPDX-License-Identifier: Apache-2.0
#include "core/model/exchanges.hpp"

#include "core/ir/each_expr.hpp"
#include "core/model/control.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

Exchanges::Exchanges(const ir::Program& program, const NewObjects& objects) : p_(program), objects_(objects) {
    for (std::size_t i = 0; i < p_.procs.size(); ++i) find_in(ProcId(i));
}

ExprId Exchanges::other(ProcId proc, StmtIndex at) const {
    const auto it = other_.find({proc, at});
    return it == other_.end() ? ExprId() : it->second;
}

void Exchanges::find_in(ProcId proc) {
    const std::vector<Stmt>& body = p_[proc].body;
    for (StmtIndex i = 0; i + 2 < body.size(); ++i) {
        if (!is_exchange(proc, body[i], body[i + 1], body[i + 2])) continue;
        const ControlFlow flow(p_[proc]);  // seldom
        const auto follows = [&](StmtIndex k) { return flow.predecessors[k] == std::vector<StmtIndex>{k - 1}; };
        if (!follows(i + 1) || !follows(i + 2)) continue;
        other_[{proc, i + 1}] = body[i + 2].lhs;
        other_[{proc, i + 2}] = body[i + 1].lhs;
    }
}

bool Exchanges::is_exchange(ProcId proc, const Stmt& save, const Stmt& move, const Stmt& put) const {
    for (const Stmt* s : {&save, &move, &put}) {
        if (s->kind != StmtKind::Assign || !p_.types.is_pointer(p_[s->lhs].type)) return false;
    }
    if (p_[save.lhs].kind != ExprKind::Local || p_[put.rhs].kind != ExprKind::Local || p_[put.rhs].index != p_[save.lhs].index) return false;
    const std::uint32_t saved = p_[save.lhs].index;
    return is_same(save.rhs, move.lhs) && is_same(move.rhs, put.lhs) && !objects_.is_lent(proc, saved) && is_steady(proc, move.lhs, saved) &&
           is_steady(proc, put.lhs, saved);
}

/// Whether it lies in memory and stays where it is while the two are exchanged.
bool Exchanges::is_steady(ProcId proc, ExprId place, std::uint32_t saved) const {
    if (p_[place].kind == ExprKind::Local) return false;
    for (; p_[place].kind == ExprKind::Field || p_[place].kind == ExprKind::Index; place = p_[place].a) {
        if (p_[place].kind == ExprKind::Index && !is_own(proc, p_[place].b, saved)) return false;
    }
    if (p_[place].kind == ExprKind::Deref) return is_own(proc, p_[place].a, saved);
    return p_[place].kind == ExprKind::Global;
}

/// Whether it is reckoned from constants and from locals to which only their own names lead.
bool Exchanges::is_own(ProcId proc, ExprId value, std::uint32_t saved) const {
    return !ir::any_expr(p_, {value}, [&](ExprId id) {
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Local) return e.index == saved || objects_.is_lent(proc, e.index);
        return e.kind != ExprKind::Const && e.kind != ExprKind::Cast && e.kind != ExprKind::Unary && e.kind != ExprKind::Binary;
    });
}

bool Exchanges::is_same(ExprId a, ExprId b) const {
    if (!a.valid() || !b.valid() || a == b) return a == b;
    Expr x = p_[a], y = p_[b];
    if (!is_same(x.a, y.a) || !is_same(x.b, y.b)) return false;
    x.a = x.b = y.a = y.b = ExprId();
    return x == y;
}

}  // namespace sdvlite::model
