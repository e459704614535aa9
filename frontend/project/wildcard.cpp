// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/wildcard.hpp"

#include <algorithm>
#include <filesystem>

#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project {

namespace fs = std::filesystem;

namespace {

/// Folders looked into, so that a pattern at the root of a disk ends.
constexpr std::size_t kMaxFolders = 20'000;

/// `pattern` against `name`, where `*` stands for any characters: the last star takes one more when the rest fails.
bool fits(std::string_view pattern, std::string_view name, bool stars_cross_folders) {
    std::size_t p = 0, n = 0, star = std::string_view::npos, taken = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos && (stars_cross_folders || name[taken] != '/')) {
            p = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0) out.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

struct Place {
    fs::path folder;     ///< on the disk
    std::string written; ///< as the pattern writes it, with a slash at the end
    std::size_t part;    ///< of the pattern that comes next
};

} // namespace

bool has_wildcard(std::string_view path) { return path.find_first_of("*?") != std::string_view::npos; }

bool matches(std::string_view pattern, std::string_view path) {
    const std::string p = lower(replaced(pattern, "\\", "/"));
    const std::string n = lower(replaced(path, "\\", "/"));
    if (p.find("**") == std::string::npos) return fits(p, n, false);
    // "**/" also stands for no folder at all.
    return fits(replaced(p, "**/", "*"), n, true) || fits(replaced(p, "**/", ""), n, true);
}

std::vector<std::string> matching_files(const std::string& folder, std::string_view pattern) {
    std::string clean = replaced(pattern, "\\", "/");
    const bool absolute = clean.starts_with("/");
    const std::vector<std::string> parts = parts_of(clean);
    std::vector<std::string> found;
    std::vector<Place> todo{{absolute ? fs::path("/") : fs::path(folder.empty() ? "." : folder), absolute ? "/" : "", 0}};
    for (std::size_t seen = 0; !todo.empty() && seen < kMaxFolders && found.size() < kMaxMatches; ++seen) {
        const Place at = std::move(todo.back());
        todo.pop_back();
        if (at.part >= parts.size()) continue;
        const std::string& part = parts[at.part];
        const bool last = at.part + 1 == parts.size();
        const bool any_folder = part == "**";
        if (any_folder) todo.push_back({at.folder, at.written, at.part + 1});
        if (!any_folder && !last && !has_wildcard(part)) { // "..", or a name in some case
            todo.push_back({resolve(at.folder.string(), part), at.written + part + "/", at.part + 1});
            continue;
        }
        std::error_code ec;
        for (fs::directory_iterator it(at.folder, ec), end; !ec && it != end; it.increment(ec)) {
            std::error_code ignored;
            const std::string name = it->path().filename().string();
            const bool fit = any_folder || fits(lower(part), lower(name), false);
            if (!fit) continue;
            if (it->is_directory(ignored) && !(any_folder && it->is_symlink(ignored))) {
                if (any_folder) todo.push_back({it->path(), at.written + name + "/", at.part});
                if (!any_folder && !last) todo.push_back({it->path(), at.written + name + "/", at.part + 1});
            } else if (last && it->is_regular_file(ignored)) {
                found.push_back(at.written + name);
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace sdvlite::frontend::project
