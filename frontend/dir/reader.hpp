// SPDX-License-Identifier: Apache-2.0
// Reads the driver IR as people write it (README.md in this folder) into a program.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::dir {

/// Files larger than this are refused.
inline constexpr std::size_t kMaxFileBytes = 64u << 20;
/// Brackets, blocks and statements may nest this deep.
inline constexpr std::size_t kMaxNesting = 256;
/// Tokens of one declaration (a procedure with its body, a global with its initialiser).
inline constexpr std::size_t kMaxDeclarationTokens = 1'000'000;

struct ReadOptions {
    /// Whose code it is, unless the file says so (`origin os_model;`).
    ir::Origin origin = ir::Origin::Driver;
};

/// Reads one file into `out`, an empty program. `path` is what messages call the file; spans in
/// `sink` and in the program refer to out.sources. False when there was an error; then `out` holds
/// what could be read, good for showing the messages only. On success validate() has accepted it.
bool read_program(std::string_view text, std::string_view path, ir::Program& out, base::DiagSink& sink,
                  const ReadOptions& options = {});

}  // namespace sdvlite::frontend::dir
