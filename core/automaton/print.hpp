// SPDX-License-Identifier: Apache-2.0
// An automaton as text, for people and for tests that compare. It reads like SLIC, but it is not
// meant to be read back: macros are gone, and roles and counters' bounds are spelt out.
#pragma once

#include <string>

#include "core/automaton/automaton.hpp"

namespace sdvlite::automaton {

/// The whole automaton, ended by a newline.
std::string print(const Automaton& a);

/// One expression: `depth == 0 && $1->Flags != 2`, with brackets where two operators meet.
/// Constants that are compared with an enum variable are printed as its enumerators.
std::string print(const Automaton& a, RExprId expr);

/// `DRIVER_CANCEL (role)`, `KeAcquireSpinLock`.
std::string print(const EventName& name);

const char* to_string(When when); ///< "entry", "exit"

} // namespace sdvlite::automaton
