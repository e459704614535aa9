// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/driver_uses.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;

namespace {

bool is_field(const ir::Program& program, ExprId id, std::string_view name) {
    const ir::Expr& e = program[id];
    return e.kind == ir::ExprKind::Field && program.types.rec(program.types[program[e.a].type].record).fields[e.index].name == name;
}

} // namespace

bool may_call(const ir::Program& program, std::string_view ddis) {
    const auto is_ddi = [&](ProcId p) {
        return p.valid() && any_word(ddis, [&](const std::string& ddi) { return program[p].name == ddi; });
    };
    for (const ir::Proc& q : program.procs) {
        if (q.origin != ir::Origin::Driver) continue;
        if (!q.hole_reason.empty()) return true;
        for (const Stmt& s : q.body)
            if (s.kind == StmtKind::Hole || (s.kind == StmtKind::Call && is_ddi(s.proc))) return true;
    }
    return std::any_of(program.exprs.begin(), program.exprs.end(),
                       [&](const ir::Expr& e) { return e.kind == ir::ExprKind::FuncAddr && is_ddi(e.proc); });
}

bool may_compare(const ir::Program& program, std::string_view record) {
    const ir::RecordId wanted = program.types.find_record(record);
    const auto may_lead_there = [&](ExprId id) {
        const ir::Expr& e = program[ir::without_casts(program, id)];
        if (e.kind == ir::ExprKind::Const || !program.types.is_pointer(e.type)) return false;
        const ir::Type& target = program.types[program.types[e.type].element];
        return target.kind == ir::TypeKind::Void || (target.kind == ir::TypeKind::Record && target.record == wanted);
    };
    const auto compares = [&](ExprId id) {
        const ir::Expr& e = program[id];
        return e.kind == ir::ExprKind::Binary && ir::is_comparison(e.bin) && may_lead_there(e.a) && may_lead_there(e.b);
    };
    return std::any_of(program.procs.begin(), program.procs.end(), [&](const ir::Proc& f) {
        if (f.origin != ir::Origin::Driver) return false;
        return !f.hole_reason.empty() || std::any_of(f.body.begin(), f.body.end(), [&](const Stmt& s) {
            return s.kind == StmtKind::Hole || ir::any_expr(program, ir::expressions_of(s), compares);
        });
    });
}

bool may_name(const ir::Program& program, std::string_view field) {
    const auto is_it = [&](ExprId id) { return is_field(program, id, field); };
    return std::any_of(program.procs.begin(), program.procs.end(), [&](const ir::Proc& f) {
        if (f.origin != ir::Origin::Driver) return false;
        return !f.hole_reason.empty() || std::any_of(f.body.begin(), f.body.end(), [&](const Stmt& s) {
            return s.kind == StmtKind::Hole || ir::any_expr(program, ir::expressions_of(s), is_it);
        });
    });
}

bool stores_only_zero(const ir::Program& program, std::string_view field) {
    bool any = false;
    for (const ir::Proc& f : program.procs) {
        if (f.origin != ir::Origin::Driver) continue;
        if (!f.hole_reason.empty()) return false;
        for (const Stmt& s : f.body) {
            if (s.kind == StmtKind::Hole) return false;
            if (!s.lhs.valid() || !is_field(program, s.lhs, field)) continue;
            if (s.kind != StmtKind::Assign) return false;
            const ir::Expr& value = program[ir::without_casts(program, s.rhs)];
            if (value.kind != ir::ExprKind::Const || value.bits != 0) return false;
            any = true;
        }
    }
    return any;
}

} // namespace sdvlite::frontend::os
