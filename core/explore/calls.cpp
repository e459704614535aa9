// SPDX-License-Identifier: Apache-2.0
// Calls: a callee is entered with the part of the data that it may touch, in which what was allocated has names of its own, so
// that callers that call it otherwise enter alike.
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
        if (machine_.assume(taken, is, true)) enter_from_table(e, s, taken, c);
    }
    // What the OS calls back is a function that the driver gave it; only the driver may call what nobody knows.
    if (m_.only_candidates(s.callee) || (!candidates.empty() && p_[proc].origin == ir::Origin::OsModel)) return;
    call_external(e, s, std::move(data), kUnknownCallee, ProcId{});
}

/// Which of the driver's tables the pointer leads to is told by the function that was found in it.
void Explorer::enter_from_table(EdgeId e, const Stmt& s, const State& data, ProcId callee) {
    constexpr std::size_t kMost = 8;
    const std::vector<ir::GlobalId> tables = m_.tables(s.callee, callee);
    if (tables.empty() || tables.size() > kMost) return enter(e, s, data, callee);
    State read = data;
    bool ok = true;
    const TermId pointer = machine_.eval(read, entries_[edges_[e].entry].proc, model::table_of_call(p_, s.callee), ok);
    if (!ok || machine_.terms.is_top(pointer)) return enter(e, s, data, callee);
    for (const ir::GlobalId g : tables) {
        State taken = read;
        Object table;
        table.kind = ObjectKind::Global;
        table.global = g;
        const TermId is = machine_.terms.binary(ir::BinOp::Eq, false, pointer, machine_.terms.address(machine_.terms.intern(table), 0));
        if (machine_.assume(taken, is, true)) enter(e, s, taken, callee);
    }
}

void Explorer::bulk(EdgeId e, const Stmt& s, State data, const model::BulkEffect& effect) {
    const Edge edge = edges_[e];
    const ProcId proc = entries_[edge.entry].proc;
    using Kind = model::BulkEffect::Kind;
    bool ok = effect.to < s.args.size() && effect.other < s.args.size() && effect.length < s.args.size();
    if (!ok) return call_external(e, s, std::move(data), 0, ProcId{});
    const TermId to = machine_.eval(data, proc, s.args[effect.to], ok);
    const ir::TypeId to_type = model::filled_type(p_, s.args[effect.to]);
    const model::Around held = model::around(p_, s.args[effect.to], s.args[effect.length]);
    const TermId length = machine_.eval(data, proc, s.args[effect.length], ok);
    if (effect.kind == Kind::Copy) {
        const TermId from = machine_.eval(data, proc, s.args[effect.other], ok);
        ir::TypeId type = to_type;
        if (!type.valid() || !p_.types.is_record(type)) type = model::pointee_of_argument(p_, s.args[effect.other]);
        if (held.record.valid() && held.offset) {
            machine_.copy_bytes(data, to, held.record, from, length, held.record, *held.offset);
        } else {
            machine_.copy_bytes(data, to, held.record.valid() ? held.record : to_type, from, length, type);
        }
    } else {
        TermId value = machine_.terms.top(8);
        if (effect.kind == Kind::Zero) value = machine_.terms.constant(8, 0);
        if (effect.kind == Kind::Fill) value = machine_.eval(data, proc, s.args[effect.other], ok);
        machine_.fill(data, to, held.record.valid() ? held.record : to_type, value, length);
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
            if (!pointee.valid()) continue;
            const TermId given = machine_.eval(data, proc, a, ok);
            machine_.lose_track(data, given);
            machine_.havoc_reach(data, given, pointee);
        }
    }
    if (s.lhs.valid()) machine_.havoc(data, proc, s.lhs, edge.node, entries_[edge.entry].reserved, ok);
    if (ok) advance(e, std::move(data), edge.node + 1, choice);
}

/// Locals of an outer activation of the callee, and what only their content names, would be taken for the callee's own.
template <class Id>
bool Explorer::of_outer(Id id, ProcId callee) {
    const std::vector<ProcId>& owners = machine_.terms.owners(id);
    return std::binary_search(owners.begin(), owners.end(), callee);
}

bool Explorer::touches(ProcId callee, CellId c) const {
    const std::uint32_t cls = machine_.class_of(c);
    return cls == Machine::kMixed || (cls != model::kUntracked && relevance_.touched[callee.index()].has(cls));
}

bool Explorer::passes(CellId c, ProcId callee, const std::vector<ObjectId>& hidden) {
    if (!touches(callee, c)) return false;
    const ObjectId in = machine_.terms[c].object;
    return !of_outer(in, callee) && std::find(hidden.begin(), hidden.end(), machine_.terms.root(in)) == hidden.end();
}

/// Locals and allocated objects to which neither what the callee is given leads nor what else passes: so that callers
/// that differ in them enter the callee alike. (What it does through a pointer of which nothing is known weakens whole
/// classes, those that were kept back too.)
std::vector<ObjectId> Explorer::out_of_reach(const State& s, ProcId callee, std::span<const TermId> given) {
    const Terms& t = machine_.terms;
    auto root = [&](const State::Binding& b) { return t.root(t[b.cell].object); };
    auto may_hide = [&](ObjectId o) { return t[o].kind == ObjectKind::Local || t[o].kind == ObjectKind::Fresh; };
    std::vector<ObjectId> hidden;
    std::vector<const State::Binding*> passing;
    for (const State::Binding& b : s.cells) {
        if (!passes(b.cell, callee, {})) continue;
        passing.push_back(&b);
        if (may_hide(root(b))) hidden.push_back(root(b));
    }
    if (hidden.empty()) return hidden;
    std::sort(hidden.begin(), hidden.end());
    hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
    std::vector<ObjectId> reached;
    for (TermId v : given) machine_.add_targets(v, reached);
    for (const State::Binding* b : passing) {
        if (!may_hide(root(*b))) machine_.add_targets(b->term, reached);
    }
    while (!reached.empty() && !hidden.empty()) {
        const ObjectId at = t.root(reached.back());
        reached.pop_back();
        if (std::erase(hidden, at) == 0) continue;
        for (const State::Binding* b : passing) {
            if (root(*b) == at) machine_.add_targets(b->term, reached);
        }
    }
    return hidden;
}

State Explorer::project(const State& s, ProcId callee, const std::vector<ObjectId>& hidden) {
    State out;
    for (const State::Binding& b : s.cells) {
        if (passes(b.cell, callee, hidden) && !machine_.is_newly_wild(b.cell)) out.cells.push_back(b);
    }
    for (const State::Fact& f : s.facts) {
        if (!of_outer(f.term, callee)) out.facts.push_back(f);
    }
    return out;
}

/// What memory held at the start that the callee does not touch is of no interest to it, unless some value stands for it.
void Explorer::drop_foreign_facts(State& s, ProcId callee) {
    if (s.facts.empty()) return;
    const std::vector<SymId> held = machine_.symbols(s);
    auto foreign = [&](SymId y) {
        const Sym& sym = machine_.terms[y];
        if (sym.kind != SymKind::Initial || std::binary_search(held.begin(), held.end(), y)) return false;
        const std::uint32_t cls = machine_.class_of(sym.cell);
        return cls != Machine::kMixed && cls != model::kUntracked && !relevance_.touched[callee.index()].has(cls);
    };
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<SymId>& in = machine_.terms.symbols(f.term);
        return std::any_of(in.begin(), in.end(), foreign);
    });
}

/// Symbols that the state mentions, or that callers of the procedure may hold; sorted.
std::vector<SymId> Explorer::held_by(const State& s, const Entry& entry) {
    std::vector<SymId> out = machine_.symbols(s);
    out.insert(out.end(), entry.reserved.begin(), entry.reserved.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Whether caller and callee have the same names for all that the callee was given. (An entry may have been joined with one
/// that knows other objects.)
bool Explorer::calls_alike(const Machine::Renaming& names, const Entry& entry) const {
    const std::vector<ObjectId>& objects = entry.reserved_objects;
    const auto allocated = std::count_if(objects.begin(), objects.end(), [&](ObjectId o) { return machine_.terms[o].kind == ObjectKind::Fresh; });
    return static_cast<std::size_t>(allocated) == names.size() && std::all_of(names.begin(), names.end(), [&](const auto& n) {
        return n.first == n.second && std::binary_search(objects.begin(), objects.end(), n.first);
    });
}

/// Into the callee's parameters: scalars, and records by value.
void Explorer::store_arguments(State& inside, State& at_call, const Stmt& s, ProcId proc, ProcId callee,
                               const std::vector<std::pair<std::uint32_t, TermId>>& values) {
    const ir::Proc& q = p_[callee];
    bool ok = true;  // what can end the path has been evaluated
    for (const auto& [i, v] : values) {
        Access a;
        a.place = {machine_.local_object(callee, i), 0};
        a.bits = static_cast<std::uint8_t>(p_.types.bits_of(q.locals[i].type));
        a.cls = machine_.tracked(m_.classes().local(callee, i));
        const TermId fits = machine_.terms[v].bits == a.bits ? v : machine_.terms.cast(
            machine_.terms[v].bits > a.bits ? CastKind::Trunc
            : p_.types.is_signed(p_[s.args[i]].type) ? CastKind::Sext : CastKind::Zext, a.bits, v);
        machine_.store(inside, a, fits);
    }
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) {  // records by value
        if (!p_.types.is_record(q.locals[i].type) || !ir::is_designator(p_[s.args[i]].kind)) continue;
        machine_.copy_into(inside, machine_.local_object(callee, i), at_call, proc, s.args[i], ok);
    }
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
        if (!p_.types.is_scalar(q.locals[i].type) || machine_.tracked(cls) == model::kUntracked) continue;
        if (i >= s.args.size()) {
            values.emplace_back(i, machine_.terms.top(p_.types.bits_of(q.locals[i].type)));
            continue;
        }
        const TermId v = machine_.eval(at_call, proc, s.args[i], ok);
        values.emplace_back(i, v);
    }
    if (!ok) return;
    if (const auto& list = m_.list_effect(callee); list && list->puts_in && *list->puts_in < s.args.size()) {
        machine_.put_in(at_call, machine_.eval(at_call, proc, s.args[*list->puts_in], ok));
    }
    std::vector<ObjectId> hidden;
    const std::span<const ir::Variable> params(q.locals.data(), q.param_count);
    if (std::none_of(params.begin(), params.end(), [&](const ir::Variable& l) { return p_.types.is_record(l.type); })) {
        std::vector<TermId> given;
        for (const auto& value : values) given.push_back(value.second);
        hidden = out_of_reach(at_call, callee, given);
    }
    State inside = project(at_call, callee, hidden);
    // What the callee is given a name for may mean nothing yet, neither here nor to this procedure's own callers.
    const std::vector<SymId> held = held_by(at_call, entries_[edge.entry]);
    machine_.reserve(held);
    store_arguments(inside, at_call, s, proc, callee, values);
    for (State::Binding& b : inside.cells) {
        if (of_outer(b.term, callee)) b.term = machine_.terms.top(machine_.terms[b.term].bits);
    }
    machine_.reserve(entries_[edge.entry].reserved);
    drop_foreign_facts(inside, callee);
    std::vector<TermId> lent = lend(at_call, inside, callee);
    machine_.tidy(inside, relevance_.live[callee.index()][0], {}, machine_.objects(inside));
    Machine::Renaming names = machine_.number_instances(inside, {});
    const bool known_entry = entry_index_.contains({callee.value, store_.intern(inside).value});
    // A procedure that many call is entered in many ways, each with its caller's own objects: what is joined are those of one call.
    Site& site = sites_[{proc, edge.node, callee}];
    if (!known_entry && ++entry_counts_[callee.index()] > kMaxEntries * options_.patience && ++site.late > kMaxLate * options_.patience) {
        bool covered = false;  // a covered entry exists already and is used below
        inside = widen(site.joined, std::move(inside), held, nullptr, covered);
    }
    bool fresh = false;
    const State first = inside;
    const std::uint32_t entry = add_entry(callee, std::move(inside), fresh);
    const StateId saved = store_.intern(at_call);
    const std::vector<std::uint32_t>& known = entries_[entry].callers;
    for (auto c = known.rbegin(); c != known.rend() && callers_[*c].edge == e; ++c) {  // an edge is processed once: its calls are the last
        if (callers_[*c].at_call == saved) return;
    }
    if (calls_alike(names, entries_[entry])) names.clear();
    counted_bytes_ += hidden.capacity() * sizeof(hidden[0]) + lent.capacity() * sizeof(lent[0]) + names.capacity() * sizeof(names[0]);
    callers_.push_back({e, saved, std::move(hidden), std::move(lent), std::move(names)});
    entries_[entry].callers.push_back(static_cast<std::uint32_t>(callers_.size() - 1));
    if (fresh) {
        add_edge(entry, 0, first, kNoEdge, 0, kNoEdge);
        return;
    }
    const Caller caller = callers_.back();
    const std::vector<Exit> exits = entries_[entry].exits;
    for (const Exit& x : exits) resume(caller, x);
}

}  // namespace sdvlite::explore
