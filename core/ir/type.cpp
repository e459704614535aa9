// SPDX-License-Identifier: Apache-2.0
#include "core/ir/type.hpp"

#include <algorithm>

#include "core/ir/text.hpp"

namespace sdvlite::ir {

int Record::find(std::string_view wanted) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == wanted) return static_cast<int>(i);
    }
    return -1;
}

namespace {

std::size_t hash_of(const Type& t) {
    std::size_t h = static_cast<std::size_t>(t.kind);
    auto mix = [&h](std::size_t v) { h = (h ^ v) * 0x9E3779B97F4A7C15ull; };
    mix(t.bits);
    mix(t.is_signed);
    mix(t.variadic);
    mix(t.element.value);
    mix(t.record.value);
    mix(t.count);
    for (TypeId p : t.params) mix(p.value);
    return h;
}

}  // namespace

TypeTable::TypeTable() { void_ = intern(Type{}); }

TypeId TypeTable::intern(Type t) {
    const std::size_t h = hash_of(t);
    auto [from, to] = by_hash_.equal_range(h);
    for (auto it = from; it != to; ++it) {
        if (types_[it->second.index()] == t) return it->second;
    }
    const TypeId id(types_.size());
    types_.push_back(std::move(t));
    by_hash_.emplace(h, id);
    return id;
}

TypeId TypeTable::integer(unsigned bits, bool is_signed) {
    Type t;
    t.kind = TypeKind::Int;
    t.bits = static_cast<std::uint8_t>(bits);
    t.is_signed = is_signed;
    return intern(std::move(t));
}

TypeId TypeTable::floating(unsigned bits) {
    Type t;
    t.kind = TypeKind::Float;
    t.bits = static_cast<std::uint8_t>(bits);
    return intern(std::move(t));
}

TypeId TypeTable::pointer(TypeId pointee) {
    Type t;
    t.kind = TypeKind::Pointer;
    t.bits = kPointerBits;
    t.element = pointee;
    return intern(std::move(t));
}

TypeId TypeTable::array(TypeId element, std::uint64_t count) {
    Type t;
    t.kind = TypeKind::Array;
    t.element = element;
    t.count = count;
    return intern(std::move(t));
}

TypeId TypeTable::function(TypeId result, std::vector<TypeId> params, bool variadic) {
    Type t;
    t.kind = TypeKind::Function;
    t.element = result;
    t.params = std::move(params);
    t.variadic = variadic;
    return intern(std::move(t));
}

TypeId TypeTable::record_type(RecordId record) {
    Type t;
    t.kind = TypeKind::Record;
    t.record = record;
    return intern(std::move(t));
}

RecordId TypeTable::record(std::string_view name, bool is_union) {
    auto [it, fresh] = by_name_.try_emplace(std::string(name), RecordId(records_.size()));
    if (fresh) {
        Record r;
        r.name = name;
        r.is_union = is_union;
        records_.push_back(std::move(r));
    }
    return it->second;
}

RecordId TypeTable::find_record(std::string_view name) const {
    auto it = by_name_.find(std::string(name));
    return it == by_name_.end() ? RecordId{} : it->second;
}

std::uint64_t TypeTable::size_of(TypeId id) const {
    std::uint64_t times = 1;
    for (;;) {  // arrays of arrays, without recursion
        const Type& t = (*this)[id];
        switch (t.kind) {
            case TypeKind::Void:
            case TypeKind::Function: return 0;
            case TypeKind::Int:
            case TypeKind::Float: return times * (t.bits == 80 ? 16 : t.bits / 8);
            case TypeKind::Pointer: return times * (kPointerBits / 8);
            case TypeKind::Record: return times * rec(t.record).size;
            case TypeKind::Array:
                times *= t.count;
                id = t.element;
                break;
        }
    }
}

TypeId TypeTable::without_arrays(TypeId id) const {
    while ((*this)[id].kind == TypeKind::Array) id = (*this)[id].element;
    return id;
}

std::uint32_t TypeTable::align_of(TypeId id) const {
    id = without_arrays(id);
    const Type& t = (*this)[id];
    if (t.kind == TypeKind::Record) return std::max<std::uint32_t>(1, rec(t.record).align);
    return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, size_of(id)));
}

unsigned TypeTable::bits_of(TypeId id) const { return (*this)[id].bits; }

std::string TypeTable::name(TypeId id) const {
    // Pointers and arrays are suffixes; everything else is a word. Function types nest through
    // their results and parameters only as deep as kMaxTypeDepth.
    std::string suffix;
    for (;;) {
        const Type& t = (*this)[id];
        switch (t.kind) {
            case TypeKind::Void: return "void" + suffix;
            case TypeKind::Int: return (t.is_signed ? "i" : "u") + std::to_string(t.bits) + suffix;
            case TypeKind::Float: return "float" + std::to_string(t.bits) + suffix;
            case TypeKind::Record: {
                const Record& r = rec(t.record);
                return (r.is_union ? "union " : "struct ") + quote_name(r.name) + suffix;
            }
            case TypeKind::Pointer:
                suffix = "*" + suffix;
                id = t.element;
                break;
            case TypeKind::Array:
                suffix = (t.count == 0 ? "[]" : "[" + std::to_string(t.count) + "]") + suffix;
                id = t.element;
                break;
            case TypeKind::Function: {
                std::string out = "fn " + name(t.element) + "(";
                for (std::size_t i = 0; i < t.params.size(); ++i) {
                    out += (i ? ", " : "") + name(t.params[i]);
                }
                if (t.variadic) out += t.params.empty() ? "..." : ", ...";
                return out + ")" + suffix;
            }
        }
    }
}

std::vector<std::uint32_t> find_field(const TypeTable& types, RecordId record, std::string_view name) {
    struct Way {
        RecordId record;
        std::size_t from;     // index of the way that led here
        std::uint32_t field;  // by this field of its record
    };
    std::vector<Way> ways{{record, SIZE_MAX, 0}};
    std::vector<bool> seen(types.record_count(), false);
    auto path = [&ways](std::size_t at, std::uint32_t last) {
        std::vector<std::uint32_t> out{last};
        for (; ways[at].from != SIZE_MAX; at = ways[at].from) out.push_back(ways[at].field);
        std::reverse(out.begin(), out.end());
        return out;
    };
    for (std::size_t at = 0; at < ways.size(); ++at) {  // breadth first: outer names hide inner ones
        const Record& r = types.rec(ways[at].record);
        const int direct = name.empty() ? -1 : r.find(name);
        if (direct >= 0) return path(at, static_cast<std::uint32_t>(direct));
        for (std::uint32_t i = 0; i < r.fields.size(); ++i) {
            if (!r.fields[i].name.empty() || !types.is_record(r.fields[i].type)) continue;
            const RecordId inner = types[r.fields[i].type].record;
            if (seen[inner.index()]) continue;
            seen[inner.index()] = true;
            ways.push_back({inner, at, i});
        }
    }
    return {};
}

}  // namespace sdvlite::ir
