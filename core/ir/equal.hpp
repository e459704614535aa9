// SPDX-License-Identifier: Apache-2.0
// Are two programs the same but for the numbering of types, expressions and files? For tests of
// readers and printers.
#pragma once

#include <optional>
#include <string>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

struct EqualOptions {
    bool places = true;  ///< compare spans too (files by path)
};

/// The first difference in words ("proc f: statement 3: ..."), or nothing when there is none.
/// Types, globals and procedures are compared in the order of their ids, records by name.
/// Expects programs that validate() accepts.
std::optional<std::string> first_difference(const Program& a, const Program& b,
                                            const EqualOptions& options = {});

}  // namespace sdvlite::ir
