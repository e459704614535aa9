// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/later_stores.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/ir/successors.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ExprKind;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// Whether the procedure can't end after `from` without passing `by`.
bool always_after(const std::vector<Stmt>& body, StmtIndex from, StmtIndex by) {
    std::vector<bool> seen(body.size(), false);
    std::vector<StmtIndex> todo, next;
    ir::successors(body[from], from, todo);
    while (!todo.empty()) {
        const StmtIndex at = todo.back();
        todo.pop_back();
        if (at >= body.size()) return false;
        if (at == by || seen[at]) continue;
        seen[at] = true;
        ir::successors(body[at], at, next);
        if (next.empty()) return false;
        todo.insert(todo.end(), next.begin(), next.end());
    }
    return true;
}

/// Whether all that a procedure says of a field is about the record that one parameter points to, from beginning to end.
class OneRecord {
  public:
    OneRecord(const ir::Program& program, const ir::Proc& proc, const Place& field) : p_(program), field_(field) {
        for (const Stmt& s : proc.body) ir::each_expr(p_, ir::expressions_of(s), [&](ExprId e) { look(e); });
        for (const Stmt& s : proc.body)
            if (s.lhs.valid() && p_[s.lhs].kind == ExprKind::Local) changed_.push_back(p_[s.lhs].index);
        if (bases_.empty() || bases_.front() >= proc.param_count) other_ = true;
    }

    bool holds() const {
        return !other_ && std::all_of(bases_.begin(), bases_.end(), [&](std::uint32_t b) { return b == bases_.front(); }) &&
               std::find(changed_.begin(), changed_.end(), bases_.front()) == changed_.end();
    }

  private:
    void look(ExprId e) {
        const ir::Expr& x = p_[e];
        if (x.kind == ExprKind::AddrOf && p_[x.a].kind == ExprKind::Local) changed_.push_back(p_[x.a].index);
        if (x.kind == ExprKind::Field && x.index == field_.index && p_.types[p_[x.a].type].record.value == field_.owner) base(x.a);
    }

    void base(ExprId record) {
        const bool through_local = p_[record].kind == ExprKind::Deref && p_[p_[record].a].kind == ExprKind::Local;
        if (through_local)
            bases_.push_back(p_[p_[record].a].index);
        else
            other_ = true;
    }

    const ir::Program& p_;
    const Place& field_;
    std::vector<std::uint32_t> bases_, changed_; // numbers of locals
    bool other_ = false;
};

} // namespace

std::vector<LaterStore> later_stores(const ir::Program& program, const FunctionFlow& flow, ir::ProcId proc, StmtIndex at,
                                     const Place& place) {
    std::vector<LaterStore> out;
    if (!OneRecord(program, program[proc], place).holds()) return out;
    const std::vector<Stmt>& body = program[proc].body;
    for (StmtIndex i = 0; i < body.size(); ++i) {
        const Stmt& s = body[i];
        if (s.kind != StmtKind::Assign || !program.types.is_scalar(program[s.lhs].type)) continue;
        const std::vector<Place> to = flow.places(proc, s.lhs);
        const bool same = to.size() == 1 && to[0].kind == place.kind && to[0].owner == place.owner && to[0].index == place.index;
        if (same && to[0].element >= 0 && always_after(body, at, i)) out.push_back({to[0].element, flow.functions(proc, s.rhs)});
    }
    return out;
}

} // namespace sdvlite::frontend::os
