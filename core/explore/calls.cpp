// SPDX-License-Identifier: Apache-2.0
// Calls and returns. A callee is entered with the part of the data that it may touch; what it leaves
// is put together with the rest at each of its callers.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

using ir::ProcId;
using ir::Stmt;

void Explorer::call(EdgeId e, const Stmt& s, State data) {
    const ProcId proc = entries_[edges_[e].entry].proc;
    if (s.proc.valid()) {
        if (m_.bulk(s.proc)) return bulk(e, s, std::move(data), *m_.bulk(s.proc));
        if (p_[s.proc].has_body) return enter(e, s, data, s.proc);
        return call_external(e, s, std::move(data), 0, s.proc);
    }
    bool ok = true;
    const TermId target = machine_.eval(data, proc, s.callee, ok);
    const Term t = machine_.terms[target];
    if (!ok || machine_.terms.is_const(target, 0)) return;  // a call of NULL
    if (t.kind == TermKind::Func) {
        const ProcId callee(t.a);
        if (p_[callee].has_body) return enter(e, s, data, callee);
        return call_external(e, s, std::move(data), 0, callee);
    }
    const std::vector<ProcId> candidates = m_.candidates(s.callee);
    for (ProcId c : candidates) {
        State taken = data;
        const TermId is = machine_.terms.binary(ir::BinOp::Eq, false, target, machine_.terms.func(c));
        if (machine_.assume(taken, is, true)) enter(e, s, taken, c);
    }
    // What the OS calls back is a function that the driver gave it; only the driver may call what nobody knows.
    if (p_[proc].origin == ir::Origin::OsModel && !candidates.empty()) return;
    call_external(e, s, std::move(data), kUnknownCallee, ProcId{});
}

void Explorer::bulk(EdgeId e, const Stmt& s, State data, const model::BulkEffect& effect) {
    const Edge edge = edges_[e];
    const ProcId proc = entries_[edge.entry].proc;
    using Kind = model::BulkEffect::Kind;
    bool ok = effect.to < s.args.size() && effect.other < s.args.size() && effect.length < s.args.size();
    if (!ok) return call_external(e, s, std::move(data), 0, ProcId{});
    const TermId to = machine_.eval(data, proc, s.args[effect.to], ok);
    const TermId length = machine_.eval(data, proc, s.args[effect.length], ok);
    if (effect.kind == Kind::Copy) {
        const TermId from = machine_.eval(data, proc, s.args[effect.other], ok);
        ir::TypeId type = model::pointee_of_argument(p_, s.args[effect.to]);
        if (!type.valid() || !p_.types.is_record(type)) type = model::pointee_of_argument(p_, s.args[effect.other]);
        machine_.copy_bytes(data, to, from, length, type);
    } else {
        TermId value = machine_.terms.top(8);
        if (effect.kind == Kind::Zero) value = machine_.terms.constant(8, 0);
        if (effect.kind == Kind::Fill) value = machine_.eval(data, proc, s.args[effect.other], ok);
        machine_.fill(data, to, value, length);
    }
    if (s.lhs.valid() && ok) {
        const Access result = machine_.access(data, proc, s.lhs, ok);
        machine_.store(data, result, to);
    }
    // Without an activation: the path encoder runs the body, which is what it means.
    if (ok) advance(e, std::move(data), edge.node + 1);
}

void Explorer::call_external(EdgeId e, const Stmt& s, State data, std::uint32_t choice, ProcId callee) {
    const Edge edge = edges_[e];
    const ProcId proc = entries_[edge.entry].proc;
    if (callee.valid()) {
        const ir::Proc& q = p_[callee];
        if (!q.hole_reason.empty() && q.origin == ir::Origin::Driver) {
            holes_.emplace(callee, ir::kNoStmt);
            return;
        }
        if (q.is_noreturn) return;
    }
    bool ok = true;
    if (!callee.valid() || !p_[callee].modelled) {
        if (callee.valid()) unmodelled_.insert(callee);
        for (ir::ExprId a : s.args) {
            const ir::TypeId pointee = model::pointee_of_argument(p_, a);
            if (pointee.valid()) machine_.havoc_reach(data, machine_.eval(data, proc, a, ok), pointee);
        }
    }
    if (s.lhs.valid()) machine_.havoc(data, proc, s.lhs, edge.node, entries_[edge.entry].reserved, ok);
    if (ok) advance(e, std::move(data), edge.node + 1, choice);
}

bool Explorer::passes(CellId c, ProcId callee) const {
    const std::uint32_t cls = machine_.class_of(c);
    if (cls == model::kUntracked) return false;
    if (cls != Machine::kMixed && !m_.touched(callee).has(cls)) return false;
    const Object& o = machine_.terms[machine_.terms.root(machine_.terms[c].object)];
    return !(o.kind == ObjectKind::Local && o.proc == callee);  // an outer activation's own
}

State Explorer::project(const State& s, ProcId callee) {
    State out;
    for (const State::Binding& b : s.cells) {
        if (!passes(b.cell, callee)) continue;
        // A pointer to a local of an outer activation of the callee would be taken for its own.
        const Terms::Place at = machine_.terms[b.term].kind == TermKind::Addr ? machine_.terms.place(b.term) : Terms::Place{};
        bool own = false;
        if (at.object.valid()) {
            const Object& o = machine_.terms[machine_.terms.root(at.object)];
            own = o.kind == ObjectKind::Local && o.proc == callee;
        }
        out.cells.push_back({b.cell, own ? machine_.terms.top(64) : b.term});
    }
    out.facts = s.facts;
    return out;
}

void Explorer::enter(EdgeId e, const Stmt& s, const State& data, ProcId callee) {
    const Edge edge = edges_[e];
    const ProcId proc = entries_[edge.entry].proc;
    const ir::Proc& q = p_[callee];
    State at_call = data;
    bool ok = true;
    std::vector<std::pair<std::uint32_t, TermId>> values;
    for (std::uint32_t i = 0; i < q.param_count; ++i) {
        const model::ClassId cls = m_.classes().local(callee, i);
        if (!p_.types.is_scalar(q.locals[i].type) || m_.tracked(cls) == model::kUntracked) continue;
        if (i >= s.args.size()) {
            values.emplace_back(i, machine_.terms.top(p_.types.bits_of(q.locals[i].type)));
            continue;
        }
        TermId v = machine_.eval(at_call, proc, s.args[i], ok);
        const Term& t = machine_.terms[v];
        if (t.kind == TermKind::Addr) {
            const Object& o = machine_.terms[machine_.terms.root(ObjectId(t.a))];
            if (o.kind == ObjectKind::Local && o.proc == callee) v = machine_.terms.top(64);
        }
        values.emplace_back(i, v);
    }
    if (!ok) return;
    State inside = project(at_call, callee);
    for (const auto& [i, v] : values) {
        Access a;
        a.place = {machine_.local_object(callee, i), 0};
        a.bits = static_cast<std::uint8_t>(p_.types.bits_of(q.locals[i].type));
        a.cls = m_.tracked(m_.classes().local(callee, i));
        const TermId fits = machine_.terms[v].bits == a.bits ? v : machine_.terms.cast(
            machine_.terms[v].bits > a.bits ? CastKind::Trunc
            : p_.types.is_signed(p_[s.args[i]].type) ? CastKind::Sext : CastKind::Zext, a.bits, v);
        machine_.store(inside, a, fits);
    }
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) {  // records by value
        if (!p_.types.is_record(q.locals[i].type) || !ir::is_designator(p_[s.args[i]].kind)) continue;
        machine_.copy_into(inside, machine_.local_object(callee, i), at_call, proc, s.args[i], ok);
    }
    machine_.tidy(inside, m_.live(callee, 0), {}, machine_.objects(inside));
    Point& point = entry_points_[callee.value];
    if (!entry_index_.contains({callee.value, store_.intern(inside).value}) && ++point.count > kMaxEntries) {
        bool covered = false;  // a covered entry exists already and is used below
        inside = widen(point, std::move(inside), 0, covered);
    }
    bool fresh = false;
    const State first = inside;
    const std::uint32_t entry = add_entry(callee, std::move(inside), fresh);
    const StateId saved = store_.intern(at_call);
    for (std::uint32_t c : entries_[entry].callers) {
        if (callers_[c].edge == e && callers_[c].at_call == saved) return;
    }
    callers_.push_back({e, saved});
    entries_[entry].callers.push_back(static_cast<std::uint32_t>(callers_.size() - 1));
    if (fresh) {
        add_edge(entry, 0, first, kNoEdge, 0, kNoEdge);
        return;
    }
    const Caller caller = callers_.back();
    const std::vector<EdgeId> exits = entries_[entry].exits;
    for (EdgeId x : exits) resume(caller, x);
}

void Explorer::leave(EdgeId e, const Stmt& s, State data) {
    const std::uint32_t index = edges_[e].entry;
    const ProcId proc = entries_[index].proc;
    bool ok = true;
    if (s.rhs.valid() && m_.result_tracked(proc) && m_.relevant(proc, edges_[e].node)) {
        if (p_.types.is_scalar(p_[s.rhs].type)) {
            const TermId v = machine_.eval(data, proc, s.rhs, ok);
            data.bind(machine_.result_cell(machine_.terms[v].bits), v);
        }
    }
    if (!ok) return;
    std::erase_if(data.cells, [&](const State::Binding& b) {
        const Object& o = machine_.terms[machine_.terms.root(machine_.terms[b.cell].object)];
        return o.kind == ObjectKind::Local && o.proc == proc;
    });
    machine_.tidy(data, m_.live_after(proc), entries_[index].reserved, entries_[index].reserved_objects);
    if (!entries_[index].exit_data.insert(store_.intern(data)).second) return;
    ++summaries_;
    // The exit's data are kept as an edge behind the last statement, where resume() finds them.
    exit_states_.emplace(e, store_.intern(data));
    entries_[index].exits.push_back(e);
    const std::vector<std::uint32_t> callers = entries_[index].callers;
    for (std::uint32_t c : callers) resume(callers_[c], e);
}

/// Symbols and objects that the callee brought in must not be taken for older ones that the caller still holds.
void Explorer::separate(State& kept, State& exit, const Entry& entry) {
    const std::vector<SymId> held = machine_.symbols(kept);
    const std::vector<SymId> news = machine_.symbols(exit);
    for (SymId y : news) {
        if (machine_.terms[y].kind != SymKind::Site || !std::binary_search(held.begin(), held.end(), y) ||
            std::binary_search(entry.reserved.begin(), entry.reserved.end(), y)) {
            continue;
        }
        std::vector<SymId> both = held;
        both.insert(both.end(), news.begin(), news.end());
        std::sort(both.begin(), both.end());
        const Sym sym = machine_.terms[y];
        const TermId other = machine_.fresh_symbol(exit, sym.proc, sym.stmt, sym.bits, both);
        machine_.substitute(exit, y, other);
    }
    const std::vector<ObjectId> objects = machine_.objects(exit);
    for (State::Binding& b : kept.cells) {
        const Term& t = machine_.terms[b.term];
        if (t.kind != TermKind::Addr) continue;
        const ObjectId o(t.a);
        if (machine_.terms[o].kind == ObjectKind::Fresh && std::binary_search(objects.begin(), objects.end(), o) &&
            !std::binary_search(entry.reserved_objects.begin(), entry.reserved_objects.end(), o)) {
            b.term = machine_.terms.top(64);
        }
    }
}

State Explorer::merge(const State& caller, State exit, ProcId callee, const Entry& entry, TermId& result) {
    State kept;
    for (const State::Binding& b : caller.cells) {
        if (!passes(b.cell, callee)) kept.cells.push_back(b);
    }
    separate(kept, exit, entry);
    kept.facts = caller.facts;
    std::vector<std::pair<SymId, TermId>> fixed;
    for (const State::Binding& b : exit.cells) {
        if (machine_.is_result(b.cell)) {
            result = b.term;
            continue;
        }
        if (machine_.is_wild(b.cell)) {
            for (State::Binding& k : kept.cells) {
                if (machine_.class_of(k.cell) == machine_.class_of(b.cell)) k.term = machine_.terms.top(machine_.terms[k.cell].bits);
            }
        }
        const Cell& c = machine_.terms[b.cell];
        if (machine_.is_background(b.cell)) {
            const auto before = caller.find(b.cell);
            if (!before || *before != b.term) machine_.apply_background(kept, c.object, exit);
            kept.bind(b.cell, b.term);
            continue;
        }
        for (State::Binding& k : kept.cells) {
            const Cell& d = machine_.terms[k.cell];
            if (k.cell != b.cell && d.object == c.object && d.overlaps(c)) k.term = machine_.terms.top(d.bits);
        }
        kept.bind(b.cell, b.term);
    }
    for (const State::Fact& f : exit.facts) {
        Range r = machine_.ranges[f.range];
        if (auto known = kept.fact(f.term)) {
            Range both = machine_.ranges[*known];
            if (both.meet(r)) r = both;
        }
        kept.set_fact(f.term, machine_.ranges.intern(r));
        const Term& t = machine_.terms[f.term];
        if (t.kind == TermKind::Sym && r.is_constant()) fixed.emplace_back(SymId(t.a), machine_.terms.constant(t.bits, r.umin));
    }
    for (const auto& [y, v] : fixed) {
        if (result.valid()) result = machine_.terms.substitute(result, y, v);
        if (!machine_.substitute(kept, y, v)) break;
    }
    return kept;
}

void Explorer::resume(const Caller& caller, EdgeId exit) {
    const Edge edge = edges_[caller.edge];
    const ProcId proc = entries_[edge.entry].proc;
    const Stmt& s = p_[proc].body[edge.node];
    const Entry& callee = entries_[edges_[exit].entry];
    TermId result;
    State data = merge(store_[caller.at_call], store_[exit_states_.at(exit)], callee.proc, callee, result);
    bool ok = true;
    if (s.lhs.valid()) {
        const ir::TypeId type = p_[s.lhs].type;
        if (p_.types.is_scalar(type)) {
            const Access to = machine_.access(data, proc, s.lhs, ok);
            if (to.cls != model::kUntracked) {
                const ir::TypeId given = p_.types[p_[callee.proc].type].element;
                TermId v = result.valid() ? result : machine_.terms.top(to.bits);
                const unsigned have = machine_.terms[v].bits;
                if (have != to.bits) {
                    v = machine_.terms.cast(have > to.bits ? CastKind::Trunc : p_.types.is_signed(given) ? CastKind::Sext : CastKind::Zext, to.bits, v);
                }
                machine_.store(data, to, v);
            }
        } else {
            machine_.havoc(data, proc, s.lhs, edge.node, entries_[edge.entry].reserved, ok);
        }
    }
    if (ok) add_edge(edge.entry, edge.node + 1, std::move(data), caller.edge, 0, exit);
}

}  // namespace sdvlite::explore
