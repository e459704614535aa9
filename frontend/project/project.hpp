// SPDX-License-Identifier: Apache-2.0
// What a build description says about a driver: which C files it has, with which folders and macros
// each is compiled, what is built of them, which libraries it takes from other projects. Does not
// look into the C files. Descriptions and the files that they import are read; nothing is run.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::frontend::project {

/// One C file and how it is compiled. Paths are absolute or relative to the current folder.
struct Unit {
    std::string file;
    std::vector<std::string> include_dirs;
    std::vector<std::string> defines; ///< NAME or NAME=VALUE
    std::vector<std::string> undefines;
    std::vector<std::string> forced_includes;
    std::vector<std::string> trace_functions; ///< that the trace preprocessor is told of
};

/// What the build makes.
enum class Product {
    Unknown, ///< the description does not say
    Driver,
    Library, ///< a static one
    Dll,
    Program,
    Other, ///< a package, a help file: nothing is compiled
};

struct Project {
    std::string name;
    std::string path;
    std::string configuration; ///< "Release|x64"; empty when there is no such thing
    Product product = Product::Unknown;
    bool user_mode = false;             ///< a program, or a driver for user mode
    std::string driver_type;            ///< WDM, KMDF, UMDF, ... as the project says; empty: it does not say
    std::vector<std::string> libraries; ///< that it is linked with: "storport.lib", in lower case
    std::vector<Unit> units;
    std::vector<std::string> cpp_files;  ///< sources in C++, which is not read yet
    std::vector<std::string> references; ///< the project files that it refers to
};

struct ReadOptions {
    std::string configuration;                     ///< "Release|x64", "Release", "x64"; empty: Release|x64, or what is like it
    std::map<std::string, std::string> properties; ///< MSBuild's, which the file can't change
    std::string solution;                          ///< the .sln that it is read for; empty: looked for
};

/// Reads `text`, the .vcxproj at `path`, and the files that it imports. False after an error.
bool read_vcxproj(std::string text, const std::string& path, const ReadOptions& options, base::SourceMap& sources,
                  Project& out, base::DiagSink& sink);

/// The same, with the C files of the static libraries that it refers to, theirs included.
bool read_vcxproj_with_libraries(std::string text, const std::string& path, const ReadOptions& options,
                                 base::SourceMap& sources, Project& out, base::DiagSink& sink);

/// The project files (.vcxproj) that a solution names, in its order. False after an error.
bool read_solution(std::string_view text, const std::string& path, base::SourceMap& sources,
                   std::vector<std::string>& projects, base::DiagSink& sink);

/// Reads the text of a compile_commands.json (Clang's JSON Compilation Database). False after an
/// error.
bool read_compile_commands(std::string text, const std::string& path, base::SourceMap& sources, Project& out,
                           base::DiagSink& sink);

} // namespace sdvlite::frontend::project
