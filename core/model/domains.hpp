// SPDX-License-Identifier: Apache-2.0
// Which numbers the driver ever puts into a field of its device extension or into a static variable, where that is but a few: states,
// flags, kinds. Found by location classes, whatever the order (constant propagation into sets, flow-insensitive). Memory of the
// start holds one of them, or 0 as an extension does that nobody has written yet: that a device extension is written by the driver's
// code only is an assumption, printed with a Pass. Nothing is said of other records, which may lie in memory that a caller filled, of
// unions and bit-fields, of what is lent, copied as bytes or written by a function that nobody knows, of what is never set to
// anything but 0, nor where the driver asks what would always be so; nothing at all where the program is not closed
// (ir::Program::closed).
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/classes.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

/// By class: the values, sorted; empty where it may be any.
std::vector<std::vector<std::uint64_t>> domains(const Woven& woven, const Classes& classes);

}  // namespace sdvlite::model
