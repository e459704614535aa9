// SPDX-License-Identifier: Apache-2.0
// Whose address is kept: stored, returned, or handed to something that may keep it. A variable whose address
// never is can be met by no input pointer and by none that was kept in another place. Flow-insensitive, over
// calls by a fixpoint on parameters (an escape analysis; Choi et al., OOPSLA 1999, without the graph).
#pragma once

#include <vector>

#include "core/model/weave.hpp"

namespace sdvlite::model {

/// By variable: a number of the driver's own (a spin lock is one) whose address is nowhere kept.
std::vector<bool> private_globals(const Woven& woven);

}  // namespace sdvlite::model
