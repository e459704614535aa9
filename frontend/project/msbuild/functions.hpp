// SPDX-License-Identifier: Apache-2.0
// The property functions that build files of drivers use: methods of strings, [MSBuild]::,
// [System.IO.Path]::, [System.IO.File]::, [System.String]::. Nothing else is called.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "frontend/project/msbuild/expand.hpp"

namespace sdvlite::frontend::project::msbuild {

/// `value`.member(arguments); nothing when it is not known.
std::optional<std::string> member_function(const std::string& value, const std::string& member,
                                           const std::vector<std::string>& arguments);

/// [type]::member(arguments); nothing when it is not known.
std::optional<std::string> static_function(const std::string& type, const std::string& member,
                                           const std::vector<std::string>& arguments, const Scope& scope);

/// A number as MSBuild compares it: decimal, or 0x..., or a version such as 10.0.
std::optional<double> number(std::string_view text);

} // namespace sdvlite::frontend::project::msbuild
