// SPDX-License-Identifier: Apache-2.0
// Joining states where they become too many: at one control point, states that agree on the rule's
// own variables are joined into one that covers them (cells that differ become unknown, facts are
// weakened). Joined states only grow, and can grow only finitely often, so the search ends.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

namespace {

/// States kept apart at one control point before they are joined.
constexpr std::uint32_t kHarnessLoop = 2;
constexpr std::uint32_t kLoopHead = 24;
constexpr std::uint32_t kElsewhere = 48;
constexpr std::uint32_t kHasty = 8;

bool is_comparison(const ir::Expr& e) { return e.kind == ir::ExprKind::Binary && ir::is_comparison(e.bin); }
bool is_logic(const ir::Expr& e) { return e.kind == ir::ExprKind::Binary && (e.bin == ir::BinOp::LogAnd || e.bin == ir::BinOp::LogOr); }

}  // namespace

std::uint32_t Explorer::limit_at(ir::ProcId proc, ir::StmtIndex node) const {
    const bool head = node < m_.flow(proc).loop_head.size() && m_.flow(proc).loop_head[node];
    if (!head) return options_.hasty ? kElsewhere / kHasty : kElsewhere * options_.patience;
    if (p_[proc].origin == ir::Origin::Harness) return kHarnessLoop * options_.patience;
    return options_.hasty ? kLoopHead / kHasty : kLoopHead * options_.patience;
}

std::vector<std::uint32_t> Explorer::rule_key(const State& s) {
    std::vector<std::uint32_t> key;
    for (const State::Binding& b : s.cells) {
        const Object& o = machine_.terms[machine_.terms[b.cell].object];
        if (o.kind != ObjectKind::Global || p_[o.global].origin == ir::Origin::Driver) continue;
        // Of the model's variables numbers (a lock that is held), and whether there is anything else (a routine that was
        // registered): pointers to this or that object are not worth it.
        const bool whole = p_[o.global].origin == ir::Origin::Rule || machine_.terms.is_const(b.term);
        key.push_back(b.cell.value);
        key.push_back(whole ? b.term.value : UINT32_MAX);
    }
    // Which local variables lead to what the rule follows: what it does next depends on that.
    std::vector<SymId> followed;
    for (const TermId p : machine_.rule_pointers(s)) {
        if (const SymId y = machine_.terms.led_by(p); y.valid()) followed.push_back(y);
    }
    for (const State::Binding& b : s.cells) {
        const bool local = machine_.terms[machine_.terms[b.cell].object].kind == ObjectKind::Local && machine_.terms[b.cell].bits == 64;
        const SymId y = local && !followed.empty() ? machine_.terms.led_by(b.term) : SymId();
        if (y.valid() && std::find(followed.begin(), followed.end(), y) != followed.end()) key.push_back(b.cell.value);
    }
    return key;
}

/// The start of the object that both lead into, where they are not its start themselves; invalid when there is none.
TermId Explorer::common_base(TermId a, TermId b) {
    Terms& t = machine_.terms;
    if (t[a].bits != 64 || t[b].bits != 64) return {};
    const Terms::Place in_a = machine_.place(a), in_b = machine_.place(b);
    if (!in_a.object.valid() || !in_b.object.valid() || t.root(in_a.object) != t.root(in_b.object)) return {};
    return t.address(t.root(in_a.object), 0);
}

/// What only one of them says of an allocated object is right in both when the other one knows no such object.
/// `at`: the procedure; null when the two are of different callers, which may know more objects than the states name.
State Explorer::join(const State& a, const State& b, const std::vector<SymId>& reserved, const Place* at) {
    State out;
    const std::vector<ObjectId> in_a = machine_.allocated(a), in_b = machine_.allocated(b);
    const auto unknown = [&](const std::vector<ObjectId>& known, ObjectId o) {
        return at != nullptr && machine_.terms[o].kind == ObjectKind::Fresh && !std::binary_search(known.begin(), known.end(), o) &&
               !std::binary_search(at->of_callers.begin(), at->of_callers.end(), o);
    };
    auto unknown_to = [&](const std::vector<ObjectId>& known, CellId c) { return unknown(known, machine_.terms.root(machine_.terms[c].object)); };
    // One state was told that an object is not where a pointer leads, and in the other the object has not even escaped.
    const auto elsewhere_too = [&](TermId fact, const State& other, const std::vector<ObjectId>& known) {
        const ObjectId o = machine_.is_elsewhere_from(fact);
        if (!o.valid() || other.fact(fact)) return false;
        const SymId y = machine_.terms.symbols(fact).front();
        if (!machine_.mark_symbols(out).has(y.value)) return false;  // nothing holds it any more
        return unknown(known, o) || (std::binary_search(known.begin(), known.end(), o) && machine_.is_elsewhere(other, machine_.terms.sym(y), o));
    };
    std::vector<CellId> somewhere;    // where something was written, nobody knows where in the object
    std::vector<std::size_t> differ;  // cells of `out` that hold different things in `a` and `b`
    Terms& t = machine_.terms;
    auto ia = a.cells.begin(), ib = b.cells.begin();
    while (ia != a.cells.end() || ib != b.cells.end()) {
        const bool take_a = ib == b.cells.end() || (ia != a.cells.end() && ia->cell < ib->cell);
        const bool take_b = ia == a.cells.end() || (ib != b.cells.end() && ib->cell < ia->cell);
        const CellId c = take_b ? ib->cell : ia->cell;
        const bool both = !take_a && !take_b;
        const TermId view = take_a ? machine_.in_other_view(b, c) : take_b ? machine_.in_other_view(a, c) : TermId{};
        if ((both && ia->term == ib->term) || (!both && view == (take_b ? ib->term : ia->term))) {
            out.cells.push_back({c, take_b ? ib->term : ia->term});
        } else if ((take_a && unknown_to(in_b, c)) || (take_b && unknown_to(in_a, c))) {
            out.cells.push_back(take_a ? *ia : *ib);
        } else if (!both && machine_.is_available_load(c)) {
            // One of them does not know what lies there.
        } else if (machine_.is_escape(c)) {
            out.cells.push_back({c, t.constant(8, 1)});
        } else if (machine_.is_content(c)) {
            out.cells.push_back({c, both ? machine_.both_contents(ia->term, ib->term) : take_a ? ia->term : ib->term});
        } else if (t[t[c].object].kind == ObjectKind::Element) {
            somewhere.push_back(machine_.somewhere(c));
        } else {
            if (!machine_.is_wild(c) && !machine_.is_note(c)) differ.push_back(out.cells.size());
            out.cells.push_back({c, machine_.is_wild(c) ? t.constant(8, 1) : t.top(t[c].bits)});
        }
        if (!take_b) ++ia;
        if (!take_a) ++ib;
    }
    for (const State::Fact& f : a.facts) {
        const auto g = b.fact(f.term);
        if (!g) continue;
        const Range& x = machine_.ranges[f.range];
        const Range& y = machine_.ranges[*g];
        Range hull = Range::full(x.bits);
        bool ok = hull.at_least_u(std::min(x.umin, y.umin)) && hull.at_most_u(std::max(x.umax, y.umax)) &&
                  hull.at_least_s(std::min(x.smin, y.smin)) && hull.at_most_s(std::max(x.smax, y.smax)) &&
                  hull.fix_bits(x.known & y.known & ~(x.value ^ y.value), x.value);
        for (std::size_t i = 0; ok && i < x.not_count; ++i) {
            if (!y.contains(x.nots[i])) ok = hull.exclude(x.nots[i]);
        }
        if (ok && !hull.is_full()) out.facts.push_back({f.term, machine_.ranges.intern(hull)});
    }
    for (const State::Fact& f : a.facts) {
        if (elsewhere_too(f.term, b, in_b)) out.set_fact(f.term, f.range);
    }
    for (const State::Fact& f : b.facts) {
        if (elsewhere_too(f.term, a, in_a)) out.set_fact(f.term, f.range);
    }
    // One unknown value for each such cell, equal to itself from here on. The symbol must not mean anything yet, neither
    // in what was kept nor to callers.
    std::vector<SymId> meant = reserved;
    for (const State::Fact& f : out.facts) meant.insert(meant.end(), t.symbols(f.term).begin(), t.symbols(f.term).end());
    std::sort(meant.begin(), meant.end());
    std::vector<SymId> made;
    std::vector<TermId> escaping;
    for (std::size_t i : differ) {
        Sym y;
        y.kind = SymKind::Joined;
        y.cell = out.cells[i].cell;
        y.bits = t[y.cell].bits;
        // Pointers into one object still lead there: `p` in `while (n--) *p++ = 0;`. How far behind its start leads nowhere.
        const auto in_a = a.find(y.cell), in_b = b.find(y.cell);
        const TermId base = in_a && in_b ? common_base(*in_a, *in_b) : TermId{};
        if (y.bits == 64) y.leads = base.valid() ? kOld : machine_.leads(a, y.cell) | machine_.leads(b, y.cell);
        const TermId held = machine_.fresh_symbol(out, y, meant);
        if (t[held].kind == TermKind::Sym) made.push_back(SymId(t[held].a));
        for (const auto& held : {in_a, in_b}) {
            if (held && !base.valid() && y.leads != kAnywhere) escaping.push_back(*held);
        }
        out.cells[i].term = base.valid() ? t.offset_by(base, held) : held;
    }
    for (const CellId c : somewhere) out.bind(c, t.top(t[c].bits));
    keep_apart_from_rule(out, a, b);
    keep_out_of_lists(out, a, b);
    std::vector<SymId> older = machine_.symbols(out);
    std::erase_if(older, [&](SymId y) { return std::find(made.begin(), made.end(), y) != made.end(); });
    for (const TermId v : escaping) machine_.escape(out, v, older);
    std::vector<ObjectId> escaped;
    for (const State::Binding& c : out.cells) {
        const ObjectId o = t[c.cell].object;
        const bool in_both = std::binary_search(in_a.begin(), in_a.end(), o) && std::binary_search(in_b.begin(), in_b.end(), o);
        if (machine_.is_escape(c.cell) && (at != nullptr || in_both)) escaped.push_back(o);
    }
    if (!escaped.empty()) keep_made_elsewhere(out, a, b, escaped);
    if (!made.empty()) keep_two_objects(out, a, b, made);
    if (at != nullptr && !made.empty()) keep_answers(out, a, b, at->proc, made);
    return out;
}

/// What an unknown pointer leads to is not what the rule follows, when it is not in either state.
void Explorer::keep_apart_from_rule(State& joined, const State& a, const State& b) {
    const Terms& t = machine_.terms;
    const std::vector<TermId> in_b = machine_.rule_pointers(b);
    std::vector<TermId> rule = machine_.rule_pointers(a);
    std::erase_if(rule, [&](TermId p) { return std::find(in_b.begin(), in_b.end(), p) == in_b.end(); });
    if (rule.empty()) return;
    // Also what they are found by: an entry of a list, where the rule follows what it lies in.
    for (std::size_t i = 0, n = rule.size(); i < n; ++i) {
        const SymId by = t.led_by(rule[i]);
        if (by.valid() && t[rule[i]].kind != TermKind::Sym) rule.push_back(machine_.terms.sym(by));
    }
    const auto apart = [&](const State& s, CellId c, TermId p) {
        if (machine_.apart(s, machine_.held(s, c), p)) return true;
        // What was there before leads to nothing that was allocated since.
        const ObjectId to = t.new_object(p);
        return to.valid() && (machine_.leads(s, c) & t.leads_to(t[to])) == 0;
    };
    for (const State::Binding& made : std::vector<State::Binding>(joined.cells)) {
        if (t[made.term].kind != TermKind::Sym || t[SymId(t[made.term].a)].kind != SymKind::Joined || !machine_.may_lead_to_data(SymId(t[made.term].a))) continue;
        for (const TermId p : rule) {
            if (apart(a, made.cell, p) && apart(b, made.cell, p)) machine_.keep_apart(joined, made.term, p);
        }
    }
}

/// A pointer that was joined does not lead into one of the objects, which have escaped, when it does in neither state.
void Explorer::keep_made_elsewhere(State& joined, const State& a, const State& b, const std::vector<ObjectId>& escaped) {
    const Terms& t = machine_.terms;
    const auto elsewhere = [&](const State& s, CellId c, ObjectId o) {
        return machine_.is_elsewhere(s, machine_.held(s, c), o) || (machine_.leads(s, c) & t.leads_to(t[o])) == 0;
    };
    for (const State::Binding& made : std::vector<State::Binding>(joined.cells)) {
        if (t[made.term].kind != TermKind::Sym) continue;
        const SymId y(t[made.term].a);
        if (t[y].kind != SymKind::Joined || t[y].cell != made.cell || !machine_.may_lead_to_data(y)) continue;
        for (const ObjectId o : escaped) {
            if ((t.leads(made.term) & t.leads_to(t[o])) != 0 && elsewhere(a, made.cell, o) && elsewhere(b, made.cell, o)) machine_.keep_elsewhere(joined, y, o);
        }
    }
}

/// Whether notes are gathered there. Depth first what came last is looked at first, and its notes are nobody else's yet.
bool Explorer::gathers_notes(std::uint32_t entry, ir::StmtIndex node) const {
    const ir::ProcId proc = entries_[entry].proc;
    const std::vector<bool>& heads = m_.flow(proc).loop_head;
    return entry == 0 && options_.order == Order::BreadthFirst && p_[proc].origin == ir::Origin::Harness && node < heads.size() && heads[node];
}

/// Which classes were written, and with what, is said at the harness's loop of all ways to it together: what tells callbacks apart
/// by how much was written before them are other things. True when `data` did not say all of it yet.
bool Explorer::gather_notes(ir::StmtIndex node, State& data) {
    State& notes = notes_[node];
    for (const State::Binding& b : data.cells) {
        if (!machine_.is_wild(b.cell)) continue;
        const auto known = notes.find(b.cell);
        notes.bind(b.cell, known && machine_.is_content(b.cell) ? machine_.both_contents(*known, b.term) : b.term);
    }
    bool more = false;
    for (const State::Binding& n : notes.cells) {
        const auto said = data.find(n.cell);
        if (said == n.term) continue;
        data.bind(n.cell, n.term);
        more = true;
    }
    return more;
}

/// What is compared, or asked whether it is 0, where the procedure decides something, as it was written.
const std::vector<ir::ExprId>& Explorer::conditions_of(ir::ProcId proc) {
    constexpr std::size_t kMost = 32;
    if (conditions_.empty()) conditions_.resize(p_.procs.size());
    auto& known = conditions_[proc.index()];
    if (known) return *known;
    known.emplace();
    for (ir::StmtIndex i = 0; i < p_[proc].body.size(); ++i) {
        const ir::Stmt& s = p_[proc].body[i];
        // The rule's own conditions are about what is kept apart anyway.
        if (s.kind != ir::StmtKind::Branch || !relevant(proc, i) || m_.woven().info[proc.index()][i].rule) continue;
        std::vector<ir::ExprId> todo{s.rhs};
        while (!todo.empty()) {
            const ir::Expr& e = p_[todo.back()];
            const ir::ExprId id = todo.back();
            todo.pop_back();
            const bool negated = e.kind == ir::ExprKind::Unary && e.un == ir::UnOp::LogNot;
            const bool logic = is_logic(e), of_truth = e.kind == ir::ExprKind::Cast && (is_logic(p_[e.a]) || is_comparison(p_[e.a]));
            if (logic || negated || of_truth) {
                todo.push_back(e.a);
                if (logic) todo.push_back(e.b);
            } else if (known->size() < kMost) {
                known->push_back(id);
            }
        }
    }
    return *known;
}

/// What the program asks about values that were joined, and what both states answer alike, stays known: i < n at the head of
/// a loop (predicates from the program's text, as in Graf and Saidi 1997).
void Explorer::keep_answers(State& joined, const State& a, const State& b, ir::ProcId proc, const std::vector<SymId>& made) {
    // Reading may add what lies where a pointer leads; what it would have to assume is no answer.
    const auto answer = [&](State& s, ir::ExprId condition, TermId& t) {
        const std::vector<State::Fact> facts = s.facts;
        bool ok = true;
        t = machine_.eval(s, proc, condition, ok);
        return ok && facts == s.facts ? machine_.decide(s, t) : -1;
    };
    const auto is_made = [&](SymId y) { return std::find(made.begin(), made.end(), y) != made.end(); };
    const auto is_new = [&](SymId y) {
        const Sym& sym = machine_.terms[y];
        if (is_made(y) || sym.kind != SymKind::Joined || !sym.cell.valid()) return is_made(y);
        const std::vector<SymId>& at = machine_.terms.symbols(machine_.terms[sym.cell].object);
        return std::any_of(at.begin(), at.end(), is_made);
    };
    const bool outer = machine_.in_rule(false);  // these are the driver's, whatever statement led here
    for (const ir::ExprId c : conditions_of(proc)) {
        State told = joined;
        TermId asked, in_a, in_b;
        if (answer(told, c, asked) >= 0) continue;
        const std::vector<SymId>& about = machine_.terms.symbols(asked);
        if (std::none_of(about.begin(), about.end(), is_new)) continue;
        State of_a = a, of_b = b;
        const int first = answer(of_a, c, in_a);
        if (first < 0 || answer(of_b, c, in_b) != first) continue;
        if (machine_.assume(told, asked, first == 1)) joined = std::move(told);
    }
    machine_.in_rule(outer);
}

State Explorer::widen(Joined& joined_so_far, State data, const std::vector<SymId>& reserved,
                      const Place* at, bool& covered, StateId* before) {
    widened_ = true;
    auto [it, fresh] = joined_so_far.try_emplace(rule_key(data), StateId{});
    if (fresh) {
        it->second = store_.intern(data);
        return data;
    }
    State joined = join(store_[it->second], data, reserved, at);
    const StateId id = store_.intern(joined);
    covered = id == it->second;
    if (before != nullptr && !covered) *before = it->second;
    it->second = id;
    return joined;
}

}  // namespace sdvlite::explore
