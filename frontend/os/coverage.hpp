// SPDX-License-Identifier: Apache-2.0
// What a check of this driver will and will not look at.
#pragma once

#include "core/ir/program.hpp"
#include "frontend/os/load.hpp"

namespace sdvlite::frontend::os {

/// A driver function that is handed to a DDI without a model, and has no role, may be called by the kernel at any time:
/// it gets the role "unknown" and a note.
void find_handed_over(ir::Program& program, RoleReport& report);

/// Notes functions of the driver of which somebody has a pointer, which have no role, and which nobody is known to call.
void find_uncalled(const ir::Program& program, RoleReport& report);

/// Every role of every function with a body, by function in the order of the program.
void list_entry_points(const ir::Program& program, Coverage& coverage);

/// DDIs that the driver calls and that have neither a body nor [modelled].
void list_unmodelled(const ir::Program& program, Coverage& coverage);

/// Which entry points the harness reaches. After fitting, before expand_invokes().
void mark_entered(const ir::Program& program, Coverage& coverage);

} // namespace sdvlite::frontend::os
