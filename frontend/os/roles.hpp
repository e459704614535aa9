// SPDX-License-Identifier: Apache-2.0
// Finds the driver's callbacks: by role types, annotations, names, and registrations in its code.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

/// A place that registers a callback of `role` which was not found out.
struct UnknownRegistration {
    std::string role;
    std::string where; ///< "argument 2 of IoSetCancelRoutine", "field DriverUnload"
    base::Span span;
};

struct RoleReport {
    std::vector<UnknownRegistration> unresolved;
    std::set<std::string> open; ///< roles with an unresolved registration, or with a registered function without a body
    /// What the user took out, or left out of a whole list: not to be guessed at either.
    std::set<std::string> removed;
    bool complete = false; ///< the user gave the whole list
    /// Registered without a role type, registered yet without a body, unknown role types, ...
    std::vector<base::Diagnostic> notes;
};

/// Fills `proc.roles` of every procedure of `driver` that has a body, in the order role type,
/// annotation, name, registration, each with the place that says so; one entry for each role and
/// detail. A dispatch routine that is registered for all major functions, or whose registration is
/// not seen, has an empty detail. Replaces what found_by other than "user" says.
RoleReport find_roles(ir::Program& driver, const RoleTable& table);

} // namespace sdvlite::frontend::os
