// SPDX-License-Identifier: Apache-2.0
// What a branch teaches. A condition that can be traced back to a symbol narrows what is known of it
// (and replaces it where one value is left); any other is remembered as it stands, so that the same
// condition decides the same way later (correlated branches).
#include <algorithm>
#include <tuple>

#include "core/explore/machine.hpp"
#include "core/ir/address_plan.hpp"

namespace sdvlite::explore {

using ir::BinOp;

namespace {

constexpr int kRangeDepth = 8;

Range without_wrap_add(const Range& a, std::uint64_t c, unsigned bits) {
    Range r = Range::full(bits);
    const std::uint64_t lo = (a.umin + c) & width_mask(bits), hi = (a.umax + c) & width_mask(bits);
    if (lo <= hi && hi - lo == a.umax - a.umin) {
        if (!r.at_least_u(lo) || !r.at_most_u(hi)) return Range::full(bits);
    }
    return r;
}

Range cast_range(CastKind kind, unsigned bits, const Range& a) {
    Range r = Range::full(bits);
    bool ok = true;
    if (kind == CastKind::Zext) {
        ok = r.at_least_u(a.umin) && r.at_most_u(a.umax) && r.fix_bits(a.known | ~width_mask(a.bits), a.value);
        for (std::size_t i = 0; ok && i < a.not_count; ++i) ok = r.exclude(a.nots[i]);
    } else if (kind == CastKind::Sext) {
        ok = r.at_least_s(a.smin) && r.at_most_s(a.smax);
        for (std::size_t i = 0; ok && i < a.not_count; ++i) ok = r.exclude(static_cast<std::uint64_t>(sign_extend(a.nots[i], a.bits)));
    } else {
        const std::uint64_t above = ~width_mask(bits);
        if ((a.umin & above) == (a.umax & above)) ok = r.at_least_u(a.umin & ~above) && r.at_most_u(a.umax & ~above);
        ok = ok && r.fix_bits(a.known & width_mask(bits), a.value & width_mask(bits));
        // Where nothing is cut off each value stays what it is.
        for (std::size_t i = 0; ok && a.umax <= width_mask(bits) && i < a.not_count; ++i) {
            if (a.nots[i] <= width_mask(bits)) ok = r.exclude(a.nots[i]);
        }
    }
    return ok ? r : Range::full(bits);
}

}  // namespace

Range Machine::range_of_node(const State& s, TermId id, int depth) {
    const Range r = range_by_parts(s, id, depth);
    if (auto f = s.fact(id)) {
        Range both = r;
        if (both.meet(ranges[*f])) return both;
    }
    return r;
}

/// Without what is known of the whole.
Range Machine::range_by_parts(const State& s, TermId id, int depth) {
    const Term t = terms[id];
    const unsigned w = std::max<unsigned>(1, t.bits);
    if (t.kind == TermKind::Const) return Range::constant(w, t.value);
    if (t.kind == TermKind::Addr || t.kind == TermKind::Func) {
        Range r = Range::full(64);
        r.exclude(0);
        if (t.kind == TermKind::Func) return r;
        const Object& o = terms[ObjectId(t.a)];
        std::uint64_t zeros = o.kind == ObjectKind::Element ? 0 : ir::kObjectAlign - 1;
        if (o.kind == ObjectKind::Pointee) {
            const Range base = depth > 0 ? range_of_node(s, o.term, depth - 1) : Range::full(64);
            zeros = base.known & ~base.value;
        }
        zeros &= ~(zeros + 1);  // the lowest in a row: no carry comes from there
        return r.fix_bits(zeros, t.value) ? r : Range::full(64);
    }
    if (t.kind == TermKind::Sym) {
        if (const Range* d = domain_of(terms[SymId(t.a)])) return *d;
    }
    if (const unsigned known = alignment(id); known != 0) {
        Range r = Range::full(w);
        return r.fix_bits(known - 1, 0) ? r : Range::full(w);
    }
    Range r = Range::full(w);
    if (depth > 0 && t.kind == TermKind::Cast) {
        r = cast_range(static_cast<CastKind>(t.op), w, range_of_node(s, TermId(t.a), depth - 1));
    } else if (depth > 0 && t.kind == TermKind::Binary) {
        const BinOp op = static_cast<BinOp>(t.op);
        const Range a = range_of_node(s, TermId(t.a), depth - 1);
        const Range b = range_of_node(s, TermId(t.b), depth - 1);
        bool ok = true;
        if (ir::is_comparison(op)) {
            int known = explore::compare(op, t.is_signed, a, b);
            const bool relation = !terms.is_const(TermId(t.a)) && !terms.is_const(TermId(t.b));
            if (known < 0 && relation) known = compare_by_relations(s, op, t.is_signed, TermId(t.a), TermId(t.b));
            r = known >= 0 ? Range::constant(32, static_cast<std::uint64_t>(known)) : r;
            ok = known >= 0 || r.at_most_u(1);
        } else if (op == BinOp::LogAnd || op == BinOp::LogOr) {
            ok = r.at_most_u(1);
            const bool stop = op == BinOp::LogOr;
            auto truth = [](const Range& x) { return !x.contains(0) ? 1 : x.is_constant() ? 0 : -1; };
            if (truth(a) == stop || truth(b) == stop) r = Range::constant(32, stop);
            if (truth(a) == !stop && truth(b) == !stop) r = Range::constant(32, !stop);
        } else if (op == BinOp::And) {
            const std::uint64_t zeros = (a.known & ~a.value) | (b.known & ~b.value);
            ok = r.fix_bits(zeros | (a.known & b.known), a.value & b.value) && r.at_most_u(std::min(a.umax, b.umax));
        } else if (op == BinOp::Or) {
            ok = r.fix_bits(a.value | b.value | (a.known & b.known), a.value | b.value) && r.at_least_u(std::max(a.umin, b.umin));
        } else if (op == BinOp::Xor) {
            ok = r.fix_bits(a.known & b.known, a.value ^ b.value);
        } else if (op == BinOp::Add && b.is_constant()) {
            r = without_wrap_add(a, b.umin, w);
        } else if (op == BinOp::Mul && b.is_constant() && b.umin != 0 && a.umax <= width_mask(w) / b.umin) {
            ok = r.at_least_u(a.umin * b.umin) && r.at_most_u(a.umax * b.umin);
        } else if (op == BinOp::Rem && !t.is_signed && b.is_constant() && b.umin != 0) {
            ok = r.at_most_u(b.umin - 1);
        } else if (op == BinOp::Shr && !t.is_signed && b.is_constant() && b.umin < w) {
            ok = r.at_least_u(a.umin >> b.umin) && r.at_most_u(a.umax >> b.umin) &&
                 r.fix_bits(a.known >> b.umin | ~(width_mask(w) >> b.umin), a.value >> b.umin);
        } else if (op == BinOp::Shl && b.is_constant() && b.umin < w) {
            ok = r.fix_bits(a.known << b.umin | ((std::uint64_t{1} << b.umin) - 1), a.value << b.umin);
        }
        if (!ok) r = Range::full(w);
    }
    return r;
}

Range Machine::range(const State& s, TermId t) { return range_of_node(s, t, kRangeDepth); }

int Machine::decide(const State& s, TermId condition) {
    if (terms.is_top(condition)) return -1;
    if (terms.is_const(condition)) return terms[condition].value != 0 ? 1 : 0;
    const Range r = range(s, condition);
    return !r.contains(0) ? 1 : r.is_constant() ? 0 : -1;
}

bool Machine::narrow(State& s, TermId t, const Range& r) {
    if (r.is_constant() && terms[t].kind == TermKind::Sym) {
        if (!substitute(s, SymId(terms[t].a), terms.constant(r.bits, r.umin))) return false;
        s.set_fact(t, ranges.intern(r));  // for a caller that still holds the symbol; tidy() drops it otherwise
        return true;
    }
    if (terms[t].kind == TermKind::Const) return r.contains(terms[t].value);
    // Only what the term's own shape does not say already is worth a fact.
    State without;
    if (!(range_of_node(without, t, kRangeDepth) == r)) s.set_fact(t, ranges.intern(r));
    return true;
}

/// That the bits of `mask` are those of `value`: also of what the term is made of, as far as each bit comes from one place.
bool Machine::learn_bits(State& s, TermId t, std::uint64_t mask, std::uint64_t value) {
    constexpr std::size_t kMost = 16;
    struct Known { TermId term; std::uint64_t mask, value; };
    std::vector<Known> todo{{t, mask, value}};
    for (std::size_t next = 0; next < todo.size() && next < kMost; ++next) {
        Known k = todo[next];
        const Term x = terms[k.term];
        k.mask &= width_mask(x.bits);
        k.value &= k.mask;
        if (k.mask == 0 || x.kind == TermKind::Addr || x.kind == TermKind::Func || x.kind == TermKind::Top) continue;
        Range r = range(s, k.term);
        if (!r.fix_bits(k.mask, k.value) || !narrow(s, k.term, r)) return false;
        const TermId a(x.a), b(x.b);
        if (x.kind == TermKind::Cast) {
            todo.push_back({a, k.mask & width_mask(std::min(terms[a].bits, x.bits)), k.value});
        } else if (x.kind == TermKind::Binary && static_cast<BinOp>(x.op) == BinOp::Or) {
            const Range ra = range(s, a), rb = range(s, b);
            const std::uint64_t zeros = k.mask & ~k.value;
            todo.push_back({a, zeros | (k.value & rb.known & ~rb.value), k.value});
            todo.push_back({b, zeros | (k.value & ra.known & ~ra.value), k.value});
        } else if (x.kind == TermKind::Binary && terms.is_const(b)) {
            const std::uint64_t c = terms[b].value;
            const BinOp op = static_cast<BinOp>(x.op);
            if (op == BinOp::And) todo.push_back({a, k.mask & c, k.value});
            if (op == BinOp::Shl && c < x.bits) todo.push_back({a, k.mask >> c, k.value >> c});
            if (op == BinOp::Shr && !x.is_signed && c < x.bits) todo.push_back({a, k.mask << c, k.value << c});
        }
    }
    return true;
}

/// `t op c`, traced down through casts, masks and sums as far as it teaches something.
bool Machine::refine(State& s, TermId t, BinOp op, bool is_signed, std::uint64_t c) {
    for (int depth = 0; depth < kRangeDepth; ++depth) {
        Range r = range(s, t);
        const unsigned w = r.bits;
        const std::int64_t sc = sign_extend(c, w);
        c &= width_mask(w);
        bool ok = true;
        switch (op) {
            case BinOp::Eq: ok = r.meet(Range::constant(w, c)); break;
            case BinOp::Ne: ok = r.exclude(c); break;
            case BinOp::Lt: ok = is_signed ? sc != INT64_MIN && r.at_most_s(sc - 1) : c != 0 && r.at_most_u(c - 1); break;
            case BinOp::Le: ok = is_signed ? r.at_most_s(sc) : r.at_most_u(c); break;
            case BinOp::Gt: ok = is_signed ? sc != INT64_MAX && r.at_least_s(sc + 1) : c != width_mask(w) && r.at_least_u(c + 1); break;
            case BinOp::Ge: ok = is_signed ? r.at_least_s(sc) : r.at_least_u(c); break;
            default: return true;
        }
        if (!ok || !narrow(s, t, r)) return false;
        const Term x = terms[t];
        const bool one = r.is_constant();
        if (x.kind == TermKind::Cast) {
            const CastKind kind = static_cast<CastKind>(x.op);
            const unsigned inner = terms[TermId(x.a)].bits;
            if (kind == CastKind::Trunc) return learn_bits(s, TermId(x.a), r.known, r.value);
            if (kind == CastKind::Zext && r.umax <= width_mask(inner)) {
                Range y = range(s, TermId(x.a));
                if (!y.at_least_u(r.umin) || !y.at_most_u(r.umax)) return false;
                return narrow(s, TermId(x.a), y) && learn_bits(s, TermId(x.a), r.known, r.value);
            }
            if (kind == CastKind::Sext) {
                Range y = range(s, TermId(x.a));
                const std::int64_t lo = sign_extend(std::uint64_t{1} << (inner - 1), inner);
                const std::int64_t hi = static_cast<std::int64_t>(width_mask(inner) >> 1);
                if (!y.at_least_s(std::max(lo, r.smin)) || !y.at_most_s(std::min(hi, r.smax))) return false;
                return narrow(s, TermId(x.a), y);
            }
            return true;
        }
        if (x.kind == TermKind::Unary && one) {
            c = static_cast<ir::UnOp>(x.op) == ir::UnOp::Neg ? 0 - r.umin : ~r.umin;
            t = TermId(x.a);
            op = BinOp::Eq;
            continue;
        }
        if (x.kind == TermKind::Binary && static_cast<BinOp>(x.op) == BinOp::Or) return learn_bits(s, t, r.known, r.value);
        if (x.kind != TermKind::Binary || !terms.is_const(TermId(x.b))) return true;
        const std::uint64_t k = terms[TermId(x.b)].value;
        const BinOp inner = static_cast<BinOp>(x.op);
        if (inner == BinOp::And) {
            std::uint64_t mask = r.known & k, value = r.value & k;
            const bool single = (k & (k - 1)) == 0;
            if (single && !r.contains(0)) mask = value = k;
            return learn_bits(s, TermId(x.a), mask, value);
        }
        if ((inner == BinOp::Shl || inner == BinOp::Shr) && !x.is_signed) return learn_bits(s, t, r.known, r.value);
        if ((inner == BinOp::Add || inner == BinOp::Xor) && (one || op == BinOp::Ne)) {
            const std::uint64_t v = one ? r.umin : c;
            c = inner == BinOp::Add ? v - k : v ^ k;
            op = one ? BinOp::Eq : BinOp::Ne;
            t = TermId(x.a);
            continue;
        }
        if (inner == BinOp::Add && w == terms[TermId(x.a)].bits) {
            Range y = range(s, TermId(x.a));
            Range back = without_wrap_add(r, 0 - k, w);
            return y.meet(back) && narrow(s, TermId(x.a), y);
        }
        return true;
    }
    return true;
}

bool Machine::unify(State& s, TermId a, TermId b) {
    Range both = range(s, a);
    if (!both.meet(range(s, b))) return false;
    const Term ta = terms[a], tb = terms[b];
    auto occurs = [this](TermId in, SymId y) {
        const auto& v = terms.symbols(in);
        return std::binary_search(v.begin(), v.end(), y);
    };
    // A caller that still holds the symbol is told. Not that a list is empty: a state for each list would be too many.
    const auto replace = [&](SymId from, TermId to) {
        if (!substitute(s, from, to)) return false;
        if (terms[to].kind == TermKind::Addr) return true;
        const TermId equal = terms.binary(BinOp::Eq, false, terms.sym(from), to);
        if (std::binary_search(reserved_.begin(), reserved_.end(), from) && !terms.is_top(equal) && !terms.is_const(equal)) s.set_fact(equal, ranges.intern(Range::constant(32, 1)));
        return true;
    };
    // What was joined gives way first: it names no object.
    const bool keep_b = tb.kind == TermKind::Sym && ta.kind == TermKind::Sym && terms[SymId(ta.a)].kind == SymKind::Joined &&
                        terms[SymId(tb.a)].kind != SymKind::Joined;
    if (!keep_b && tb.kind == TermKind::Sym && !occurs(a, SymId(tb.a))) return replace(SymId(tb.a), a);
    if (ta.kind == TermKind::Sym && !occurs(b, SymId(ta.a))) return replace(SymId(ta.a), b);
    // Addresses inside what unknown pointers point to: the pointers differ by the difference of the offsets.
    auto pointer = [this](const Term& t) {
        const Object o = t.kind == TermKind::Addr ? terms[ObjectId(t.a)] : Object{};
        return o.kind == ObjectKind::Pointee && terms[o.term].kind == TermKind::Sym ? o.term : TermId{};
    };
    auto joined = [&](TermId p) { return p.valid() && terms[SymId(terms[p].a)].kind == SymKind::Joined; };
    const bool a_first = joined(pointer(ta)) && !joined(pointer(tb));
    for (const auto& [x, tx, other] : {a_first ? std::tuple(a, ta, b) : std::tuple(b, tb, a), a_first ? std::tuple(b, tb, a) : std::tuple(a, ta, b)}) {
        const TermId p = pointer(tx);
        if (!p.valid() || occurs(other, SymId(terms[p].a))) continue;
        return replace(SymId(terms[p].a), terms.offset_by(other, terms.constant(64, 0 - tx.value)));
    }
    return narrow(s, terms.binary(BinOp::Eq, false, a, b), Range::constant(32, 1));
}

/// Puts a cell of an object that is named by `from` where it lies when that is `to`.
void Machine::move(State& out, const State::Binding& b, SymId from, TermId to, std::vector<TermId>& escaping) {
    Cell c = terms[b.cell];
    const Object old = terms[c.object];
    const ObjectId old_root = terms.root(c.object);
    const std::uint32_t cls = class_of(b.cell);
    const Terms::Place moved = terms.substitute(c.object, from, to);
    // What was read there is no news of an object that is known: it may hold that, and more.
    if (moved.object.valid() && is_vague(old_root) && !is_vague(terms.root(moved.object))) return;
    if (!moved.object.valid()) {  // what NULL points to, or what nothing names any more
        const bool element = old.kind == ObjectKind::Element && !terms.is_const(to);
        if (element && cls != kMixed && !is_note(b.cell)) weaken_class(out, cls);
        return;
    }
    if (is_background(b.cell)) {  // its range has moved: only "anything" stays true
        out.bind(background_cell(terms.root(moved.object)), terms.top(0));
        return;
    }
    c.object = moved.object;
    c.offset += moved.offset;
    const CellId id = terms.intern(c);
    note_class(id, cls);
    TermId value = terms.substitute(b.term, from, to);
    if (const auto other = out.find(id); other && *other != value) {
        // Two names for one place. In one array what was written first has been forgotten since; otherwise nobody
        // knows which was written last.
        const bool same_array = old.kind == ObjectKind::Element && old_root == terms.root(moved.object);
        if (same_array && terms.is_top(value)) {
            value = *other;
        } else if (!same_array || !terms.is_top(*other)) {
            State::Binding either{id, value};
            blur(either, terms.leads(*other), escaping);
            escaping.push_back(*other);
            value = either.term;
        }
    }
    for (State::Binding& k : out.cells) {  // other views of the same bytes
        if (k.cell == id || terms[k.cell].object != c.object || is_note(k.cell) || !terms[k.cell].overlaps(c)) continue;
        k.term = terms.top(terms[k.cell].bits);
        value = terms.top(c.bits);
    }
    out.bind(id, value);
}

bool Machine::substitute(State& s, SymId from, TermId to) {
    // What was known of the symbol must hold of its replacement.
    const TermId self = terms.sym(from);
    if (auto f = s.fact(self)) {
        Range r = ranges[*f];
        s.drop_fact(self);
        if (!r.meet(range(s, to))) return false;
        if (terms[to].kind == TermKind::Const && !ranges[*f].contains(terms[to].value)) return false;
        if (terms[to].kind != TermKind::Const && !terms.is_top(to)) s.set_fact(to, ranges.intern(r));
    }
    // The cell whose initial value it is, and still holds it, holds the replacement explicitly from now on.
    const Sym y = terms[from];
    State out;
    if (y.kind == SymKind::Initial && untouched(s, y.cell)) out.bind(y.cell, to);
    std::vector<State::Binding> moving;
    for (const State::Binding& b : s.cells) {
        const std::vector<SymId>& names = terms.symbols(terms[b.cell].object);
        if (std::binary_search(names.begin(), names.end(), from)) {
            moving.push_back(b);
        } else {
            out.bind(b.cell, terms.substitute(b.term, from, to));
        }
    }
    std::vector<TermId> escaping;
    for (const State::Binding& b : moving) move(out, b, from, to, escaping);
    for (const TermId t : escaping) escape(out, t);
    std::vector<std::pair<TermId, RangeId>> decided;
    for (const State::Fact& f : s.facts) {
        const TermId t = terms.substitute(f.term, from, to);
        if (t == f.term) {
            out.set_fact(t, f.range);
        } else {
            decided.emplace_back(t, f.range);
        }
    }
    for (const auto& [t, r] : decided) {
        if (terms.is_top(t)) continue;
        Range known = range(out, t);
        if (known.bits != ranges[r].bits) continue;
        if (!known.meet(ranges[r])) return false;
        if (terms[t].kind != TermKind::Const) out.set_fact(t, ranges.intern(known));
    }
    s = std::move(out);
    return true;
}

/// Whether what is remembered of conditions agrees with what is known of their operands by now.
bool Machine::consistent(const State& s) {
    return std::all_of(s.facts.begin(), s.facts.end(), [&](const State::Fact& f) {
        if (terms[f.term].kind != TermKind::Binary) return true;
        Range r = range_by_parts(s, f.term, kRangeDepth);
        return r.meet(ranges[f.range]);
    });
}

void Machine::equate(State& s, TermId equality) {
    const Term t = terms[equality];
    s.drop_fact(equality);
    State one = s;
    if (unify(one, TermId(t.a), TermId(t.b))) s = std::move(one);
}

bool Machine::assume(State& s, TermId condition, bool truth) {
    return learn(s, condition, truth) && conclude(s) && consistent(s) && (procedure_ == nullptr || can_hold(s, condition));
}

/// Whether the term says more than that two values that are not reckoned are equal, or are not.
bool Machine::is_arithmetic(TermId id) const {
    const Term& t = terms[id];
    if (!has_operand(t)) return false;
    const bool equality = t.kind == TermKind::Binary && (static_cast<BinOp>(t.op) == BinOp::Eq || static_cast<BinOp>(t.op) == BinOp::Ne);
    return !equality || has_operand(terms[TermId(t.a)]) || has_operand(terms[TermId(t.b)]);
}

/// Asks the decision procedure whether what is known of the condition's values, and of what hangs together with them, can be so.
bool Machine::can_hold(const State& s, TermId condition) {
    constexpr std::size_t kMostFacts = 24;
    std::vector<SymId> about = terms.symbols(condition);
    std::vector<State::Fact> facts;
    bool compound = false;
    for (bool more = true; more && facts.size() < kMostFacts;) {
        more = false;
        for (const State::Fact& f : s.facts) {
            const std::vector<SymId>& in = terms.symbols(f.term);
            const bool shares = std::any_of(in.begin(), in.end(), [&](SymId y) { return std::find(about.begin(), about.end(), y) != about.end(); });
            if (!shares || std::find(facts.begin(), facts.end(), f) != facts.end() || facts.size() >= kMostFacts) continue;
            facts.push_back(f);
            about.insert(about.end(), in.begin(), in.end());
            compound = compound || is_arithmetic(f.term);
            more = true;
        }
    }
    if (!compound || facts.size() < 2) return true;
    std::sort(facts.begin(), facts.end(), [](const State::Fact& a, const State::Fact& b) { return a.term < b.term; });
    std::vector<std::uint32_t> key;
    for (const State::Fact& f : facts) key.push_back(f.term.value), key.push_back(f.range.value);
    if (const auto known = answers_.find(key); known != answers_.end()) return known->second;
    std::vector<DecisionProcedure::Condition> all;
    for (const State::Fact& f : facts) all.push_back({f.term, ranges[f.range]});
    const bool holds = procedure_->can_hold(terms, all);
    // Where many questions tell nothing, others won't.
    constexpr std::size_t kInVain = 256;
    some_use_ = some_use_ || !holds;
    if (answers_.size() >= kInVain && !some_use_) procedure_ = nullptr;
    return answers_[key] = holds;
}

// Recursion is bounded by the nesting of one expression, which readers bound.
std::vector<State> Machine::cases(const State& s, ir::ProcId proc, ir::ExprId condition, bool truth) {
    constexpr std::size_t kMostCases = 6;
    const ir::Expr& e = p_[condition];
    if (e.kind == ir::ExprKind::Unary && e.un == ir::UnOp::LogNot) return cases(s, proc, e.a, !truth);
    const bool both = e.kind == ir::ExprKind::Binary && (e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr);
    std::vector<State> out;
    if (both) {
        const bool stops = e.bin == BinOp::LogOr;  // the truth of the left side that decides the whole
        if (truth == stops) out = cases(s, proc, e.a, stops);
        for (const State& left : cases(s, proc, e.a, !stops)) {
            for (State& right : cases(left, proc, e.b, truth)) {
                if (std::find(out.begin(), out.end(), right) == out.end()) out.push_back(std::move(right));
            }
        }
        if (out.size() <= kMostCases) return out;
        out.clear();
    }
    State one = s;
    bool ok = true;
    const TermId c = eval(one, proc, condition, ok);
    if (ok && assume(one, c, truth)) out.push_back(std::move(one));
    return out;
}

bool Machine::learn(State& s, TermId condition, bool truth) {
    const int known = decide(s, condition);
    if (known >= 0) return (known == 1) == truth;
    if (terms.is_top(condition)) return true;
    if (terms[condition].kind == TermKind::Cast) {  // a truth value that was stored
        const TermId plain = terms.binary(BinOp::Ne, false, condition, terms.constant(terms[condition].bits, 0));
        if (terms.is_comparison(plain) && terms[plain].size < terms[condition].size) return learn(s, plain, truth);
    }
    const Term t = terms[condition];
    const BinOp op = static_cast<BinOp>(t.op);
    if (t.kind == TermKind::Binary && (op == BinOp::LogAnd || op == BinOp::LogOr)) {
        if (truth == (op == BinOp::LogAnd)) {
            return learn(s, TermId(t.a), truth) && learn(s, TermId(t.b), truth);
        }
    } else if (t.kind == TermKind::Binary && ir::is_comparison(op)) {
        const BinOp holds = truth ? op : negated(op);
        if (terms.is_const(TermId(t.b))) return refine(s, TermId(t.a), holds, t.is_signed, terms[TermId(t.b)].value);
        if (makes_equal(s, holds, t.is_signed, TermId(t.a), TermId(t.b))) return unify(s, TermId(t.a), TermId(t.b));
        if (!narrow(s, condition, Range::constant(32, truth ? 1 : 0))) return false;
        return refine_both(s, TermId(t.a), holds, t.is_signed, TermId(t.b));
    } else {
        return refine(s, condition, truth ? BinOp::Ne : BinOp::Eq, false, 0);
    }
    return narrow(s, condition, Range::constant(32, truth ? 1 : 0));
}

}  // namespace sdvlite::explore
