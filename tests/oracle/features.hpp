// SPDX-License-Identifier: Apache-2.0
// What a generated program exercises, read off its code: so that a campaign can say that its programs are not trivial.
#pragma once

#include <set>
#include <string>

#include "core/ir/program.hpp"

namespace sdvlite::oracle {

/// Of the driver's code that `entry` can reach by calls: "recursion", "aliasing" (a pointer is stored that is more than the address
/// of a global, two pointers are compared, the address of a local is taken), "casts" (memory through a pointer of another
/// type), "SEH" (an exception is raised), "loops", "pointer calls".
std::set<std::string> features_of(const ir::Program& program, ir::ProcId entry);

}  // namespace sdvlite::oracle
