// SPDX-License-Identifier: Apache-2.0
// The driver IR as text: what frontend/dir reads back to an equal program (its README is the
// reference of the language). Statements are written flat, each with its place in the source.
#pragma once

#include <string>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

struct PrintOptions {
    /// Write the file table and `@[f0 12:5-12:30]` after everything that has a place. Without it
    /// the text is easier to read, and a program read back has its places in that text.
    bool places = true;
};

/// The whole program. Expects a program that validate() accepts.
std::string print(const Program& program, const PrintOptions& options = {});

/// One expression; `proc` names the locals (may be null when there are none).
std::string print_expr(const Program& program, const Proc* proc, ExprId expr);

/// One statement without label, place and semicolon; jump targets are written `L<index>`.
std::string print_stmt(const Program& program, const Proc& proc, const Stmt& stmt);

}  // namespace sdvlite::ir
