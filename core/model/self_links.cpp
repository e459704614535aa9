// SPDX-License-Identifier: Apache-2.0
#include "core/model/self_links.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/model/bulk.hpp"
#include "core/model/known_to_system.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;

namespace {

/// The values that locals are ever given; invalid where there are several, or the address is taken.
std::vector<ExprId> only_values(const ir::Program& p, const ir::Proc& q) {
    std::vector<ExprId> out(q.locals.size());
    std::vector<bool> several(q.locals.size());
    for (std::uint32_t k = 0; k < q.param_count; ++k) several[k] = true;
    for (const Stmt& s : q.body) {
        if (s.lhs.valid() && p[s.lhs].kind == ExprKind::Local) {
            const std::uint32_t k = p[s.lhs].index;
            several[k] = several[k] || s.kind != StmtKind::Assign || out[k].valid();
            out[k] = s.rhs;
        }
        ir::each_expr(p, ir::expressions_of(s), [&](ExprId e) {
            if (p[e].kind == ExprKind::AddrOf && p[p[e].a].kind == ExprKind::Local) several[p[p[e].a].index] = true;
        });
    }
    for (std::size_t k = 0; k < several.size(); ++k) {
        if (several[k]) out[k] = ExprId();
    }
    return out;
}

}  // namespace

SelfLinks::SelfLinks(const ir::Program& program, const Classes& classes) : p_(program), classes_(classes), known_(known_to_system(program)), new_(program), may_(classes.size()) {
    records();
    for (const ir::Proc& q : p_.procs) only_value_.push_back(only_values(p_, q));
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        for (const Stmt& s : p_.procs[i].body) statement(ProcId(i), s);
    }
    for (const ir::Global& g : p_.globals) {
        if (!g.init.empty()) all_of(g.type);
    }
}

/// Those that the system knows (the head of an empty list leads to itself, whoever has initialised it), and unions.
void SelfLinks::records() {
    for (std::size_t i = 0; i < p_.types.record_count(); ++i) {
        const ir::RecordId r(i);
        const auto& fields = p_.types.rec(r).fields;
        for (std::uint32_t f = 0; f < fields.size(); ++f) {
            const bool shared = std::any_of(fields.begin(), fields.end(), [&](const ir::Field& o) {
                return &o != &fields[f] && o.offset <= fields[f].offset && fields[f].offset < o.offset + p_.types.size_of(o.type);
            });
            if (!shared && !known_.contains(r)) continue;
            may_[classes_.field(r, f)] = true;
            all_of(p_.types.without_arrays(fields[f].type));
        }
    }
}

void SelfLinks::all_of(ir::TypeId record) {
    std::vector<ClassId> in;
    record = p_.types.without_arrays(record);
    if (p_.types.is_record(record)) classes_.all_of_type(record, in);
    for (const ClassId c : in) may_[c] = true;
}

void SelfLinks::statement(ProcId proc, const Stmt& s) {
    ir::each_expr(p_, ir::expressions_of(s), [&](ExprId e) {
        if (p_[e].kind == ExprKind::AddrOf && p_.types.is_scalar(p_[p_[e].a].type)) may_[classes_.of(proc, p_[e].a)] = true;
    });
    if (s.kind == StmtKind::Assign && p_.types.is_scalar(p_[s.lhs].type)) return assigned(proc, s);
    if (s.lhs.valid() && p_[s.lhs].kind != ExprKind::Local && p_.types.is_scalar(p_[s.lhs].type) && s.kind != StmtKind::Alloc) {
        may_[classes_.of(proc, s.lhs)] = true;
    }
    for (const ExprId e : {s.lhs, s.rhs}) {
        if (e.valid()) all_of(p_[e].type);
    }
    for (const ExprId e : s.args) all_of(p_[e].type);
    if (s.kind != StmtKind::Call || !s.proc.valid() || p_[proc].origin != ir::Origin::Driver) return;
    const auto effect = bulk_effect(p_[s.proc]);
    if (!effect || effect->kind != BulkEffect::Kind::Copy || effect->to >= s.args.size()) return;
    const ExprId to = ir::without_casts(p_, s.args[effect->to]);
    if (p_.types.is_pointer(p_[to].type)) all_of(p_.types[p_[to].type].element);
}

void SelfLinks::assigned(ProcId proc, const Stmt& s) {
    if (p_[s.lhs].kind == ExprKind::Local || p_.types.bits_of(p_[s.lhs].type) != 64) return;
    const ClassId field = classes_.of(proc, s.lhs);
    const ExprId value = ir::without_casts(p_, s.rhs);
    if (may_[field] || p_[value].kind == ExprKind::Const || p_[value].kind == ExprKind::FuncAddr) return;
    const auto owner = found_by(proc, pointer_to(s.lhs)), object = found_by(proc, value);
    may_[field] = !owner || !object || !are_two(proc, *owner, *object);
}

/// The pointer by which a place is found; invalid where it lies in a variable, or in an array.
ExprId SelfLinks::pointer_to(ExprId place) const {
    while (p_[place].kind == ExprKind::Field) place = p_[place].a;
    return p_[place].kind == ExprKind::Deref ? p_[place].a : ExprId();
}

/// The local from which a pointer comes, past variables that are given one value and what the system keeps in its records (a device's
/// extension); nothing where it comes from elsewhere.
std::optional<std::uint32_t> SelfLinks::found_by(ProcId proc, ExprId pointer) const {
    constexpr int kMostSteps = 32;
    for (int step = 0; step < kMostSteps && pointer.valid(); ++step) {
        pointer = ir::without_casts(p_, pointer);
        const Expr& e = p_[pointer];
        if (e.kind == ExprKind::Local) {
            const ExprId value = only_value_[proc.index()][e.index];
            if (!value.valid() || p_[ir::without_casts(p_, value)].kind == ExprKind::Const) return e.index;
            pointer = value;
        } else if (e.kind == ExprKind::AddrOf) {
            pointer = pointer_to(e.a);
        } else if (e.kind == ExprKind::Field && known_.contains(p_.types[p_[e.a].type].record)) {
            pointer = pointer_to(pointer);
        } else {
            break;
        }
    }
    return std::nullopt;
}

/// Of objects that the procedure has made by way of one variable, and what it was given or made by way of another one.
bool SelfLinks::are_two(ProcId proc, std::uint32_t a, std::uint32_t b) const {
    if (a == b) return false;
    const bool made_a = new_.is_given_fresh(proc, a), made_b = new_.is_given_fresh(proc, b);
    const std::uint32_t params = p_[proc].param_count;
    return (made_a && (made_b || b < params)) || (made_b && a < params);
}

}  // namespace sdvlite::model
