// SPDX-License-Identifier: Apache-2.0
// Where control goes from one statement to the next.
#pragma once

#include <vector>

#include "core/ir/stmt.hpp"

namespace sdvlite::ir {

/// Where control may go after `s` at `index` within its procedure, in the order in which choices are
/// numbered: targets of Branch (0 then, 1 else), Switch (default first, then the cases), Choose. Where something may be raised, to
/// what it unwinds comes last. None where the procedure is left.
void successors(const Stmt& s, StmtIndex index, std::vector<StmtIndex>& out);

}  // namespace sdvlite::ir
