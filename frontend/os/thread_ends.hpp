// SPDX-License-Identifier: Apache-2.0
// DDIs that end the routine they are called from, as PsTerminateSystemThread ends a thread: for a rule that is the routine's end as
// a return from it is.
#pragma once

#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

/// "ends:R F" of a DDI with a body, F a global that the body sets: where a function of role R, or one that it calls, calls the DDI, it
/// returns right after that; and so does whoever called it, up to the function of role R, where F is set. Elsewhere nothing comes
/// after such a call. To be run when the model is linked and roles are found.
void end_routines(ir::Program& program);

} // namespace sdvlite::frontend::os
