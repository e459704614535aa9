// SPDX-License-Identifier: Apache-2.0
#include "core/model/void_pointers.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/ir/fold.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

VoidPointers::VoidPointers(const ir::Program& program, const Classes& classes) : p_(program), classes_(classes), parent_(classes.size()) {
    for (ClassId c = 0; c < parent_.size(); ++c) parent_[c] = c;
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (p_.procs[i].origin != ir::Origin::Driver) continue;
        for (const Stmt& s : p_.procs[i].body) statement(ProcId(i), s);
    }
}

std::vector<VoidPointers::Group> VoidPointers::groups() {
    std::map<ClassId, Group> together;
    for (const auto& [at, group] : seen_) {
        Group& all = together[find(at)];
        all.types.insert(all.types.end(), group.types.begin(), group.types.end());
        all.behind.insert(all.behind.end(), group.behind.begin(), group.behind.end());
    }
    std::vector<Group> out = direct_;
    for (auto& [at, group] : together) out.push_back(std::move(group));
    for (Group& group : out) {
        std::sort(group.types.begin(), group.types.end());
        group.types.erase(std::unique(group.types.begin(), group.types.end()), group.types.end());
        std::sort(group.behind.begin(), group.behind.end());
        group.behind.erase(std::unique(group.behind.begin(), group.behind.end()), group.behind.end());
    }
    return out;
}

ClassId VoidPointers::find(ClassId c) {
    while (parent_[c] != c) c = parent_[c] = parent_[parent_[c]];
    return c;
}

bool VoidPointers::is_void(TypeId pointer) const { return p_.types.points_to(pointer, ir::TypeKind::Void); }

/// The place whose void* the value is; kNoClass when it is none.
ClassId VoidPointers::holder(ProcId proc, ExprId value) const {
    const ExprId at = ir::without_casts(p_, value);
    return ir::is_designator(p_[at].kind) && is_void(p_[at].type) ? classes_.of(proc, at) : kNoClass;
}

void VoidPointers::add(ClassId at, TypeId pointer) {
    if (!p_.types.is_pointer(pointer)) return;
    const TypeId t = p_.types[pointer].element;
    if (p_.types.is_record(t) || p_.types.is_scalar(t)) seen_[at].types.push_back(t);
}

/// From one type to another, by way of void* or not: explicit casts between two types alone are seen elsewhere.
void VoidPointers::convert(TypeId from, TypeId to) {
    if (!p_.types.is_pointer(from) || !p_.types.is_pointer(to) || is_void(from) || is_void(to)) return;
    const TypeId a = p_.types[from].element, b = p_.types[to].element;
    if (a != b && p_.types.is_record(a)) direct_.push_back({{a, b}, {}});
}

/// The value comes into a place that holds void*.
void VoidPointers::give(ProcId proc, ExprId value, ClassId to) {
    const ClassId from = holder(proc, value);
    if (from == kNoClass) return add(to, p_[ir::without_casts(p_, value)].type);
    parent_[find(from)] = find(to);
}

void VoidPointers::pass(ProcId proc, ExprId value, TypeId to_type, ClassId to) {
    if (is_void(to_type)) return give(proc, value, to);
    if (const ClassId from = holder(proc, value); from != kNoClass) return add(from, to_type);
    convert(p_[ir::without_casts(p_, value)].type, to_type);
}

void VoidPointers::casts(ProcId proc, const Stmt& s) {
    std::vector<ExprId> counted;  // from where bytes are counted: nothing is accessed there as a byte
    ir::each_expr(p_, ir::expressions_of(s), [&](ExprId id) {
        if (p_[id].kind == ExprKind::Binary && p_[id].bin == ir::BinOp::PtrAdd) counted.push_back(p_[id].a);
        if (p_[id].kind != ExprKind::Cast || !p_.types.is_pointer(p_[id].type) || is_void(p_[id].type)) return;
        const bool byte = p_.types.size_of(p_.types[p_[id].type].element) == 1;
        if (byte && std::find(counted.begin(), counted.end(), id) != counted.end()) return;
        if (const ClassId from = holder(proc, id); from != kNoClass) add(from, p_[id].type);
        behind(proc, id);
    });
}

/// A number of bytes behind the start of something.
void VoidPointers::behind(ProcId proc, ExprId cast) {
    if (!p_.types.is_pointer(p_[cast].type) || !p_.types.is_scalar(p_.types[p_[cast].type].element)) return;
    const TypeId seen = p_.types[p_[cast].type].element;
    std::uint64_t offset = 0;
    ExprId at = ir::without_casts(p_, cast);
    for (; p_[at].kind == ExprKind::Binary && p_[at].bin == ir::BinOp::PtrAdd; at = ir::without_casts(p_, p_[at].a)) {
        const TypeId step = p_.types[p_[p_[at].a].type].element;
        const auto n = ir::constant_value(p_, p_[at].b);
        if (!n || !p_.types.is_scalar(step)) return;
        offset += static_cast<std::uint64_t>(ir::as_signed(p_.types, *n, p_[p_[at].b].type)) * p_.types.size_of(step);
    }
    if (offset == 0) return;
    if (const ClassId from = holder(proc, at); from != kNoClass) {
        seen_[from].behind.emplace_back(offset, seen);
    } else if (p_.types.is_pointer(p_[at].type) && p_.types.is_record(p_.types[p_[at].type].element)) {
        direct_.push_back({{p_.types[p_[at].type].element}, {{offset, seen}}});
    }
}

void VoidPointers::statement(ProcId proc, const Stmt& s) {
    casts(proc, s);
    if (s.kind == StmtKind::Assign && p_.types.is_pointer(p_[s.lhs].type)) {
        pass(proc, s.rhs, p_[s.lhs].type, classes_.of(proc, s.lhs));
    } else if (s.kind == StmtKind::Return && s.rhs.valid()) {
        pass(proc, s.rhs, p_.types[p_[proc].type].element, classes_.result(proc));
    } else if (s.kind == StmtKind::Call) {
        if (s.proc.valid()) return call(proc, s, s.proc);
        for (const ProcId q : candidates(p_, s.callee)) call(proc, s, q);
    }
}

void VoidPointers::call(ProcId proc, const Stmt& s, ProcId callee) {
    const ir::Proc& q = p_[callee];
    if (q.origin != ir::Origin::Driver || !q.has_body) return call_back(proc, s, callee);
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) pass(proc, s.args[i], q.locals[i].type, classes_.local(callee, i));
    if (!s.lhs.valid() || !is_void(p_.types[q.type].element) || allocates(callee)) return;
    if (is_void(p_[s.lhs].type)) {
        parent_[find(classes_.result(callee))] = find(classes_.of(proc, s.lhs));
    } else {
        add(classes_.result(callee), p_[s.lhs].type);
    }
}

/// The routines among the arguments get the contexts among them.
void VoidPointers::call_back(ProcId proc, const Stmt& s, ProcId callee) {
    const std::vector<TypeId>& params = p_.types[p_[callee].type].params;
    for (const ExprId arg : s.args) {
        const ExprId at = ir::without_casts(p_, arg);
        if (p_[at].kind != ExprKind::FuncAddr || !p_[p_[at].proc].has_body) continue;
        const ProcId routine = p_[at].proc;
        for (std::uint32_t i = 0; i < p_[routine].param_count; ++i) {
            if (!is_void(p_[routine].locals[i].type)) continue;
            for (std::size_t k = 0; k < s.args.size() && k < params.size(); ++k) {
                if (is_void(params[k])) give(proc, s.args[k], classes_.local(routine, i));
            }
        }
    }
}

/// Whether the function returns nothing but what other code than the driver's has given it.
bool VoidPointers::allocates(ProcId q) const {
    std::vector<ExprId> returned;
    for (const Stmt& s : p_[q].body) {
        if (s.kind == StmtKind::Return && s.rhs.valid()) returned.push_back(ir::without_casts(p_, s.rhs));
    }
    return std::all_of(returned.begin(), returned.end(), [&](ExprId r) {
        if (p_[r].kind == ExprKind::Const) return true;
        if (p_[r].kind != ExprKind::Local || p_[r].index < p_[q].param_count) return false;
        return std::all_of(p_[q].body.begin(), p_[q].body.end(), [&](const Stmt& s) {
            if (!s.lhs.valid() || p_[s.lhs].kind != ExprKind::Local || p_[s.lhs].index != p_[r].index) return true;
            const bool outside = s.kind == StmtKind::Call && s.proc.valid() && (!p_[s.proc].has_body || p_[s.proc].origin != ir::Origin::Driver);
            return outside || (s.kind == StmtKind::Assign && p_[ir::without_casts(p_, s.rhs)].kind == ExprKind::Const);
        });
    });
}

}  // namespace sdvlite::model
