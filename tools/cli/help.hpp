// SPDX-License-Identifier: Apache-2.0
// How --help looks: usage, options in one column each, examples. CLI11's own layout repeats types
// and takes two screens.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace sdvlite::cli {

class HelpFormatter : public CLI::Formatter {
public:
    HelpFormatter() { column_width(24); }
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
    std::string make_option_opts(const CLI::Option* option) const override;
};

}  // namespace sdvlite::cli
