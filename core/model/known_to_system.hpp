// SPDX-License-Identifier: Apache-2.0
// Records that the system knows: what DDIs, OS models and harness name, and what that leads to. All others are the driver's own.
#pragma once

#include <set>

#include "core/ir/program.hpp"

namespace sdvlite::model {

std::set<ir::RecordId> known_to_system(const ir::Program& program);

}  // namespace sdvlite::model
