// SPDX-License-Identifier: Apache-2.0
// Interning, symbols and substitution; the simplifying constructors are in term_simplify.cpp.
#include "core/explore/term.hpp"

#include <algorithm>

namespace sdvlite::explore {

namespace {

/// A pointer that is reached over more unknown pointers than this names no object of its own.
constexpr std::size_t kMaxPointerChain = 7;

using base::mix;

std::uint64_t hash_of(const Term& t) {
    const std::uint64_t h = static_cast<std::uint64_t>(t.kind) | static_cast<std::uint64_t>(t.op) << 8 |
                            static_cast<std::uint64_t>(t.bits) << 16 | static_cast<std::uint64_t>(t.is_signed) << 24;
    return mix(mix(h, std::uint64_t{t.a} << 32 | t.b), t.value);
}
std::uint64_t hash_of(const Sym& s) {
    return mix(mix(mix(static_cast<std::uint64_t>(s.kind) << 16 | s.bits, s.generation), s.cell.value),
               static_cast<std::uint64_t>(s.proc.value) << 32 | s.stmt);
}
std::uint64_t hash_of(const Object& o) {
    std::uint64_t h = mix(static_cast<std::uint64_t>(o.kind) << 16 | o.generation, o.global.value);
    h = mix(h, static_cast<std::uint64_t>(o.proc.value) << 32 | o.index);
    return mix(h, static_cast<std::uint64_t>(o.term.value) << 32 | o.base.value);
}
std::uint64_t hash_of(const Cell& c) {
    return mix(mix(c.object.value, static_cast<std::uint64_t>(c.offset)),
               static_cast<std::uint64_t>(c.bits) << 16 | static_cast<std::uint64_t>(c.bit_offset) << 8 | c.bit_field);
}

template <class T>
std::uint32_t intern_in(std::vector<T>& values, base::IdTable& table, const T& v) {
    const std::uint64_t h = hash_of(v);
    const std::uint32_t known = table.find(h, [&](std::uint32_t i) { return values[i] == v; });
    if (known != base::IdTable::kNone) return known;
    values.push_back(v);
    return table.add(h, [&](std::uint32_t i) { return hash_of(values[i]); });
}

}  // namespace

Terms::Terms() = default;

TermId Terms::intern(const Term& t) {
    const TermId id(intern_in(terms_, term_table_, t));
    if (terms_.size() > term_syms_.size()) term_syms_.resize(terms_.size()), term_syms_known_.resize(terms_.size(), false);
    return id;
}
SymId Terms::intern(const Sym& s) { return SymId(intern_in(syms_, sym_table_, s)); }
ObjectId Terms::intern(const Object& o) {
    const ObjectId id(intern_in(objects_, object_table_, o));
    if (o.kind == ObjectKind::Fresh) sites_.try_emplace({o.proc, o.index}, static_cast<unsigned>(sites_.size()));
    if (objects_.size() > object_syms_.size()) {
        object_syms_.resize(objects_.size());
        object_syms_known_.resize(objects_.size(), false);
    }
    return id;
}
CellId Terms::intern(const Cell& c) { return CellId(intern_in(cells_, cell_table_, c)); }

std::uint64_t Terms::bytes() const {
    return terms_.capacity() * (sizeof(Term) + 96) + syms_.capacity() * sizeof(Sym) +
           objects_.capacity() * (sizeof(Object) + 96) + cells_.capacity() * sizeof(Cell) +
           term_table_.bytes() + sym_table_.bytes() + object_table_.bytes() + cell_table_.bytes();
}

TermId Terms::top(unsigned bits) {
    Term t;
    t.bits = static_cast<std::uint8_t>(bits);
    return intern(t);
}

TermId Terms::pointer_top(Leads leads) {
    Term t;
    t.bits = 64;
    t.value = ~leads;
    return intern(t);
}

TermId Terms::constant(unsigned bits, std::uint64_t v) {
    Term t;
    t.kind = TermKind::Const;
    t.bits = static_cast<std::uint8_t>(bits);
    t.value = v & width_mask(bits);
    return intern(t);
}

TermId Terms::sym(SymId s) {
    Term t;
    t.kind = TermKind::Sym;
    t.bits = syms_[s.index()].bits;
    t.a = s.value;
    return intern(t);
}

TermId Terms::func(ir::ProcId p) {
    Term t;
    t.kind = TermKind::Func;
    t.bits = 64;
    t.a = p.value;
    return intern(t);
}

TermId Terms::address(ObjectId o, std::int64_t offset) {
    const Object& obj = objects_[o.index()];
    if (obj.kind == ObjectKind::Pointee && offset == 0) return obj.term;
    if (obj.kind == ObjectKind::Element) return offset_by(obj.term, constant(64, static_cast<std::uint64_t>(offset)));
    Term t;
    t.kind = TermKind::Addr;
    t.bits = 64;
    t.a = o.value;
    t.value = static_cast<std::uint64_t>(offset);
    return intern(t);
}

TermId Terms::inside(TermId pointer) {
    if (terms_[pointer.index()].kind == TermKind::Inside) return pointer;
    const Place at = place(pointer);
    if (!at.object.valid()) return top(64);
    Term t;
    t.kind = TermKind::Inside;
    t.bits = 64;
    t.a = address(root(at.object), 0).value;
    t.size = static_cast<std::uint16_t>(terms_[t.a].size + 1);
    return intern(t);
}

Terms::Place Terms::place(TermId pointer) {
    const Term t = terms_[pointer.index()];
    switch (t.kind) {
        case TermKind::Inside: {
            Object o;
            o.kind = ObjectKind::Element;
            o.base = place(TermId(t.a)).object;
            o.term = pointer;
            return {intern(o), 0};
        }
        case TermKind::Addr: return {ObjectId(t.a), static_cast<std::int64_t>(t.value)};
        case TermKind::Sym: {
            if (t.bits != 64 || symbols(pointer).size() > kMaxPointerChain) return {};
            Object o;
            o.kind = ObjectKind::Pointee;
            o.term = pointer;
            return {intern(o), 0};
        }
        case TermKind::Binary: {
            if (static_cast<ir::BinOp>(t.op) != ir::BinOp::Add || t.bits != 64) return {};
            const Place base = place(TermId(t.a));
            if (!base.object.valid()) return {};
            const Term b = terms_[t.b];
            if (b.kind == TermKind::Const) return {base.object, base.offset + static_cast<std::int64_t>(b.value)};
            Object o;  // unknown offset: an element, named without the constant part
            o.kind = ObjectKind::Element;
            o.base = root(base.object);
            o.term = binary(ir::BinOp::Add, false, address(base.object, 0), TermId(t.b));
            if (terms_[o.term.index()].kind != TermKind::Binary) return {};
            return {intern(o), base.offset};
        }
        default: return {};
    }
}

Terms::Place Terms::vague_place(TermId pointer) {
    if (const Place at = place(pointer); at.object.valid()) return at;
    Term t = terms_[pointer.index()];
    std::int64_t offset = 0;
    if (t.kind == TermKind::Binary && static_cast<ir::BinOp>(t.op) == ir::BinOp::Add && is_const(TermId(t.b))) {
        offset = static_cast<std::int64_t>(terms_[t.b].value);
        pointer = TermId(t.a);
        t = terms_[t.a];
    }
    if (t.kind != TermKind::Sym || t.bits != 64) return {};
    Object o;
    o.kind = ObjectKind::Pointee;
    o.term = pointer;
    return {intern(o), offset};
}

ObjectId Terms::root(ObjectId o) const {
    while (objects_[o.index()].kind == ObjectKind::Element) o = objects_[o.index()].base;
    return o;
}

const std::vector<SymId>& Terms::symbols(ObjectId o) {
    if (object_syms_known_[o.index()]) return object_syms_[o.index()];
    std::vector<SymId> out;
    const Object obj = objects_[o.index()];
    if (obj.term.valid()) out = symbols(obj.term);
    object_syms_known_[o.index()] = true;
    return object_syms_[o.index()] = std::move(out);
}

// Recursion is bounded by kMaxSize and kMaxPointerChain.
const std::vector<SymId>& Terms::symbols(TermId id) {
    if (term_syms_known_[id.index()]) return term_syms_[id.index()];
    const Term t = terms_[id.index()];
    std::vector<SymId> out;
    auto add = [&out](const std::vector<SymId>& more) { out.insert(out.end(), more.begin(), more.end()); };
    if (t.kind == TermKind::Sym) {
        const Sym s = syms_[t.a];
        if (s.kind == SymKind::Initial) add(symbols(cells_[s.cell.index()].object));
        out.push_back(SymId(t.a));
    } else if (t.kind == TermKind::Addr) {
        add(symbols(ObjectId(t.a)));
    } else if (has_operand(t)) {
        add(symbols(TermId(t.a)));
        if (t.kind == TermKind::Binary) add(symbols(TermId(t.b)));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    term_syms_known_[id.index()] = true;
    return term_syms_[id.index()] = std::move(out);
}

namespace {

template <class T>
void sort_unique(std::vector<T>& v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
}

}  // namespace

// Recursion in what follows is bounded as that of symbols().
const std::vector<ir::ProcId>& Terms::owners(ObjectId o) {
    if (object_owners_known_.size() < objects_.size()) object_owners_known_.resize(objects_.size(), false), object_owners_.resize(objects_.size());
    if (object_owners_known_[o.index()]) return object_owners_[o.index()];
    const Object obj = objects_[o.index()];
    std::vector<ir::ProcId> out;
    if (obj.kind == ObjectKind::Local) out.push_back(obj.proc);
    if (obj.term.valid()) out = owners(obj.term);
    object_owners_known_[o.index()] = true;
    return object_owners_[o.index()] = std::move(out);
}

const std::vector<ir::ProcId>& Terms::owners(TermId id) {
    if (term_owners_known_.size() < terms_.size()) term_owners_known_.resize(terms_.size(), false), term_owners_.resize(terms_.size());
    if (term_owners_known_[id.index()]) return term_owners_[id.index()];
    const Term t = terms_[id.index()];
    std::vector<ir::ProcId> out;
    if (t.kind == TermKind::Addr) out = owners(ObjectId(t.a));
    if (t.kind == TermKind::Sym && syms_[t.a].kind == SymKind::Initial) out = owners(cells_[syms_[t.a].cell.index()].object);
    if (has_operand(t)) out = owners(TermId(t.a));
    if (t.kind == TermKind::Binary) {
        const std::vector<ir::ProcId> more = owners(TermId(t.b));
        out.insert(out.end(), more.begin(), more.end());
        sort_unique(out);
    }
    term_owners_known_[id.index()] = true;
    return term_owners_[id.index()] = std::move(out);
}

const std::vector<ObjectId>& Terms::allocated(ObjectId o) {
    if (object_allocated_known_.size() < objects_.size()) {
        object_allocated_known_.resize(objects_.size(), false);
        object_allocated_.resize(objects_.size());
    }
    if (object_allocated_known_[o.index()]) return object_allocated_[o.index()];
    const Object obj = objects_[o.index()];
    std::vector<ObjectId> out;
    if (obj.kind == ObjectKind::Fresh) out.push_back(o);
    if (obj.term.valid()) out = allocated(obj.term);
    object_allocated_known_[o.index()] = true;
    return object_allocated_[o.index()] = std::move(out);
}

const std::vector<ObjectId>& Terms::allocated(TermId id) {
    if (term_allocated_known_.size() < terms_.size()) {
        term_allocated_known_.resize(terms_.size(), false);
        term_allocated_.resize(terms_.size());
    }
    if (term_allocated_known_[id.index()]) return term_allocated_[id.index()];
    const Term t = terms_[id.index()];
    std::vector<ObjectId> out;
    if (t.kind == TermKind::Addr) out = allocated(ObjectId(t.a));
    if (t.kind == TermKind::Sym && syms_[t.a].kind == SymKind::Initial) out = allocated(cells_[syms_[t.a].cell.index()].object);
    if (has_operand(t)) out = allocated(TermId(t.a));
    if (t.kind == TermKind::Binary) {
        for (const ObjectId o : std::vector<ObjectId>(allocated(TermId(t.b)))) {
            if (std::find(out.begin(), out.end(), o) == out.end()) out.push_back(o);
        }
    }
    term_allocated_known_[id.index()] = true;
    return term_allocated_[id.index()] = std::move(out);
}

ObjectId Terms::rename(ObjectId o, ObjectId from, ObjectId to) {
    if (o == from) return to;
    Object obj = objects_[o.index()];
    if (!obj.term.valid()) return o;
    obj.term = rename(obj.term, from, to);
    if (obj.base.valid()) obj.base = rename(obj.base, from, to);
    return intern(obj);
}

TermId Terms::rename(TermId id, ObjectId from, ObjectId to) {
    const Term t = terms_[id.index()];
    switch (t.kind) {
        case TermKind::Addr: return address(rename(ObjectId(t.a), from, to), static_cast<std::int64_t>(t.value));
        case TermKind::Sym: {
            Sym s = syms_[t.a];
            if (s.kind != SymKind::Initial) return id;
            Cell c = cells_[s.cell.index()];
            c.object = rename(c.object, from, to);
            s.cell = intern(c);
            return sym(s);
        }
        case TermKind::Unary: return unary(static_cast<ir::UnOp>(t.op), rename(TermId(t.a), from, to));
        case TermKind::Binary:
            return binary(static_cast<ir::BinOp>(t.op), t.is_signed, rename(TermId(t.a), from, to), rename(TermId(t.b), from, to));
        case TermKind::Cast: return cast(static_cast<CastKind>(t.op), t.bits, rename(TermId(t.a), from, to));
        case TermKind::Inside: return inside(rename(TermId(t.a), from, to));
        default: return id;
    }
}

namespace {

bool mentions(const std::vector<SymId>& symbols, SymId s) { return std::binary_search(symbols.begin(), symbols.end(), s); }

}  // namespace

Terms::Place Terms::substitute(ObjectId o, SymId from, TermId to) {
    if (!mentions(symbols(o), from)) return {o, 0};
    const TermId pointer = substitute(objects_[o.index()].term, from, to);
    return place(pointer);
}

TermId Terms::substitute(TermId id, SymId from, TermId to) {
    if (!mentions(symbols(id), from)) return id;
    const Term t = terms_[id.index()];
    switch (t.kind) {
        case TermKind::Sym: {
            if (SymId(t.a) == from) return to;
            Sym s = syms_[t.a];  // Initial, of a cell in an object that moves
            Cell c = cells_[s.cell.index()];
            const Place p = substitute(c.object, from, to);
            if (!p.object.valid()) return top(t.bits);
            c.object = p.object;
            c.offset += p.offset;
            s.cell = intern(c);
            return sym(s);
        }
        case TermKind::Addr: {
            const Place p = substitute(ObjectId(t.a), from, to);
            return p.object.valid() ? address(p.object, p.offset + static_cast<std::int64_t>(t.value)) : top(64);
        }
        case TermKind::Unary: return unary(static_cast<ir::UnOp>(t.op), substitute(TermId(t.a), from, to));
        case TermKind::Binary:
            return binary(static_cast<ir::BinOp>(t.op), t.is_signed, substitute(TermId(t.a), from, to),
                          substitute(TermId(t.b), from, to));
        case TermKind::Cast: return cast(static_cast<CastKind>(t.op), t.bits, substitute(TermId(t.a), from, to));
        case TermKind::Inside: return inside(substitute(TermId(t.a), from, to));
        default: return id;
    }
}

}  // namespace sdvlite::explore
