// SPDX-License-Identifier: Apache-2.0
// Code that was lost on the way from its source, and what is known of it nevertheless.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// An annotation of a procedure with a hole: `may_call:F,G`, the functions that it calls at most, told by its text.
inline constexpr std::string_view kMayCall = "may_call:";

/// Whether the procedure's code was lost, or some of it.
bool has_hole(const Proc& proc);

/// What kMayCall says; nothing where there is no such annotation: then nobody knows.
std::optional<std::vector<std::string>> called_at_most(const Proc& proc);

}  // namespace sdvlite::ir
