// SPDX-License-Identifier: Apache-2.0
// Texts with references in them: properties $(Name), property functions $(Name.Replace('a', 'b')) and
// $([MSBuild]::NormalizePath(...)), metadata %(Name). Item lists @(Name) are items.hpp's.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "frontend/project/msbuild/properties.hpp"

namespace sdvlite::frontend::project::msbuild {

/// The value of %(TYPE.NAME), or of %(NAME), for which TYPE is empty.
using MetadataOf = std::function<std::string(std::string_view type, std::string_view name)>;

/// What a text is read in.
struct Scope {
    const Properties& properties;
    std::string folder;             ///< of the project: relative paths begin there
    const MetadataOf* metadata = nullptr; ///< null: %(Name) stays as it is
};

/// A value that grows beyond this is a hole: projects can double a property again and again.
inline constexpr std::size_t kMaxValue = 1u << 20;

/// `text` with all references replaced. What can't be evaluated is a hole that names it.
std::string expand(std::string_view text, const Scope& scope);

/// The end of the reference that opens at `text[at]` (the place after its ')'), quotes and nested
/// brackets counted; npos when it does not end.
std::size_t end_of_reference(std::string_view text, std::size_t at);

/// %3B and its like, which stand for characters with a meaning, as those characters.
std::string unescaped(std::string_view text);

} // namespace sdvlite::frontend::project::msbuild
