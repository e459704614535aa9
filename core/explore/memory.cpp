// SPDX-License-Identifier: Apache-2.0
// Reading and writing cells.
#include <algorithm>

#include "core/explore/machine.hpp"
#include "core/ir/pointers.hpp"

namespace sdvlite::explore {

using model::kUntracked;

namespace {

/// More scalars than this inside one record or array are not followed one by one.
constexpr std::size_t kMaxLeaves = 512;

}  // namespace

void Machine::note_class(CellId c, std::uint32_t cls) {
    if (c.index() >= cell_class_.size()) cell_class_.resize(std::max<std::size_t>(c.index() + 1, cell_class_.size() * 2), kUntracked);
    std::uint32_t& known = cell_class_[c.index()];
    if (known == kUntracked) {
        known = cls;
    } else if (known != cls) {
        known = kMixed;
    }
}

CellId Machine::somewhere(CellId c) {
    const ObjectId root = terms.root(terms[c].object);
    Cell any = terms[c];
    any.object = terms.place(terms.inside(terms.address(root, 0))).object;
    if (!any.object.valid()) return c;
    any.offset = 0;
    const CellId id = terms.intern(any);
    note_class(id, class_of(c));
    return id;
}

CellId Machine::cell(const Access& a) {
    Cell c;
    c.object = a.place.object;
    c.offset = a.place.offset;
    c.bits = a.bits;
    c.bit_offset = a.bit_offset;
    c.bit_field = a.bit_field;
    const CellId id = terms.intern(c);
    note_class(id, a.cls);
    return id;
}

CellId Machine::result_cell(unsigned bits) { return result_part(0, bits, false, 0); }

CellId Machine::result_part(std::uint64_t offset, unsigned bits, bool bit_field, unsigned bit_offset) {
    Object o;
    o.kind = ObjectKind::Result;
    Cell c;
    c.object = terms.intern(o);
    c.offset = static_cast<std::int64_t>(offset);
    c.bits = static_cast<std::uint8_t>(bits);
    c.bit_field = bit_field;
    c.bit_offset = static_cast<std::uint8_t>(bit_offset);
    return terms.intern(c);
}

CellId Machine::wild_cell(std::uint32_t cls) { return marker(1, cls); }
CellId Machine::newly_wild_cell(std::uint32_t cls) { return marker(2, cls); }

TermId Machine::some_value(const State& s, const Access& a, Leads where) {
    return a.bits == 64 ? terms.pointer_top(some_leads(s, a.cls, where)) : terms.top(a.bits);
}

CellId Machine::marker(std::uint32_t index, std::uint32_t cls, unsigned bits) {
    Object o;
    o.kind = ObjectKind::Result;
    o.index = index;
    Cell c;
    c.object = terms.intern(o);
    c.offset = static_cast<std::int64_t>(cls) * 8;
    c.bits = static_cast<std::uint8_t>(bits);
    const CellId id = terms.intern(c);
    note_class(id, cls);
    return id;
}

TermId Machine::initial(const State& s, const Access& a, CellId c) {
    const Object o = terms[a.place.object];
    const auto some_value_of_it = [&] {
        return a.bits == 64 ? terms.pointer_top(leads_in(s, terms.root(a.place.object), a.cls)) : terms.top(a.bits);
    };
    if (s.find(wild_cell(a.cls)) || aliased(s, a.place.object, a.cls)) return some_value_of_it();
    if (const auto b = background(s, terms.root(a.place.object))) {
        const std::int64_t first = a.place.offset, last = first + (a.bit_offset + a.bits + 7) / 8;
        const bool element = o.kind == ObjectKind::Element;
        const bool inside = !element && first >= b->from && last <= b->to;
        const std::uint64_t pattern = static_cast<std::uint64_t>(b->value) * 0x0101010101010101ull;
        if (inside && b->value >= 0) return terms.constant(a.bits, pattern >> a.bit_offset % 8);
        if (inside || element || (first < b->reach && b->from < last)) return some_value_of_it();
    }
    // An element at an unknown index: some write by another index may have changed it.
    if (o.kind == ObjectKind::Element) return some_value_of_it();
    return o.kind == ObjectKind::Global ? global_initial(p_[o.global], a, c) : at_start(a, c);
}

/// Whether a write by an unknown index may have gone to a place of this class in the object.
bool Machine::aliased(const State& s, ObjectId object, std::uint32_t cls) {
    const ObjectId root = terms.root(object);
    return std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        const ObjectId o = terms[b.cell].object;
        if (o == object || terms[o].kind != ObjectKind::Element || terms.root(o) != root) return false;
        return class_of(b.cell) == cls || class_of(b.cell) == kMixed;
    });
}

/// Whether what the cell held at the start of the run is still there.
bool Machine::untouched(const State& s, CellId id) {
    const Cell c = terms[id];
    const std::uint32_t cls = class_of(id);
    const bool written = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        return terms[b.cell].object == c.object && !is_background(b.cell) && terms[b.cell].overlaps(c);
    });
    if (written || cls == kMixed || cls == kUntracked) return false;
    return !s.find(wild_cell(cls)) && !aliased(s, c.object, cls) && !background(s, terms.root(c.object));
}

TermId Machine::load(const State& s, const Access& a) {
    if (a.cls == kUntracked) return terms.top(a.bits);
    if (!a.place.object.valid()) return some_value(s, a, a.into);
    const CellId id = cell(a);
    if (auto t = s.find(id)) return *t;
    const Cell wanted = terms[id];
    const bool touched = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        return terms[b.cell].object == wanted.object && terms[b.cell].overlaps(wanted);
    });
    return touched ? assemble(s, a, id) : initial(s, a, id);
}

/// What lies in a place of which nothing is known is some value: the same when it is read again, until something is written there.
/// Elements of arrays and locals: of what any pointer may have changed too much is read to remember all of it.
TermId Machine::read(State& s, const Access& a) {
    const TermId v = load(s, a);
    if (!terms.is_top(v) && !pure_) look(s, a, v);
    if (!terms.is_top(v) || a.cls == kUntracked) return v;
    if (!a.place.object.valid()) return read_vague(s, a, v);
    if (terms.is_somewhere(a.place.object)) return v;
    const ObjectKind kind = terms[a.place.object].kind;
    if (kind != ObjectKind::Element && kind != ObjectKind::Local) return v;
    const CellId id = cell(a);
    const Cell wanted = terms[id];
    const bool told = std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        return b.cell != id && terms[b.cell].object == wanted.object && terms[b.cell].overlaps(wanted);
    });
    if (told) return v;
    const TermId some = unknown(s, id, terms.leads(v), id);
    if (!terms.is_top(some)) s.bind(id, some);
    return some;
}

void Machine::weaken_class(State& s, std::uint32_t cls, TermId value) {
    const Leads brought = !value.valid() || carries_part(cls, value) ? kAnywhere : terms.leads(value);
    kill_loads(s, cls);
    std::vector<TermId> escaping;
    for (State::Binding& b : s.cells) {
        const std::uint32_t c = class_of(b.cell);
        if ((c != cls && c != kMixed) || is_result(b.cell) || is_wild(b.cell) || is_note(b.cell)) continue;
        blur(b, brought, escaping);
    }
    if (!value.valid() || terms[value].bits == 64 || carries_part(cls, value)) add_content(s, cls, false, brought);
    if (brought != kAnywhere) escaping.push_back(value);
    for (const TermId t : escaping) escape(s, t);
    s.bind(wild_cell(cls), terms.constant(8, 1));
    s.bind(newly_wild_cell(cls), terms.constant(8, 1));
}

/// A write to one place of an array may change the element at an unknown index, and the other way round.
void Machine::weaken_aliases(State& s, ObjectId object, std::uint32_t cls, TermId value) {
    std::vector<TermId> escaping;
    const ObjectId root = terms.root(object);
    const bool element = terms[object].kind == ObjectKind::Element;
    for (State::Binding& b : s.cells) {
        const ObjectId o = terms[b.cell].object;
        if (o == object || (!element && terms[o].kind != ObjectKind::Element) || terms.root(o) != root) continue;
        if ((class_of(b.cell) == cls || class_of(b.cell) == kMixed) && !is_escape(b.cell)) blur(b, terms.leads(value), escaping);
    }
    if (escaping.empty()) return;
    escaping.push_back(value);
    for (const TermId t : escaping) escape(s, t);
}

void Machine::store(State& s, const Access& a, TermId value) {
    if (a.cls == kUntracked) return;
    link(s, a, value);
    if (!a.place.object.valid()) {
        weaken_class(s, a.cls, value);
        if (const CellId id = available_load(s, a); id.valid() && !terms.is_top(value) && terms[value].bits == a.bits) s.bind(id, value);
        return;
    }
    if (in_reach(s, terms.root(a.place.object), a.cls)) kill_loads(s, a.cls);
    const CellId id = cell(a);
    const Cell wanted = terms[id];
    std::vector<State::Binding> rest;  // what sticks out of what is overwritten in part
    for (std::size_t i = 0; i < s.cells.size();) {
        State::Binding& b = s.cells[i];
        const Cell& c = terms[b.cell];
        if (b.cell == id || c.object != wanted.object || !c.overlaps(wanted)) {
            ++i;
        } else if (c.first_bit() >= wanted.first_bit() && c.first_bit() + c.bits <= wanted.first_bit() + wanted.bits) {
            s.cells.erase(s.cells.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            if (cut(b, id, rest)) {
                s.cells.erase(s.cells.begin() + static_cast<std::ptrdiff_t>(i));
            } else {
                b.term = terms.top(c.bits);
                ++i;
            }
        }
    }
    for (const State::Binding& r : rest) {
        if (const auto known = s.find(r.cell); !known || terms.is_top(*known)) s.bind(r.cell, r.term);
    }
    if (terms[value].bits != a.bits) value = terms.cast(CastKind::Trunc, a.bits, value);
    publish(s, a, value);
    if (terms.is_somewhere(a.place.object)) {
        value = terms.top(a.bits);  // the next address in that object is another one
    } else if (terms.is_top(value)) {
        value = unknown(s, id, terms.leads(value), id);
    }
    s.bind(id, value);
    weaken_aliases(s, a.place.object, a.cls, value);
}

/// A value of which nothing is known but that the cell holds it from here on: equal to itself, wherever it is copied.
TermId Machine::unknown(State& s, CellId at, Leads leads, CellId name) {
    s.unbind(at);
    Sym y;
    y.kind = SymKind::Joined;
    y.leads = leads;
    y.cell = name;
    y.bits = terms[at].bits;
    auto held = [&](SymId id) {
        auto names = [&](const std::vector<SymId>& in) { return std::binary_search(in.begin(), in.end(), id); };
        return std::binary_search(reserved_.begin(), reserved_.end(), id) ||
               std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
                   return names(terms.symbols(b.term)) || names(terms.symbols(terms[b.cell].object));
               });
    };
    for (; y.generation < kMaxGenerations; ++y.generation) {
        const SymId id = terms.intern(y);
        if (held(id)) continue;
        // What was known of its last bearer says nothing of this one.
        std::erase_if(s.facts, [&](const State::Fact& f) { return is_about(f, id); });
        return terms.sym(id);
    }
    return y.bits == 64 ? terms.pointer_top(leads) : terms.top(y.bits);
}

/// Where a pointer points to. One that stands for several that were joined points to one of the objects that are known, but
/// nobody knows to which.
Terms::Place Machine::place(TermId pointer) {
    const Terms::Place at = terms.place(pointer);
    return at.object.valid() && is_vague(terms.root(at.object)) ? Terms::Place{} : at;
}

/// The scalars inside a designator of record or array type; those of an array of scalars are of the
/// designator's own class, and may be untracked.
std::vector<Machine::Leaf> Machine::leaves(ir::ProcId proc, ir::ExprId designator, std::vector<std::uint32_t>& rest) {
    const ir::TypeId type = p_[designator].type;
    ir::TypeId element = p_.types.without_arrays(type);
    std::vector<Leaf> out;
    if (p_.types.is_scalar(element)) {
        const std::uint32_t cls = tracked(m_.classes().of(proc, designator));
        const std::uint64_t size = p_.types.size_of(element), count = p_.types.size_of(type) / size;
        for (std::uint64_t i = 0; i < count && i < kMaxLeaves; ++i) {
            out.push_back({i * size, static_cast<std::uint8_t>(p_.types.bits_of(element)), 0, false, cls, element});
        }
        if (count > kMaxLeaves && cls != kUntracked) rest.push_back(cls);
        return out;
    }
    out = leaves(type);
    if (!cut_.contains(type.value)) return out;
    std::vector<model::ClassId> all;
    m_.classes().all_of(proc, designator, all);
    for (model::ClassId c : all) {
        if (tracked(c) != kUntracked) rest.push_back(tracked(c));
    }
    return out;
}

const std::vector<Machine::Leaf>& Machine::leaves(ir::TypeId type) {
    auto [it, fresh] = leaves_.try_emplace(type.value);
    if (!fresh) return it->second;
    std::vector<Leaf> out;
    struct Part { ir::TypeId type; std::uint64_t at; model::ClassId cls; std::uint8_t bit_width, bit_offset; };
    std::vector<Part> todo{{type, 0, model::kNoClass, 0, 0}};
    while (!todo.empty() && out.size() < kMaxLeaves) {
        const Part part = todo.back();
        todo.pop_back();
        const ir::Type& t = p_.types[part.type];
        if (t.kind == ir::TypeKind::Array) {
            const std::uint64_t size = p_.types.size_of(t.element);
            if (t.count > kMaxLeaves) cut_.insert(type.value);
            for (std::uint64_t i = 0; i < t.count && i < kMaxLeaves; ++i) {
                todo.push_back({t.element, part.at + i * size, part.cls, 0, 0});
            }
        } else if (t.kind == ir::TypeKind::Record) {
            const ir::Record& rec = p_.types.rec(t.record);
            for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
                const ir::Field& f = rec.fields[i];
                todo.push_back({f.type, part.at + f.offset, m_.classes().field(t.record, i), f.bit_width, f.bit_offset});
            }
        } else if (p_.types.is_scalar(part.type)) {
            const model::ClassId c = part.cls != model::kNoClass ? part.cls : m_.classes().pointed_scalar(t.bits);
            const std::uint8_t bits = part.bit_width != 0 ? part.bit_width : t.bits;
            const std::uint32_t cls = tracked(c);
            if (cls != kUntracked) out.push_back({part.at, bits, part.bit_offset, part.bit_width != 0, cls, part.type});
        }
    }
    if (!todo.empty()) cut_.insert(type.value);
    return leaves_[type.value] = std::move(out);
}

Access Machine::part_of(const Terms::Place& base, const Leaf& l) const {
    Access a;
    a.place = {base.object, base.offset + static_cast<std::int64_t>(l.offset)};
    a.bits = l.bits;
    a.bit_offset = l.bit_offset;
    a.bit_field = l.bit_field;
    a.alignment = static_cast<std::uint8_t>(ir::pointer_alignment(p_.types, l.type));
    a.cls = l.cls;
    return a;
}

void Machine::copy(State& s, ir::ProcId proc, ir::ExprId lhs, ir::ExprId rhs, bool& ok) {
    const Terms::Place to = access(s, proc, lhs, ok).place;
    const Terms::Place from = access(s, proc, rhs, ok).place;
    std::vector<std::uint32_t> rest, ignored;
    const std::vector<Leaf> targets = leaves(proc, lhs, rest), sources = leaves(proc, rhs, ignored);
    std::vector<TermId> values;  // all read before any is written: the two may overlap
    for (const Leaf& l : sources) values.push_back(load(s, part_of(from, l)));
    for (std::size_t i = 0; i < targets.size(); ++i) store(s, part_of(to, targets[i]), i < values.size() ? values[i] : terms.top(targets[i].bits));
    for (std::uint32_t cls : rest) weaken_class(s, cls);  // more than is followed one by one
}

void Machine::copy_into(State& into, ObjectId to, State& from, ir::ProcId proc, ir::ExprId rhs, bool& ok) {
    const Terms::Place source = access(from, proc, rhs, ok).place;
    for (const Leaf& l : std::vector<Leaf>(leaves(p_[rhs].type))) {
        store(into, part_of({to, 0}, l), load(from, part_of(source, l)));
    }
    std::vector<std::uint32_t> rest;
    leaves(proc, rhs, rest);
    for (std::uint32_t cls : rest) weaken_class(into, cls);
}

void Machine::keep_result(State& s, ir::ProcId proc, ir::ExprId rhs, bool& ok) {
    const Terms::Place source = access(s, proc, rhs, ok).place;
    for (const Leaf& l : std::vector<Leaf>(leaves(p_[rhs].type))) {
        const TermId v = load(s, part_of(source, l));
        s.bind(result_part(l.offset, l.bits, l.bit_field, l.bit_offset), v);
    }
}

void Machine::store_result(State& s, ir::ProcId proc, ir::ExprId lhs, std::span<const State::Binding> result, bool& ok) {
    for (const State::Binding& b : result) s.bind(b.cell, b.term);  // held by the state, so that no new value takes its name
    const Terms::Place to = access(s, proc, lhs, ok).place;
    std::vector<std::uint32_t> rest;
    for (const Leaf& l : leaves(proc, lhs, rest)) {
        const auto part = s.find(result_part(l.offset, l.bits, l.bit_field, l.bit_offset));
        store(s, part_of(to, l), part ? *part : terms.top(l.bits));
    }
    for (const State::Binding& b : result) s.unbind(b.cell);
    for (std::uint32_t cls : rest) weaken_class(s, cls);
}

void Machine::havoc(State& s, ir::ProcId proc, ir::ExprId lhs, ir::StmtIndex stmt, const std::vector<SymId>& reserved, bool& ok) {
    const ir::TypeId type = p_[lhs].type;
    const Access a = access(s, proc, lhs, ok);
    if (p_.types.is_scalar(type)) {
        if (a.cls != kUntracked) store(s, a, given(fresh_symbol(s, proc, stmt, a.bits, reserved), a.alignment));
        return;
    }
    std::vector<std::uint32_t> rest;
    for (const Leaf& l : leaves(proc, lhs, rest)) store(s, part_of(a.place, l), terms.top(l.bits));
    for (std::uint32_t cls : rest) weaken_class(s, cls);
}

void Machine::havoc_reach(State& s, TermId pointer, ir::TypeId pointee) {
    if (!terms.is_const(pointer) && !place(pointer).object.valid()) {
        for (const Leaf& l : std::vector<Leaf>(leaves(pointee))) weaken_class(s, l.cls);
        return;
    }
    // Follows typed pointers as far as the state knows objects there.
    std::vector<std::pair<Terms::Place, ir::TypeId>> todo{{place(pointer), pointee}};
    std::vector<std::pair<ObjectId, std::int64_t>> seen;
    for (std::size_t next = 0; next < todo.size() && next < 64; ++next) {
        const auto [at, type] = todo[next];
        if (!at.object.valid()) continue;
        const std::pair<ObjectId, std::int64_t> key{at.object, at.offset};
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        seen.push_back(key);
        for (const Leaf& l : std::vector<Leaf>(leaves(type))) {
            const Access a = part_of(at, l);
            const TermId old = load(s, a);
            if (p_.types.is_pointer(l.type) && p_.types.size_of(p_.types[l.type].element) != 0) {
                const Terms::Place target = place(old);
                const bool known = target.object.valid() && std::any_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
                    return terms[b.cell].object == target.object;
                });
                if (known) todo.emplace_back(target, p_.types[l.type].element);
            }
            store(s, a, terms.top(l.bits));
        }
    }
}

}  // namespace sdvlite::explore
