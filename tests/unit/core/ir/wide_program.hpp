// SPDX-License-Identifier: Apache-2.0
// Random programs that use every kind of type, expression, statement and flag that validate() accepts. They mean
// nothing; they are for readers and writers of programs. (tests/oracle makes programs that mean something.)
#pragma once

#include <cstdint>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::test {

/// The decisions, in order; when they are used up, every further one is 0, so that shorter is simpler.
using Draws = std::vector<std::uint8_t>;

ir::Program wide_program(const Draws& draws);

}  // namespace sdvlite::test
