// SPDX-License-Identifier: Apache-2.0
// The front half: from the files of a driver to one program with roles, OS model and harness.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "frontend/os/load.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/inputs.hpp"
#include "tools/cli/options.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

/// How the build descriptions among the inputs are read.
InputOptions input_options(const DriverOptions& options);

struct LoadedDriver {
    frontend::os::Prepared prepared;
    report::Driver driver;
    report::Coverage coverage;
    std::vector<std::vector<std::string>> readers;  ///< the command that reads each C file
    std::map<std::string, std::string> aliases;  ///< other names of DDIs -> the documented one
};

enum class Depth {
    Scan,   ///< model and roles only
    Check,  ///< OS model and harness linked in
};

/// The whole way, from the arguments of the command.
std::optional<LoadedDriver> load(const DriverOptions& options, Depth depth, Console& console);

}  // namespace sdvlite::cli
