// SPDX-License-Identifier: Apache-2.0
// Solutions (.sln): lists of projects. Only the lines that name projects matter here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::frontend::project {

/// The .vcxproj files that the text names, as it writes them.
std::vector<std::string> projects_in_solution(std::string_view text);

/// The solution of which the project `path` is a part, looked for in its folder and those above it;
/// empty when there is none.
std::string solution_of(const std::string& path);

} // namespace sdvlite::frontend::project
