// SPDX-License-Identifier: Apache-2.0
// Conditions of MSBuild elements: comparisons of texts and numbers, exists('path'),
// HasTrailingSlash('path'), joined by `and`, `or`, `!`. A condition on what is not known is not
// known, which is not false.
#pragma once

#include <optional>
#include <string_view>

#include "frontend/project/msbuild/expand.hpp"

namespace sdvlite::frontend::project::msbuild {

/// Whether the condition holds; nothing when it can't be told. The empty condition holds.
std::optional<bool> holds(std::string_view condition, const Scope& scope);

} // namespace sdvlite::frontend::project::msbuild
