// SPDX-License-Identifier: Apache-2.0
// File patterns of MSBuild: * and ? within a name, ** for any folders between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::frontend::project {

inline constexpr std::size_t kMaxMatches = 10'000;

bool has_wildcard(std::string_view path);
/// Whether a path with slashes fits the pattern; case does not count.
bool matches(std::string_view pattern, std::string_view path);
/// The files that fit, as the pattern writes their folder, sorted. At most kMaxMatches; symbolic
/// links to folders are not followed by **.
std::vector<std::string> matching_files(const std::string& folder, std::string_view pattern);

} // namespace sdvlite::frontend::project
