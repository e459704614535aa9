// SPDX-License-Identifier: Apache-2.0
// Sends what a command has to say to where --format wants it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tools/cli/console.hpp"
#include "tools/cli/options.hpp"

namespace sdvlite::cli {

/// Calls `render(format, to_terminal)` for each output and writes the text. False after an error,
/// which was said on `console`.
bool write_outputs(const std::vector<Output>& outputs, Console& console,
                   const std::function<std::string(Format, bool to_stdout)>& render);

}  // namespace sdvlite::cli
