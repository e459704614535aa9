// SPDX-License-Identifier: Apache-2.0
// Expressions. Recursive: validate() keeps expressions within kMaxExprDepth.
#include "core/ir/importer.hpp"

#include "core/ir/fold.hpp"

namespace sdvlite::ir {

base::Span Importer::span(const base::Span& s) const {
    base::Span out = s;
    if (s.file.valid()) out.file = maps_.files[s.file.index()];
    return out;
}

bool Importer::convertible(TypeId from, TypeId to) const {
    const TypeTable& types = to_.types;
    if (types.is_scalar(from) && types.is_scalar(to)) return true;
    auto number = [&](TypeId t) { return types.is_integer(t) || types[t].kind == TypeKind::Float; };
    return number(from) && number(to);
}

ExprId Importer::convert(ExprId e, TypeId to) {
    const TypeId from = to_[e].type;
    if (from == to) return e;
    if (!convertible(from, to)) {
        throw ImportError{"a " + to_.types.name(from) + " is no " + to_.types.name(to) + " there"};
    }
    const Expr expr = to_[e];
    const bool plain = expr.kind == ExprKind::Const && !expr.size_of.valid() && !expr.a.valid();
    if (plain && to_.types.is_scalar(from) && to_.types.is_scalar(to)) {
        return build_.constant(to, convert_bits(to_.types, expr.bits, from, to));
    }
    return build_.cast(to, e);
}

ExprId Importer::value(ExprId e) {
    const auto known = values_.find(e.value);
    if (known != values_.end()) return known->second;
    const ExprId out = value_new(e);
    values_.emplace(e.value, out);
    return out;
}

ExprId Importer::value_new(ExprId id) {
    const Expr& e = from_[id];
    const TypeId wanted = type(e.type);
    if (is_designator(e.kind)) return convert(place(id), wanted);
    switch (e.kind) {
        case ExprKind::Const: return constant(e);
        case ExprKind::AddrOf: {
            const ExprId designator = place(e.a);
            const Expr& d = to_[designator];
            const bool bits = d.kind == ExprKind::Field &&
                              to_.types.rec(to_.types[to_[d.a].type].record).fields[d.index].is_bit_field();
            if (bits) throw ImportError{"the address of a field that is a bit-field there"};
            return convert(build_.addr_of(designator), wanted);
        }
        case ExprKind::FuncAddr: {
            const ProcId proc = maps_.procs[e.proc.index()];
            to_[proc].address_taken = true;
            return convert(build_.func_addr(proc), wanted);
        }
        case ExprKind::Unary: {
            Expr out = e;
            out.a = value(e.a);
            out.type = wanted;
            return to_.add_expr(out);
        }
        case ExprKind::Binary: {
            Expr out = e;
            out.a = value(e.a);
            out.b = value(e.b);
            out.type = wanted;
            return to_.add_expr(out);
        }
        default: {
            const ExprId a = value(e.a);
            return to_[a].type == wanted ? a : build_.cast(wanted, a);
        }
    }
}

// sizeof and offsetof are computed again, for layouts differ.
ExprId Importer::constant(const Expr& e) {
    Expr out = e;
    out.type = type(e.type);
    if (e.size_of.valid()) {
        out.size_of = type(e.size_of);
        out.bits = to_.types.size_of(out.size_of);
        if (out.bits == 0 && e.bits != 0) {
            throw ImportError{"the size of " + to_.types.name(out.size_of) + " is not known there"};
        }
    } else if (e.a.valid()) {
        out.a = place(e.a);
        const auto offset = constant_offset(to_, out.a);
        if (!offset) throw ImportError{"an offsetof that passes through a pointer there"};
        out.bits = *offset;
    }
    return to_.add_expr(out);
}

ExprId Importer::place(ExprId e) {
    const auto known = places_.find(e.value);
    if (known != places_.end()) return known->second;
    const ExprId out = place_new(e);
    places_.emplace(e.value, out);
    return out;
}

ExprId Importer::place_new(ExprId id) {
    const Expr& e = from_[id];
    switch (e.kind) {
        case ExprKind::Local: return build_.local(to_[target_], local_map_[e.index]);
        case ExprKind::Global: {
            const ExprId g = build_.global(maps_.globals[e.global.index()]);
            const TypeId wanted = type(e.type);
            if (to_[g].type == wanted || convertible(to_[g].type, wanted)) return g;
            // The same bytes seen as what this file declared: *(T*)&g.
            return build_.deref(build_.cast(to_.types.pointer(wanted), build_.addr_of(g)));
        }
        case ExprKind::Deref: return build_.deref(value(e.a));
        case ExprKind::Field: return field(e);
        case ExprKind::Index: {
            const ExprId array = place(e.a);
            if (to_.types[to_[array].type].kind != TypeKind::Array) {
                throw ImportError{"an element of what is no array there, but a " + to_.types.name(to_[array].type)};
            }
            return build_.index(array, value(e.b));
        }
        default: throw ImportError{"something without an address is used as a place"};
    }
}

ExprId Importer::field(const Expr& e) {
    const RecordId source = from_.types[from_[e.a].type].record;
    const Field& wanted = from_.types.rec(source).fields[e.index];
    const ExprId record = place(e.a);
    const TypeId found = to_[record].type;
    if (!to_.types.is_record(found)) {
        throw ImportError{"a field '" + wanted.name + "' of what is no record there, but a " + to_.types.name(found)};
    }
    const RecordId target = to_.types[found].record;
    if (exact_ && maps_.records[source.index()] == target) return build_.field(record, e.index);
    if (wanted.name.empty()) return record;  // an anonymous member: its fields are found by name from outside
    if (!to_.types.rec(target).complete) {
        throw ImportError{to_.types.name(found) + " is only declared in the driver"};
    }
    const ExprId out = build_.field(record, wanted.name);
    if (!out.valid()) {
        throw ImportError{to_.types.name(found) + " has no field '" + wanted.name + "' in the driver"};
    }
    return out;
}

}  // namespace sdvlite::ir
