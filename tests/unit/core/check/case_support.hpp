// SPDX-License-Identifier: Apache-2.0
// Small drivers with a rule and the verdict that is right (or what is not wrong). Every case is checked breadth first and
// depth first, sliced and not, on demand and with all data followed, and what it claims is held against the exhaustive walk as well.
#pragma once

#include <initializer_list>
#include <string>

#include "core/check/check.hpp"

namespace sdvlite::test {

/// Types and DDIs of the cases: see the .cpp.
enum class Expect {
    Pass,
    Defect,
    NoDefect,  ///< right is Pass, but the engine may give up
    NoPass,    ///< right is Defect, but the engine may give up
    NotApplicable,
    InputError,  ///< the rule does not fit the program
};

struct Case {
    const char* name;
    Expect expect;
    std::string driver;        ///< the driver's functions; `Main` runs once, unless `sdv_main` is among them
    const char* rule = nullptr;///< nullptr: Acquire and Release alternate, and Main does not end between them
    bool arbitrary = false;    ///< start from an arbitrary state of the driver's globals
    const char* entry = "sdv_main";  ///< where runs start
};

/// Checks each case in its six ways; failures name the case.
void check_cases(std::initializer_list<Case> cases);

/// What the default way of checking says of a driver (the functions besides types and DDIs); `rule` as in a Case.
check::Result result_of(const std::string& driver, const check::Options& options = {}, const char* rule = nullptr);

inline constexpr Expect kPass = Expect::Pass;
inline constexpr Expect kDefect = Expect::Defect;

}  // namespace sdvlite::test
