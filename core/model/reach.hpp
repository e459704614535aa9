// SPDX-License-Identifier: Apache-2.0
// Which procedures can run: over direct calls, and over calls through pointers to each function of the driver's
// whose address is taken and whose type fits. And which pointers lead to those alone.
#pragma once

#include <optional>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// The driver's functions that an unresolved call through `callee` may reach.
std::vector<ir::ProcId> candidates(const ir::Program& program, ir::ExprId callee);

/// By procedure: whether it can run when one of `roots` does. A pointer that was cast to another type may lead further.
std::vector<bool> reachable(const ir::Program& program, const std::vector<ir::ProcId>& roots);

/// The functions of the driver that are put in a static variable (no other file can name it); nothing when anything else
/// may be in it than those and NULL.
using OwnFunctions = std::optional<std::vector<ir::ProcId>>;

/// By variable. A call through one with functions reaches those, and nothing that nobody knows.
std::vector<OwnFunctions> own_functions(const ir::Program& program);

}  // namespace sdvlite::model
