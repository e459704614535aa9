// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/inputs.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "frontend/project/paths.hpp"
#include "tools/cli/files.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;
namespace project = frontend::project;

std::string lower_extension(const fs::path& path) {
    std::string ext = path.extension().string();
    std::transform(ext.begin(), ext.end(), ext.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ext;
}

// "." and "x/" have a name, too.
std::string folder_name(const fs::path& folder) {
    std::error_code ec;
    const fs::path full = fs::canonical(folder, ec);
    return ec ? folder.string() : full.filename().string();
}

/// What a folder holds that matters, each sorted.
struct Listing {
    std::vector<std::string> c, ir, cpp, projects;
};

bool list_folder(const fs::path& folder, Listing& out, Console& console) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code ignored;
        if (!it->is_regular_file(ignored)) continue;
        const std::string path = (folder == "." ? it->path().filename() : it->path()).string();
        if (project::is_c(path)) out.c.push_back(path);
        if (project::is_cpp(path)) out.cpp.push_back(path);
        if (is_ir_text(path)) out.ir.push_back(path);
        if (lower_extension(path) == ".vcxproj") out.projects.push_back(path);
    }
    if (ec) {
        console.error(fmt::format("can't read the folder '{}': {}", folder.string(), ec.message()));
        return false;
    }
    for (auto* list : {&out.c, &out.ir, &out.cpp, &out.projects}) std::sort(list->begin(), list->end());
    return true;
}

void add_files(const std::vector<std::string>& files, Inputs& out) {
    for (const std::string& file : files) {
        project::Unit unit;
        unit.file = file;
        out.units.push_back(std::move(unit));
    }
}

bool add_folder(const fs::path& folder, Inputs& out, Console& console) {
    Listing found;
    if (!list_folder(folder, found, console)) return false;
    if (!found.cpp.empty()) {
        console.warning(fmt::format("'{}' and {} more C++ files of this folder are not read", found.cpp.front(), found.cpp.size() - 1),
                        "C++ is not supported; what these files do is missing from the driver");
    }
    if (!found.c.empty()) {
        if (!found.ir.empty()) console.warning(fmt::format("'{}' is not read: the folder holds C files", found.ir.front()));
        add_files(found.c, out);
        return true;
    }
    add_files(found.ir, out);
    if (!found.ir.empty()) return true;
    console.error(fmt::format("the folder '{}' has no .c file and no .dir file", folder.string()),
                  found.projects.empty() ? "name the folder that holds the driver's sources"
                                         : fmt::format("it has a project: '{}'", found.projects.front()));
    return false;
}

using ProjectReader = bool (*)(std::string_view, const std::string&, base::FileId, project::Project&, base::DiagSink&);

bool add_project(const std::string& path, ProjectReader reader, Inputs& out, Console& console) {
    std::string error;
    const std::optional<std::string> text = read_file(path, error);
    if (!text) {
        console.error(error);
        return false;
    }
    base::SourceMap sources;
    base::DiagSink sink;
    project::Project read;
    const bool good = reader(*text, path, sources.add(path, *text), read, sink);
    console.show(sink, sources);
    if (!good) return false;
    if (out.name.empty()) out.name = read.name;
    out.units.insert(out.units.end(), read.units.begin(), read.units.end());
    return true;
}

bool add_input(const std::string& path, Inputs& out, Console& console) {
    std::error_code ec;
    const fs::file_status status = fs::status(path, ec);
    if (!fs::exists(status)) {
        console.error(fmt::format("there is no file or folder '{}'", path));
        return false;
    }
    if (fs::is_directory(status)) {
        if (out.name.empty()) out.name = folder_name(path);
        return add_folder(path, out, console);
    }
    const std::string ext = lower_extension(path);
    if (ext == ".vcxproj") return add_project(path, project::read_vcxproj, out, console);
    if (ext == ".json") return add_project(path, project::read_compile_commands, out, console);
    if (project::is_cpp(path)) {
        console.error(fmt::format("'{}' is C++, which is not supported", path));
        return false;
    }
    if (!project::is_c(path) && !is_ir_text(path)) {
        console.error(fmt::format("'{}' is not an input that is known", path),
                      "a .c file, a .dir file, a folder, a .vcxproj or a compile_commands.json is expected");
        return false;
    }
    if (out.name.empty()) out.name = fs::path(path).stem().string();
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

}  // namespace

bool is_ir_text(const std::string& path) { return lower_extension(path) == ".dir"; }

std::optional<Inputs> find_inputs(const std::vector<std::string>& arguments, Console& console) {
    Inputs out;
    bool good = true;
    for (const std::string& path : arguments) good = add_input(path, out, console) && good;
    if (!good) return std::nullopt;
    remove_doubles(out.units);
    return out;
}

}  // namespace sdvlite::cli
