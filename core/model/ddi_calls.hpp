// SPDX-License-Identifier: Apache-2.0
// DDIs that the driver calls through pointers. Events and models belong to calls of a DDI by its name; so a call through a pointer
// to which the address of a DDI may come becomes a decision: is it that DDI, then a direct call of it, else the call as it was.
// What the driver calls, whether a rule applies, search, path solver and replay need then know nothing more of such pointers.
//
// Not looked at: functions that the driver defines (reach.hpp) and code that was not lowered.
#pragma once

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// Rewrites the driver's calls. False when it takes no address of a DDI that one of its pointers may be: nothing was changed.
bool make_ddi_calls_direct(ir::Program& program);

/// Whether the statement of the procedure is such a decision, whose source is the call's.
bool is_made_direct(const ir::Program& program, const ir::Proc& proc, const ir::Stmt& s);

}  // namespace sdvlite::model
