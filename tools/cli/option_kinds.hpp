// SPDX-License-Identifier: Apache-2.0
// Kinds of options that several commands have: checked words and numbers, and what may be repeated.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace sdvlite::cli {

/// "" when the value is one of `known`; else a message that names them.
CLI::Validator one_of(std::vector<std::string> known);
/// A number above 0, up to `most`.
CLI::Validator positive_number(double most);
/// A whole number from 1 to `most`.
CLI::Validator positive_integer(std::uint64_t most);

/// An option that may be given several times, with one value each time.
CLI::Option* repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                        const std::string& label, const std::string& text);

/// --color, which every command has.
void add_color(CLI::App& app, std::string& word);

}  // namespace sdvlite::cli
