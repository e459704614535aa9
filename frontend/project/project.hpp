// SPDX-License-Identifier: Apache-2.0
// What a build description says about a driver's C files: which they are, and with which folders
// and macros each is compiled. A minimal reading: what would need a build system to evaluate
// (conditions on other things than configuration and platform, imported property sheets, other
// compilers) is reported, not guessed. Does not look at the C files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"

namespace sdvlite::frontend::project {

/// One C file and how it is compiled. Paths are absolute or relative to the current folder.
struct Unit {
    std::string file;
    std::vector<std::string> include_dirs;
    std::vector<std::string> defines;    ///< NAME or NAME=VALUE
    std::vector<std::string> undefines;
    std::vector<std::string> forced_includes;
};

struct Project {
    std::string name;
    std::vector<Unit> units;
};

/// Reads the text of a .vcxproj, of which ClCompile items and the item definitions of
/// Release|x64 (else the configurations that the file has for x64) count. `path` is where it
/// lies: other paths are relative to its folder. `file` is its id in the source map of `sink`'s
/// reader. False after an error.
bool read_vcxproj(std::string_view text, const std::string& path, base::FileId file, Project& out, base::DiagSink& sink);

/// Reads the text of a compile_commands.json (Clang's JSON Compilation Database). False after an
/// error.
bool read_compile_commands(std::string_view text, const std::string& path, base::FileId file, Project& out,
                           base::DiagSink& sink);

}  // namespace sdvlite::frontend::project
