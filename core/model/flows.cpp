// SPDX-License-Identifier: Apache-2.0
#include "core/model/flows.hpp"

#include <algorithm>
#include <set>

#include "core/ir/each_expr.hpp"
#include "core/ir/init_path.hpp"
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

Flows::Flows(const Woven& woven, const Classes& classes)
    : p_(woven.program), classes_(classes), new_(woven.program), exchanges_(woven.program, new_), first_global_(static_cast<Node>(classes.size())),
      first_function_(first_global_ + static_cast<Node>(woven.program.globals.size())),
      out_(first_function_ + static_cast<Node>(woven.program.procs.size())), halves_(out_ + 1), from_(halves_ + 1) {
    find_shared();
    flow({classes_.pointed_scalar(kWide)}, out_);
    flow({out_}, classes_.pointed_scalar(kWide));
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        const std::vector<Stmt>& body = p_.procs[i].body;
        for (at_ = 0; at_ < body.size(); ++at_) statement(ProcId(i), body[at_], woven.info[i][at_].rule);
    }
    at_ = ir::kNoStmt;
    for (std::size_t g = 0; g < p_.globals.size(); ++g) initialiser(p_.globals[g], ir::GlobalId(g));
    find_casts();
    find_unions();
    for (const Node n : widened_) {
        if (!from_[halves_].empty()) flow({halves_}, n);
    }
    close_exchanges();
    // Whoever has the address of a function may call it, with what he has got.
    const Nodes outside = before(out_, true);
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (std::find(outside.begin(), outside.end(), function(ProcId(i))) == outside.end()) continue;
        for (std::uint32_t k = 0; k < p_.procs[i].param_count; ++k) flow({out_}, classes_.local(ProcId(i), k));
    }
    before_.clear();
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (!new_.returned_by(ProcId(i))) continue;
        for (std::uint32_t k = 0; k < p_.procs[i].locals.size(); ++k) inside_.insert(classes_.local(ProcId(i), k));
        inside_.insert(classes_.result(ProcId(i)));
    }
    for (Nodes& n : from_) {
        std::sort(n.begin(), n.end());
        n.erase(std::unique(n.begin(), n.end()), n.end());
    }
}

/// Pointers to records that are seen as pointers to numbers or to bytes.
void Flows::find_casts() {
    for (const Expr& e : p_.exprs) {
        if (e.kind != ExprKind::Cast || !p_.types.is_pointer(e.type) || !p_.types.is_scalar(p_.types[e.type].element)) continue;
        // The address of a scalar that is as wide says nothing of what lies beside it.
        const TypeId from = p_[e.a].type, seen = p_.types.is_pointer(from) ? p_.types[from].element : TypeId();
        const bool alike = seen.valid() && p_.types.is_scalar(seen) && p_.types.bits_of(seen) == p_.types.bits_of(p_.types[e.type].element);
        if (!alike) lend(e.a);
    }
}

/// The record into which the pointer leads may be read and written by offset.
void Flows::lend(ExprId value) {
    value = ir::without_casts(p_, value);
    if (p_[value].kind == ExprKind::AddrOf) {
        for (ExprId at = p_[value].a;; at = p_[at].a) {
            exchange(p_[at].type);
            if (p_[at].kind != ExprKind::Field && p_[at].kind != ExprKind::Index) return;
        }
    }
    if (p_.types.is_pointer(p_[value].type)) exchange(p_.types[p_[value].type].element);
}

void Flows::exchange(TypeId record) {
    const Nodes in = pointers_in(record);
    flow(in, out_);
    for (const Node n : in) flow({out_}, n);
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
            field = this->field(p_.types[t].record, index);
            t = p_.types.rec(p_.types[t].record).fields[index].type;
        }
        Nodes to = field ? Nodes{*field} : pointers_in(g.type);
        if (!field) to.push_back(classes_.global(id));
        for (const Node n : to) flow(from, n);
    }
}

void Flows::flow(const Nodes& from, Node to) { from_[to].insert(from_[to].end(), from.begin(), from.end()); }

/// The statement that gave a local variable the new object that it holds.
std::optional<ir::StmtIndex> Flows::maker_of(ProcId proc, ExprId e) {
    if (at_ == ir::kNoStmt || p_[e].kind != ExprKind::Local || !p_.types.is_pointer(p_[e].type)) return std::nullopt;
    return new_.given_by(proc, at_, p_[e].index);
}

/// What the statement makes, each time that it runs.
Flows::Node Flows::made(ProcId proc, ir::StmtIndex by) {
    const auto [it, fresh] = made_.try_emplace({proc, by}, 0);
    if (fresh) it->second = make();
    return it->second;
}

/// The places whose pointers a value is made of, and the variables whose addresses.
Flows::Nodes Flows::sources(ProcId proc, ExprId value) {
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
        } else if (const auto by = maker_of(proc, id)) {
            out.push_back(made(proc, *by));
        } else if (ir::is_designator(p_[id].kind)) {
            if (const auto at = place_of(proc, id)) out.push_back(*at);
        } else if (p_[id].kind != ExprKind::Binary || !ir::is_comparison(p_[id].bin)) {
            todo.push_back(p_[id].a);
            todo.push_back(p_[id].b);
        }
    }
    return out;
}

void Flows::statement(ProcId proc, const Stmt& s, bool rule) {
    if (s.kind == StmtKind::Assign) {
        if (is_exchange(proc, s)) {
            // What it moves stays among the two.
        } else if (const auto to = target_of(proc, s.lhs)) {
            const Nodes values = sources(proc, s.rhs);
            flow(values, *to);
            if (p_[s.lhs].kind != ExprKind::Local) note_stored(proc, values, *to);
            const ExprId from = ir::without_casts(p_, s.rhs);
            const bool widened = p_.types.is_scalar(p_[from].type) && p_.types.bits_of(p_[from].type) < kWide;
            if (widened || p_[from].kind == ExprKind::Binary) widened_.push_back(*to);
            if (p_[s.lhs].kind == ExprKind::Local && p_.types.points_to(p_[s.lhs].type, ir::TypeKind::Void)) lend(s.rhs);
        } else if (!p_.types.is_scalar(p_[s.lhs].type)) {
            for (const Node n : pointers_in(p_[s.lhs].type)) flow({n}, n);  // from the record's field to the same one of another
        } else {
            ExprId from = s.rhs;  // the lower or the upper half of a pointer
            while (p_[from].kind == ExprKind::Cast || (p_[from].kind == ExprKind::Binary && p_[from].bin == ir::BinOp::Shr)) from = p_[from].a;
            if (p_.types.is_pointer(p_[from].type)) flow(sources(proc, from), halves_);
        }
    } else if (s.kind == StmtKind::Alloc) {
        if (const auto to = target_of(proc, s.lhs)) give_new(proc, s, *to);
    } else if (s.kind == StmtKind::Havoc) {
        if (const auto to = target_of(proc, s.lhs)) flow({out_}, *to);
        for (const Node n : pointers_in(p_[s.lhs].type)) flow({out_}, n);
    } else if (s.kind == StmtKind::Return && s.rhs.valid()) {
        flow(sources(proc, s.rhs), classes_.result(proc));
    } else if (s.kind == StmtKind::Call) {
        call(proc, s);
    }
    if (rule || p_[proc].origin != ir::Origin::Driver) return;
    compared(proc, s);
    if (s.kind == StmtKind::Switch) compared(sources(proc, s.rhs));
}

void Flows::call(ProcId proc, const Stmt& s) {
    std::vector<ExprId> records = s.args;  // by value, and given back
    if (s.lhs.valid()) records.push_back(s.lhs);
    for (const ExprId e : records) {
        for (const Node n : pointers_in(p_[e].type)) flow({n}, n);
    }
    if (s.proc.valid()) return call_of(proc, s, s.proc);
    for (const ProcId q : candidates(p_, s.callee)) call_of(proc, s, q);
    call_outside(proc, s, ProcId());
}

void Flows::call_of(ProcId proc, const Stmt& s, ProcId callee) {
    const ir::Proc& q = p_[callee];
    if (!q.has_body) return call_outside(proc, s, callee);
    if (s.lhs.valid()) {
        const auto to = target_of(proc, s.lhs);
        if (to && new_.returned_by(callee)) give_new(proc, s, *to);
        else if (to) flow({classes_.result(callee)}, *to);
    }
    const bool driver = q.origin == ir::Origin::Driver;
    for (std::uint32_t i = 0; i < s.args.size(); ++i) {
        const Nodes given = sources(proc, s.args[i]);
        if (i < q.param_count && driver && gives_new(proc, i)) {
            for (const Node n : given) flow({classes_.local(callee, i)}, n);
        } else if (i < q.param_count) {
            flow(given, classes_.local(callee, i));
        }
        const TypeId t = i < q.param_count ? q.locals[i].type : TypeId();
        const bool function = t.valid() && p_.types.points_to(t, ir::TypeKind::Function);
        // What the model does not look at the system may keep; a routine it calls, and gives to nobody.
        if (i >= q.param_count || (!driver && !function && !uses(callee, i))) flow(given, out_);
        if (driver && t.valid() && p_.types.points_to(t, ir::TypeKind::Void)) lend(s.args[i]);
    }
    if (const auto effect = bulk_effect(q)) copy(proc, s, *effect);
}

/// Whether the harness's procedure gives routines of the driver as that argument an object that none has met before: one routine's is
/// none of another one's, though later callbacks may be given either of them.
bool Flows::gives_new(ProcId harness, std::uint32_t argument) const {
    const std::vector<std::string>& a = p_[harness].annotations;
    return std::find(a.begin(), a.end(), "gives_new:" + std::to_string(argument)) != a.end();
}

bool Flows::uses(ProcId callee, std::uint32_t parameter) const {
    const std::vector<Stmt>& body = p_[callee].body;
    return std::any_of(body.begin(), body.end(), [&](const Stmt& s) {
        return ir::any_expr(p_, ir::expressions_of(s), [&](ExprId id) { return p_[id].kind == ExprKind::Local && p_[id].index == parameter; });
    });
}

/// Code that is not here (`callee` invalid: that nobody knows) may keep what it is given, give it back, and link one thing to another. What
/// the system is given to call it gives to nobody; of what it is given as void* it knows no more than the address.
void Flows::call_outside(ProcId proc, const Stmt& s, ProcId callee) {
    TypeId type = callee.valid() ? p_[callee].type : p_[s.callee].type;
    if (p_.types.is_pointer(type)) type = p_.types[type].element;
    const std::vector<TypeId>& params = p_.types[type].params;
    const bool known = callee.valid() && p_[callee].modelled;
    for (std::size_t i = 0; i < s.args.size(); ++i) {
        const TypeId t = i < params.size() ? params[i] : p_[s.args[i]].type;
        if (known && p_.types.points_to(t, ir::TypeKind::Function)) continue;
        flow(sources(proc, s.args[i]), out_);
        const ExprId at = ir::without_casts(p_, s.args[i]);
        if (p_[at].kind == ExprKind::AddrOf) {
            if (const auto place = place_of(proc, p_[at].a)) flow({*place}, out_);
            if (const auto place = target_of(proc, p_[at].a)) flow({out_}, *place);
        }
        if (!known && p_.types.is_pointer(t)) exchange(p_.types[t].element);
    }
    if (!s.lhs.valid()) return;
    if (const auto to = target_of(proc, s.lhs)) flow({out_}, *to);
    if (callee.valid()) flow({out_}, classes_.result(callee));
    if (!known && p_.types.is_pointer(p_[s.lhs].type)) exchange(p_.types[p_[s.lhs].type].element);
}

/// From every pointer there to every one here: which lies over which is not worth the trouble.
void Flows::copy(ProcId proc, const Stmt& s, const BulkEffect& effect) {
    if (effect.kind != BulkEffect::Kind::Copy || effect.to >= s.args.size() || effect.other >= s.args.size()) return;
    const Nodes from = side_of_copy(proc, s.args[effect.other]);
    for (const Node to : side_of_copy(proc, s.args[effect.to])) flow(from, to);
}

/// The pointers that lie there; of bytes, all that is out.
Flows::Nodes Flows::side_of_copy(ProcId proc, ExprId arg) const {
    arg = ir::without_casts(p_, arg);
    Nodes out;
    const auto add = [&](TypeId t) {
        const Nodes in = pointers_in(t);
        out.insert(out.end(), in.begin(), in.end());
    };
    const bool address = p_[arg].kind == ExprKind::AddrOf;
    if (address || p_.types[p_[arg].type].kind == ir::TypeKind::Array) {
        // Also what lies around it: a copy may be longer than its type.
        for (ExprId at = address ? p_[arg].a : arg;; at = p_[at].a) {
            const TypeId held = p_.types.without_arrays(p_[at].type);
            if (p_.types.is_scalar(held) && p_.types.bits_of(held) == kWide) out.push_back(classes_.of(proc, at));
            add(held);
            if (p_[at].kind != ExprKind::Field && p_[at].kind != ExprKind::Index) break;
        }
    }
    const TypeId pointee = p_.types.is_pointer(p_[arg].type) ? p_.types[p_[arg].type].element : TypeId();
    if (pointee.valid()) add(pointee);
    if (out.empty() || (pointee.valid() && !p_.types.is_record(pointee))) out.push_back(out_);
    return out;
}

void Flows::compared(ProcId proc, const Stmt& s) {
    ir::each_expr(p_, ir::expressions_of(s), [&](ExprId id) {
        using ir::BinOp;
        const Expr& e = p_[id];
        const bool difference = e.kind == ExprKind::Binary && (e.bin == BinOp::Sub || e.bin == BinOp::PtrSub || e.bin == BinOp::Xor);
        if (e.kind == ExprKind::Binary && (ir::is_comparison(e.bin) || difference)) {
            Nodes both = sources(proc, e.a);
            const Nodes b = sources(proc, e.b);
            both.insert(both.end(), b.begin(), b.end());
            if (!difference || (both.size() > b.size() && !b.empty())) compared(both);
        }
    });
}

void Flows::compared(const Nodes& nodes) {
    if (nodes.size() > 1) compared_.push_back(nodes);
}

const Flows::Nodes& Flows::before(Node n, bool through_out) {
    auto [it, fresh] = before_.try_emplace({n, through_out});
    if (!fresh) return it->second;
    Nodes& found = it->second;
    found.push_back(n);
    std::set<Node> seen{n};
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const Node m : from_[found[i]]) {
            if ((through_out || m != out_) && seen.insert(m).second) found.push_back(m);
        }
    }
    // What comes together there is found itself.
    std::erase_if(found, [&](Node m) { return junctions_.contains(m); });
    return found;
}

bool Flows::may_call(ProcId caller, ExprId callee, ProcId q) {
    const Nodes at = sources(caller, callee);
    return std::any_of(at.begin(), at.end(), [&](Node n) {
        const Nodes& from = before(n, true);
        return std::find(from.begin(), from.end(), function(q)) != from.end();
    });
}

/// What pointers from there may be equal to: what they come from, and by way of comparisons what else leads to what is compared. (Not
/// what is out: the driver compares what it has in its hands.)
std::vector<bool> Flows::linked_to(Node n) {
    std::vector<bool> in(from_.size(), false);
    const auto add = [&](const Nodes& nodes) {
        for (const Node m : nodes) in[m] = true;
    };
    const auto meets = [&](Node m) {
        const Nodes& of = before(m, false);
        return std::any_of(of.begin(), of.end(), [&](Node k) { return in[k]; });
    };
    add(before(n, false));
    std::vector<bool> done(compared_.size(), false);
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < compared_.size(); ++i) {
            if (done[i] || std::none_of(compared_[i].begin(), compared_[i].end(), meets)) continue;
            done[i] = more = true;
            for (const Node m : compared_[i]) add(before(m, false));
        }
    }
    add(before(n, true));
    return in;
}

bool Flows::may_meet(Node a, Node b) {
    if (a == b) return true;
    const auto [it, fresh] = known_.try_emplace({std::min(a, b), std::max(a, b)}, false);
    if (!fresh) return it->second;
    auto [links, first] = linked_.try_emplace(std::min(a, b));
    if (first) links->second = linked_to(std::min(a, b));
    const Nodes& y = before(std::max(a, b), true);
    return it->second = std::any_of(y.begin(), y.end(), [&](Node m) { return links->second[m]; });
}

}  // namespace sdvlite::model
