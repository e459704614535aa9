// SPDX-License-Identifier: Apache-2.0
// Paths as Windows projects write them, on a file system that may tell upper from lower case.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::frontend::project {

/// `path` with slashes for backslashes, relative to `folder` unless absolute, without "." and
/// "x/..". When it does not exist but differs only in case from one that does, that one.
std::string resolve(const std::string& folder, std::string_view path);

/// By its extension: a C++ source, which is not read yet.
bool is_cpp(std::string_view path);
/// By its extension: a C source.
bool is_c(std::string_view path);

}  // namespace sdvlite::frontend::project
