// SPDX-License-Identifier: Apache-2.0
// How far a counter of a rule has to be counted (core/automaton: StateVar::bound): two more than the
// largest constant that it is compared with or set to, since a rule can't tell larger values apart by
// comparing. Variables that are compared with or copied to each other share the larger bound.
#pragma once

#include <cstdint>

#include "core/automaton/automaton.hpp"

namespace sdvlite::rules {

/// Sets the bound of every int variable of `a`, at least `min_bound`. A variable that is only ever
/// set, not computed with, is no counter and is exact over all of an int.
void set_bounds(automaton::Automaton& a, std::int64_t min_bound);

} // namespace sdvlite::rules
