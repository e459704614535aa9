// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known name that a misspelt one is closest to (optimal string alignment
// distance, so that swapped neighbours count once).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::base {

/// Edits (insert, delete, replace, swap neighbours) from `a` to `b`, letters compared without
/// case; `limit + 1` when there are more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The closest of `known`, the first of several, if it is near enough to be meant; else empty.
std::string closest(std::string_view wanted, const std::vector<std::string>& known);

/// "did you mean 'x'?", or empty.
std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& known);

}  // namespace sdvlite::base
