// SPDX-License-Identifier: Apache-2.0
#include "core/model/flows.hpp"

#include <algorithm>

#include "core/ir/init_path.hpp"
#include "core/model/bulk.hpp"
#include "core/model/model.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

namespace {

/// Only what is as wide as a pointer carries one.
constexpr unsigned kWide = 64;

}  // namespace

Flows::Flows(const Woven& woven, const Classes& classes)
    : p_(woven.program), classes_(classes), first_global_(static_cast<Node>(classes.size())),
      first_function_(first_global_ + static_cast<Node>(woven.program.globals.size())), from_(first_function_ + woven.program.procs.size()) {
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        const std::vector<Stmt>& body = p_.procs[i].body;
        for (ir::StmtIndex k = 0; k < body.size(); ++k) statement(ProcId(i), body[k], woven.info[i][k].rule);
    }
    for (std::size_t g = 0; g < p_.globals.size(); ++g) initialiser(p_.globals[g], ir::GlobalId(g));
    for (Nodes& n : from_) {
        std::sort(n.begin(), n.end());
        n.erase(std::unique(n.begin(), n.end()), n.end());
    }
}

/// Into the field that it sets; where that is not found, into all that the variable holds.
void Flows::initialiser(const ir::Global& g, ir::GlobalId id) {
    for (const ir::InitItem& item : g.init) {
        const Nodes from = sources(ProcId(), item.value);
        if (from.empty()) continue;
        const auto path = ir::find_init_path(p_.types, g.type, item, p_[item.value].type);
        TypeId t = g.type;
        std::optional<Node> field;
        for (std::size_t i = 0; path && i < path->size(); ++i) {
            if (!(*path)[i].is_field) {
                t = p_.types[t].element;
                continue;
            }
            const auto index = static_cast<std::uint32_t>((*path)[i].index);
            field = classes_.field(p_.types[t].record, index);
            t = p_.types.rec(p_.types[t].record).fields[index].type;
        }
        Nodes to = field ? Nodes{*field} : pointers_in(g.type);
        if (!field) to.push_back(classes_.global(id));
        for (const Node n : to) flow(from, n);
    }
}

void Flows::flow(const Nodes& from, Node to) { from_[to].insert(from_[to].end(), from.begin(), from.end()); }

/// Of a scalar that is wide enough.
std::optional<Flows::Node> Flows::place_of(ProcId proc, ExprId designator) const {
    const TypeId t = p_[designator].type;
    if (!p_.types.is_scalar(t) || p_.types.bits_of(t) != kWide) return std::nullopt;
    return classes_.of(proc, designator);
}

/// The places whose pointers a value is made of, and the variables whose addresses.
Flows::Nodes Flows::sources(ProcId proc, ExprId value) const {
    Nodes out;
    std::vector<ExprId> todo{value};
    while (!todo.empty()) {
        ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const bool address = p_[id].kind == ExprKind::AddrOf || (ir::is_designator(p_[id].kind) && p_.types[p_[id].type].kind == ir::TypeKind::Array);
        if (address) {
            if (p_[id].kind == ExprKind::AddrOf) id = p_[id].a;
            while (p_[id].kind == ExprKind::Field || p_[id].kind == ExprKind::Index) id = p_[id].a;
            if (p_[id].kind == ExprKind::Global) out.push_back(this->address(p_[id].global));
            if (p_[id].kind == ExprKind::Deref) todo.push_back(p_[id].a);  // somewhere in the same object
        } else if (p_[id].kind == ExprKind::FuncAddr) {
            out.push_back(function(p_[id].proc));
        } else if (ir::is_designator(p_[id].kind)) {
            if (const auto at = place_of(proc, id)) out.push_back(*at);
        } else if (p_[id].kind != ExprKind::Binary || !ir::is_comparison(p_[id].bin)) {
            todo.push_back(p_[id].a);
            todo.push_back(p_[id].b);
        }
    }
    return out;
}

Flows::Nodes Flows::pointers_in(TypeId type) const {
    Nodes out;
    std::vector<TypeId> todo{type}, seen;
    while (!todo.empty()) {
        TypeId t = todo.back();
        todo.pop_back();
        while (t.valid() && p_.types[t].kind == ir::TypeKind::Array) t = p_.types[t].element;
        if (!t.valid() || !p_.types.is_record(t) || std::find(seen.begin(), seen.end(), t) != seen.end()) continue;
        seen.push_back(t);
        const ir::Record& r = p_.types.rec(p_.types[t].record);
        for (std::uint32_t i = 0; i < r.fields.size(); ++i) {
            TypeId f = r.fields[i].type;
            while (p_.types[f].kind == ir::TypeKind::Array) f = p_.types[f].element;
            if (p_.types.is_record(f)) {
                todo.push_back(f);
            } else if (p_.types.bits_of(f) == kWide) {
                out.push_back(classes_.field(p_.types[t].record, i));
            }
        }
    }
    return out;
}

void Flows::statement(ProcId proc, const Stmt& s, bool rule) {
    if (s.kind == StmtKind::Assign) {
        if (const auto to = place_of(proc, s.lhs)) flow(sources(proc, s.rhs), *to);
    } else if (s.kind == StmtKind::Return && s.rhs.valid()) {
        flow(sources(proc, s.rhs), classes_.result(proc));
    } else if (s.kind == StmtKind::Call) {
        call(proc, s);
    }
    if (!rule) {
        compared(proc, s.rhs);
        for (const ExprId a : s.args) compared(proc, a);
    }
}

void Flows::call(ProcId proc, const Stmt& s) {
    if (s.proc.valid()) return call_of(proc, s, s.proc);
    for (const ProcId q : candidates(p_, s.callee)) call_of(proc, s, q);
    call_unknown(proc, s);
}

void Flows::call_of(ProcId proc, const Stmt& s, ProcId callee) {
    const ir::Proc& q = p_[callee];
    if (s.lhs.valid()) {
        if (const auto to = place_of(proc, s.lhs)) flow({classes_.result(callee)}, *to);
    }
    if (!q.has_body) return q.modelled ? void() : call_unknown(proc, s);
    if (const auto effect = bulk_effect(q)) return copy(s, *effect);
    for (std::uint32_t i = 0; i < s.args.size() && i < q.param_count; ++i) flow(sources(proc, s.args[i]), classes_.local(callee, i));
}

/// What nobody knows may give back what it is given, and link one thing to another: `InsertIt(&list, &entry)`.
void Flows::call_unknown(ProcId proc, const Stmt& s) {
    for (const ExprId a : s.args) {
        const Nodes given = sources(proc, a);
        if (given.empty()) continue;
        if (s.lhs.valid()) {
            if (const auto to = place_of(proc, s.lhs)) flow(given, *to);
        }
        const TypeId type = pointee_of_argument(p_, a);
        for (const ExprId b : s.args) {
            ExprId at = b;
            while (p_[at].kind == ExprKind::Cast) at = p_[at].a;
            if (b != a && p_[at].kind == ExprKind::AddrOf) {
                if (const auto to = place_of(proc, p_[at].a)) flow(given, *to);
            }
            const TypeId in = pointee_of_argument(p_, b);
            if (!type.valid() || !in.valid() || !p_.types.is_record(in)) continue;
            const ir::Record& r = p_.types.rec(p_.types[in].record);
            for (std::uint32_t i = 0; i < r.fields.size(); ++i) {
                const ir::Type& f = p_.types[r.fields[i].type];
                if (f.kind == ir::TypeKind::Pointer && f.element == type) flow(given, classes_.field(p_.types[in].record, i));
            }
        }
    }
}

/// From every pointer there to every one here: which lies over which is not worth the trouble.
void Flows::copy(const Stmt& s, const BulkEffect& effect) {
    if (effect.kind != BulkEffect::Kind::Copy || effect.to >= s.args.size() || effect.other >= s.args.size()) return;
    const Nodes from = pointers_in(pointee_of_argument(p_, s.args[effect.other]));
    for (const Node to : pointers_in(pointee_of_argument(p_, s.args[effect.to]))) flow(from, to);
}

void Flows::compared(ProcId proc, ExprId root) {
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (e.kind == ExprKind::Binary && ir::is_comparison(e.bin)) {
            Nodes a = sources(proc, e.a), b = sources(proc, e.b);
            if (!a.empty() && !b.empty()) compared_.emplace_back(std::move(a), std::move(b));
        }
        todo.push_back(e.a);
        todo.push_back(e.b);
    }
}

const std::vector<bool>& Flows::before(Node n) {
    auto [it, fresh] = before_.try_emplace(n);
    if (!fresh) return it->second;
    std::vector<bool>& seen = it->second;
    seen.assign(from_.size(), false);
    std::vector<Node> todo{n};
    seen[n] = true;
    while (!todo.empty()) {
        const Node at = todo.back();
        todo.pop_back();
        for (const Node m : from_[at]) {
            if (!seen[m]) seen[m] = true, todo.push_back(m);
        }
    }
    return seen;
}

bool Flows::may_call(ProcId caller, ExprId callee, ProcId q) {
    const Nodes at = sources(caller, callee);
    return std::any_of(at.begin(), at.end(), [&](Node n) { return before(n)[function(q)]; });
}

bool Flows::may_meet(Node a, Node b) {
    if (a == b) return true;
    const auto [it, fresh] = known_.try_emplace({std::min(a, b), std::max(a, b)}, false);
    if (!fresh) return it->second;
    const std::vector<bool>& x = before(a);
    const std::vector<bool>& y = before(b);
    bool meet = false;
    for (std::size_t i = 0; i < x.size() && !meet; ++i) meet = x[i] && y[i];
    const auto comes = [&](Node from, const Nodes& to) { return std::any_of(to.begin(), to.end(), [&](Node n) { return before(n)[from]; }); };
    for (std::size_t i = 0; i < compared_.size() && !meet; ++i) {
        const auto& [l, r] = compared_[i];
        meet = (comes(a, l) && comes(b, r)) || (comes(b, l) && comes(a, r));
    }
    return it->second = meet;
}

}  // namespace sdvlite::model
