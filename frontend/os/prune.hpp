// SPDX-License-Identifier: Apache-2.0
// Leaves out what a driver has no use for, so that a program to check and its report speak of that driver only.
#pragma once

#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

/// Removes from `models` the procedures that are neither declared by `driver`, nor an entry of a harness, nor used by
/// one that stays or named by its `else:`. Globals and types stay.
void prune(std::vector<ir::Program>& models, const ir::Program& driver);

} // namespace sdvlite::frontend::os
