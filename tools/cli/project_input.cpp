// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/project_input.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "frontend/project/text.hpp"
#include "tools/cli/files.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;
namespace project = frontend::project;
using project::Product;
using project::Project;

constexpr std::size_t kMaxProjects = 1000; // of one solution or folder
constexpr std::size_t kMaxNamed = 20;
constexpr std::size_t kMaxProjectBytes = 16u << 20;

std::string extension(const std::string& path) { return project::lower(fs::path(path).extension().string()); }

project::ReadOptions read_options(const InputOptions& options) {
    project::ReadOptions out;
    out.configuration = options.configuration;
    out.properties = options.properties;
    return out;
}

void take(Project&& read, Inputs& out) {
    if (out.name.empty()) out.name = read.name;
    out.from_project = true;
    out.units.insert(out.units.end(), read.units.begin(), read.units.end());
    out.cpp_files.insert(out.cpp_files.end(), read.cpp_files.begin(), read.cpp_files.end());
    read.units.clear();
    read.cpp_files.clear();
    if (out.build.path.empty()) out.build = std::move(read);
}

bool add_one_of(const std::string& where, const std::vector<std::string>& projects, const InputOptions& options,
                Inputs& out, Console& console) {
    const std::vector<std::string> drivers = kernel_projects(projects, options);
    if (drivers.size() == 1) return add_build_description(drivers.front(), options, out, console);
    if (drivers.empty()) {
        console.error(fmt::format("'{}' names no project that builds a driver from C or C++ files", where),
                      "name the project or the folder that holds the driver's sources");
    } else {
        say_which_drivers(where, drivers, console);
    }
    return false;
}

bool add_project(std::string text, const std::string& path, const InputOptions& options, Inputs& out, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    Project read;
    const bool good = project::read_vcxproj_with_libraries(std::move(text), path, read_options(options), sources, read, sink);
    console.show(sink, sources);
    if (!good) return false;
    if (read.units.empty() && read.cpp_files.empty()) {
        if (!read.references.empty()) return add_one_of(path, read.references, options, out, console);
        console.error(fmt::format("the project '{}' compiles no C or C++ file", path),
                      "it may take its files from an import that is not there; name the files on the command line");
        return false;
    }
    take(std::move(read), out);
    return true;
}

bool add_solution(const std::string& text, const std::string& path, const InputOptions& options, Inputs& out, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    std::vector<std::string> projects;
    const bool good = project::read_solution(text, path, sources, projects, sink);
    console.show(sink, sources);
    return good && add_one_of(path, projects, options, out, console);
}

bool add_database(std::string text, const std::string& path, Inputs& out, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    Project read;
    const bool good = project::read_compile_commands(std::move(text), path, sources, read, sink);
    console.show(sink, sources);
    if (good) take(std::move(read), out);
    return good;
}

} // namespace

bool is_build_description(const std::string& path) {
    const std::string ext = extension(path);
    return ext == ".vcxproj" || ext == ".sln" || ext == ".json";
}

bool add_build_description(const std::string& path, const InputOptions& options, Inputs& out, Console& console) {
    std::string error;
    const std::string ext = extension(path);
    std::optional<std::string> text = read_file(path, error, ext == ".json" ? kMaxFileBytes : kMaxProjectBytes);
    if (!text) {
        console.error(error);
        return false;
    }
    if (ext == ".sln") return add_solution(*text, path, options, out, console);
    if (ext == ".json") return add_database(std::move(*text), path, out, console);
    return add_project(std::move(*text), path, options, out, console);
}

std::vector<std::string> kernel_projects(const std::vector<std::string>& paths, const InputOptions& options) {
    std::vector<std::string> drivers, libraries;
    for (std::size_t i = 0; i < std::min(paths.size(), kMaxProjects); ++i) {
        std::string error;
        const std::optional<std::string> text = read_file(paths[i], error);
        base::SourceMap sources;
        base::DiagSink sink;
        Project read;
        if (!text || !project::read_vcxproj(*text, paths[i], read_options(options), sources, read, sink)) continue;
        if (read.user_mode || (read.units.empty() && read.cpp_files.empty())) continue;
        (read.product == Product::Library ? libraries : drivers).push_back(paths[i]);
    }
    return drivers.empty() ? libraries : drivers;
}

void say_which_drivers(const std::string& where, const std::vector<std::string>& drivers, Console& console) {
    std::string names;
    for (std::size_t i = 0; i < std::min(drivers.size(), kMaxNamed); ++i)
        names += fmt::format("{}{}", i == 0 ? "" : ", ", fs::path(drivers[i]).lexically_normal().string());
    if (drivers.size() > kMaxNamed) names += ", ...";
    console.error(fmt::format("'{}' holds {} drivers: {}", where, drivers.size(), names), "name the one to look at");
}

} // namespace sdvlite::cli
