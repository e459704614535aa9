// SPDX-License-Identifier: Apache-2.0
// A program as bytes: compact (variable-length integers, strings once), versioned, with the texts
// of its source files. What the compiler process writes, the checker reads and a cache keeps. No
// compatibility between versions: other versions are refused.
#pragma once

#include <string>
#include <string_view>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

std::string write_binary(const Program& program);

/// Reads what write_binary() wrote; `bytes` may come from anywhere. On success the program has
/// passed validate(). On failure `out` is empty and `error` says what is wrong at which offset.
/// Memory is bounded by a small multiple of bytes.size().
bool read_binary(std::string_view bytes, Program& out, std::string& error);

}  // namespace sdvlite::ir
