// SPDX-License-Identifier: Apache-2.0
// The rules of random drivers: one of each kind that the rule language has, about the locks that those drivers use.
#pragma once

#include <cstdint>
#include <string>

#include "tests/oracle/maker.hpp"

namespace sdvlite::oracle {

/// Makes the rule of a kind below 6, and tells its name.
std::string random_rule(RuleMaker& r, std::uint32_t kind);

}  // namespace sdvlite::oracle
