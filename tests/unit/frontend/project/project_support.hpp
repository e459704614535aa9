// SPDX-License-Identifier: Apache-2.0
// A folder of files for a test, and build descriptions read from it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "frontend/project/project.hpp"

namespace sdvlite::test {

/// A folder of its own, removed at the end.
class ProjectFolder {
  public:
    ProjectFolder() {
        static int number = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("sdvlite-project-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(path_);
    }
    ~ProjectFolder() {
        std::error_code ec;
        std::filesystem::remove_all(path_, ec);
    }
    ProjectFolder(const ProjectFolder&) = delete;
    ProjectFolder& operator=(const ProjectFolder&) = delete;

    std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string add(const std::string& name, const std::string& text = "") const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
        return at(name);
    }
    /// A path below the folder as the rest after it; others as they are.
    std::string rest(const std::string& path) const {
        const std::string prefix = path_.string() + "/";
        return path.rfind(prefix, 0) == 0 ? path.substr(prefix.size()) : path;
    }

  private:
    std::filesystem::path path_;
};

/// What was read, and what was said about it.
struct ReadProject {
    frontend::project::Project project;
    bool ok = false;
    std::string messages;

    std::string files(const ProjectFolder& folder) const {
        std::string out;
        for (const auto& unit : project.units) out += (out.empty() ? "" : " ") + folder.rest(unit.file);
        return out;
    }
};

/// The file `name` of the folder with `body` in a <Project>.
ReadProject read_project(const ProjectFolder& folder, const std::string& body,
                         const frontend::project::ReadOptions& options = {},
                         const std::string& name = "drv/toy.vcxproj");
/// The same with the text of the whole file.
ReadProject read_project_text(const ProjectFolder& folder, const std::string& text,
                              const frontend::project::ReadOptions& options = {},
                              const std::string& name = "drv/toy.vcxproj");

} // namespace sdvlite::test
