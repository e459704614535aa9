// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/data_files.hpp"

#include <cstdlib>
#include <filesystem>

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;

std::string data_folder() {
    if (const char* chosen = std::getenv("SDVLITE_DATA")) return chosen;
    std::error_code ec;
    const fs::path executable = fs::read_symlink("/proc/self/exe", ec);
    const fs::path installed = executable.parent_path().parent_path() / "share" / "sdvlite";
    if (!ec && fs::is_directory(installed, ec)) return installed.string();
    return SDVLITE_SOURCE_FOLDER;
}

}  // namespace

std::string os_model_folder() { return (fs::path(data_folder()) / "frontend" / "os").string(); }
std::string compiled_model_folder() {
    const fs::path beside = fs::path(data_folder()) / "compiled_models";
    std::error_code ec;
    return fs::is_directory(beside, ec) ? beside.string() : SDVLITE_COMPILED_MODELS;
}
std::string rule_library_folder() { return (fs::path(data_folder()) / "rules" / "library").string(); }
std::string rule_template_folder() { return (fs::path(data_folder()) / "rules" / "templates").string(); }


std::string cache_folder() {
    if (const char* chosen = std::getenv("SDVLITE_CACHE_DIR")) return chosen;
    const char* caches = std::getenv("XDG_CACHE_HOME");
    if (caches != nullptr && *caches == '/') return (fs::path(caches) / "sdvlite").string();  // relative ones don't count
    const char* home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? (fs::path(home) / ".cache" / "sdvlite").string() : "";
}

}  // namespace sdvlite::cli
