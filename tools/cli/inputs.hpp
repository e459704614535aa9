// SPDX-License-Identifier: Apache-2.0
// What the INPUT arguments mean: which files make the driver, how each is compiled, and what the
// build description tells about the driver besides.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "frontend/project/project.hpp"
#include "tools/cli/console.hpp"

namespace sdvlite::cli {

struct Inputs {
    std::string name;                           ///< of the driver: of the file, folder or project
    std::vector<frontend::project::Unit> units; ///< C files and files of IR text
    std::vector<std::string> cpp_files;         ///< which are not read
    /// Of a project: files that it names and that aren't there are left out instead of an error.
    bool from_project = false;
    frontend::project::Project build; ///< libraries, driver_type, product, user_mode; no units
};

/// How build descriptions are read.
struct InputOptions {
    std::string configuration;                     ///< "Release|x64"; "": chosen
    std::map<std::string, std::string> properties; ///< of MSBuild
};

bool is_ir_text(const std::string& path);

/// Several inputs are one driver. There is at least one unit or C++ file. Nothing after an error,
/// which was said on `console`.
std::optional<Inputs> find_inputs(const std::vector<std::string>& arguments, const InputOptions& options,
                                  Console& console);

} // namespace sdvlite::cli
