// SPDX-License-Identifier: Apache-2.0
#include "core/model/lent_fields.hpp"

#include "core/ir/each_expr.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::Stmt;
using ir::StmtKind;

LentFields::LentFields(const ir::Program& program, const NewObjects& kept) : p_(program), kept_(kept) {
    for (const ir::Proc& q : p_.procs) {
        for (const Stmt& s : q.body) {
            std::vector<ExprId> roots{s.lhs, s.rhs, s.callee};
            for (std::size_t i = 0; i < s.args.size(); ++i) {
                ExprId at = ir::without_casts(p_, s.args[i]);
                // The address itself is seen off; what it is made of is looked at.
                if (p_[at].kind == ExprKind::AddrOf && follows(s, i)) at = p_[at].a;
                roots.push_back(at);
            }
            ir::each_expr(p_, roots, [&](ExprId id) {
                const Expr& e = p_[id];
                if (e.kind != ExprKind::AddrOf || p_[e.a].kind != ExprKind::Field || !p_.types.is_scalar(p_[e.a].type)) return;
                out_.insert({p_.types[p_[p_[e.a].a].type].record, p_[e.a].index});
            });
        }
    }
    for (const ir::Global& g : p_.globals) {
        std::vector<ExprId> values;
        for (const ir::InitItem& item : g.init) values.push_back(item.value);
        ir::each_expr(p_, values, [&](ExprId id) {
            if (p_[id].kind == ExprKind::AddrOf && p_[p_[id].a].kind == ExprKind::Field) out_.insert({p_.types[p_[p_[p_[id].a].a].type].record, p_[p_[id].a].index});
        });
    }
}

/// Whether the argument comes to a parameter that is no more than followed.
bool LentFields::follows(const Stmt& s, std::size_t argument) const {
    if (s.kind != StmtKind::Call || !s.proc.valid() || !p_[s.proc].has_body || argument >= p_[s.proc].param_count) return false;
    const auto parameter = static_cast<std::uint32_t>(argument);
    const bool comes_back = s.lhs.valid() && p_[s.lhs].type == p_[s.proc].locals[parameter].type;
    return !comes_back && !kept_.keeps(s.proc, parameter);
}

}  // namespace sdvlite::model
