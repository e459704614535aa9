// SPDX-License-Identifier: Apache-2.0
// What a state still needs: the symbols and objects that its values mention, symbols that clash with none
// of them, and forgetting what is dead, unreachable or about nothing that is held.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

using model::kUntracked;

std::vector<SymId> Machine::symbols(const State& s) {
    std::vector<SymId> out;
    symbol_marks_.clear();
    const auto add = [&](const std::vector<SymId>& more) {
        for (const SymId y : more) {
            if (symbol_marks_.add(y.value)) out.push_back(y);
        }
    };
    for (const State::Binding& b : s.cells) add(terms.symbols(b.term)), add(terms.symbols(terms[b.cell].object));  // an object that is written to keeps its name
    std::sort(out.begin(), out.end());
    return out;
}

const base::Marks& Machine::mark_symbols(const State& s) {
    symbol_marks_.clear();
    const auto add = [&](const std::vector<SymId>& more) {
        for (const SymId y : more) symbol_marks_.add(y.value);
    };
    for (const State::Binding& b : s.cells) add(terms.symbols(b.term)), add(terms.symbols(terms[b.cell].object));
    return symbol_marks_;
}

std::vector<ObjectId> Machine::allocated(const State& s) {
    std::vector<ObjectId> out;
    object_marks_.clear();
    const auto add = [&](const std::vector<ObjectId>& more) {
        for (const ObjectId o : more) {
            if (object_marks_.add(o.value)) out.push_back(o);
        }
    };
    for (const State::Binding& b : s.cells) add(terms.allocated(b.term)), add(terms.allocated(terms[b.cell].object));
    std::sort(out.begin(), out.end());
    return out;
}

const base::Marks& Machine::mark_allocated(const State& s) {
    object_marks_.clear();
    const auto add = [&](const std::vector<ObjectId>& more) {
        for (const ObjectId o : more) object_marks_.add(o.value);
    };
    for (const State::Binding& b : s.cells) add(terms.allocated(b.term)), add(terms.allocated(terms[b.cell].object));
    return object_marks_;
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
    const auto in = [](const std::vector<SymId>& sorted, SymId id) { return std::binary_search(sorted.begin(), sorted.end(), id); };
    for (like.generation = 0; like.generation < kMaxGenerations; ++like.generation) {
        const SymId id = terms.intern(like);
        if (in(used, id) || in(reserved, id)) continue;
        // What is still known of a bearer that only callers hold would be known of this one.
        if (is_known(s, id)) continue;
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

const std::vector<ObjectId>& Machine::targets(TermId id) {
    if (targets_known_.size() <= id.index()) {
        targets_known_.resize(id.index() + id.index() / 2 + 1, false);
        targets_.resize(targets_known_.size());
    }
    if (targets_known_[id.index()]) return targets_[id.index()];
    std::vector<ObjectId> out;
    std::vector<TermId> todo{id};
    while (!todo.empty()) {
        const TermId at = todo.back();
        todo.pop_back();
        const Term t = terms[at];
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
    targets_known_[id.index()] = true;
    return targets_[id.index()] = std::move(out);
}

void Machine::add_targets(TermId id, std::vector<ObjectId>& out) {
    const std::vector<ObjectId>& of_it = targets(id);
    out.insert(out.end(), of_it.begin(), of_it.end());
}

/// Drops the cells of objects that can't be reached from variables or from what is reserved (mark and sweep).
void Machine::sweep(State& s, const std::vector<ObjectId>& reserved) {
    auto collectable = [&](ObjectId root) {
        const ObjectKind k = terms[root].kind;
        return (k == ObjectKind::Fresh || k == ObjectKind::Pointee) && !std::binary_search(reserved.begin(), reserved.end(), root);
    };
    base::Marks& alive = object_marks_;
    alive.clear();
    roots_.clear();
    bool all = true;
    for (const State::Binding& b : s.cells) {
        roots_.push_back(terms.root(terms[b.cell].object));
        if (!collectable(roots_.back())) {
            alive.add(roots_.back().value);
        } else {
            all = false;
        }
    }
    if (all) return;
    std::vector<bool> done(s.cells.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            if (done[i] || !alive.has(roots_[i].value)) continue;
            done[i] = changed = true;
            for (const ObjectId o : targets(s.cells[i].term)) alive.add(terms.root(o).value);
        }
        // What a cell that was never written points to is named by that cell.
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            if (done[i] || terms[roots_[i]].kind != ObjectKind::Pointee) continue;
            const Term& t = terms[terms[roots_[i]].term];
            if (t.kind != TermKind::Sym || terms[SymId(t.a)].kind != SymKind::Initial) continue;
            const CellId home = terms[SymId(t.a)].cell;
            const ObjectId at = terms.root(terms[home].object);
            if (!s.find(home) && (!collectable(at) || alive.has(at.value)) && alive.add(roots_[i].value)) changed = true;
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
    const base::Marks& held = mark_symbols(s);
    const base::Marks& named = mark_allocated(s);
    auto lost = [&](ObjectId o) {
        return terms[o].kind == ObjectKind::Fresh && !named.has(o.value) &&
               !std::binary_search(reserved_objects.begin(), reserved_objects.end(), o);
    };
    auto anchored = [&](SymId y) {
        if (held.has(y.value) || std::binary_search(reserved.begin(), reserved.end(), y)) return true;
        const Sym& sym = terms[y];
        if (sym.kind != SymKind::Initial || s.find(sym.cell) || lost(terms.root(terms[sym.cell].object))) return false;
        const std::uint32_t c = class_of(sym.cell);  // memory itself still holds it
        return c == kMixed || (c != kUntracked && live.has(c));
    };
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<ObjectId>& about = terms.allocated(f.term);  // another object may get the name of one that nothing holds
        const std::vector<SymId>& in = terms.symbols(f.term);
        if (is_out(f.term).valid() && !in.empty() && std::none_of(in.begin(), in.end(), [&](SymId y) { return held.has(y.value) || std::binary_search(reserved.begin(), reserved.end(), y); })) return true;
        return !std::all_of(in.begin(), in.end(), anchored) || std::any_of(about.begin(), about.end(), lost);
    });
}

void Machine::drop_lost_facts(State& s, const std::vector<SymId>& reserved) {
    if (s.facts.empty()) return;
    const base::Marks& held = mark_symbols(s);
    std::erase_if(s.facts, [&](const State::Fact& f) {
        const std::vector<SymId>& in = terms.symbols(f.term);
        return std::any_of(in.begin(), in.end(), [&](SymId y) {
            return terms[y].kind != SymKind::Initial && !held.has(y.value) && !std::binary_search(reserved.begin(), reserved.end(), y);
        });
    });
}

}  // namespace sdvlite::explore
