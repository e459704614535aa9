// SPDX-License-Identifier: Apache-2.0
// Build descriptions as inputs: a project, a solution, a package of several, a compilation database.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/inputs.hpp"

namespace sdvlite::cli {

/// By its extension: .vcxproj, .sln, or .json.
bool is_build_description(const std::string& path);

/// Adds what the description says. Of several drivers none is chosen: that is an error that names them.
bool add_build_description(const std::string& path, const InputOptions& options, Inputs& out, Console& console);

/// The projects among `paths` that build something for the kernel: drivers; when there is none,
/// libraries. Those that can't be read are left out.
std::vector<std::string> kernel_projects(const std::vector<std::string>& paths, const InputOptions& options);

/// "'x' holds 3 drivers" with their names; the hint says what to do.
void say_which_drivers(const std::string& where, const std::vector<std::string>& drivers, Console& console);

} // namespace sdvlite::cli
