// SPDX-License-Identifier: Apache-2.0
// Which new objects an unknown pointer may be. What the run has just allocated is where no pointer leads that was unknown
// before; it stays apart from unknown pointers until its address gets among them: it is joined with other values, written
// through an unknown pointer, or lies in memory that one may lead to. From then on it has escaped (Choi et al., "Escape
// analysis for Java", 1999, there for whole methods, here for each state). So an IRP that has just come is none of those that
// a list holds, however little is known of the list.
//
// An unknown pointer also knows which statements allocated what it may lead to. Kept in the state: a mark in each object that
// has escaped, and for each class of locations where the pointers lead that were written there. What external code returns
// and what was read from memory that is not followed may lead anywhere. Locals are not told apart: another activation of
// the procedure has the same ones.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

namespace {

/// Far from every byte of the object, so that the mark lies over no other cell.
constexpr std::int64_t kMarkAt = -(std::int64_t{1} << 50);

}  // namespace

ObjectId Terms::new_object(TermId value) const {
    for (TermId at = value;;) {
        const Term& t = terms_[at.index()];
        if (t.kind == TermKind::Addr) {
            const ObjectId o = root(ObjectId(t.a));
            const Object& in = objects_[o.index()];
            if (in.kind == ObjectKind::Local || in.kind == ObjectKind::Fresh) return o;
            if (in.kind != ObjectKind::Pointee) return {};
            at = in.term;
        } else if (t.kind == TermKind::Inside || (t.kind == TermKind::Binary && t.bits == 64 && static_cast<ir::BinOp>(t.op) == ir::BinOp::Add)) {
            at = TermId(t.a);
        } else {
            return {};
        }
    }
}

SymId Terms::led_by(TermId value) const {
    for (TermId at = value;;) {
        const Term& t = terms_[at.index()];
        if (t.kind == TermKind::Sym) return SymId(t.a);
        if (t.kind == TermKind::Addr) {
            const Object& in = objects_[root(ObjectId(t.a)).index()];
            if (in.kind != ObjectKind::Pointee) return {};
            at = in.term;
        } else if (t.kind == TermKind::Inside || (t.kind == TermKind::Binary && t.bits == 64 && static_cast<ir::BinOp>(t.op) == ir::BinOp::Add)) {
            at = TermId(t.a);
        } else {
            return {};
        }
    }
}

bool Terms::carries_new(TermId value) const {
    std::vector<TermId> todo{value};
    while (!todo.empty()) {
        const TermId at = todo.back();
        const Term& t = terms_[at.index()];
        todo.pop_back();
        if (t.bits == 64 && !has_operand(t) && leads(at) != kOld) return true;
        if (!has_operand(t)) continue;
        todo.push_back(TermId(t.a));
        if (t.kind == TermKind::Binary) todo.push_back(TermId(t.b));
    }
    return false;
}

bool Terms::is_of_start(TermId value) const {
    std::vector<TermId> todo{value};
    while (!todo.empty()) {
        const Term& t = terms_[todo.back().index()];
        todo.pop_back();
        const bool leaf = t.kind == TermKind::Const || (t.kind == TermKind::Sym && syms_[t.a].kind == SymKind::Initial);
        if (leaf) continue;
        if (!has_operand(t) || t.kind == TermKind::Inside) return false;
        todo.push_back(TermId(t.a));
        if (t.kind == TermKind::Binary) todo.push_back(TermId(t.b));
    }
    return true;
}

Leads Terms::leads_to(const Object& o) const {
    if (o.kind == ObjectKind::Local) return kLocals;
    if (o.kind != ObjectKind::Fresh) return o.kind == ObjectKind::Global ? kOld : kAnywhere;
    const auto it = sites_.find({o.proc, o.index});
    return it == sites_.end() ? kAnywhere : Leads{1} << std::min(it->second, kMostSites);
}

Leads Terms::leads(TermId value) const {
    Leads seen = kOld;
    for (TermId at = value;;) {
        const Term& t = terms_[at.index()];
        switch (t.kind) {
            case TermKind::Top: return seen | (t.bits == 64 ? ~t.value : kAnywhere);
            case TermKind::Const:
            case TermKind::Func: return seen;
            case TermKind::Sym:
                if (t.bits != 64) return kAnywhere;
                return seen | (syms_[t.a].kind == SymKind::Initial ? kOld : syms_[t.a].leads);
            case TermKind::Addr: {
                const Object& o = objects_[root(ObjectId(t.a)).index()];
                if (o.kind != ObjectKind::Pointee) return seen | leads_to(o);
                at = o.term;
                break;
            }
            case TermKind::Inside: at = TermId(t.a); break;
            case TermKind::Binary: {
                // Of two values that may be pointers nobody knows which one is.
                if (t.bits != 64 || static_cast<ir::BinOp>(t.op) != ir::BinOp::Add || carries_new(TermId(t.b))) return kAnywhere;
                at = TermId(t.a);
                break;
            }
            default: return kAnywhere;
        }
    }
}

/// Classes in which there are whole pointers, or numbers as wide; and those in which there are any but functions' addresses.
void Machine::find_wide() {
    wide_.resize(m_.tracked_count());
    data_.resize(m_.tracked_count());
    const auto note = [&](model::ClassId c, ir::TypeId t) {
        t = p_.types.without_arrays(t);
        if (!p_.types.is_scalar(t) || p_.types.bits_of(t) != 64 || m_.tracked(c) == model::kUntracked) return;
        wide_[m_.tracked(c)] = true;
        if (!p_.types.points_to(t, ir::TypeKind::Function)) data_[m_.tracked(c)] = true;
    };
    for (std::size_t q = 0; q < p_.procs.size(); ++q) {
        for (std::uint32_t i = 0; i < p_.procs[q].locals.size(); ++i) note(m_.classes().local(ir::ProcId(q), i), p_.procs[q].locals[i].type);
    }
    for (std::size_t g = 0; g < p_.globals.size(); ++g) note(m_.classes().global(ir::GlobalId(g)), p_.globals[g].type);
    for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
        const auto& fields = p_.types.rec(ir::RecordId(r)).fields;
        for (std::uint32_t i = 0; i < fields.size(); ++i) note(m_.classes().field(ir::RecordId(r), i), fields[i].type);
    }
    if (const std::uint32_t any = m_.tracked(m_.classes().pointed_scalar(64)); any != model::kUntracked) wide_[any] = data_[any] = true;
}

bool Machine::may_lead_to_data(SymId y) const {
    const std::uint32_t cls = terms[y].cell.valid() ? class_of(terms[y].cell) : kMixed;
    return terms[y].bits == 64 && (cls >= data_.size() || data_[cls]);
}

CellId Machine::escape_cell(ObjectId o) {
    Cell c;
    c.object = o;
    c.offset = kMarkAt;
    const CellId id = terms.intern(c);
    note_class(id, kMixed);
    return id;
}

bool Machine::is_escape(CellId c) const { return is_note(c) && terms[c].offset == kMarkAt; }

CellId Machine::content_cell(std::uint32_t cls, bool reached) { return marker(reached ? 4 : 3, cls, 64); }

void Machine::add_content(State& s, std::uint32_t cls, bool reached, Leads leads) {
    const CellId at = content_cell(cls, reached);
    const auto known = s.find(at);
    if (leads != kOld) s.bind(at, terms.constant(64, (known ? terms[*known].value : kOld) | leads));
}

Leads Machine::content(const State& s, std::uint32_t cls, bool reached) {
    const auto of = [&](std::uint32_t c, bool r) {
        const auto known = s.find(content_cell(c, r));
        return known ? terms[*known].value : kOld;
    };
    const Leads old = of(cls, false) | of(kMixed, false);
    return reached ? old | of(cls, true) | of(kMixed, true) : old;
}

void Machine::escape(State& s, TermId value) {
    if (const ObjectId o = terms.new_object(value); o.valid() && !s.find(escape_cell(o))) escape(s, o);
}

void Machine::escape(State& s, TermId value, const std::vector<SymId>& older) {
    if (const ObjectId o = terms.new_object(value); o.valid() && !s.find(escape_cell(o))) escape(s, o, older);
}

void Machine::escape(State& s, ObjectId first) {
    if (terms[first].kind == ObjectKind::Fresh) escape(s, first, symbols(s));
}

/// With it escapes what its cells lead to.
void Machine::escape(State& s, ObjectId first, const std::vector<SymId>& older) {
    std::vector<ObjectId> todo{first};
    while (!todo.empty()) {
        const ObjectId o = todo.back();
        todo.pop_back();
        if (terms[o].kind != ObjectKind::Fresh) continue;
        for (const SymId y : older) {
            if (may_lead_to_data(y) && (terms.leads(terms.sym(y)) & terms.leads_to(terms[o])) != 0 && is_elsewhere(s, terms.sym(y), o)) keep_elsewhere(s, y, o);
        }
        s.bind(escape_cell(o), terms.constant(8, 1));
        const std::vector<State::Binding> cells = s.cells;  // marks are added below
        for (const State::Binding& b : cells) {
            if (terms.root(terms[b.cell].object) != o || is_note(b.cell)) continue;
            const bool pointer = terms[b.cell].bits == 64;
            if (pointer || carries_part(class_of(b.cell), b.term)) add_content(s, class_of(b.cell), true, pointer ? terms.leads(b.term) : kAnywhere);
            const ObjectId next = terms.new_object(b.term);
            if (next.valid() && !s.find(escape_cell(next))) todo.push_back(next);
        }
    }
}

void Machine::blur(State::Binding& b, Leads written, std::vector<TermId>& escaping) {
    const unsigned bits = terms[b.cell].bits;
    const Leads now = written | terms.leads(b.term);
    if (bits == 64 && now != kAnywhere) escaping.push_back(b.term);
    b.term = bits == 64 ? terms.pointer_top(now) : terms.top(bits);
}

/// Whether a pointer of which little is known may lead to a place of that class in the object.
bool Machine::in_reach(const State& s, ObjectId root, std::uint32_t cls) {
    const Object& o = terms[root];
    switch (o.kind) {
        case ObjectKind::Local: return cls >= pointed_.size() || pointed_[cls];
        case ObjectKind::Global:  // the OS model's own variables are known to nobody who is not given their addresses
            return p_[o.global].origin != ir::Origin::Rule && (p_[o.global].origin == ir::Origin::Driver || cls >= pointed_.size() || pointed_[cls]);
        case ObjectKind::Fresh: return s.find(escape_cell(root)).has_value();
        case ObjectKind::Result: return false;
        default: return true;
    }
}

/// Whether the value may be a part of a pointer to something new: what it was cut out of is mostly not known any more.
bool Machine::carries_part(std::uint32_t cls, TermId value) {
    if (terms[value].bits == 64 || terms.is_of_start(value)) return false;
    return terms.carries_new(value) || cls >= wide_.size() || wide_[cls];
}

/// What is written where unknown pointers lead is among unknown values from then on.
void Machine::publish(State& s, const Access& a, TermId value) {
    const ObjectId in = terms.root(a.place.object);
    const bool in_part = carries_part(a.cls, value);
    if ((a.bits != 64 && !in_part) || !in_reach(s, in, a.cls)) return;
    const Leads leads = in_part ? kAnywhere : terms.leads(value);
    add_content(s, a.cls, is_new(in), leads);
    if (leads != kAnywhere) escape(s, value);
}

/// Where the pointers lead that are among bytes of which it is not told one by one what they are.
Leads Machine::copied_from(State& s, TermId from) {
    const Terms::Place at = place(from);
    if (!all_followed_ || (!at.object.valid() && terms.leads(from) == kAnywhere)) return kAnywhere;
    const ObjectId o = at.object.valid() ? terms.root(at.object) : ObjectId{};
    Leads all = kOld;
    std::vector<TermId> held;
    for (const State::Binding& b : s.cells) {
        if (is_content(b.cell)) all |= terms[b.term].value;
        if (!o.valid() || terms.root(terms[b.cell].object) != o || is_note(b.cell)) continue;
        all |= terms[b.cell].bits == 64 || carries_part(class_of(b.cell), b.term) ? terms.leads(b.term) : kOld;
        held.push_back(b.term);
    }
    for (const TermId t : held) escape(s, t);
    return all;
}

Leads Machine::leads(const State& s, CellId c) {
    if (const auto held = s.find(c)) return terms.leads(*held);
    const std::uint32_t cls = class_of(c);
    const ObjectId root = terms.root(terms[c].object);
    if (cls == model::kUntracked) return kAnywhere;
    bool in_other_cells = false, somewhere = background(s, root).has_value();
    Leads any = kOld;  // of what was written, wherever unknown pointers lead
    for (const State::Binding& b : s.cells) {
        const ObjectId o = terms[b.cell].object;
        in_other_cells = in_other_cells || (o == terms[c].object && terms[b.cell].overlaps(terms[c]));
        somewhere = somewhere || (terms[o].kind == ObjectKind::Element && terms.root(o) == root);
        if (is_content(b.cell)) any |= terms[b.term].value;
    }
    if (in_other_cells) return kAnywhere;
    if (const TermId there = held(s, c); terms[there].bits == 64 && !terms.is_top(there)) return terms.leads(there);
    // Nobody has written there: it holds what it did when the object was allocated.
    if (terms[root].kind == ObjectKind::Fresh && terms[terms[c].object].kind == ObjectKind::Fresh && !somewhere && !in_reach(s, root, cls)) return kOld;
    if (cls != kMixed) return leads_in(s, root, cls);
    return somewhere || !in_reach(s, root, cls) ? kAnywhere : any;
}

/// Of a value that is read from a known object where it is not told what lies there. What lies in an object that no unknown
/// pointer leads to is only told by its own cells.
Leads Machine::leads_in(const State& s, ObjectId root, std::uint32_t cls) {
    if (in_reach(s, root, cls)) return background(s, root) ? content(s, cls, true) : some_leads(s, cls, in_memory_of(root));
    const bool told = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        if (terms.root(terms[b.cell].object) != root || is_note(b.cell) || (class_of(b.cell) != cls && class_of(b.cell) != kMixed)) return false;
        return terms[b.cell].bits == 64 ? !terms.is_old(b.term) : carries_part(cls, b.term);
    });
    return told ? kAnywhere : content(s, cls, true);
}

/// Of a value that is read where a pointer leads of which no more is known.
Leads Machine::some_leads(const State& s, std::uint32_t cls, Leads where) {
    return where == kAnywhere ? where : content(s, cls, where != kOld);
}

/// What an unknown pointer leads to is none of the objects that are known, until the program finds that it is (semantics 4.2).
Leads Machine::in_memory_of(ObjectId root) const {
    const Object& o = terms[root];
    if (o.kind != ObjectKind::Pointee) return terms.leads_to(o);
    return terms.is_old(o.term) ? kOld : kLocals;
}

/// == and != of pointers that are known to lead into different objects; invalid for other values.
TermId Machine::tell_apart(const State& s, ir::BinOp op, TermId a, TermId b) {
    if (op != ir::BinOp::Eq && op != ir::BinOp::Ne) return {};
    const auto leads_somewhere = [&](TermId v) { return terms[v].kind == TermKind::Addr || !range(s, v).contains(0); };
    if (terms.led_by(a).valid() && terms.led_by(b).valid() && are_two(s, a, b) && (leads_somewhere(a) || leads_somewhere(b))) {
        return terms.constant(32, op == ir::BinOp::Ne ? 1 : 0);
    }
    if (!terms.new_object(a).valid()) std::swap(a, b);
    const ObjectId o = terms.new_object(a);
    if (!o.valid() || terms[o].kind != ObjectKind::Fresh || terms.new_object(b).valid()) return {};
    return is_elsewhere(s, b, o) ? terms.constant(32, op == ir::BinOp::Ne ? 1 : 0) : TermId{};
}

bool Machine::is_elsewhere(const State& s, TermId value, ObjectId o) {
    if (const ObjectId in = terms.new_object(value); in.valid()) return in != o;
    const Leads may = terms.leads(value);
    if ((may & terms.leads_to(terms[o])) == 0) return true;
    if (may == kAnywhere) return false;
    if (!s.find(escape_cell(o))) return true;
    const SymId y = terms.led_by(value);
    return y.valid() && decide(s, elsewhere(y, o)) == 0;
}

/// Said of a place that no program has a pointer to: so it holds of all in the object.
TermId Machine::elsewhere(SymId y, ObjectId o) { return terms.binary(ir::BinOp::Eq, false, terms.sym(y), terms.address(o, kMarkAt)); }

void Machine::keep_elsewhere(State& s, SymId y, ObjectId o) {
    const TermId equal = elsewhere(y, o);
    if (!terms.is_top(equal) && !terms.is_const(equal)) s.set_fact(equal, ranges.intern(Range::constant(32, 0)));
}

ObjectId Machine::is_elsewhere_from(TermId fact) const {
    const Term& t = terms[fact];
    if (t.kind != TermKind::Binary || static_cast<ir::BinOp>(t.op) != ir::BinOp::Eq) return {};
    for (const TermId side : {TermId(t.a), TermId(t.b)}) {
        const Term& x = terms[side];
        if (x.kind == TermKind::Addr && static_cast<std::int64_t>(x.value) == kMarkAt) return ObjectId(x.a);
    }
    return {};
}

}  // namespace sdvlite::explore
