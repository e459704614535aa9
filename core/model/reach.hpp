// SPDX-License-Identifier: Apache-2.0
// Which procedures can run: over direct calls, and over calls through pointers to each function of the driver's
// whose address is taken and whose type fits. And which pointers lead to those alone.
#pragma once

#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// The driver's functions that an unresolved call through `callee` may reach.
std::vector<ir::ProcId> candidates(const ir::Program& program, ir::ExprId callee);

/// By procedure: whether it can run when one of `roots` does. A pointer that was cast to another type may lead further.
std::vector<bool> reachable(const ir::Program& program, const std::vector<ir::ProcId>& roots);

/// By variable: whether it is a static one of the driver (no other file can name it) in which nothing but functions of the driver
/// and NULL is ever put, so that a call through it reaches nothing that nobody knows.
std::vector<bool> own_function_pointers(const ir::Program& program);

}  // namespace sdvlite::model
