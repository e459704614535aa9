// SPDX-License-Identifier: Apache-2.0
// Where an unknown pointer comes from, as far as that tells it from another one. What the rule follows is compared with all that
// comes by, also where the driver never would: a lock in one record with one to which another record leads. That such pointers lead to
// different objects unless the driver links them somewhere (model/flows.hpp) is assumed, here where the rule compares; the driver's
// own comparisons have both outcomes. A pointer that lies in an object leads to another one, unless something links an object to itself
// (model/self_links.hpp).
#include "core/explore/machine.hpp"

namespace sdvlite::explore {

/// The place whose pointer the value was at the start, or at which several became one; the variable into which it leads.
std::optional<model::Flows::Node> Machine::origin(TermId value) {
    for (TermId at = value;;) {
        const Term& t = terms[at];
        if (t.kind == TermKind::Sym) {
            const Sym& y = terms[SymId(t.a)];
            const std::uint32_t cls = y.kind == SymKind::Site || t.bits != 64 ? model::kUntracked : class_of(y.cell);
            if (cls >= m_.tracked_count()) return std::nullopt;
            const model::Flows::Node at_start = m_.flows().at_start(m_.class_tracked_as(cls), terms[y.cell].offset);
            if (m_.flows().is_inside(at_start)) return std::nullopt;
            return at_start;
        }
        if (t.kind == TermKind::Addr) {
            const Object& o = terms[terms.root(ObjectId(t.a))];
            if (o.kind == ObjectKind::Global) return m_.flows().address(o.global);
            if (o.kind != ObjectKind::Pointee) return std::nullopt;
            at = o.term;
        } else if (t.kind == TermKind::Inside || (t.kind == TermKind::Binary && t.bits == 64 && static_cast<ir::BinOp>(t.op) == ir::BinOp::Add)) {
            at = TermId(t.a);
        } else {
            return std::nullopt;
        }
    }
}

/// Whether `inner` was read, at the start, out of the object into which `outer` leads.
bool Machine::is_read_from(TermId inner, TermId outer) {
    const SymId y = terms.led_by(inner), z = terms.led_by(outer);
    if (!y.valid() || !z.valid() || terms[y].kind != SymKind::Initial || class_of(terms[y].cell) >= m_.tracked_count()) return false;
    const Object& in = terms[terms.root(terms[terms[y].cell].object)];
    return in.kind == ObjectKind::Pointee && terms.led_by(in.term) == z;
}

/// Whether an object that was found in one of the places is told from that in the other by where they lie: each place holds one of its own.
bool Machine::are_other_places(const Cell& a, const Cell& b) const {
    const ObjectId in = terms.root(a.object);
    return in == terms.root(b.object) && a.object == in && b.object == in && a.offset != b.offset;
}

/// Whether there was a moment at which each of them lay in the place that it has its name from: the start, or now.
bool Machine::lay_at_once(const State& s, SymId y, SymId z) {
    const auto lies = [&](SymId v) { return terms[v].kind != SymKind::Site && held(s, terms[v].cell) == terms.sym(v); };
    return (terms[y].kind == SymKind::Initial && terms[z].kind == SymKind::Initial) || (lies(y) && lies(z));
}

bool Machine::are_unlinked(const State& s, TermId a, TermId b) {
    constexpr int kMostSteps = 16;
    for (int step = 0; step < kMostSteps; ++step) {
        for (const auto& [inner, outer] : {std::pair(a, b), std::pair(b, a)}) {
            if (is_read_from(inner, outer) && !m_.self_links().may(m_.class_tracked_as(class_of(terms[terms.led_by(inner)].cell)))) return true;
        }
        const auto x = origin(a), y = x ? origin(b) : std::nullopt;
        if (!y) return false;
        if (!m_.flows().may_meet(*x, *y)) return true;
        const SymId v = terms.led_by(a), w = terms.led_by(b);
        if (!v.valid() || !w.valid() || !lay_at_once(s, v, w)) return false;
        if (m_.flows().owner(*x) != m_.flows().owner(*y) || !m_.flows().is_owned(*x)) return false;
        if (*x != *y) return true;
        const Cell &c = terms[terms[v].cell], &d = terms[terms[w].cell];
        if (are_other_places(c, d)) return true;
        // The same field of two objects, if they are two.
        const Object &o = terms[terms.root(c.object)], &q = terms[terms.root(d.object)];
        if (o.kind != ObjectKind::Pointee || q.kind != ObjectKind::Pointee) return false;
        a = o.term;
        b = q.term;
        if (c.offset == d.offset && compare_by_relations(s, ir::BinOp::Eq, false, a, b) == 0) return true;
    }
    return false;
}

}  // namespace sdvlite::explore
