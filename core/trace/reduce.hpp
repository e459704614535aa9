// SPDX-License-Identifier: Apache-2.0
// A derivation that demands only what matters: of an executed path the decisions that the violation depends on and the
// calls around them. Solved again, everything between them goes the shortest way, so loops that need not go round and
// calls that need not be entered vanish; and when the violation is reached again, those decisions were enough.
#pragma once

#include <optional>

#include "core/explore/derivation.hpp"
#include "core/explore/walk.hpp"
#include "core/trace/slice.hpp"

namespace sdvlite::trace {

/// Nothing when the walk is not whole.
std::optional<explore::Derivation> reduce(const explore::Walk& walk, const Slice& slice);

}  // namespace sdvlite::trace
