// SPDX-License-Identifier: Apache-2.0
#include "core/model/own_fields.hpp"

#include <algorithm>
#include <set>

#include "core/ir/init_path.hpp"
#include "core/ir/unwritten.hpp"
#include "core/model/bulk.hpp"
#include "core/model/model.hpp"

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
        lose_known_to_system();
        lose_in_unions();
        for (const ir::Expr& e : p_.exprs) {
            if (e.kind != ExprKind::AddrOf) continue;
            if (const auto f = field(e.a)) lost_.insert(*f);
        }
        for (const ir::Global& g : p_.globals) {
            if (g.origin == ir::Origin::Driver) initialisers(g);
        }
        for (const ir::Proc& q : p_.procs) {
            for (const ir::Stmt& s : q.body) statement(q, s);
        }
        spread();
        std::map<FieldOf, std::vector<ProcId>> out;
        for (auto& [f, functions] : put_) {
            if (!lost_.contains(f) && !others_.contains(f.first) && !functions.empty()) out.emplace(f, std::move(functions));
        }
        return out;
    }

private:
    bool is_handler(TypeId t) const { return p_.types.is_pointer(t) && p_.types[p_.types[t].element].kind == TypeKind::Function; }

    /// The field that a designator is, when it is a pointer to a function.
    std::optional<FieldOf> field(ExprId id) const {
        if (!id.valid() || p_[id].kind != ExprKind::Field || !is_handler(p_[id].type)) return std::nullopt;
        return FieldOf{p_.types[p_[p_[id].a].type].record, p_[id].index};
    }

    /// Records that the type leads to: what it holds, and with `through` also what its pointers point to.
    void reach(TypeId first, bool through, std::set<ir::RecordId>& out) const {
        std::vector<TypeId> todo{first};
        std::set<TypeId> seen;
        while (!todo.empty()) {
            const TypeId at = todo.back();
            todo.pop_back();
            if (!at.valid() || !seen.insert(at).second) continue;
            const ir::Type& t = p_.types[at];
            if (t.kind == TypeKind::Array || (t.kind == TypeKind::Pointer && through)) todo.push_back(t.element);
            if (t.kind == TypeKind::Function && through) {
                todo.push_back(t.element);
                todo.insert(todo.end(), t.params.begin(), t.params.end());
            }
            if (t.kind != TypeKind::Record || !out.insert(t.record).second) continue;
            for (const ir::Field& f : p_.types.rec(t.record).fields) todo.push_back(f.type);
        }
    }

    void lose_known_to_system() {
        for (const ir::Proc& q : p_.procs) {
            if (q.origin == ir::Origin::Driver && q.has_body) continue;
            reach(q.type, true, others_);
            for (const ir::Variable& v : q.locals) reach(v.type, true, others_);
        }
        for (const ir::Global& g : p_.globals) {
            if (g.origin != ir::Origin::Driver || g.is_extern) reach(g.type, true, others_);
        }
    }

    void lose_in_unions() {
        for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
            if (!p_.types.rec(ir::RecordId(r)).is_union) continue;
            others_.insert(ir::RecordId(r));
            for (const ir::Field& f : p_.types.rec(ir::RecordId(r)).fields) reach(f.type, false, others_);
        }
    }

    /// `in`: where, for a helper variable of which all values are known there (b ? First : Second).
    void put(const FieldOf& f, ExprId value, const ir::Proc* in) {
        while (p_[value].kind == ExprKind::Cast) value = p_[value].a;
        const ir::Expr& e = p_[value];
        if (e.kind == ExprKind::Const && e.bits == 0) return;
        if (e.kind == ExprKind::FuncAddr && p_[e.proc].origin == ir::Origin::Driver && p_[e.proc].has_body) {
            put_[f].push_back(e.proc);
        } else if (const auto from = field(value)) {
            copies_.emplace_back(*from, f);
        } else if (in != nullptr && e.kind == ExprKind::Local && in->locals[e.index].name.starts_with('$')) {  // has no address
            for (const ir::Stmt& s : in->body) {
                if (!s.lhs.valid() || p_[s.lhs].kind != ExprKind::Local || p_[s.lhs].index != e.index) continue;
                if (s.kind == ir::StmtKind::Assign) {
                    put(f, s.rhs, nullptr);
                } else {
                    lost_.insert(f);
                }
            }
        } else {
            lost_.insert(f);
        }
    }

    void initialisers(const ir::Global& g) {
        for (const ir::InitItem& item : g.init) {
            const auto path = ir::find_init_path(p_.types, g.type, item, p_[item.value].type);
            if (!path) {
                reach(g.type, false, others_);  // something stands there that is not told
                continue;
            }
            TypeId at = g.type;
            std::optional<FieldOf> last;
            for (const ir::InitStep& step : *path) {
                last.reset();
                if (step.is_field) last = FieldOf{p_.types[at].record, static_cast<std::uint32_t>(step.index)};
                at = step.is_field ? p_.types.rec(p_.types[at].record).fields[step.index].type : p_.types[at].element;
            }
            if (last && is_handler(at)) put(*last, item.value, nullptr);
        }
    }

    void statement(const ir::Proc& q, const ir::Stmt& s) {
        if (const auto f = field(s.lhs)) {
            if (s.kind == ir::StmtKind::Assign) {
                put(*f, s.rhs, &q);
            } else {
                lost_.insert(*f);
            }
        } else if (s.lhs.valid() && s.kind == ir::StmtKind::Havoc) {
            reach(p_[s.lhs].type, false, others_);
        }
        if (s.kind == ir::StmtKind::Call && s.proc.valid()) call(s);
    }

    /// What a pointer was said to point to before it was made one to bytes; invalid when that is no record.
    TypeId record_behind(ExprId pointer) const {
        TypeId out;
        for (ExprId at = pointer; at.valid(); at = p_[at].kind == ExprKind::Cast ? p_[at].a : ExprId{}) {
            const TypeId t = p_[at].type;
            if (p_.types.is_pointer(t) && p_.types.is_record(p_.types[t].element)) out = p_.types[t].element;
        }
        return out;
    }

    /// What other code may write through what it is handed.
    void call(const ir::Stmt& s) {
        const ir::Proc& q = p_[s.proc];
        if (const auto effect = bulk_effect(q)) {
            const auto type = [&](std::uint32_t i) { return i < s.args.size() ? record_behind(s.args[i]) : TypeId{}; };
            const TypeId to = type(effect->to);
            using Kind = BulkEffect::Kind;
            const bool zero = effect->kind == Kind::Zero ||
                              (effect->kind == Kind::Fill && effect->other < s.args.size() && p_[s.args[effect->other]].kind == ExprKind::Const && p_[s.args[effect->other]].bits == 0);
            const bool same = effect->kind == Kind::Copy && type(effect->other) == to;
            if (to.valid() && !zero && !same) reach(to, false, others_);
            return;
        }
        if (q.has_body || q.modelled) return;
        for (const ExprId a : s.args) {
            if (const TypeId t = record_behind(a); t.valid()) reach(t, true, others_);
        }
    }

    /// A field that is copied into another brings its functions there, and what else may be in it.
    void spread() {
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [from, to] : copies_) {
                if ((lost_.contains(from) || others_.contains(from.first)) && lost_.insert(to).second) changed = true;
                std::vector<ProcId>& into = put_[to];
                for (const ProcId f : std::vector<ProcId>(put_[from])) {
                    if (std::find(into.begin(), into.end(), f) == into.end()) into.push_back(f), changed = true;
                }
            }
        }
    }

    const ir::Program& p_;
    std::set<ir::RecordId> others_;  ///< records that others may fill
    std::set<FieldOf> lost_;
    std::map<FieldOf, std::vector<ProcId>> put_;
    std::vector<std::pair<FieldOf, FieldOf>> copies_;  ///< from, to
};

}  // namespace

std::map<FieldOf, std::vector<ProcId>> own_fields(const ir::Program& program) { return Finder(program).run(); }

namespace {

/// Whether the procedure takes the address of its local.
bool lends(const ir::Program& p, const ir::Proc& q, std::uint32_t local) {
    std::vector<ExprId> todo;
    for (const ir::Stmt& s : q.body) {
        for (const ExprId e : {s.lhs, s.rhs, s.callee}) todo.push_back(e);
        todo.insert(todo.end(), s.args.begin(), s.args.end());
    }
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const ir::Expr& e = p[id];
        if (e.kind == ExprKind::AddrOf && p[e.a].kind == ExprKind::Local && p[e.a].index == local) return true;
        todo.push_back(e.a);
        todo.push_back(e.b);
    }
    return false;
}

}  // namespace

std::vector<ProcId> own_values(const ir::Program& p, const ir::Proc& q, std::uint32_t local, const std::map<FieldOf, std::vector<ProcId>>& fields) {
    std::vector<ProcId> out;
    if (local < q.param_count || lends(p, q, local)) return {};
    for (const ir::Stmt& s : q.body) {
        if (!s.lhs.valid() || p[s.lhs].kind != ExprKind::Local || p[s.lhs].index != local) continue;
        if (s.kind != ir::StmtKind::Assign) return {};
        ExprId value = s.rhs;
        while (p[value].kind == ExprKind::Cast) value = p[value].a;
        const ir::Expr& e = p[value];
        if (e.kind == ExprKind::Const && e.bits == 0) continue;
        const auto in = e.kind == ExprKind::Field ? fields.find({p.types[p[e.a].type].record, e.index}) : fields.end();
        if (in == fields.end()) return {};
        out.insert(out.end(), in->second.begin(), in->second.end());
    }
    return out;
}

}  // namespace sdvlite::model
