// SPDX-License-Identifier: Apache-2.0
// Reading files that a user named, with a reason when that fails.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace sdvlite::cli {

inline constexpr std::size_t kMaxFileBytes = 64u << 20;

/// The whole file; nothing, and `error` for a person, when it can't be read or is larger than `most`.
std::optional<std::string> read_file(const std::string& path, std::string& error, std::size_t most = kMaxFileBytes);

}  // namespace sdvlite::cli
