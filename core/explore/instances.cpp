// SPDX-License-Identifier: Apache-2.0
// The instances of what one statement allocates: a few of them have names, by which a state tells them apart. Which name an
// instance has means nothing, so that states and entries of procedures that differ in nothing else are made one (Iosif,
// "Exploiting heap symmetries in explicit-state model checking of software", 2001). Where there are more instances than
// names, one loses its own: a value stands for its address from then on, of which it is known that it is none of those that
// the rule follows. What the rule follows keeps its name, so that of many objects the one in question is told from all others.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using ir::BinOp;

void Machine::rename(State& s, ObjectId from, ObjectId to) {
    State out;
    for (const State::Binding& b : s.cells) {
        Cell c = terms[b.cell];
        const std::uint32_t cls = class_of(b.cell);
        c.object = terms.rename(c.object, from, to);
        const CellId id = terms.intern(c);
        note_class(id, cls);
        out.bind(id, terms.rename(b.term, from, to));
    }
    for (const State::Fact& f : s.facts) {
        const TermId t = terms.rename(f.term, from, to);
        if (!terms.is_top(t) && !terms.is_const(t)) out.set_fact(t, f.range);
    }
    s = std::move(out);
}

/// By way of instances that no state has, for one may take another's place.
void Machine::rename(State& s, const Renaming& moves) {
    const auto aside = [&](ObjectId o) {
        Object x = terms[o];
        x.generation = static_cast<std::uint16_t>(x.generation + kMaxGenerations);
        return terms.intern(x);
    };
    for (const auto& [from, to] : moves) rename(s, from, aside(from));
    for (const auto& [from, to] : moves) rename(s, aside(from), to);
}

TermId Machine::allocate(State& s, ir::ProcId proc, ir::StmtIndex stmt, const std::vector<ObjectId>& reserved, const std::vector<SymId>& symbols) {
    // An object counts as used while some value still holds its address.
    std::vector<ObjectId> used;
    auto add = [&used](const std::vector<ObjectId>& more) { used.insert(used.end(), more.begin(), more.end()); };
    for (const State::Binding& b : s.cells) {
        add(terms.allocated(b.term));
        const ObjectId in = terms[b.cell].object;
        if (terms[terms.root(in)].kind != ObjectKind::Fresh) add(terms.allocated(in));
    }
    Object o;
    o.kind = ObjectKind::Fresh;
    o.proc = proc;
    o.index = stmt;
    const std::vector<TermId> rule = rule_pointers(s);
    // What is new is none of what the rule follows already.
    const auto named = [&](ObjectId id) {
        forget(s, id);
        const TermId address = terms.address(id, 0);
        for (const TermId p : rule) keep_apart(s, address, p);
        return address;
    };
    ObjectId older;
    for (; o.generation < kMaxGenerations; ++o.generation) {
        const ObjectId id = terms.intern(o);
        if (std::binary_search(reserved.begin(), reserved.end(), id)) continue;
        if (std::find(used.begin(), used.end(), id) == used.end()) return named(id);
        if (std::none_of(rule.begin(), rule.end(), [&](TermId p) { return terms.new_object(p) == id; })) older = id;
    }
    if (!older.valid()) return terms.pointer_top(terms.leads_to(o));
    lose(s, older, symbols, apart_from(s, older, rule));
    return named(older);
}

std::vector<ObjectId> Machine::instances(const State& s) {
    std::vector<ObjectId> seen;
    object_marks_.clear();
    const auto see = [&](auto id) {
        for (const ObjectId o : terms.allocated(id)) {
            if (object_marks_.add(o.value)) seen.push_back(o);
        }
    };
    const auto allocated_at = [&](const State::Binding& b) { return terms[terms.root(terms[b.cell].object)].kind == ObjectKind::Fresh; };
    for (const TermId p : rule_pointers(s)) see(p);  // the last ones may lose their names
    for (const State::Binding& b : s.cells) {
        if (!allocated_at(b)) see(b.term), see(terms[b.cell].object);
    }
    for (const State::Binding& b : s.cells) {
        if (allocated_at(b)) see(terms[b.cell].object), see(b.term);
    }
    return seen;
}

Machine::Renaming Machine::number_instances(State& s, const std::vector<ObjectId>& reserved) {
    const std::vector<ObjectId> seen = instances(s);
    Renaming names, moves;
    std::vector<ObjectId> taken = reserved;
    for (const ObjectId o : seen) {
        if (std::binary_search(reserved.begin(), reserved.end(), o)) continue;
        const ObjectId to = free_object(o, taken);  // there are no more of them than names
        taken.push_back(to);
        names.emplace_back(to, o);
        if (to == o) continue;
        moves.emplace_back(o, to);
        if (std::find(seen.begin(), seen.end(), to) == seen.end()) forget(s, to);  // what is still known of another one of old
    }
    rename(s, moves);
    return names;
}

void Machine::spare_names(State& s, const std::vector<ObjectId>& reserved, const std::vector<SymId>& symbols) {
    std::vector<ObjectId> taken = reserved, own;
    for (const ObjectId o : instances(s)) {
        if (std::binary_search(reserved.begin(), reserved.end(), o)) continue;
        const ObjectId to = free_object(o, taken);
        const bool others = std::any_of(own.begin(), own.end(), [&](ObjectId x) { return same_site(x, o); });
        if (to.valid() && (!others || terms[to].generation + 1 < kMaxGenerations)) {
            taken.push_back(to);
            own.push_back(o);
        } else {
            lose(s, o, symbols, apart_from(s, o, rule_pointers(s)));
        }
    }
}

ObjectId Machine::beyond_names(ObjectId o) {
    Object x = terms[o];
    x.generation = static_cast<std::uint16_t>(x.generation % kMaxGenerations + 2 * kMaxGenerations);
    return terms.intern(x);
}

ObjectId Machine::free_object(ObjectId like, const std::vector<ObjectId>& used) {
    Object o = terms[like];
    for (o.generation = 0; o.generation < kMaxGenerations; ++o.generation) {
        const ObjectId id = terms.intern(o);
        if (std::find(used.begin(), used.end(), id) == used.end()) return id;
    }
    return {};
}

std::vector<TermId> Machine::rule_pointers(const State& s) {
    std::vector<TermId> out;
    for (const State::Binding& b : s.cells) {
        const Object& in = terms[terms.root(terms[b.cell].object)];
        if (in.kind == ObjectKind::Global && p_[in.global].origin == ir::Origin::Rule && terms[b.cell].bits == 64 && !terms.is_const(b.term) && !terms.is_open(b.term)) {
            out.push_back(b.term);
        }
    }
    return out;
}

bool Machine::apart(const State& s, TermId a, TermId b) {
    if (const TermId told = tell_apart(s, BinOp::Eq, a, b); told.valid()) return true;
    return decide(s, terms.binary(BinOp::Eq, false, a, b)) == 0;
}

std::vector<TermId> Machine::apart_from(const State& s, ObjectId o, const std::vector<TermId>& pointers) {
    std::vector<TermId> out;
    std::copy_if(pointers.begin(), pointers.end(), std::back_inserter(out), [&](TermId p) { return apart(s, terms.address(o, 0), p); });
    return out;
}

void Machine::keep_apart(State& s, TermId a, TermId b) {
    const TermId equal = terms.binary(BinOp::Eq, false, a, b);
    if (decide(s, equal) < 0 && !terms.is_top(equal)) s.set_fact(equal, ranges.intern(Range::constant(32, 0)));
}

void Machine::lose(State& s, ObjectId o, const std::vector<SymId>& meant, std::span<const TermId> others) {
    escape(s, o);
    auto mentions = [&](auto id) {
        const std::vector<ObjectId>& in = terms.allocated(id);
        return std::find(in.begin(), in.end(), o) != in.end();
    };
    std::erase_if(s.cells, [&](const State::Binding& b) { return mentions(terms[b.cell].object); });
    std::erase_if(s.facts, [&](const State::Fact& f) { return mentions(f.term); });
    // One value stands for its address, equal to itself.
    TermId address;
    for (State::Binding& b : s.cells) {
        if (!mentions(b.term)) continue;
        const Term t = terms[b.term];
        if (t.kind != TermKind::Addr || ObjectId(t.a) != o) {
            b.term = t.bits == 64 ? terms.pointer_top(terms.leads(b.term)) : terms.top(t.bits);
            continue;
        }
        if (!address.valid()) {
            Sym y;
            y.kind = SymKind::Joined;
            y.bits = 64;
            y.leads = terms.leads_to(terms[o]);
            y.cell = b.cell;
            address = fresh_symbol(s, y, meant);
        }
        b.term = terms.is_top(address) ? address : terms.offset_by(address, terms.constant(64, t.value));
    }
    if (!address.valid() || terms.is_top(address)) return;
    for (const TermId p : others) keep_apart(s, address, p);
}

/// Nothing is known of the object any more: it is another one from now on.
void Machine::forget(State& s, ObjectId o) {
    std::erase_if(s.cells, [&](const State::Binding& b) { return terms.root(terms[b.cell].object) == o; });
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<ObjectId>& in = terms.allocated(f.term);
        return std::find(in.begin(), in.end(), o) != in.end();
    });
}

}  // namespace sdvlite::explore
