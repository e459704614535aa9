// SPDX-License-Identifier: Apache-2.0
// From the files of a driver to one linked program: each read by its reader, several at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ir/program.hpp"
#include "frontend/project/project.hpp"
#include "tools/cli/causes.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/inputs.hpp"
#include "tools/cli/options.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

/// What became known besides the program.
struct Reading {
    std::vector<report::Unread> unread; ///< files that were not read, C++ for one
    MissingHeaders missing;
};

/// Reads each file and links them. Nothing after an error. What was not understood inside a
/// function is shown as a warning and is a hole in that function. When no file could be read the
/// program is empty.
std::optional<ir::Program> read_driver(const DriverOptions& options, const Inputs& inputs, Console& console,
                                       Reading& reading);

/// The command that reads a C file; empty for a file of IR text.
std::vector<std::string> command_for(const DriverOptions& options, const frontend::project::Unit& unit);

/// A function of the driver that was written down, whether or not it could be lowered.
bool is_driver_function(const ir::Proc& proc);
/// The program has no such function.
bool is_empty(const ir::Program& program);

/// "3 files were not read: a.cpp (C++ is not supported yet), ..."; empty when all were.
std::string unread_text(const std::vector<report::Unread>& unread);

} // namespace sdvlite::cli
