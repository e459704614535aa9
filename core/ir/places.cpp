// SPDX-License-Identifier: Apache-2.0
#include "core/ir/places.hpp"

#include <algorithm>

namespace sdvlite::ir {

bool Places::contain(std::uint64_t offset) const {
    return anywhere || std::any_of(ranges.begin(), ranges.end(), [&](const auto& r) { return r.first <= offset && offset <= r.second; });
}

namespace {

/// Whether all of the record's fields are the other's first ones too: what a header has been copied into.
bool begins_like(const TypeTable& types, TypeId outer, TypeId inner) {
    if (!types.is_record(outer) || !types.is_record(inner)) return false;
    const std::vector<Field>& all = types.rec(types[outer].record).fields;
    const std::vector<Field>& head = types.rec(types[inner].record).fields;
    return !head.empty() && head.size() <= all.size() && std::equal(head.begin(), head.end(), all.begin(), [](const Field& a, const Field& b) {
        return a.name == b.name && a.type == b.type && a.offset == b.offset && a.bit_offset == b.bit_offset && a.bit_width == b.bit_width;
    });
}

}  // namespace

Places places_in(const TypeTable& types, TypeId outer, TypeId inner) {
    constexpr std::size_t kMostParts = 4096;
    Places out;
    std::vector<std::pair<TypeId, std::uint64_t>> todo{{outer, 0}};
    for (std::size_t done = 0; !todo.empty(); ++done) {
        const auto [id, at] = todo.back();
        todo.pop_back();
        if (id == inner || begins_like(types, id, inner)) out.ranges.emplace_back(at, at);
        if (id == inner) continue;
        const Type& t = types[id];
        if (t.kind == TypeKind::Record && types.rec(t.record).complete) {
            for (const Field& f : types.rec(t.record).fields) todo.emplace_back(f.type, at + f.offset);
        } else if (t.kind == TypeKind::Array && types.size_of(t.element) != 0) {
            const std::uint64_t size = types.size_of(t.element), count = std::max<std::uint64_t>(1, t.count);
            if (types.is_scalar(t.element)) {
                out.ranges.emplace_back(at, at + count * size - 1);
                continue;
            }
            for (std::uint64_t i = 0; i < count && todo.size() <= kMostParts; ++i) todo.emplace_back(t.element, at + i * size);
        } else if (!types.is_scalar(id) && t.kind != TypeKind::Float) {
            out.anywhere = true;
        }
        if (todo.size() + done > kMostParts) out.anywhere = true;
        if (out.anywhere) break;
    }
    return out;
}

bool may_share(const TypeTable& types, TypeId a, TypeId b, std::int64_t delta) {
    return (delta >= 0 && places_in(types, b, a).contain(static_cast<std::uint64_t>(delta))) ||
           (delta <= 0 && places_in(types, a, b).contain(0 - static_cast<std::uint64_t>(delta)));
}

}  // namespace sdvlite::ir
