// SPDX-License-Identifier: Apache-2.0
#include "core/ir/init_path.hpp"

namespace sdvlite::ir {

namespace {

// A depth-first search with a budget: a hostile union of unions has exponentially many ways.
class PathFinder {
public:
    PathFinder(const TypeTable& types, const InitItem& item, TypeId value)
        : types_(types), item_(item), value_(value) {}

    // Recursion: as deep as types nest (kMaxTypeDepth).
    bool search(TypeId type, std::uint64_t base, std::uint8_t bit_offset, std::uint8_t bit_width) {
        if (budget_ == 0) return false;
        --budget_;
        const Type& t = types_[type];
        if (t.kind == TypeKind::Record) return search_record(t, base);
        if (t.kind == TypeKind::Array) return search_array(t, base);
        return type == value_ && base == item_.offset && bit_offset == item_.bit_offset &&
               bit_width == item_.bit_width;
    }

    std::vector<InitStep> path;

private:
    bool covers(std::uint64_t start, std::uint64_t size) const {
        return item_.offset >= start && item_.offset - start < size;
    }

    bool search_record(const Type& t, std::uint64_t base) {
        const Record& r = types_.rec(t.record);
        for (std::uint32_t i = 0; i < r.fields.size(); ++i) {
            const Field& f = r.fields[i];
            if (!covers(base + f.offset, types_.size_of(f.type))) continue;
            path.push_back({true, i});
            if (search(f.type, base + f.offset, f.bit_offset, f.bit_width)) return true;
            path.pop_back();
        }
        return false;
    }

    bool search_array(const Type& t, std::uint64_t base) {
        const std::uint64_t size = types_.size_of(t.element);
        if (size == 0 || item_.offset < base) return false;
        const std::uint64_t index = (item_.offset - base) / size;
        if (index >= t.count) return false;
        path.push_back({false, index});
        if (search(t.element, base + index * size, 0, 0)) return true;
        path.pop_back();
        return false;
    }

    const TypeTable& types_;
    const InitItem& item_;
    TypeId value_;
    std::uint32_t budget_ = 10'000;
};

}  // namespace

std::optional<std::vector<InitStep>> find_init_path(const TypeTable& types, TypeId whole, const InitItem& item,
                                                    TypeId value) {
    PathFinder finder(types, item, value);
    if (!finder.search(whole, 0, 0, 0)) return {};
    return std::move(finder.path);
}

InitPart follow_init_path(const TypeTable& from, TypeId from_whole, const std::vector<InitStep>& path,
                          const TypeTable& to, TypeId to_whole) {
    InitPart part;
    part.type = to_whole;
    TypeId source = from_whole;
    auto step = [&](const Field& f) {
        part.type = f.type;
        part.offset += f.offset;
        part.bit_offset = f.bit_offset;
        part.bit_width = f.bit_width;
    };
    for (const InitStep& s : path) {
        if (!s.is_field) {
            const Type& t = to[part.type];
            if (t.kind != TypeKind::Array || s.index >= t.count) return {};
            part.offset += s.index * to.size_of(t.element);
            part.type = t.element;
            source = from[source].element;
            continue;
        }
        const Field& f = from.rec(from[source].record).fields[s.index];
        source = f.type;
        if (f.name.empty()) continue;  // an anonymous member: what is in it is found by name
        if (!to.is_record(part.type)) return {};
        const auto way = find_field(to, to[part.type].record, f.name);
        if (way.empty()) return {};
        for (std::uint32_t i : way) step(to.rec(to[part.type].record).fields[i]);
    }
    part.found = to.is_scalar(part.type) || to[part.type].kind == TypeKind::Float;
    return part;
}

}  // namespace sdvlite::ir
