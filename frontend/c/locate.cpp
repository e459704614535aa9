// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/locate.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>

namespace sdvlite::frontend::c {

namespace fs = std::filesystem;

namespace {

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// The folder `name` in `parent`, whatever its case; empty when there is none.
fs::path child(const fs::path& parent, const std::string& name) {
    if (is_folder(parent / name)) return parent / name;
    std::error_code error;
    for (auto it = fs::directory_iterator(parent, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        if (lower(it->path().filename().string()) == name && is_folder(it->path())) return it->path();
    }
    return {};
}

/// "10.0.22621.0" as numbers, so that the newest version can be found.
std::vector<unsigned long> version_of(const std::string& name) {
    std::vector<unsigned long> parts;
    std::size_t at = 0;
    while (at < name.size() && name[at] >= '0' && name[at] <= '9') {
        unsigned long n = 0;
        for (; at < name.size() && name[at] >= '0' && name[at] <= '9'; ++at)
            n = n * 10 + static_cast<unsigned long>(name[at] - '0');
        parts.push_back(n);
        if (at < name.size() && name[at] == '.') ++at;
    }
    return parts;
}

std::vector<std::string> existing(const fs::path& parent, std::initializer_list<const char*> names) {
    std::vector<std::string> out;
    for (const char* name : names) {
        fs::path at = parent;
        for (const fs::path& part : fs::path(name)) {
            at = child(at, part.string());
            if (at.empty()) break;
        }
        if (!at.empty()) out.push_back(at.string());
    }
    return out;
}

/// The folder with km and shared at `at` or in the newest version below it.
fs::path versioned(const fs::path& at) {
    if (!child(at, "km").empty()) return at;
    fs::path best;
    std::error_code error;
    for (auto it = fs::directory_iterator(at, error); !error && it != fs::directory_iterator(); it.increment(error)) {
        if (child(it->path(), "km").empty()) continue;
        if (best.empty() || version_of(best.filename().string()) < version_of(it->path().filename().string()))
            best = it->path();
    }
    return best;
}

/// Adds the newest version of the driver framework below `parent`: its headers have a folder for each version.
void add_framework(const fs::path& parent, std::vector<std::string>& out) {
    const std::vector<std::string> kmdf = existing(parent, {"wdf/kmdf"});
    if (kmdf.empty()) return;
    fs::path best;
    std::error_code error;
    for (auto it = fs::directory_iterator(kmdf.front(), error); !error && it != fs::directory_iterator(); it.increment(error)) {
        const std::vector<unsigned long> version = version_of(it->path().filename().string());
        if (version.empty() || !is_folder(it->path())) continue;
        if (best.empty() || version_of(best.filename().string()) < version) best = it->path();
    }
    if (!best.empty()) out.push_back(best.string());
}

} // namespace

std::string running_executable() {
    std::error_code error;
    const fs::path path = fs::read_symlink("/proc/self/exe", error);
    return error ? std::string() : path.string();
}

std::string find_compiler(const std::string& from) {
    fs::path folder = fs::path(from).parent_path();
    if (is_file(folder / "sdvlite-cc")) return (folder / "sdvlite-cc").string();
    for (;; folder = folder.parent_path()) {
        if (is_file(folder / "frontend/c/sdvlite-cc")) return (folder / "frontend/c/sdvlite-cc").string();
        if (folder == folder.parent_path()) return {};
    }
}

std::string find_headers(const std::string& compiler) {
    const fs::path folder = fs::path(compiler).parent_path() / "headers";
    return is_file(folder / "prelude.h") ? folder.string() : std::string();
}

std::string find_mingw() {
    for (const char* place : {"/usr/share/mingw-w64/include", "/usr/x86_64-w64-mingw32/include",
                              "/usr/x86_64-w64-mingw32/sys-root/mingw/include"}) {
        if (is_file(fs::path(place) / "ddk" / "wdm.h")) return place;
    }
    return {};
}

std::vector<std::string> wdk_folders(const std::string& wdk) {
    for (const fs::path& start : {fs::path(wdk), child(wdk, "include"), child(wdk, "inc")}) {
        if (start.empty()) continue;
        if (const fs::path folder = versioned(start); !folder.empty()) {
            std::vector<std::string> out = existing(folder, {"km", "km/crt", "shared", "um", "ucrt"});
            add_framework(folder.parent_path(), out);
            return out;
        }
        if (!child(start, "ddk").empty()) {
            std::vector<std::string> out = existing(start, {"ddk", "api", "crt"});
            add_framework(start, out);
            return out;
        }
    }
    return {};
}

} // namespace sdvlite::frontend::c
