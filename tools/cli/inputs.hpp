// SPDX-License-Identifier: Apache-2.0
// What the INPUT arguments mean: which files make the driver, and how each is compiled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "frontend/project/project.hpp"
#include "tools/cli/console.hpp"

namespace sdvlite::cli {

struct Inputs {
    std::string name;  ///< of the driver: of the file, folder or project
    std::vector<frontend::project::Unit> units;  ///< C files and files of IR text; at least one
};

bool is_ir_text(const std::string& path);

/// Several inputs are one driver. Nothing after an error, which was said on `console`.
std::optional<Inputs> find_inputs(const std::vector<std::string>& arguments, Console& console);

}  // namespace sdvlite::cli
