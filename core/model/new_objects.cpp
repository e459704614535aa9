// SPDX-License-Identifier: Apache-2.0
#include "core/model/new_objects.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

NewObjects::NewObjects(const ir::Program& program) : p_(program), returning_(program.procs.size()), fresh_(program.procs.size()) {
    for (std::size_t before = kept_.size() + 1; before != kept_.size();) {  // what is handed on is kept where the next one keeps it
        before = kept_.size();
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            for (const std::uint32_t local : kept_locals(ProcId(i))) {
                if (local < p_.procs[i].param_count) kept_.insert({ProcId(i), local});
            }
        }
    }
    // First what is new, whoever else may have it by then; of that, what nobody has.
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            if (!fresh_[i] && hands_out(ProcId(i), fresh_, false)) fresh_[i] = more = true;
        }
    }
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            if (!returning_[i] && hands_out(ProcId(i), returning_, true)) returning_[i] = more = true;
        }
    }
}

/// Locals whose values go further than to be followed, compared, returned or handed on to a parameter that is not kept. What is copied
/// from one local to another is in both of them.
std::set<std::uint32_t> NewObjects::kept_locals(ProcId proc) const {
    std::set<std::uint32_t> out;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> copies;  // from, to
    for (const Stmt& s : p_[proc].body) {
        const bool copy = s.kind == StmtKind::Assign && p_[s.lhs].kind == ExprKind::Local;
        for (const ExprId value : values_that_go(s)) {
            for (const std::uint32_t local : made_of(value)) {
                if (copy) copies.emplace_back(local, p_[s.lhs].index);
                else out.insert(local);
            }
        }
    }
    for (std::size_t before = out.size() + 1; before != out.size();) {
        before = out.size();
        for (const auto& [from, to] : copies) {
            if (out.contains(to)) out.insert(from);
            if (out.contains(from)) out.insert(to);
        }
    }
    return out;
}

/// What the statement puts somewhere, or gives to somebody who may.
std::vector<ExprId> NewObjects::values_that_go(const Stmt& s) const {
    std::vector<ExprId> out;
    if (s.kind == StmtKind::Assign) out.push_back(s.rhs);
    for (std::size_t i = 0; i < s.args.size(); ++i) {
        const bool followed = s.kind == StmtKind::Call && s.proc.valid() && p_[s.proc].has_body && i < p_[s.proc].param_count &&
                              !kept_.contains({s.proc, static_cast<std::uint32_t>(i)});
        if (!followed) out.push_back(s.args[i]);
    }
    if (s.kind == StmtKind::Return && s.rhs.valid() && p_[ir::without_casts(p_, s.rhs)].kind != ExprKind::Local) out.push_back(s.rhs);
    return out;
}

/// The locals of which the value is made, and not those that are read to find it.
std::vector<std::uint32_t> NewObjects::made_of(ExprId value) const {
    std::vector<std::uint32_t> out;
    std::vector<ExprId> todo{value};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Local) out.push_back(e.index);
        if (e.kind == ExprKind::Cast || e.kind == ExprKind::Unary) todo.push_back(e.a);
        if (e.kind == ExprKind::Binary && !ir::is_comparison(e.bin)) todo.insert(todo.end(), {e.a, e.b});
        if (e.kind != ExprKind::AddrOf) continue;
        ExprId place = e.a;  // somewhere in what it leads to, or the variable itself
        while (p_[place].kind == ExprKind::Field || p_[place].kind == ExprKind::Index) place = p_[place].a;
        if (p_[place].kind == ExprKind::Local) out.push_back(p_[place].index);
        if (p_[place].kind == ExprKind::Deref) todo.push_back(p_[place].a);
    }
    return out;
}

bool NewObjects::makes(const Stmt& s, const std::vector<bool>& by) const {
    return s.kind == StmtKind::Alloc || (s.kind == StmtKind::Call && s.proc.valid() && by[s.proc.index()]);
}

/// Whether the local only ever holds new objects, or NULL.
bool NewObjects::holds_new(ProcId proc, std::uint32_t local, const std::vector<bool>& by) const {
    std::vector<std::uint32_t> locals{local};
    for (std::size_t next = 0; next < locals.size(); ++next) {
        if (locals[next] < p_[proc].param_count || is_lent(proc, locals[next])) return false;
        for (const Stmt& s : p_[proc].body) {
            if (!gives(s, locals[next]) || makes(s, by)) continue;
            if (s.kind != StmtKind::Assign) return false;
            const Expr& e = p_[ir::without_casts(p_, s.rhs)];
            if (e.kind == ExprKind::Const) continue;
            if (e.kind != ExprKind::Local) return false;
            if (std::find(locals.begin(), locals.end(), e.index) == locals.end()) locals.push_back(e.index);
        }
    }
    return true;
}

bool NewObjects::gives(const Stmt& s, std::uint32_t local) const {
    return s.lhs.valid() && p_[s.lhs].kind == ExprKind::Local && p_[s.lhs].index == local;
}

/// Whether what it returns is new, or NULL, and with `alone` kept nowhere.
bool NewObjects::hands_out(ProcId proc, const std::vector<bool>& by, bool alone) const {
    const ir::Proc& q = p_[proc];
    if (!q.has_body) return false;
    bool some = false;
    std::optional<std::set<std::uint32_t>> kept;
    for (const Stmt& s : q.body) {
        if (s.kind != StmtKind::Return || !s.rhs.valid() || s.closing) continue;
        const Expr& e = p_[ir::without_casts(p_, s.rhs)];
        if (e.kind == ExprKind::Const) continue;
        if (e.kind != ExprKind::Local || !p_.types.is_pointer(e.type) || !holds_new(proc, e.index, by)) return false;
        if (alone && !kept) kept = kept_locals(proc);
        if (alone && kept->contains(e.index)) return false;
        some = true;
    }
    return some;
}

const ControlFlow& NewObjects::flow(ProcId proc) { return flows_.try_emplace(proc, p_[proc]).first->second; }

bool NewObjects::is_lent(ProcId proc, std::uint32_t local) const {
    return std::any_of(p_[proc].body.begin(), p_[proc].body.end(), [&](const Stmt& s) {
        return ir::any_expr(p_, ir::expressions_of(s), [&](ExprId id) {
            return p_[id].kind == ExprKind::AddrOf && p_[p_[id].a].kind == ExprKind::Local && p_[p_[id].a].index == local;
        });
    });
}

/// The same of a procedure that stores there itself.
bool NewObjects::gives_fresh_itself(ProcId proc, std::uint32_t parameter) const {
    const bool hands_on = std::any_of(p_[proc].body.begin(), p_[proc].body.end(), [&](const Stmt& s) {
        return std::any_of(s.args.begin(), s.args.end(), [&](ExprId a) {
            const Expr& given = p_[ir::without_casts(p_, a)];
            return given.kind == ExprKind::Local && given.index == parameter;
        });
    });
    return !hands_on && gives_fresh(proc, parameter);
}

/// Whether the local holds nothing but what statements of its procedure have made, also by way of its address: a device that was created.
bool NewObjects::is_given_fresh(ProcId proc, std::uint32_t local) const {
    if (local < p_[proc].param_count) return false;
    bool some = false;
    for (const Stmt& s : p_[proc].body) {
        if (gives(s, local)) {
            const bool null = s.kind == StmtKind::Assign && p_[ir::without_casts(p_, s.rhs)].kind == ExprKind::Const;
            if (!null && !makes(s, fresh_)) return false;
            some = some || !null;
        }
        std::vector<ExprId> roots{s.lhs, s.rhs, s.callee};
        for (std::size_t i = 0; i < s.args.size(); ++i) {
            const ExprId at = ir::without_casts(p_, s.args[i]);
            const bool lent = p_[at].kind == ExprKind::AddrOf && p_[p_[at].a].kind == ExprKind::Local && p_[p_[at].a].index == local;
            if (!lent) roots.push_back(at);
            else if (s.kind != StmtKind::Call || !s.proc.valid() || !gives_fresh(s.proc, static_cast<std::uint32_t>(i))) return false;
            some = some || lent;
        }
        const bool elsewhere = ir::any_expr(p_, roots, [&](ExprId id) {
            return p_[id].kind == ExprKind::AddrOf && p_[p_[id].a].kind == ExprKind::Local && p_[p_[id].a].index == local;
        });
        if (elsewhere) return false;
    }
    return some;
}

/// Whether whatever is stored where the parameter leads is new, or NULL, and the parameter is only followed.
bool NewObjects::gives_fresh(ProcId proc, std::uint32_t parameter) const {
    if (!p_[proc].has_body || kept_.contains({proc, parameter})) return false;
    bool some = false;
    for (const Stmt& s : p_[proc].body) {
        for (std::size_t i = 0; i < s.args.size(); ++i) {  // handed on
            const Expr& given = p_[ir::without_casts(p_, s.args[i])];
            if (given.kind != ExprKind::Local || given.index != parameter) continue;
            if (s.kind != StmtKind::Call || !s.proc.valid() || s.proc == proc || !gives_fresh_itself(s.proc, static_cast<std::uint32_t>(i))) return false;
            some = true;
        }
        if (!s.lhs.valid() || p_[s.lhs].kind != ExprKind::Deref) continue;
        const Expr& to = p_[ir::without_casts(p_, p_[s.lhs].a)];
        if (to.kind != ExprKind::Local || to.index != parameter) continue;
        if (!makes(s, fresh_)) {
            if (s.kind != StmtKind::Assign) return false;
            const Expr& e = p_[ir::without_casts(p_, s.rhs)];
            if (e.kind == ExprKind::Const) continue;
            if (e.kind != ExprKind::Local || !holds_new(proc, e.index, fresh_)) return false;
        }
        some = true;
    }
    return some;
}

std::optional<StmtIndex> NewObjects::given_by(ProcId proc, StmtIndex at, std::uint32_t local) {
    constexpr int kMostCopies = 8;
    if (std::none_of(p_[proc].body.begin(), p_[proc].body.end(), [&](const Stmt& s) { return makes(s, returning_); })) return std::nullopt;
    for (int copy = 0; copy < kMostCopies; ++copy) {
        if (is_lent(proc, local)) return std::nullopt;
        const auto by = only_giver(proc, at, local);
        if (!by || makes(p_[proc].body[*by], returning_)) return by;
        const Expr& e = p_[ir::without_casts(p_, p_[proc].body[*by].rhs)];
        if (e.kind != ExprKind::Local) return std::nullopt;
        local = e.index;
        at = *by;
    }
    return std::nullopt;
}

/// The one statement that may have given the local what it holds before `at`, but for those that made it NULL.
std::optional<StmtIndex> NewObjects::only_giver(ProcId proc, StmtIndex at, std::uint32_t local) {
    const std::vector<Stmt>& body = p_[proc].body;
    if (local < p_[proc].param_count) return std::nullopt;
    std::optional<StmtIndex> found;
    std::vector<bool> seen(body.size());
    std::vector<StmtIndex> todo = flow(proc).predecessors[at];
    while (!todo.empty()) {
        const StmtIndex i = todo.back();
        todo.pop_back();
        if (i >= body.size() || seen[i]) continue;
        seen[i] = true;
        const Stmt& s = body[i];
        if (!gives(s, local)) {
            const auto& before = flow(proc).predecessors[i];
            todo.insert(todo.end(), before.begin(), before.end());
            continue;
        }
        const bool null = s.kind == StmtKind::Assign && p_[ir::without_casts(p_, s.rhs)].kind == ExprKind::Const;
        if (null) continue;
        if (found || (!makes(s, returning_) && s.kind != StmtKind::Assign)) return std::nullopt;
        found = i;
    }
    return found;
}

bool NewObjects::runs_twice(ProcId proc, StmtIndex at, StmtIndex maker) {
    std::vector<bool> seen(p_[proc].body.size());
    std::vector<StmtIndex> todo = flow(proc).predecessors[at];
    while (!todo.empty()) {
        const StmtIndex i = todo.back();
        todo.pop_back();
        if (i == at) return true;
        if (i >= seen.size() || i == maker || seen[i]) continue;
        seen[i] = true;
        const auto& before = flow(proc).predecessors[i];
        todo.insert(todo.end(), before.begin(), before.end());
    }
    return false;
}

}  // namespace sdvlite::model
