// SPDX-License-Identifier: Apache-2.0
// Which elements of a table of functions a procedure fills anew after it has filled all of them in a loop:
//
//   for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) driver->MajorFunction[i] = Pass;
//   driver->MajorFunction[IRP_MJ_PNP] = Pnp;
//
// Only where no way leads round the later store, and where both are known to be about one table.
#pragma once

#include <vector>

#include "core/ir/program.hpp"
#include "frontend/os/function_flow.hpp"

namespace sdvlite::frontend::os {

struct LaterStore {
    std::int64_t element = kNoElement; ///< the constant index
    ProcSet functions;                 ///< what is stored there
};

/// Of the statement `at` of `proc`, which stores at `place`, an element whose index is not constant.
std::vector<LaterStore> later_stores(const ir::Program& program, const FunctionFlow& flow, ir::ProcId proc,
                                     ir::StmtIndex at, const Place& place);

} // namespace sdvlite::frontend::os
