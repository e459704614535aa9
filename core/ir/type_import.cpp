// SPDX-License-Identifier: Apache-2.0
#include "core/ir/type_import.hpp"

namespace sdvlite::ir {

std::vector<TypeId> import_types(const TypeTable& from, const std::vector<RecordId>& records, TypeTable& to) {
    std::vector<TypeId> out;
    out.reserve(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        const Type& t = from[TypeId(i)];
        auto there = [&out](TypeId id) { return out[id.index()]; };  // parts have smaller ids
        switch (t.kind) {
            case TypeKind::Void: out.push_back(to.void_type()); break;
            case TypeKind::Int: out.push_back(to.integer(t.bits, t.is_signed)); break;
            case TypeKind::Float: out.push_back(to.floating(t.bits)); break;
            case TypeKind::Pointer: out.push_back(to.pointer(there(t.element))); break;
            case TypeKind::Record: out.push_back(to.record_type(records[t.record.index()])); break;
            case TypeKind::Array: out.push_back(to.array(there(t.element), t.count)); break;
            case TypeKind::Function: {
                std::vector<TypeId> params;
                for (TypeId p : t.params) params.push_back(there(p));
                out.push_back(to.function(there(t.element), std::move(params), t.variadic));
                break;
            }
        }
    }
    return out;
}

std::vector<base::FileId> import_files(const base::SourceMap& from, base::SourceMap& to) {
    std::vector<base::FileId> out;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const base::SourceFile& f = from.file(base::FileId(i));
        out.push_back(to.add(f.path, f.text));
    }
    return out;
}

std::string base_name(std::string_view path) {
    const std::size_t cut = path.find_last_of("/\\");
    return std::string(cut == std::string_view::npos ? path : path.substr(cut + 1));
}

RecordUnifier::RecordUnifier(const TypeTable& from, const TypeTable& to, const Tags& tags)
    : from_(from), to_(to), candidates_(from.record_count(), nullptr), choice_(from.record_count(), 0) {
    for (std::size_t i = 0; i < from.record_count(); ++i) {
        const auto found = tags.find(from.rec(RecordId(i)).name);
        if (found != tags.end()) candidates_[i] = &found->second;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < from.record_count(); ++i) {
            for (RecordId c = match(RecordId(i)); c.valid() && !compatible(from.rec(RecordId(i)), to.rec(c));) {
                ++choice_[i];
                changed = true;
                c = match(RecordId(i));
            }
        }
    }
}

RecordId RecordUnifier::match(RecordId record) const {
    const auto* candidates = candidates_[record.index()];
    const std::size_t choice = choice_[record.index()];
    return candidates != nullptr && choice < candidates->size() ? (*candidates)[choice] : RecordId{};
}

bool RecordUnifier::compatible(const Record& a, const Record& b) const {
    if (a.is_union != b.is_union) return false;
    if (!a.complete || !b.complete) return true;  // a declaration fits any definition
    if (a.size != b.size || a.align != b.align || a.fields.size() != b.fields.size()) return false;
    for (std::size_t i = 0; i < a.fields.size(); ++i) {
        const Field& f = a.fields[i];
        const Field& g = b.fields[i];
        if (f.name != g.name || f.offset != g.offset || f.bit_offset != g.bit_offset || f.bit_width != g.bit_width ||
            !same_type(f.type, g.type)) {
            return false;
        }
    }
    return true;
}

bool RecordUnifier::same_type(TypeId a, TypeId b) const {
    for (;;) {
        const Type& t = from_[a];
        const Type& u = to_[b];
        if (t.kind != u.kind || t.bits != u.bits || t.is_signed != u.is_signed || t.count != u.count ||
            t.variadic != u.variadic || t.params.size() != u.params.size()) {
            return false;
        }
        if (t.kind == TypeKind::Record) return match(t.record) == u.record;
        for (std::size_t i = 0; i < t.params.size(); ++i) {
            if (!same_type(t.params[i], u.params[i])) return false;  // recursion: within kMaxTypeDepth
        }
        if (!t.element.valid()) return true;
        a = t.element;
        b = u.element;
    }
}

}  // namespace sdvlite::ir
