// SPDX-License-Identifier: Apache-2.0
// The bytes of a rule file as UTF-8. Rules come from Windows machines: their comments may be in
// Windows-1252, and some editors put a byte order mark in front.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sdvlite::rules {

/// `bytes` when they are UTF-8 already (without a byte order mark), otherwise read as Windows-1252.
std::string to_utf8(std::string_view bytes);

/// Whether `bytes` start like a UTF-16 file, which no rule is.
bool looks_like_utf16(std::string_view bytes);

/// The content of the regular file `path`. Nothing, and why in `error`, when it can't be read or
/// has more than `max_bytes`.
std::optional<std::string> read_file(const std::string& path, std::size_t max_bytes, std::string& error);

} // namespace sdvlite::rules
