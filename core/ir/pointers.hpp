// SPDX-License-Identifier: Apache-2.0
// What is assumed of pointers that nobody computed, those that memory or the system gives: they are
// aligned for what they point to. The search and the path encoder ask here, so that they assume the same.
#pragma once

#include <algorithm>

#include "core/ir/address_plan.hpp"

namespace sdvlite::ir {

/// What such a pointer's address is a multiple of: 1 where the size of its target is unknown, 0 for what is no pointer. No more
/// than the address plan keeps.
inline std::uint32_t pointer_alignment(const TypeTable& types, TypeId id) {
    return types.is_pointer(id) ? std::min(types.align_of(types[id].element), static_cast<std::uint32_t>(kObjectAlign)) : 0;
}

/// Whether a cast says for the first time to what a pointer leads: from void* to another pointer.
inline bool leaves_void(const TypeTable& types, TypeId from, TypeId to) {
    return types.points_to(from, TypeKind::Void) && types.is_pointer(to);
}

}  // namespace sdvlite::ir
