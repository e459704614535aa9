// SPDX-License-Identifier: Apache-2.0
// A routine that is registered together with a context gets that context and nothing else: where each registration gives an object,
// the context is not NULL, and the harness, which hands out arbitrary ones, says so (`given:N`, core/ir/link.hpp).
#pragma once

#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

/// Annotates the driver's functions whose address goes nowhere but into DDIs that take a context too (`table.contexts`), and each time
/// together with what is an object there: an address, or a pointer that the driver has followed on every way to the call. The DDIs
/// get `context:N:P`: argument N comes back as the routine's parameter P, both from 0.
void note_given_contexts(ir::Program& program, const RoleTable& table);

} // namespace sdvlite::frontend::os
