// SPDX-License-Identifier: Apache-2.0
#include "core/model/extensions.hpp"

#include "core/ir/each_expr.hpp"
#include "core/model/bulk.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::RecordId;
using ir::Stmt;
using ir::TypeId;
using ir::TypeKind;

namespace {

class Extensions {
public:
    explicit Extensions(const ir::Program& p) : p_(p) {}

    std::set<RecordId> run() {
        for (const Expr& e : p_.exprs) {
            if (e.kind == ExprKind::Cast) cast(e);
        }
        for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
            for (const ir::Field& f : p_.types.rec(RecordId(r)).fields) {
                TypeId t = p_.types.without_arrays(f.type);
                if (p_.types.is_record(t)) lent_.insert(p_.types[t].record);
            }
        }
        for (const ir::Proc& q : p_.procs) {
            for (const Stmt& s : q.body) lend(s);
        }
        for (const RecordId r : lent_) own_.erase(r);
        return own_;
    }

private:
    /// The record to which a pointer leads; invalid for none.
    RecordId pointed(TypeId t) const {
        if (!p_.types.is_pointer(t) || !p_.types.is_record(p_.types[t].element)) return {};
        return p_.types[p_.types[t].element].record;
    }
    bool is_void(TypeId t) const { return p_.types.points_to(t, TypeKind::Void); }

    bool is_extension(ExprId id) const {
        if (p_[id].kind != ExprKind::Field) return false;
        const ir::Record& r = p_.types.rec(p_.types[p_[p_[id].a].type].record);
        return r.name == "_DEVICE_OBJECT" && r.fields[p_[id].index].name == "DeviceExtension";
    }

    void cast(const Expr& e) {
        const ExprId from = ir::without_casts(p_, e.a);
        const RecordId to = pointed(e.type), of = pointed(p_[e.a].type);
        if (to == of && to.valid()) return;
        if (of.valid() && !is_void(e.type)) lent_.insert(of);
        const bool null = p_[from].kind == ExprKind::Const && p_[from].bits == 0;
        if (!to.valid() || null) return;
        if (is_extension(from)) {
            own_.insert(to);
        } else if (p_[from].kind != ExprKind::Local || !is_void(p_[from].type)) {
            lent_.insert(to);
        }
    }

    /// As bytes, to a function of the driver's own or one that nobody knows, or to a variable.
    void lend(const Stmt& s) {
        const auto lose = [&](ExprId id) {
            if (!id.valid() || p_[id].kind != ExprKind::Cast || !is_void(p_[id].type)) return;
            if (const RecordId r = pointed(p_[ir::without_casts(p_, id)].type); r.valid()) lent_.insert(r);
        };
        if (s.kind == ir::StmtKind::Assign && p_[s.lhs].kind == ExprKind::Local) lose(s.rhs);
        if (s.kind != ir::StmtKind::Call) return;
        const ir::Proc* callee = s.proc.valid() ? &p_[s.proc] : nullptr;
        const bool system = callee != nullptr && (callee->modelled || bulk_effect(*callee) || (callee->has_body && callee->origin != ir::Origin::Driver));
        for (std::size_t i = 0; !system && i < s.args.size(); ++i) lose(s.args[i]);
    }

    const ir::Program& p_;
    std::set<RecordId> own_, lent_;
};

}  // namespace

std::set<RecordId> extensions(const ir::Program& program) { return Extensions(program).run(); }

}  // namespace sdvlite::model
