// SPDX-License-Identifier: Apache-2.0
// The command line of `sdvlite rules`, as values.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/console.hpp"

namespace CLI {
class App;
}

namespace sdvlite::cli {

struct RulesListOptions {
    std::string model;
    std::string set;
    std::string ddi;                 ///< of an event, or a role
    std::vector<std::string> words;  ///< all have to occur in what is known of a rule
    ColorWhen color = ColorWhen::Auto;
};

struct RulesShowOptions {
    std::string rule;
    std::vector<std::string> includes;  ///< folders of headers that rules include
    bool source = false;
    ColorWhen color = ColorWhen::Auto;
};

struct RulesLintOptions {
    std::vector<std::string> rules;  ///< as after --rules; empty: the whole library
    std::vector<std::string> includes;
    std::string model;               ///< of rules that name none
    ColorWhen color = ColorWhen::Auto;
};

struct RulesTestOptions {
    std::vector<std::string> rules;  ///< as after --rules; empty: the whole library
    std::vector<std::string> includes;
    std::string wdk;
    double timeout_seconds = 60;  ///< for each driver
    unsigned jobs = 1;
    bool verbose = false;
    ColorWhen color = ColorWhen::Auto;
};

struct RulesGraphOptions {
    std::string rule;
    std::vector<std::string> includes;
    std::string format = "text";  ///< text, dot or svg, with =FILE
    bool full = false;            ///< every state, not minimised
    std::vector<std::string> variables;  ///< only these are looked at; empty: all
    std::string trace;                   ///< a file: the way of its trace is drawn too
    std::size_t number = 0;              ///< of the trace in the file; 0: the first one of this rule
    ColorWhen color = ColorWhen::Auto;
};

struct RulesNewOptions {
    std::string folder;  ///< to make; its last part is the rule's name
    std::string model = "wdm";
    ColorWhen color = ColorWhen::Auto;
};

/// The subcommands' options, which have to live while the command line is read.
struct RulesCommands {
    RulesListOptions list;
    RulesShowOptions show;
    RulesLintOptions lint;
    RulesTestOptions test;
    RulesGraphOptions graph;
    RulesNewOptions make;

    /// Adds the subcommands to `app`; `color` is filled as the other commands' is.
    void add_to(CLI::App& app, std::string& color);
    void set_color(ColorWhen color);
};

}  // namespace sdvlite::cli
