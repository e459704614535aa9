// SPDX-License-Identifier: Apache-2.0
// What the names in events mean (slic.md, 4): a function, or a role of the driver's callbacks.
#pragma once

#include <string_view>

#include "core/automaton/automaton.hpp"
#include "rules/compiler/ast.hpp"

namespace sdvlite::rules {

/// fun_ROLE and fun_ROLE_n are the role ROLE, whatever the number: rules spell numbers out because
/// their predecessor had as many slots, a driver may have any number of callbacks. SDV_ROLE is the
/// same. SDV_RunX is the harness's step sdv_RunX. Everything else is a function of that name.
automaton::EventName event_name(const ast::Name& written);

} // namespace sdvlite::rules
