// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "frontend/project/command_line.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/project_input.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;
namespace project = frontend::project;

constexpr int kMaxDepthBelow = 4;       // where a folder without sources is searched for projects
constexpr std::size_t kMaxBelow = 2000; // entries looked at
constexpr std::size_t kMaxNamed = 5;

std::string lower_extension(const fs::path& path) { return project::lower(path.extension().string()); }

// "." and "x/" have a name, too.
std::string folder_name(const fs::path& folder) {
    std::error_code ec;
    const fs::path full = fs::canonical(folder, ec);
    return ec ? folder.string() : full.filename().string();
}

/// What a folder holds that matters, each sorted.
struct Listing {
    std::vector<std::string> c, ir, cpp, projects, solutions;
};

void sort(Listing& list) {
    for (auto* names : {&list.c, &list.ir, &list.cpp, &list.projects, &list.solutions}) std::sort(names->begin(), names->end());
}

void enlist(const std::string& path, Listing& out) {
    if (project::is_c(path)) out.c.push_back(path);
    if (project::is_cpp(path)) out.cpp.push_back(path);
    if (is_ir_text(path)) out.ir.push_back(path);
    if (lower_extension(path) == ".vcxproj") out.projects.push_back(path);
    if (lower_extension(path) == ".sln") out.solutions.push_back(path);
}

bool list_folder(const fs::path& folder, Listing& out, Console& console) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code ignored;
        if (it->is_regular_file(ignored)) enlist((folder == "." ? it->path().filename() : it->path()).string(), out);
    }
    if (ec) {
        console.error(fmt::format("can't read the folder '{}': {}", folder.string(), ec.message()));
        return false;
    }
    sort(out);
    return true;
}

Listing list_below(const fs::path& folder) {
    Listing out;
    std::error_code ec;
    std::size_t seen = 0;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end && seen < kMaxBelow; it.increment(ec), ++seen) {
        std::error_code ignored;
        if (it.depth() >= kMaxDepthBelow) it.disable_recursion_pending();
        if (it->is_regular_file(ignored)) enlist(it->path().string(), out);
    }
    sort(out);
    return out;
}

void add_files(const std::vector<std::string>& files, Inputs& out) {
    for (const std::string& file : files) {
        project::Unit unit;
        unit.file = file;
        out.units.push_back(std::move(unit));
    }
}

// A folder without sources: what lies below it is named, never guessed at.
bool say_what_is_below(const fs::path& folder, const InputOptions& options, Console& console) {
    const Listing below = list_below(folder);
    const std::vector<std::string> drivers = kernel_projects(below.projects, options);
    if (drivers.size() > 1) {
        say_which_drivers(folder.string(), drivers, console);
        return false;
    }
    std::set<std::string> folders;
    for (const std::string& file : below.c) folders.insert(fs::path(file).parent_path().string());
    std::string hint = "name the folder that holds the driver's sources";
    if (drivers.size() == 1)
        hint = fmt::format("below it is a project: '{}'", drivers.front());
    else if (!folders.empty() && folders.size() <= kMaxNamed)
        hint = fmt::format("below it there are C files in '{}'", fmt::join(folders, "', '"));
    console.error(fmt::format("the folder '{}' has no .c file and no .dir file", folder.string()), hint);
    return false;
}

bool add_folder(const fs::path& folder, const InputOptions& options, Inputs& out, Console& console) {
    Listing found;
    if (!list_folder(folder, found, console)) return false;
    const std::vector<std::string> drivers = kernel_projects(found.projects, options);
    if (drivers.size() > 1) {
        say_which_drivers(folder.string(), drivers, console);
        return false;
    }
    if (drivers.size() == 1) { // its settings are better than none
        out.name.clear();
        return add_build_description(drivers.front(), options, out, console);
    }
    if (found.c.empty() && found.cpp.empty() && found.ir.empty()) {
        if (found.solutions.size() == 1) return add_build_description(found.solutions.front(), options, out, console);
        return say_what_is_below(folder, options, console);
    }
    if (!found.c.empty() && !found.ir.empty())
        console.warning(fmt::format("'{}' is not read: the folder holds C files", found.ir.front()));
    out.cpp_files.insert(out.cpp_files.end(), found.cpp.begin(), found.cpp.end());
    add_files(found.c.empty() ? found.ir : found.c, out);
    return true;
}

bool add_input(const std::string& path, const InputOptions& options, Inputs& out, Console& console) {
    std::error_code ec;
    const fs::file_status status = fs::status(path, ec);
    if (!fs::exists(status)) {
        console.error(fmt::format("there is no file or folder '{}'", path));
        return false;
    }
    if (fs::is_directory(status)) {
        if (out.name.empty()) out.name = folder_name(path);
        return add_folder(path, options, out, console);
    }
    if (is_build_description(path)) return add_build_description(path, options, out, console);
    if (out.name.empty()) out.name = fs::path(path).stem().string();
    if (project::is_cpp(path)) {
        out.cpp_files.push_back(path);
        return true;
    }
    if (!project::is_c(path) && !is_ir_text(path)) {
        console.error(fmt::format("'{}' is not an input that is known", path),
                      "a .c file, a .dir file, a folder, a .vcxproj, a .sln or a compile_commands.json is expected");
        return false;
    }
    add_files({path}, out);
    return true;
}

// A file that was named twice is read once; the first naming's settings count.
void remove_doubles(std::vector<project::Unit>& units) {
    std::vector<project::Unit> out;
    for (project::Unit& u : units) {
        const bool seen = std::any_of(out.begin(), out.end(), [&](const project::Unit& o) {
            return fs::path(o.file).lexically_normal() == fs::path(u.file).lexically_normal();
        });
        if (!seen) out.push_back(std::move(u));
    }
    units = std::move(out);
}

// @list: the words of that file, as if they stood here. A list holds no lists.
bool with_lists(const std::vector<std::string>& arguments, std::vector<std::string>& out, Console& console) {
    for (const std::string& argument : arguments) {
        if (argument.size() < 2 || argument[0] != '@') {
            out.push_back(argument);
            continue;
        }
        std::string error;
        const std::optional<std::string> text = read_file(argument.substr(1), error);
        if (!text) {
            console.error(error);
            return false;
        }
        for (std::string& word : project::split_command(*text)) out.push_back(std::move(word));
    }
    return true;
}

} // namespace

bool is_ir_text(const std::string& path) { return lower_extension(path) == ".dir"; }

std::optional<Inputs> find_inputs(const std::vector<std::string>& arguments, const InputOptions& options,
                                  Console& console) {
    Inputs out;
    std::vector<std::string> paths;
    bool good = with_lists(arguments, paths, console);
    for (const std::string& path : paths) good = add_input(path, options, out, console) && good;
    if (!good) return std::nullopt;
    if (out.units.empty() && out.cpp_files.empty()) {
        console.error("no input names a file");
        return std::nullopt;
    }
    remove_doubles(out.units);
    std::sort(out.cpp_files.begin(), out.cpp_files.end());
    out.cpp_files.erase(std::unique(out.cpp_files.begin(), out.cpp_files.end()), out.cpp_files.end());
    return out;
}

} // namespace sdvlite::cli
