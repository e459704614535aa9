// SPDX-License-Identifier: Apache-2.0
// Records that device extensions are: pointers to them are made of DeviceExtension, or of a context, and become at most a context for
// the system again; they lie in no other record. A buffer that a caller of the driver filled is none of them.
#pragma once

#include <set>

#include "core/ir/program.hpp"

namespace sdvlite::model {

std::set<ir::RecordId> extensions(const ir::Program& program);

}  // namespace sdvlite::model
