// SPDX-License-Identifier: Apache-2.0
// Where a guarded block touches memory of a user's process. That may be gone at any time, also when it was there a moment ago: each
// such place may fault, with what the block has done by then.
#pragma once

#include <vector>

namespace clang {
class CompoundStmt;
class Stmt;
}

namespace sdvlite::frontend::c {

/// The statements of `block`, those inside others too, that begin with such an access: through what `body`, the function's, has asked
/// the kernel to probe, or what a request gives as the user's (Irp->UserBuffer), kept in a variable or not. Through variables that
/// may lead elsewhere it is not known. What functions do that are called is not looked at.
std::vector<const clang::Stmt*> user_accesses(const clang::Stmt* body, const clang::CompoundStmt* block);

} // namespace sdvlite::frontend::c
