// SPDX-License-Identifier: Apache-2.0
// Which procedures can run: over direct calls, and over calls through pointers to each function of the driver's
// whose address is taken and whose type fits. And which pointers lead to those alone.
#pragma once

#include <optional>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// Whether the function is of the type that a call through `callee` needs, as far as the machine can tell.
bool fits(const ir::Program& program, ir::ExprId callee, ir::ProcId q);

/// Whether a call through `callee` can reach the function, and that is a DDI or another driver's: make_ddi_calls_direct()
/// (ddi_calls.hpp) has seen to it.
bool fits_ddi(const ir::Program& program, ir::ExprId callee, ir::ProcId q);

/// The driver's functions that an unresolved call through `callee` may reach.
std::vector<ir::ProcId> candidates(const ir::Program& program, ir::ExprId callee);

/// Whether the value is the address of a function of which it is known what it does, or that it is a DDI.
bool is_function(const ir::Program& program, ir::ExprId value);

/// By procedure: whether it can run when one of `roots` does. A pointer that was cast to another type may lead further.
std::vector<bool> reachable(const ir::Program& program, const std::vector<ir::ProcId>& roots);

/// The functions, of the driver's and DDIs, that are put in a static variable (no other file can name it); nothing when anything
/// else may be in it than those and NULL.
using OwnFunctions = std::optional<std::vector<ir::ProcId>>;

/// By variable. A call through one with functions reaches those, and nothing that nobody knows.
std::vector<OwnFunctions> own_functions(const ir::Program& program);

}  // namespace sdvlite::model
