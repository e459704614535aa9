// SPDX-License-Identifier: Apache-2.0
// What of a path need not be shown at all: the inside of calls in which nothing matters, or that only fill or copy memory,
// and rounds of a loop in which nothing matters but the last.
#pragma once

#include <cstdint>
#include <vector>

#include "core/explore/walk.hpp"
#include "core/model/model.hpp"
#include "core/trace/slice.hpp"

namespace sdvlite::trace {

struct Folds {
    std::vector<bool> hidden;            ///< for each step of the walk
    std::vector<std::uint32_t> rounds;   ///< rounds that were left out before this step, which begins another one
    std::vector<bool> summarised;        ///< a call whose inside is hidden
};

Folds fold(const model::Model& model, const explore::Walk& walk, const Slice& slice);

}  // namespace sdvlite::trace
