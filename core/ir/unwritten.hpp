// SPDX-License-Identifier: Apache-2.0
// Variables that nothing writes. A run of a single callback starts with the driver's variables at any values, since other
// callbacks may have set them; of one that no code sets its initialiser is the value.
#pragma once

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// Marks as const each static variable of the driver (no other file can name it) that no statement writes and whose address is
/// not taken. None where code was not lowered, for nobody knows what that writes.
void mark_unwritten(Program& program);

}  // namespace sdvlite::ir
