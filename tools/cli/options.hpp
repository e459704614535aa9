// SPDX-License-Identifier: Apache-2.0
// The command line as values. Options that can change a verdict are apart from those that can't.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/check/check.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/format.hpp"
#include "tools/cli/rules_options.hpp"
#include "tools/cli/trace_options.hpp"

namespace sdvlite::cli {

/// What every command that reads a driver takes.
struct DriverOptions {
    std::vector<std::string> inputs;
    std::string model;  ///< "": detected
    std::string wdk;
    std::vector<std::string> os_models;
    std::vector<std::string> include_dirs;
    std::vector<std::string> defines;
    std::vector<std::string> undefines;
    std::vector<std::string> forced_includes;
    std::vector<std::string> clang_arguments;  ///< what stood after --
    std::string configuration;                 ///< of a project, "Release|x64"; "": chosen
    std::vector<std::string> properties;       ///< of a project, NAME=VALUE
    std::vector<std::string> entries;          ///< ROLE=FUNCTION, as given
    std::string entry_file;                    ///< a list of entry points that replaces what is found; "": none
    bool no_cache = false;
    unsigned jobs = 1;
    bool quiet = false;
    bool verbose = false;
    ColorWhen color = ColorWhen::Auto;
};

struct CheckOptions {
    DriverOptions driver;
    std::vector<std::string> rules;  ///< empty: every rule of the driver's model
    std::vector<std::string> rule_includes;  ///< folders where rules' #includes are looked for
    check::Options engine;
    bool fail_on_inconclusive = true;
    std::string baseline;  ///< "": none
    std::vector<Output> outputs;  ///< never empty
};

struct ScanOptions {
    DriverOptions driver;
    std::vector<Output> outputs;
};

struct IrPrintOptions {
    DriverOptions driver;
    bool linked = false;  ///< with the OS model and harness
    bool no_places = false;
};

struct IrCheckOptions {
    std::vector<std::string> files;
    ColorWhen color = ColorWhen::Auto;
};

using Command = std::variant<CheckOptions, ScanOptions, IrPrintOptions, IrCheckOptions, RulesListOptions, RulesShowOptions,
                             RulesLintOptions, RulesTestOptions, RulesNewOptions, RulesGraphOptions, TraceShowOptions,
                             TraceValidateOptions, BaselineWriteOptions, BaselineCheckOptions>;

/// What to do, or what to print and the exit code (help, version, an error of usage).
struct Parsed {
    Command command;
    bool run = false;
    std::string out;
    std::string error;
    std::string hint;
    int exit_code = 0;
};

Parsed parse_command_line(const std::vector<std::string>& arguments);

}  // namespace sdvlite::cli
