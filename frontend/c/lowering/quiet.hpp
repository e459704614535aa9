// SPDX-License-Identifier: Apache-2.0
// What can't raise an exception: where in a guarded block one may come from at the earliest.
#pragma once

namespace clang {
class CompoundStmt;
class Stmt;
}

namespace sdvlite::frontend::c {

/// What a guarded block does before anything in it can raise.
struct QuietBeginning {
    const clang::Stmt* next = nullptr; ///< the first statement that may raise; none: no statement may
    bool calls = false;                ///< before that, functions are called that never raise, or a block inside is entered
};

/// What lies in blocks inside counts as if it lay in this one where they end in __finally; what is raised in others is theirs.

QuietBeginning quiet_beginning(const clang::CompoundStmt* block);

/// Whether anything in the block, or in a function that it calls, may touch memory that is not there, as far as is known: what lies
/// behind a pointer, or a function whose body is not here. (What it raises by itself is something else.)
bool may_touch_memory(const clang::CompoundStmt* block);

} // namespace sdvlite::frontend::c
