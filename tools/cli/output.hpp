// SPDX-License-Identifier: Apache-2.0
// Sends what a command has to say to where --format wants it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tools/cli/console.hpp"
#include "tools/cli/format.hpp"
#include "tools/report/sarif.hpp"

namespace sdvlite::cli {

/// Calls `render(format, to_terminal)` for each output and writes the text. False after an error,
/// which was said on `console`.
bool write_outputs(const std::vector<Output>& outputs, Console& console,
                   const std::function<std::string(Format, bool to_stdout)>& render);

/// Names in SARIF are relative to the top of the working copy (the folder with .git) that the current folder lies in, so that
/// the file means the same on another machine; to the current folder where there is none.
report::SarifOptions sarif_options();

}  // namespace sdvlite::cli
