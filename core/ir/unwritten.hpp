// SPDX-License-Identifier: Apache-2.0
// Variables that nothing writes. A run of a single callback starts with the driver's variables at any values, since other
// callbacks may have set them; of one that no code sets its initialiser is the value.
#pragma once

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// The variable that a designator is a part of; invalid behind a pointer.
GlobalId variable_of(const Program& program, ExprId designator);

/// Whether all that the driver's files say of its variables is known: no code and no initialiser was lost on the way.
bool is_complete(const Program& program);

/// Marks as const each static variable of the driver (no other file can name it) that no statement writes and whose address is
/// not taken. None where the program is not complete, for nobody knows what the rest writes.
void mark_unwritten(Program& program);

}  // namespace sdvlite::ir
