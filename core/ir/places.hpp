// SPDX-License-Identifier: Apache-2.0
// Where in an object of one type an object of another type can lie, as declared: as a field, in a field or an
// element, as a member of a union, as a header whose fields the other one repeats, or in an array of scalars, which
// drivers use as storage for anything. The search and the path encoder decide with it which pointers may lead to
// overlapping objects.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/ir/type.hpp"

namespace sdvlite::ir {

struct Places {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;  ///< offsets, first and last
    bool anywhere = false;                                        ///< nothing is excluded: too many, or a type of unknown content

    bool contain(std::uint64_t offset) const;
};

/// Offsets in an `outer` at which an `inner` may lie; 0 when they are the same.
Places places_in(const TypeTable& types, TypeId outer, TypeId inner);

/// Whether an `a` can lie `delta` bytes behind the start of a `b` when they share bytes: one has room for the other there.
bool may_share(const TypeTable& types, TypeId a, TypeId b, std::int64_t delta);

}  // namespace sdvlite::ir
