// SPDX-License-Identifier: Apache-2.0
// Small things about texts as Windows' build descriptions write them: case that does not count,
// lists with semicolons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::frontend::project {

/// ASCII letters in lower case.
std::string lower(std::string_view text);
bool same_but_case(std::string_view a, std::string_view b);
/// Without blanks and line ends around it.
std::string_view trimmed(std::string_view text);
/// The parts between semicolons, trimmed; empty ones are left out.
std::vector<std::string> split_list(std::string_view text);
/// `text` with each `from` (not empty) replaced.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

} // namespace sdvlite::frontend::project
