// SPDX-License-Identifier: Apache-2.0
// Which numbers the driver ever puts into a field or a static variable, where that is but a few: states, flags, kinds. Found by
// location classes, whatever the order (constant propagation into sets, flow-insensitive). Memory of the start holds one of them,
// or 0 as memory does that nobody has written yet: that the driver's own records are written by its own code only is an assumption,
// printed with a Pass. Nothing is said of records that the system knows, of unions and bit-fields, of what is lent, copied as bytes
// or written by a function that nobody knows, nor of what is never set to anything but 0, nor
// where the driver asks for a number that it never puts there; nothing at all where the program is not closed (ir::Program::closed).
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/classes.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

/// By class: the values, sorted; empty where it may be any.
std::vector<std::vector<std::uint64_t>> domains(const Woven& woven, const Classes& classes);

}  // namespace sdvlite::model
