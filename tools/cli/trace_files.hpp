// SPDX-License-Identifier: Apache-2.0
// Files of traces, for the commands that look at them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/console.hpp"
#include "tools/report/trace_read.hpp"

namespace sdvlite::cli {

/// The traces of a file, or only the one with this number, from 1; nothing after a message.
std::optional<std::vector<report::ReadTrace>> read_trace_file(const std::string& file, std::size_t number, Console& console);

}  // namespace sdvlite::cli
