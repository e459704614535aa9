// SPDX-License-Identifier: Apache-2.0
// Small random drivers with a rule, for comparing two ways of running them. A program is a function
// of a list of draws, so that RapidCheck shrinks programs by shrinking lists: a missing draw is 0,
// and 0 always means the simplest alternative.
//
// Each program draws a small vocabulary first, of designators and of statements (swarm testing: Groce et al., ISSTA
// 2012): what it writes it reads again, and what it reads decides about locks.
//
// All unconstrained integers are assumed to be at most kMaxInput, recursion and counted loops are
// bounded by arguments; so Bounds with the integers 0 to kMaxInput make exhaustive() exact, unless
// the program has a loop that is left by choice.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/oracle/exhaustive.hpp"
#include "tests/oracle/maker.hpp"

namespace sdvlite::oracle {

using Draws = std::vector<std::uint8_t>;

inline constexpr std::uint64_t kMaxInput = 3;

struct RandomProgram {
    ProgramMaker maker;
    RuleMaker rule;
    ir::ProcId entry;  ///< the harness `sdv_main`
    std::string rule_name;
    /// Runs start from an arbitrary state of the driver's globals, of which the harness assumes kMaxInput.
    bool arbitrary_globals = false;
};

std::unique_ptr<RandomProgram> random_program(const Draws& draws);

/// Bounds in which the program's runs are explored in about a second or less.
Bounds bounds_for(const RandomProgram& program);

}  // namespace sdvlite::oracle
