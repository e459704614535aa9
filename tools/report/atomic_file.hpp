// SPDX-License-Identifier: Apache-2.0
// Files are written whole or not at all: a report that was cut short must not look like a report.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::report {

/// Writes `content` to a new file beside `path` and renames it over `path`. What is no regular
/// file (a pipe, /dev/null) is written in place. Returns "" or what went wrong, for a person.
std::string write_file(const std::string& path, std::string_view content);

}  // namespace sdvlite::report
