// SPDX-License-Identifier: Apache-2.0
// What a program does with pointers, for targets.hpp: which statements make them go from one place to another, and what is accessed
// through them.
#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/ir/fold.hpp"
#include "core/ir/init_path.hpp"
#include "core/model/model.hpp"
#include "core/model/reach.hpp"
#include "core/model/targets.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

namespace {

/// Calls that are looked into to see where memory is allocated.
constexpr int kDeep = 4;

/// Whether a pointer to functions names the records that this one takes.
bool meant_for(const ir::Program& p, TypeId type, ProcId q) {
    if (p.types.is_pointer(type)) type = p.types[type].element;
    if (p.types[type].kind != ir::TypeKind::Function) return true;
    const std::vector<TypeId>&a = p.types[type].params, &b = p.types[p[q].type].params;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        if (!p.types.is_pointer(a[i]) || !p.types.is_pointer(b[i])) continue;
        const TypeId x = p.types[a[i]].element, y = p.types[b[i]].element;
        if (x != y && p.types.is_record(x) && p.types.is_record(y)) return false;
    }
    return true;
}

}  // namespace

/// Functions that may be called by others, and as something else.
void Targets::find_lent() {
    for (const Expr& e : p_.exprs) {
        if (e.kind == ExprKind::FuncAddr) called_by_address_.insert(e.proc);
        if (e.kind == ExprKind::Cast && p_[e.a].kind == ExprKind::FuncAddr && !meant_for(p_, e.type, p_[e.a].proc)) lent_.insert(p_[e.a].proc);
    }
}

/// All that is read on the way to a value, or to a place.
void Targets::accesses(ProcId proc, ExprId root) {
    std::vector<std::pair<ExprId, bool>> todo{{root, true}};  // whether what lies there is accessed
    while (!todo.empty()) {
        const auto [id, lies] = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (lies && ir::is_designator(e.kind)) access(proc, id);
        if (e.kind == ExprKind::Field || e.kind == ExprKind::Index) {
            todo.emplace_back(e.a, false);
            todo.emplace_back(e.b, true);
        } else {
            todo.emplace_back(e.a, e.kind != ExprKind::AddrOf);
            todo.emplace_back(e.b, true);
        }
    }
}

void Targets::access(ProcId proc, ExprId designator) {
    const TypeId type = p_[designator].type;
    if (!p_.types.is_scalar(type) && !p_.types.is_record(type)) return;
    Use use;
    use.size = static_cast<std::int64_t>(p_.types.size_of(type));
    if (p_.types.is_scalar(type)) use.held = holder(p_.types, classes_.of(proc, designator), type);
    else use.whole = type;
    ExprId root = designator;
    for (; p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index; root = p_[root].a) {
        const auto at = offset_of(p_[root]);
        if (at) use.offset += *at;
        else use.size = extent(p_[root].a);
    }
    if (p_[root].kind != ExprKind::Deref) {
        if (p_.types.is_scalar(p_.types.without_arrays(p_[root].type)) && root != designator) by_element_.push_back(variable(proc, root));
        return;
    }
    use.seen = p_.types.without_arrays(p_[root].type);
    use.pointer = node_of(proc, p_[root].a);
    uses_.push_back(use);
}

/// What code that is not here, or that fills and copies, is given: that many bytes of what it is taken for, or as the type says.
void Targets::given(ProcId proc, ExprId arg, TypeId seen, std::int64_t length) {
    if (!seen.valid() || !p_.types.is_pointer(p_[arg].type)) return;
    Use use;
    use.seen = p_.types.without_arrays(seen);
    use.size = std::max(length, static_cast<std::int64_t>(p_.types.size_of(use.seen)));
    const bool number = p_.types.is_scalar(use.seen) && p_.types.size_of(use.seen) > 1;  // by bytes anything is meant
    if (p_.types.is_record(use.seen)) use.whole = use.seen;
    else if (number) use.held = holder(p_.types, classes_.pointed_scalar(p_.types.bits_of(use.seen)), use.seen);
    else return;
    use.pointer = node_of(proc, arg);
    uses_.push_back(use);
}

void Targets::statement(ProcId proc, const Stmt& s) {
    for (const ExprId id : ir::expressions_of(s)) accesses(proc, id);
    if (s.kind == StmtKind::Assign && carries(p_.types, p_[s.lhs].type)) {
        if (!is_number_of_system(s.lhs)) flow(proc, s.rhs, place(proc, s.lhs));
    } else if (s.kind == StmtKind::Alloc) {
        given_.emplace_back(place(proc, s.lhs), remember({Kind::Allocated, TypeId(), Holder(), false}));
    } else if (s.kind == StmtKind::Return && s.rhs.valid() && carries(p_.types, p_[s.rhs].type)) {
        flow(proc, s.rhs, result(proc));
    } else if (s.kind == StmtKind::Call) {
        if (s.proc.valid()) return call(proc, s, s.proc);
        for (const ProcId q : candidates(p_, s.callee)) {
            if (meant_for(p_, p_[s.callee].type, q) || lent_.contains(q)) call(proc, s, q);
        }
    }
}

void Targets::call(ProcId proc, const Stmt& s, ProcId callee) {
    const ir::Proc& q = p_[callee];
    const auto effect = bulk_effect(q);
    const bool to_pointer = s.lhs.valid() && carries(p_.types, p_[s.lhs].type);
    if (q.origin != ir::Origin::Driver || !q.has_body) call_back(proc, s, callee);
    if (effect) {
        if (effect->to < s.args.size() && effect->other < s.args.size() && effect->length < s.args.size()) bulk(proc, s, *effect);
        if (to_pointer && !s.args.empty()) flow(proc, s.args[0], place(proc, s.lhs));
        return;
    }
    if (p_[proc].origin != ir::Origin::Driver && q.origin == ir::Origin::Driver) return;  // with contexts: see call_back()
    for (std::uint32_t i = 0; i < s.args.size(); ++i) {
        if (!q.has_body) given(proc, s.args[i], pointee_of_argument(p_, s.args[i]), 0);
        else if (i < q.param_count && carries(p_.types, q.locals[i].type)) flow(proc, s.args[i], local(callee, i));
    }
    if (!to_pointer) return;
    if (allocates(callee, 0)) {
        given_.emplace_back(place(proc, s.lhs), remember({Kind::Allocated, TypeId(), Holder(), false}));
    } else {
        edge(result(callee), place(proc, s.lhs));
    }
}

void Targets::bulk(ProcId proc, const Stmt& s, const BulkEffect& effect) {
    const std::int64_t length = static_cast<std::int64_t>(std::min<std::uint64_t>(ir::constant_value(p_, s.args[effect.length]).value_or(kFar), kFar));
    const TypeId type = filled_type(p_, s.args[effect.to]);
    given(proc, s.args[effect.to], type, length);
    if (effect.kind != BulkEffect::Kind::Copy) return;
    const TypeId source = filled_type(p_, s.args[effect.other]);  // each is made of what the other one is
    if (source != type) given(proc, s.args[effect.to], source, length);
    given(proc, s.args[effect.other], source, length);
    if (source != type) given(proc, s.args[effect.other], type, length);
    const ExprId to = ir::without_casts(p_, s.args[effect.to]), from = ir::without_casts(p_, s.args[effect.other]);
    if (p_[to].kind != ExprKind::AddrOf || p_[from].kind != ExprKind::AddrOf) return;
    if (carries(p_.types, p_[p_[to].a].type) && carries(p_.types, p_[p_[from].a].type)) edge(place(proc, p_[from].a), place(proc, p_[to].a));
}

/// The routines among the arguments get the contexts among them.
void Targets::call_back(ProcId proc, const Stmt& s, ProcId callee) {
    const std::vector<TypeId>& params = p_.types[p_[callee].type].params;
    for (const ExprId arg : s.args) {
        const ExprId at = ir::without_casts(p_, arg);
        if (p_[at].kind != ExprKind::FuncAddr || !p_[p_[at].proc].has_body) continue;
        const ProcId routine = p_[at].proc;
        for (std::uint32_t i = 0; i < p_[routine].param_count; ++i) {
            if (!p_.types.points_to(p_[routine].locals[i].type, ir::TypeKind::Void)) continue;
            for (std::size_t k = 0; k < s.args.size() && k < params.size(); ++k) {
                if (p_.types.points_to(params[k], ir::TypeKind::Void) && comes_back(callee, k, i)) flow(proc, s.args[k], local(routine, i));
            }
        }
    }
}

/// As that parameter of the routine; or nothing is told.
bool Targets::comes_back(ProcId callee, std::size_t argument, std::uint32_t parameter) const {
    constexpr std::string_view kContext = "context:";
    for (const std::string& a : p_[callee].annotations) {
        if (a.starts_with(kContext)) return a.substr(kContext.size()) == std::to_string(argument) + ":" + std::to_string(parameter);
    }
    return true;
}

/// Whether the function returns nothing but what is allocated for the call: another thing for each caller.
bool Targets::allocates(ProcId q, int depth) {
    if (!p_[q].has_body) return true;
    if (depth > kDeep) return false;
    const auto [it, first] = allocates_.try_emplace(q, false);
    if (first) it->second = returns_own(q, depth);
    return it->second;
}

bool Targets::returns_own(ProcId q, int depth) {
    const ir::Proc& proc = p_[q];
    std::set<std::uint32_t> returned;
    const auto constant = [&](ExprId e) { return p_[ir::without_casts(p_, e)].kind == ExprKind::Const; };
    for (const Stmt& s : proc.body) {
        if (s.kind != StmtKind::Return || !s.rhs.valid() || constant(s.rhs)) continue;
        const ExprId r = ir::without_casts(p_, s.rhs);
        if (p_[r].kind != ExprKind::Local || p_[r].index < proc.param_count) return false;
        returned.insert(p_[r].index);
    }
    const auto is_returned = [&](ExprId e) {
        e = ir::without_casts(p_, e);
        return p_[e].kind == ExprKind::Local && returned.contains(p_[e].index);
    };
    return std::all_of(proc.body.begin(), proc.body.end(), [&](const Stmt& s) {
        if (keeps(s, is_returned)) return false;
        if (!s.lhs.valid() || p_[s.lhs].kind != ExprKind::Local || !returned.contains(p_[s.lhs].index)) return true;
        if (s.kind == StmtKind::Call) return s.proc.valid() && allocates(s.proc, depth + 1);
        return s.kind == StmtKind::Alloc || s.kind == StmtKind::Havoc || (s.kind == StmtKind::Assign && constant(s.rhs));
    });
}

/// Whether the statement puts one of the values where others find it: into memory, or into the driver's own functions.
bool Targets::keeps(const Stmt& s, const std::function<bool(ExprId)>& is_value) const {
    if (s.kind == StmtKind::Assign && is_value(s.rhs)) return true;
    if (s.kind == StmtKind::Call && (!s.proc.valid() || (p_[s.proc].has_body && p_[s.proc].origin == ir::Origin::Driver))) {
        if (std::any_of(s.args.begin(), s.args.end(), is_value)) return true;
    }
    return ir::any_expr(p_, ir::expressions_of(s), [&](ExprId e) { return p_[e].kind == ExprKind::AddrOf && is_value(p_[e].a); });
}

/// Into the pointer that it sets, where that is found.
void Targets::initialiser(const ir::Global& g, ir::GlobalId id) {
    for (const ir::InitItem& item : g.init) {
        if (!carries(p_.types, p_[item.value].type) || p_[item.value].kind == ExprKind::Const) continue;
        const auto path = ir::find_init_path(p_.types, g.type, item, p_[item.value].type);
        Holder at{classes_.global(id), led_to(p_.types, p_.types.without_arrays(g.type))};
        bool shared = classes_.shared(at.cls);
        TypeId t = g.type;
        for (std::size_t i = 0; path && i < path->size(); ++i) {
            if (!(*path)[i].is_field) {
                t = p_.types[t].element;
                continue;
            }
            const auto index = static_cast<std::uint32_t>((*path)[i].index);
            const TypeId type = p_.types.rec(p_.types[t].record).fields[index].type;
            at = {classes_.field(p_.types[t].record, index), led_to(p_.types, p_.types.without_arrays(type))};
            shared = true;
            t = type;
        }
        if (path) flow(ProcId(), item.value, place(at, shared));
    }
}

/// What a routine that the system may call is given.
void Targets::start(ProcId proc) {
    const ir::Proc& q = p_[proc];
    if (q.origin != ir::Origin::Driver || !q.has_body || (!q.address_taken && q.roles.empty() && !called_by_address_.contains(proc))) return;
    const std::uint32_t unknown = remember({});
    for (std::uint32_t i = 0; i < q.param_count; ++i) {
        if (p_.types.points_to(q.locals[i].type, ir::TypeKind::Void)) given_.emplace_back(local(proc, i), unknown);
    }
}

}  // namespace sdvlite::model
