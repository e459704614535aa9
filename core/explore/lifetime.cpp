// SPDX-License-Identifier: Apache-2.0
// What a state still needs: the symbols and objects that its values mention, fresh ones that clash with none
// of them, and forgetting what is dead, unreachable or about nothing that is held.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using model::kUntracked;

std::vector<SymId> Machine::symbols(const State& s) {
    std::vector<SymId> out;
    for (const State::Binding& b : s.cells) {
        const auto& t = terms.symbols(b.term);
        out.insert(out.end(), t.begin(), t.end());
        const auto& named = terms.symbols(terms[b.cell].object);  // an object that is written to keeps its name
        out.insert(out.end(), named.begin(), named.end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<ObjectId> Machine::allocated(const State& s) {
    std::vector<ObjectId> out;
    auto add = [&out](const std::vector<ObjectId>& more) { out.insert(out.end(), more.begin(), more.end()); };
    for (const State::Binding& b : s.cells) add(terms.allocated(b.term)), add(terms.allocated(terms[b.cell].object));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

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

std::vector<ObjectId> Machine::objects(const State& s) {
    std::vector<ObjectId> out;
    for (const State::Binding& b : s.cells) {
        add_targets(b.term, out);
        ObjectId o = terms.root(terms[b.cell].object);
        out.push_back(o);
        while (terms[o].kind == ObjectKind::Pointee) {  // named through a cell of another object
            const Term& x = terms[terms[o].term];
            if (x.kind != TermKind::Sym || terms[SymId(x.a)].kind != SymKind::Initial) break;
            o = terms.root(terms[terms[SymId(x.a)].cell].object);
            out.push_back(o);
        }
    }
    for (ObjectId& o : out) o = terms.root(o);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

TermId Machine::fresh_symbol(const State& s, Sym like, const std::vector<SymId>& reserved) {
    const std::vector<SymId> used = symbols(s);
    for (like.generation = 0; like.generation < kMaxGenerations; ++like.generation) {
        const SymId id = terms.intern(like);
        if (std::binary_search(used.begin(), used.end(), id) || std::binary_search(reserved.begin(), reserved.end(), id)) continue;
        return terms.sym(id);
    }
    return like.bits == 64 ? terms.pointer_top(like.leads) : terms.top(like.bits);
}

TermId Machine::fresh_symbol(const State& s, ir::ProcId proc, ir::StmtIndex stmt, unsigned bits, const std::vector<SymId>& reserved) {
    Sym y;
    y.kind = SymKind::Site;
    y.bits = static_cast<std::uint8_t>(bits);
    y.proc = proc;
    y.stmt = stmt;
    return fresh_symbol(s, y, reserved);
}

TermId Machine::allocate(State& s, ir::ProcId proc, ir::StmtIndex stmt, const std::vector<ObjectId>& reserved) {
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
    for (; o.generation < kMaxGenerations; ++o.generation) {
        const ObjectId id = terms.intern(o);
        if (std::find(used.begin(), used.end(), id) != used.end() || std::binary_search(reserved.begin(), reserved.end(), id)) continue;
        forget(s, id);
        return terms.address(id, 0);
    }
    return terms.pointer_top(terms.leads_to(o));
}

void Machine::number_instances(State& s, const std::vector<ObjectId>& reserved) {
    std::vector<ObjectId> seen;
    const auto see = [&](auto id) {
        for (const ObjectId o : terms.allocated(id)) {
            if (std::find(seen.begin(), seen.end(), o) == seen.end()) seen.push_back(o);
        }
    };
    const auto allocated_at = [&](const State::Binding& b) { return terms[terms.root(terms[b.cell].object)].kind == ObjectKind::Fresh; };
    for (const State::Binding& b : s.cells) {
        if (!allocated_at(b)) see(b.term), see(terms[b.cell].object);
    }
    for (const State::Binding& b : s.cells) {
        if (allocated_at(b)) see(terms[b.cell].object), see(b.term);
    }
    std::vector<std::pair<ObjectId, ObjectId>> moves;
    std::vector<ObjectId> taken = reserved, own;
    const auto same_site = [&](ObjectId a, ObjectId b) { return terms[a].proc == terms[b].proc && terms[a].index == terms[b].index; };
    for (const ObjectId o : seen) {
        if (std::binary_search(reserved.begin(), reserved.end(), o)) continue;
        const ObjectId to = free_object(o, taken);
        const bool others = std::any_of(own.begin(), own.end(), [&](ObjectId x) { return same_site(x, o); });
        if (!to.valid() || (others && terms[to].generation + 1 == kMaxGenerations)) {
            lose(s, o);  // so that the next one has a name
            continue;
        }
        taken.push_back(to);
        own.push_back(to);
        if (to == o) continue;
        moves.emplace_back(o, to);
        if (std::find(seen.begin(), seen.end(), to) == seen.end()) forget(s, to);  // what is still known of another one of old
    }
    // By way of instances that no state has, for one may take another's place.
    const auto aside = [&](ObjectId o) {
        Object x = terms[o];
        x.generation = static_cast<std::uint16_t>(x.generation + kMaxGenerations);
        return terms.intern(x);
    };
    for (const auto& [from, to] : moves) rename(s, from, aside(from));
    for (const auto& [from, to] : moves) rename(s, aside(from), to);
}

ObjectId Machine::free_object(ObjectId like, const std::vector<ObjectId>& used) {
    Object o = terms[like];
    for (o.generation = 0; o.generation < kMaxGenerations; ++o.generation) {
        const ObjectId id = terms.intern(o);
        if (std::find(used.begin(), used.end(), id) == used.end()) return id;
    }
    return {};
}

void Machine::lose(State& s, ObjectId o) {
    escape(s, o);
    auto mentions = [&](auto id) {
        const std::vector<ObjectId>& in = terms.allocated(id);
        return std::find(in.begin(), in.end(), o) != in.end();
    };
    std::erase_if(s.cells, [&](const State::Binding& b) { return mentions(terms[b.cell].object); });
    for (State::Binding& b : s.cells) {
        if (mentions(b.term)) b.term = terms[b.term].bits == 64 ? terms.pointer_top(terms.leads(b.term)) : terms.top(terms[b.term].bits);
    }
    std::erase_if(s.facts, [&](const State::Fact& f) { return mentions(f.term); });
}

/// Nothing is known of the object any more: it is another one from now on.
void Machine::forget(State& s, ObjectId o) {
    std::erase_if(s.cells, [&](const State::Binding& b) { return terms.root(terms[b.cell].object) == o; });
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<ObjectId>& in = terms.allocated(f.term);
        return std::find(in.begin(), in.end(), o) != in.end();
    });
}

void Machine::add_targets(TermId id, std::vector<ObjectId>& out) {
    std::vector<TermId> todo{id};
    while (!todo.empty()) {
        const TermId at = todo.back();
        todo.pop_back();
        const Term& t = terms[at];
        if (t.kind == TermKind::Addr) {
            out.push_back(ObjectId(t.a));
        } else if (t.kind == TermKind::Sym && t.bits == 64) {
            Object o;
            o.kind = ObjectKind::Pointee;
            o.term = at;
            out.push_back(terms.intern(o));
        } else if (has_operand(t)) {
            todo.push_back(TermId(t.a));
            if (t.kind == TermKind::Binary) todo.push_back(TermId(t.b));
        }
    }
}

/// Drops the cells of objects that can't be reached from variables or from what is reserved (mark and sweep).
void Machine::sweep(State& s, const std::vector<ObjectId>& reserved) {
    auto collectable = [&](ObjectId root) {
        const ObjectKind k = terms[root].kind;
        return (k == ObjectKind::Fresh || k == ObjectKind::Pointee) && !std::binary_search(reserved.begin(), reserved.end(), root);
    };
    if (std::none_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) { return collectable(terms.root(terms[b.cell].object)); })) return;
    std::vector<ObjectId> alive, targets;
    auto is_alive = [&](ObjectId root) { return !collectable(root) || std::find(alive.begin(), alive.end(), root) != alive.end(); };
    std::vector<bool> done(s.cells.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            if (done[i] || !is_alive(terms.root(terms[s.cells[i].cell].object))) continue;
            done[i] = changed = true;
            targets.clear();
            add_targets(s.cells[i].term, targets);
            for (ObjectId o : targets) {
                for (ObjectId at = terms.root(o); !is_alive(at); at = terms.root(at)) alive.push_back(at);
            }
        }
        // What a cell that was never written points to is named by that cell.
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            const ObjectId root = terms.root(terms[s.cells[i].cell].object);
            if (done[i] || terms[root].kind != ObjectKind::Pointee) continue;
            const Term& t = terms[terms[root].term];
            if (t.kind != TermKind::Sym || terms[SymId(t.a)].kind != SymKind::Initial) continue;
            const CellId home = terms[SymId(t.a)].cell;
            if (!s.find(home) && is_alive(terms.root(terms[home].object))) alive.push_back(root), changed = true, done[i] = false;
        }
        if (changed && std::all_of(done.begin(), done.end(), [](bool d) { return d; })) return;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < s.cells.size(); ++i) {
        if (done[i]) s.cells[kept++] = s.cells[i];
    }
    s.cells.resize(kept);
}

void Machine::tidy(State& s, model::ClassesHere live, const std::vector<SymId>& reserved,
                   const std::vector<ObjectId>& reserved_objects) {
    std::erase_if(s.cells, [&](const State::Binding& b) {
        const std::uint32_t c = class_of(b.cell);
        return c != kUntracked && c != kMixed && !live.has(c);
    });
    sweep(s, reserved_objects);
    if (s.facts.empty()) return;
    std::vector<SymId> held = symbols(s);
    held.insert(held.end(), reserved.begin(), reserved.end());
    std::sort(held.begin(), held.end());
    const std::vector<ObjectId> named = allocated(s);
    auto lost = [&](ObjectId o) {
        return terms[o].kind == ObjectKind::Fresh && !std::binary_search(named.begin(), named.end(), o) &&
               !std::binary_search(reserved_objects.begin(), reserved_objects.end(), o);
    };
    auto anchored = [&](SymId y) {
        if (std::binary_search(held.begin(), held.end(), y)) return true;
        const Sym& sym = terms[y];
        if (sym.kind != SymKind::Initial || s.find(sym.cell) || lost(terms.root(terms[sym.cell].object))) return false;
        const std::uint32_t c = class_of(sym.cell);  // memory itself still holds it
        return c == kMixed || (c != kUntracked && live.has(c));
    };
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<ObjectId>& about = terms.allocated(f.term);  // another object may get the name of one that nothing holds
        const std::vector<SymId>& in = terms.symbols(f.term);
        return !std::all_of(in.begin(), in.end(), anchored) || std::any_of(about.begin(), about.end(), lost);
    });
}

}  // namespace sdvlite::explore
