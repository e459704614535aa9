// SPDX-License-Identifier: Apache-2.0
// The command lines of `sdvlite trace` and `sdvlite baseline`, as values.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tools/cli/console.hpp"
#include "tools/cli/format.hpp"

namespace CLI {
class App;
}

namespace sdvlite::cli {

struct TraceShowOptions {
    std::string file;
    std::size_t number = 0;  ///< which of several traces, from 1; 0: all
    bool verbose = false;
    std::vector<Output> outputs;
    ColorWhen color = ColorWhen::Auto;
};

struct TraceValidateOptions {
    std::string file;
    std::size_t number = 0;
    std::vector<std::string> inputs;  ///< the driver, when not where it was
    std::string rule;                 ///< the rule's file, when not where it was
    std::vector<std::string> rule_includes;
    ColorWhen color = ColorWhen::Auto;
};

struct BaselineWriteOptions {
    std::string results;
    std::string baseline;
    std::string reason;
    std::vector<std::string> only;  ///< beginnings of fingerprints, or rules; empty: all that is new
    ColorWhen color = ColorWhen::Auto;
};

struct BaselineCheckOptions {
    std::string results;
    std::string baseline;
    ColorWhen color = ColorWhen::Auto;
};

/// The options of the subcommands, which have to live while the command line is read.
struct TraceCommands {
    TraceShowOptions show;
    TraceValidateOptions validate;
    BaselineWriteOptions write;
    BaselineCheckOptions check;

    using Add = std::function<void(CLI::App&)>;
    void add_trace(CLI::App& app, const Add& color, const Add& format);
    void add_baseline(CLI::App& app, const Add& color);
    void set(ColorWhen color, const std::vector<Output>& outputs);
};

}  // namespace sdvlite::cli
