// SPDX-License-Identifier: Apache-2.0
// References to lists of items: @(Name), @(Name->'%(Filename).obj', ' '), @(Name->Distinct()->'x%(Identity)').
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/project/msbuild/evaluation.hpp"
#include "frontend/project/msbuild/expand.hpp"

namespace sdvlite::frontend::project::msbuild {

/// The names, in lower case, of the lists that `text` refers to.
std::vector<std::string> lists_in(std::string_view text);

/// Like split_list; a semicolon inside @( ) does not count.
std::vector<std::string> split_items(std::string_view text);

/// %(Filename) and its like, which every item has; empty for other names. `name` is in lower case.
std::string well_known(const std::string& folder, const Item& item, const std::string& name);

/// What `reference`, which begins with "@(", stands for. What is not evaluated is told in `problem`.
std::vector<Item> referred_items(const Evaluation& known, const Scope& scope, std::string_view reference, std::string& problem);

/// `text` with its references replaced, those to lists by their items, joined by semicolons.
std::string with_lists(const Evaluation& known, const Scope& scope, std::string_view text, std::string& problem);

} // namespace sdvlite::frontend::project::msbuild
