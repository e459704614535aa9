// SPDX-License-Identifier: Apache-2.0
// What a compiler's command line says about how a C file is read: folders, macros, forced includes.
// Those of cl.exe and clang-cl, and those of clang and gcc; response files are read in place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/project/project.hpp"

namespace sdvlite::frontend::project {

/// Which quotes and backslashes a command is written with.
enum class Quoting { Posix, Windows };

std::vector<std::string> split_command(std::string_view command, Quoting quoting = Quoting::Windows);

/// Whether `compiler`, the first word of a command, is cl.exe or takes its options.
bool is_cl(std::string_view compiler);
/// How a command that begins with this compiler is quoted.
Quoting quoting_of(std::string_view command);

/// @file replaced by the words of that file, in depth up to a limit. What can't be read is named in
/// `missing`.
std::vector<std::string> with_response_files(const std::vector<std::string>& arguments, const std::string& directory,
                                             Quoting quoting, std::vector<std::string>& missing);

enum class Language { ByName, C, Cpp };

/// Adds to `unit` what the arguments say; relative paths begin in `directory`.
Language read_cl_arguments(const std::vector<std::string>& arguments, const std::string& directory, Unit& unit);
Language read_clang_arguments(const std::vector<std::string>& arguments, const std::string& directory, Unit& unit);

} // namespace sdvlite::frontend::project
