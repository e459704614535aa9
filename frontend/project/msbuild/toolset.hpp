// SPDX-License-Identifier: Apache-2.0
// What Visual Studio's and the driver kit's own build files would define, as far as it is fixed or
// follows from the project; the rest of it are holes. Those files are not read: a machine that
// never saw a kit has none.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::frontend::project::msbuild {

class Properties;

/// Whether the kit or the compiler would define `name`: its value can't be known here.
bool is_of_the_kit(std::string_view name);

/// What is known before the project `path` is read. `solution` is the path of a solution that it is
/// part of, or empty.
void define_project(Properties& properties, const std::string& path, const std::string& solution);

/// What Microsoft.Cpp.Default.props (`defaults`) and Microsoft.Cpp.props define.
void define_defaults(Properties& properties);
void define_outputs(Properties& properties);

} // namespace sdvlite::frontend::project::msbuild
