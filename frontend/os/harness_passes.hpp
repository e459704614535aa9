// SPDX-License-Identifier: Apache-2.0
// Fits a harness to the driver that it was linked with: what its annotations ask for. Run after link_models() and
// find_roles(), before expand_invokes().
#pragma once

#include <set>
#include <string>

#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

/// "needs:R": empties the procedures (they return 0 at once) for which the driver has no function with a body of role
/// R, or, when R is a detail, none of that detail or of all details. "call-of:D": the same, where the driver never calls the
/// DDI D. "compares:S": where it never compares a pointer to the record S with another one. "names:N": where it names no field N.
/// "only-zero:N": where it does not store 0 in fields N, and nothing else.
/// With "else:F" it does what F does.
void empty_needless_steps(ir::Program& program, const RoleTable& table);

/// Takes alternatives that begin with a call of an emptied step out of the harness's choices; one stays.
void drop_empty_choices(ir::Program& program);

/// "callee:R": a call through a pointer becomes a choice over the functions of role R, each under the assumption that
/// it is the one pointed to. A call of any other function stays possible when R is in `open`: there the driver
/// registers functions that were not found out. Without any function of role R the call stays one of an unknown function;
/// with "with:S" only where there is none of role S either.
void resolve_harness_calls(ir::Program& program, const std::set<std::string>& open);

/// Gives functions whose role has a group that group's name as a role as well (found_by "group").
void add_group_roles(ir::Program& program, const RoleTable& table);
void remove_group_roles(ir::Program& program);

/// Procedures with the annotation `text`, in order.
std::vector<ir::ProcId> annotated(const ir::Program& program, std::string_view text);

} // namespace sdvlite::frontend::os
