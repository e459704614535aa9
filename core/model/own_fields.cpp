// SPDX-License-Identifier: Apache-2.0
#include "core/model/own_fields.hpp"

#include <algorithm>
#include <set>

#include "core/ir/each_expr.hpp"
#include "core/ir/init_path.hpp"
#include "core/ir/unwritten.hpp"
#include "core/model/known_to_system.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::TypeId;
using ir::TypeKind;

namespace {

class Finder {
public:
    explicit Finder(const ir::Program& p) : p_(p) {}

    std::map<FieldOf, std::vector<ProcId>> run() {
        if (!ir::is_complete(p_)) return {};
        lost_ = known_to_system(p_);
        lose_parts();
        for (const ir::Global& g : p_.globals) variable(g);
        for (const ir::Proc& q : p_.procs) {
            for (const ir::Variable& v : q.locals) lose_held(v.type);
        }
        for (const ir::Expr& e : p_.exprs) expression(e);
        for (const ir::Proc& q : p_.procs) {
            for (const ir::Stmt& s : q.body) statement(s);
        }
        std::map<FieldOf, std::vector<ProcId>> out;
        for (auto& [f, functions] : put_) {
            if (!lost_.contains(f.first)) out.emplace(f, std::move(functions));
        }
        return out;
    }

private:
    void lose(ir::RecordId r) { lost_.insert(r); }

    /// The record that a value of the type holds, or array of; invalid for none.
    ir::RecordId held(TypeId t) const {
        while (t.valid() && p_.types[t].kind == TypeKind::Array) t = p_.types[t].element;
        return t.valid() && p_.types[t].kind == TypeKind::Record ? p_.types[t].record : ir::RecordId{};
    }
    /// The record to which a pointer leads, over however many pointers.
    ir::RecordId pointed(TypeId t) const {
        bool pointer = false;
        for (; t.valid() && (p_.types[t].kind == TypeKind::Array || p_.types[t].kind == TypeKind::Pointer); t = p_.types[t].element) {
            pointer = pointer || p_.types[t].kind == TypeKind::Pointer;
        }
        return pointer && t.valid() && p_.types[t].kind == TypeKind::Record ? p_.types[t].record : ir::RecordId{};
    }
    void lose_held(TypeId t) {
        if (const ir::RecordId r = held(t); r.valid()) lose(r);
    }
    void lose_pointed(TypeId t) {
        if (const ir::RecordId r = pointed(t); r.valid()) lose(r);
    }

    void lose_parts() {
        for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
            const ir::Record& rec = p_.types.rec(ir::RecordId(r));
            if (rec.is_union) lose(ir::RecordId(r));
            for (const ir::Field& f : rec.fields) lose_held(f.type);
        }
    }

    /// Constant tables with nothing in them but functions that are known and NULL.
    void variable(const ir::Global& g) {
        const ir::RecordId r = held(g.type);
        if (!r.valid()) return;
        if (g.origin != ir::Origin::Driver || !g.is_const || g.is_open) return lose(r);
        for (const ir::InitItem& item : g.init) {
            ExprId value = item.value;
            const auto path = ir::find_init_path(p_.types, g.type, item, p_[value].type);
            if (!path) return lose(r);
            if (!p_.types.is_pointer(p_[value].type)) continue;
            value = ir::without_casts(p_, value);
            const ir::Expr& e = p_[value];
            if (e.kind == ExprKind::Const && e.bits == 0) continue;
            if (is_function(p_, value) && path->back().is_field) {
                put_[{r, static_cast<std::uint32_t>(path->back().index)}].push_back(e.proc);
            } else if (e.kind == ExprKind::FuncAddr) {
                lose(r);
            }
        }
    }

    /// Pointers to the record that are made of others, or others of them; fields of it that are lent.
    void expression(const ir::Expr& e) {
        if (e.kind == ExprKind::Cast && e.type != p_[e.a].type && !(p_[e.a].kind == ExprKind::Const && p_[e.a].bits == 0)) {
            lose_pointed(e.type);
            lose_pointed(p_[e.a].type);
        }
        if (e.kind == ExprKind::AddrOf) lose_chain(e.a);
    }

    /// The records of which a designator names fields.
    void lose_chain(ExprId id) {
        for (; id.valid() && (p_[id].kind == ExprKind::Field || p_[id].kind == ExprKind::Index); id = p_[id].a) {
            if (p_[id].kind == ExprKind::Field) lose(p_.types[p_[p_[id].a].type].record);
        }
    }

    void statement(const ir::Stmt& s) {
        if (s.lhs.valid()) {
            lose_held(p_[s.lhs].type);
            lose_chain(s.lhs);
        }
        if (s.kind != ir::StmtKind::Call) return;
        const bool known = s.proc.valid() && (p_[s.proc].has_body || p_[s.proc].modelled);
        if (known) return;
        if (s.lhs.valid()) lose_pointed(p_[s.lhs].type);
        for (const ExprId a : s.args) lose_pointed(p_[a].type);
    }

    const ir::Program& p_;
    std::set<ir::RecordId> lost_;
    std::map<FieldOf, std::vector<ProcId>> put_;
};

}  // namespace

std::map<FieldOf, std::vector<ProcId>> own_fields(const ir::Program& program) { return Finder(program).run(); }

namespace {

/// Whether the procedure takes the address of its local.
bool lends(const ir::Program& p, const ir::Proc& q, std::uint32_t local) {
    return std::any_of(q.body.begin(), q.body.end(), [&](const ir::Stmt& s) {
        return ir::any_expr(p, ir::expressions_of(s), [&](ExprId id) {
            const ExprId of = p[id].a;
            return p[id].kind == ExprKind::AddrOf && p[of].kind == ExprKind::Local && p[of].index == local;
        });
    });
}

}  // namespace

std::vector<ProcId> own_values(const ir::Program& p, const ir::Proc& q, std::uint32_t local, const std::map<FieldOf, std::vector<ProcId>>& fields) {
    std::vector<ProcId> out;
    if (local < q.param_count || lends(p, q, local)) return {};
    for (const ir::Stmt& s : q.body) {
        if (!s.lhs.valid() || p[s.lhs].kind != ExprKind::Local || p[s.lhs].index != local) continue;
        if (s.kind != ir::StmtKind::Assign) return {};
        const ExprId value = ir::without_casts(p, s.rhs);
        const ir::Expr& e = p[value];
        if (e.kind == ExprKind::Const && e.bits == 0) continue;
        const auto in = e.kind == ExprKind::Field ? fields.find({p.types[p[e.a].type].record, e.index}) : fields.end();
        if (in == fields.end()) return {};
        out.insert(out.end(), in->second.begin(), in->second.end());
    }
    return out;
}

ExprId table_of_call(const ir::Program& p, ExprId callee) {
    callee = ir::without_casts(p, callee);
    const bool field = p[callee].kind == ExprKind::Field && p[p[callee].a].kind == ExprKind::Deref;
    return field ? p[p[callee].a].a : ExprId{};
}

std::vector<std::pair<ir::GlobalId, ProcId>> tables_of_call(const ir::Program& p, ExprId callee) {
    std::vector<std::pair<ir::GlobalId, ProcId>> out;
    if (!table_of_call(p, callee).valid()) return out;
    callee = ir::without_casts(p, callee);
    const TypeId record = p[p[callee].a].type;
    for (std::size_t g = 0; g < p.globals.size(); ++g) {
        TypeId t = p.types.without_arrays(p.globals[g].type);
        if (!p.types.is_record(t) || p.types[t].record != p.types[record].record) continue;
        if (t != p.globals[g].type) return {};
        for (const ir::InitItem& item : p.globals[g].init) {
            const auto path = ir::find_init_path(p.types, t, item, p[item.value].type);
            const ExprId value = ir::without_casts(p, item.value);
            const bool here = path && path->size() == 1 && path->front().is_field && path->front().index == p[callee].index;
            if (here && p[value].kind == ExprKind::FuncAddr) out.emplace_back(ir::GlobalId(g), p[value].proc);
        }
    }
    return out;
}

}  // namespace sdvlite::model
