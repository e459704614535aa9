// SPDX-License-Identifier: Apache-2.0
// Returns: what a callee leaves is put together with what each of its callers kept back, in the caller's own names: symbols and
// objects that the callee brought in must not be taken for older ones.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

using ir::ProcId;
using ir::Stmt;

void Explorer::leave(EdgeId e, const Stmt& s, State data) {
    const std::uint32_t index = edges_[e].entry;
    const ProcId proc = entries_[index].proc;
    bool ok = true;
    if (s.rhs.valid() && relevant(proc, edges_[e].node)) {
        if (p_.types.is_record(p_[s.rhs].type)) {
            if (ir::is_designator(p_[s.rhs].kind)) machine_.keep_result(data, proc, s.rhs, ok);
        } else if (p_.types.is_scalar(p_[s.rhs].type) && machine_.tracked(m_.classes().result(proc)) != model::kUntracked) {
            const TermId v = machine_.eval(data, proc, s.rhs, ok);
            data.bind(machine_.result_cell(machine_.terms[v].bits), v);
        }
    }
    if (!ok) return;
    drop_locals(data, proc, entries_[index].reserved);
    machine_.tidy(data, relevance_.live_after[proc.index()].view(), entries_[index].reserved, entries_[index].reserved_objects);
    machine_.number_instances(data, entries_[index].reserved_objects);
    machine_.name_values(data, entries_[index].reserved);
    const Exit exit{e, store_.intern(data)};
    if (!entries_[index].exit_data.insert(exit.data).second) return;
    ++summaries_;
    entries_[index].exits.push_back(exit);
    const std::vector<std::uint32_t> callers = entries_[index].callers;
    for (std::uint32_t c : callers) resume(callers_[c], exit);
}

/// What a local held that was never written is some value; the next activation's is another one.
void Explorer::drop_locals(State& data, ProcId proc, const std::vector<SymId>& reserved) {
    Terms& t = machine_.terms;
    auto local = [&](ObjectId o) { return t[t.root(o)].kind == ObjectKind::Local && t[t.root(o)].proc == proc; };
    for (SymId y : machine_.symbols(data)) {
        const Sym sym = t[y];
        if (sym.kind != SymKind::Initial || !local(t[sym.cell].object)) continue;
        Sym site;
        site.bits = sym.bits;
        site.cell = sym.cell;
        site.proc = proc;
        machine_.substitute(data, y, machine_.fresh_symbol(data, site, reserved));
    }
    std::erase_if(data.cells, [&](const State::Binding& b) { return local(t[b.cell].object); });
    std::erase_if(data.facts, [&](const State::Fact& f) { return of_outer(f.term, proc); });
}

/// Symbols that the callee brought in must not be taken for older ones that the caller still holds, or its own callers.
void Explorer::separate_symbols(const State& kept, State& exit, const Entry& entry, const Entry& of_caller) {
    const auto in = [](const std::vector<SymId>& sorted, SymId y) { return std::binary_search(sorted.begin(), sorted.end(), y); };
    const base::Marks& marked = machine_.mark_symbols(kept);
    const auto clashes = [&](SymId y) {
        return (marked.has(y.value) || in(of_caller.reserved, y)) && machine_.terms[y].kind != SymKind::Initial && !in(entry.reserved, y);
    };
    const auto any = [&](const std::vector<SymId>& some) { return std::any_of(some.begin(), some.end(), clashes); };
    if (std::none_of(exit.cells.begin(), exit.cells.end(), [&](const State::Binding& b) {
            return any(machine_.terms.symbols(b.term)) || any(machine_.terms.symbols(machine_.terms[b.cell].object));
        })) {
        return;
    }
    const std::vector<SymId> held = held_by(kept, of_caller);
    const std::vector<SymId> news = machine_.symbols(exit);
    for (SymId y : news) {
        if (machine_.terms[y].kind == SymKind::Initial || !in(held, y) || in(entry.reserved, y)) continue;
        std::vector<SymId> both = held;
        both.insert(both.end(), news.begin(), news.end());
        both.insert(both.end(), entry.reserved.begin(), entry.reserved.end());
        std::sort(both.begin(), both.end());
        machine_.substitute(exit, y, machine_.fresh_symbol(exit, Sym(machine_.terms[y]), both));
    }
}

/// What the callee's allocated object is called by the caller; invalid for one that the caller does not know, or that the entry
/// does not: where it was joined with others it may have lost one, and the name is free for a new one.
ObjectId Explorer::as_called(const Caller& at, const Entry& entry, ObjectId o) const {
    if (!std::binary_search(entry.reserved_objects.begin(), entry.reserved_objects.end(), o)) return {};
    if (at.names.empty()) return o;
    const auto it = std::find_if(at.names.begin(), at.names.end(), [&](const auto& n) { return n.first == o; });
    return it == at.names.end() ? ObjectId{} : it->second;
}

/// All that the callee was given; sorted.
std::vector<ObjectId> Explorer::as_called(const Caller& at, const Entry& entry) const {
    std::vector<ObjectId> out;
    for (const ObjectId o : entry.reserved_objects) {
        if (machine_.terms[o].kind != ObjectKind::Fresh) continue;
        if (const ObjectId x = as_called(at, entry, o); x.valid()) out.push_back(x);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Gives the objects that the callee leaves the names by which the caller knows them, or may know them. Where no name is left an
/// older object that only the caller knows loses its own (which ones is returned), or else the new one; not one that the rule
/// follows as long as there is another.
std::vector<ObjectId> Explorer::separate_objects(State& kept, State& exit, const Caller& at, const Entry& entry, const Entry& of_caller) {
    const auto in = [](const std::vector<ObjectId>& some, ObjectId o) { return std::find(some.begin(), some.end(), o) != some.end(); };
    const auto is_given = [&](const std::vector<ObjectId>& some) {
        return std::all_of(some.begin(), some.end(), [&](ObjectId o) { return std::binary_search(entry.reserved_objects.begin(), entry.reserved_objects.end(), o); });
    };
    if (at.names.empty() && std::all_of(exit.cells.begin(), exit.cells.end(), [&](const State::Binding& b) {
            return is_given(machine_.terms.allocated(b.term)) && is_given(machine_.terms.allocated(machine_.terms[b.cell].object));
        })) {
        return {};  // nothing new, and nothing by another name
    }
    const std::vector<ObjectId> known = machine_.allocated(kept), given = as_called(at, entry);
    std::vector<ObjectId> names = known, made, lost, nameless;  // the first: that are taken
    names.insert(names.end(), given.begin(), given.end());
    for (const ObjectId o : of_caller.reserved_objects) {
        if (machine_.terms[o].kind == ObjectKind::Fresh) names.push_back(o);
    }
    Machine::Renaming moves;
    for (const ObjectId o : machine_.instances(exit)) {
        const ObjectId known_as = as_called(at, entry, o);
        if (!known_as.valid()) made.push_back(o);
        if (known_as.valid() && known_as != o) moves.emplace_back(o, known_as);
    }
    const std::vector<TermId> of_rule = machine_.rule_pointers(kept);
    const auto may_be_lost = [&](ObjectId x, ObjectId like) {
        return machine_.same_site(x, like) && !in(given, x) && !in(lost, x) && !in(of_caller.reserved_objects, x) &&
               std::none_of(of_rule.begin(), of_rule.end(), [&](TermId p) { return machine_.terms.new_object(p) == x; });
    };
    for (const ObjectId o : made) {
        ObjectId to = in(names, o) ? machine_.free_object(o, names) : o;
        if (!to.valid()) {
            const auto older = std::find_if(known.begin(), known.end(), [&](ObjectId x) { return may_be_lost(x, o); });
            if (older != known.end()) {
                lost.push_back(to = *older);
            } else {
                nameless.push_back(to = machine_.beyond_names(o));
            }
        }
        names.push_back(to);
        if (to != o) moves.emplace_back(o, to);
    }
    machine_.rename(exit, moves);
    for (const ObjectId o : nameless) {
        machine_.lose(exit, o, taken(kept, exit, entry, of_caller), machine_.apart_from(exit, o, machine_.rule_pointers(exit)));
    }
    for (const ObjectId o : lost) {
        std::vector<TermId> others = machine_.apart_from(kept, o, of_rule);
        for (const TermId p : machine_.rule_pointers(exit)) {  // what `exit` calls so is another object
            if (machine_.terms.new_object(p).valid()) others.push_back(p);
        }
        machine_.lose(kept, o, taken(kept, exit, entry, of_caller), others);
    }
    std::sort(lost.begin(), lost.end());
    return lost;
}

/// Symbols that mean something to one of two states that are put together, or to callers; sorted.
std::vector<SymId> Explorer::taken(const State& kept, const State& exit, const Entry& entry, const Entry& of_caller) {
    std::vector<SymId> out = held_by(exit, entry);
    for (const SymId y : held_by(kept, of_caller)) out.push_back(y);
    std::sort(out.begin(), out.end());
    return out;
}

/// What the caller knows of values that it still holds, or that the callee was given. Others of the
/// same name may have been brought in by the callee.
void Explorer::keep_facts(State& kept, const State& caller, const Entry& entry, const Caller& at, const std::vector<ObjectId>& given) {
    if (caller.facts.empty()) return;
    const base::Marks& held = machine_.mark_symbols(kept);
    const base::Marks& objects = machine_.mark_allocated(kept);
    auto in = [](const auto& sorted, const auto& x) { return std::binary_search(sorted.begin(), sorted.end(), x); };
    for (const State::Fact& f : caller.facts) {
        const TermId out = machine_.is_out(f.term);
        if (out.valid() && std::find(at.lent.begin(), at.lent.end(), out) != at.lent.end()) continue;  // the callee's exit tells
        const std::vector<SymId>& symbols = machine_.terms.symbols(f.term);
        const std::vector<ObjectId>& mentioned = machine_.terms.allocated(f.term);
        const bool same = std::all_of(symbols.begin(), symbols.end(), [&](SymId y) {
            return machine_.terms[y].kind == SymKind::Initial || held.has(y.value) || in(entry.reserved, y);
        }) && std::all_of(mentioned.begin(), mentioned.end(), [&](ObjectId o) { return objects.has(o.value) || in(given, o); });
        if (same) kept.facts.push_back(f);
    }
}

/// Of what the callee did not see, a write through an unknown pointer may have changed something too. Gives what has to escape.
std::vector<TermId> Explorer::blur_kept(State& kept, const State& exit) {
    std::vector<TermId> escaping;
    for (const State::Binding& b : exit.cells) {
        if (!machine_.is_newly_wild(b.cell)) continue;
        const Leads written = machine_.content(exit, machine_.class_of(b.cell), true);
        for (State::Binding& k : kept.cells) {
            const std::uint32_t cls = machine_.class_of(k.cell);
            const bool same = cls == machine_.class_of(b.cell) || cls == Machine::kMixed;
            if (same && !machine_.is_wild(k.cell) && !machine_.is_note(k.cell)) machine_.blur(k, written, escaping);
        }
    }
    return escaping;
}

/// What the callee has learnt, of values that it was given and of those that it brought in.
void Explorer::take_facts(State& kept, const State& exit, std::vector<State::Binding>& result) {
    std::vector<std::pair<SymId, TermId>> fixed;
    std::vector<TermId> equal;
    for (const State::Fact& f : exit.facts) {
        Range r = machine_.ranges[f.range];
        if (auto known = kept.fact(f.term)) {
            Range both = machine_.ranges[*known];
            if (both.meet(r)) r = both;
        }
        kept.set_fact(f.term, machine_.ranges.intern(r));
        const Term& t = machine_.terms[f.term];
        if (t.kind == TermKind::Binary && static_cast<ir::BinOp>(t.op) == ir::BinOp::Eq && !r.contains(0)) equal.push_back(f.term);
        if (t.kind == TermKind::Sym && r.is_constant()) fixed.emplace_back(SymId(t.a), machine_.terms.constant(t.bits, r.umin));
    }
    for (const auto& [y, v] : fixed) {
        for (State::Binding& part : result) part.term = machine_.terms.substitute(part.term, y, v);
        if (!machine_.substitute(kept, y, v)) break;
    }
    if (equal.empty()) return;
    for (const State::Binding& part : result) kept.bind(part.cell, part.term);
    for (const TermId e : equal) machine_.equate(kept, e);
    for (State::Binding& part : result) {
        part.term = *kept.find(part.cell);
        kept.unbind(part.cell);
    }
}

/// `result`: what the callee returns; one cell, or those of a record.
State Explorer::merge(const Caller& at, State exit, const Entry& entry, std::vector<State::Binding>& result) {
    const ProcId callee = entry.proc;
    const State caller = store_[at.at_call];
    State kept;
    for (const State::Binding& b : caller.cells) {
        if (machine_.is_available_load(b.cell) && touches(callee, b.cell)) continue;  // the exit says what is left of it
        if (!passes(b.cell, callee, at.hidden) || machine_.is_newly_wild(b.cell) || machine_.is_escape(b.cell)) kept.cells.push_back(b);
    }
    const std::vector<ObjectId> given = as_called(at, entry);
    keep_facts(kept, caller, entry, at, given);
    const Entry& of_caller = entries_[edges_[at.edge].entry];
    const std::vector<ObjectId> lost = separate_objects(kept, exit, at, entry, of_caller);
    std::vector<ObjectId> known;  // of what is hidden from the callee; the names of what was lost are others' now
    std::set_difference(at.hidden.begin(), at.hidden.end(), lost.begin(), lost.end(), std::back_inserter(known));
    const std::vector<ObjectId>& hidden = lost.empty() ? at.hidden : known;
    // Objects that have lost their names hold nothing any more.
    machine_.drop_lost_facts(kept, entry.reserved);
    machine_.drop_lost_facts(exit, entry.reserved);
    separate_symbols(kept, exit, entry, of_caller);
    const std::vector<TermId> escaping = blur_kept(kept, exit);
    const std::vector<SymId> older = machine_.symbols(kept);
    std::vector<ObjectId> escaped;
    std::vector<State::Binding> brought;  // sorted, as what it comes from
    kept_objects_.clear();
    for (const State::Binding& k : kept.cells) kept_objects_.add(machine_.terms[k.cell].object.value);
    for (const State::Binding& b : exit.cells) {
        if (machine_.is_escape(b.cell)) {
            if (!kept.find(b.cell)) escaped.push_back(machine_.terms[b.cell].object);
            continue;
        }
        if (machine_.is_result(b.cell)) {
            result.push_back(b);
            continue;
        }
        // What the callee only learnt of memory that it does not touch is no news of it.
        if (!passes(b.cell, callee, hidden) && !machine_.is_wild(b.cell)) continue;
        if (machine_.is_content(b.cell)) {
            const auto before = kept.find(b.cell);
            brought.push_back({b.cell, before ? machine_.both_contents(*before, b.term) : b.term});
            continue;
        }
        const Cell& c = machine_.terms[b.cell];
        if (machine_.is_background(b.cell)) {
            const auto before = caller.find(b.cell);
            if (!before || *before != b.term) machine_.apply_background(kept, c.object, exit, before.has_value());
            brought.push_back(b);
            continue;
        }
        brought.push_back(b);
        if (!kept_objects_.has(c.object.value)) continue;
        for (State::Binding& k : kept.cells) {
            const Cell& d = machine_.terms[k.cell];
            if (k.cell != b.cell && d.object == c.object && d.overlaps(c)) k.term = machine_.terms.top(d.bits);
        }
    }
    kept.bind_all(brought);
    for (const ObjectId o : escaped) machine_.escape(kept, o, older);  // the callee did not see all that they hold
    for (const TermId t : escaping) machine_.escape(kept, t, older);
    tell_lists_apart(kept, exit, entry, at);
    take_facts(kept, exit, result);
    return kept;
}

void Explorer::resume(const Caller& caller, const Exit& exit) {
    const Edge edge = edges_[caller.edge];
    const ProcId proc = entries_[edge.entry].proc;
    const Stmt& s = p_[proc].body[edge.node];
    const Entry& callee = entries_[edges_[exit.edge].entry];
    machine_.reserve(entries_[edge.entry].reserved);
    std::vector<State::Binding> result;
    State data = merge(caller, store_[exit.data], callee, result);
    bool ok = true;
    list_effect(data, s, proc, callee.proc, result);
    if (s.lhs.valid()) {
        const ir::TypeId type = p_[s.lhs].type;
        if (p_.types.is_scalar(type)) {
            const Access to = machine_.access(data, proc, s.lhs, ok);
            if (to.cls != model::kUntracked) {
                const ir::TypeId given = p_.types[p_[callee.proc].type].element;
                TermId v = result.empty() ? machine_.terms.top(to.bits) : result.front().term;
                const unsigned have = machine_.terms[v].bits;
                if (have != to.bits) {
                    v = machine_.terms.cast(have > to.bits ? CastKind::Trunc : p_.types.is_signed(given) ? CastKind::Sext : CastKind::Zext, to.bits, v);
                }
                machine_.store(data, to, v);
            }
        } else {
            machine_.store_result(data, proc, s.lhs, result, ok);
        }
    }
    if (!ok) return;
    machine_.number_instances(data, entries_[edge.entry].reserved_objects);
    add_edge(edge.entry, edge.node + 1, std::move(data), caller.edge, 0, exit.edge);
}

}  // namespace sdvlite::explore
