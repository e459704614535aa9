// SPDX-License-Identifier: Apache-2.0
#include "core/model/untyped.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

Untyped::Untyped(const ir::Program& program, const Classes& classes)
    : p_(program), classes_(classes), before_(classes.size()), after_(classes.size()), put_(classes.size()), taken_(classes.size()) {
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (bulk_effect(p_.procs[i])) continue;  // whatever is filled comes together there
        for (const Stmt& s : p_.procs[i].body) statement(ProcId(i), s);
    }
}

/// Whether the type of a pointer tells what is behind it: more than bytes.
bool Untyped::told(TypeId pointer) const {
    if (!p_.types.is_pointer(pointer)) return false;
    const TypeId to = p_.types[pointer].element;
    if (p_.types.is_record(to)) return true;
    return p_.types.is_scalar(to) && p_.types.size_of(to) > 1;
}

void Untyped::statement(ProcId proc, const Stmt& s) {
    casts(proc, s);
    if (s.kind == StmtKind::Assign && p_.types.is_pointer(p_[s.lhs].type)) {
        goes(proc, s.rhs, classes_.of(proc, s.lhs), p_[s.lhs].type);
    }
    if (s.kind == StmtKind::Return && s.rhs.valid() && p_.types.is_pointer(p_[s.rhs].type)) {
        goes(proc, s.rhs, classes_.result(proc), p_[s.rhs].type);
    }
    if (s.kind != StmtKind::Call || !s.proc.valid()) return;
    const ir::Proc& q = p_[s.proc];
    if (!q.has_body || bulk_effect(q)) return;
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) {
        if (p_.types.is_pointer(q.locals[i].type)) goes(proc, s.args[i], classes_.local(s.proc, i), q.locals[i].type);
    }
    if (s.lhs.valid() && p_.types.is_pointer(p_[s.lhs].type)) {
        const ClassId from = classes_.result(s.proc), to = classes_.of(proc, s.lhs);
        before_[to].push_back(from);
        after_[from].push_back(to);
    }
}

/// What a pointer is reckoned from.
ExprId Untyped::start(ExprId pointer) const {
    pointer = ir::without_casts(p_, pointer);
    while (p_[pointer].kind == ExprKind::Binary && p_[pointer].bin == ir::BinOp::PtrAdd) pointer = ir::without_casts(p_, p_[pointer].a);
    return pointer;
}

/// What pointers that lie somewhere are taken for, wherever that is said.
void Untyped::casts(ProcId proc, const Stmt& s) {
    ir::each_expr(p_, ir::expressions_of(s), [&](ExprId id) {
        const Expr& e = p_[id];
        const bool followed = e.kind == ExprKind::Deref && p_.types.is_scalar(e.type);
        if (!followed && (e.kind != ExprKind::Cast || !told(e.type))) return;
        const ExprId from = start(followed ? e.a : id);
        if (!ir::is_designator(p_[from].kind) || !p_.types.is_pointer(p_[from].type)) return;
        std::vector<ClassId>& taken = taken_[classes_.of(proc, from)];
        if (followed) taken.push_back(classes_.of(proc, id));
        else classes_.all_of_type(p_.types[e.type].element, taken);
    });
}

/// The value is put into a place of the class, which is of that type.
void Untyped::goes(ProcId proc, ExprId value, ClassId to, TypeId type) {
    value = start(value);
    const Expr& e = p_[value];
    if (told(e.type)) classes_.all_of_type(p_.types[e.type].element, put_[to]);
    if (e.kind == ExprKind::AddrOf) {
        classes_.all_of(proc, e.a, put_[to]);
    } else if (ir::is_designator(e.kind) && p_.types.is_pointer(e.type)) {
        const ClassId from = classes_.of(proc, value);
        before_[to].push_back(from);
        after_[from].push_back(to);
        if (told(type)) classes_.all_of_type(p_.types[type].element, taken_[from]);
    }
}

void Untyped::reached(ClassId from, bool back, List& out) const {
    std::vector<bool> seen(before_.size());
    List todo{from};
    seen[from] = true;
    while (!todo.empty()) {
        const ClassId c = todo.back();
        todo.pop_back();
        const List& here = back ? put_[c] : taken_[c];
        out.insert(out.end(), here.begin(), here.end());
        for (const ClassId next : back ? before_[c] : after_[c]) {
            if (seen[next]) continue;
            seen[next] = true;
            todo.push_back(next);
        }
    }
}

const std::vector<ClassId>& Untyped::behind(ClassId place) {
    const auto [it, fresh] = known_.try_emplace(place);
    if (!fresh) return it->second;
    reached(place, true, it->second);
    reached(place, false, it->second);
    std::sort(it->second.begin(), it->second.end());
    it->second.erase(std::unique(it->second.begin(), it->second.end()), it->second.end());
    return it->second;
}

}  // namespace sdvlite::model
