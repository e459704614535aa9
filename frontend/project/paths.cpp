// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/paths.hpp"

#include <algorithm>
#include <filesystem>

#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project {
namespace {

namespace fs = std::filesystem;

// The entry of `folder` that is called `name` but for case; `name` itself when there is none.
fs::path entry_like(const fs::path& folder, const fs::path& name) {
    std::error_code ec;
    const std::string wanted = lower(name.string());
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (lower(it->path().filename().string()) == wanted) return it->path().filename();
    }
    return name;
}

fs::path with_existing_case(const fs::path& path) {
    std::error_code ec;
    if (fs::exists(path, ec)) return path;
    fs::path out = path.root_path();
    for (const fs::path& part : path.relative_path()) {
        const fs::path next = out / part;
        out = part == ".." || fs::exists(next, ec) ? next : out / entry_like(out.empty() ? fs::path(".") : out, part);
    }
    return fs::exists(out, ec) ? out : path;
}

bool has_extension(std::string_view path, std::initializer_list<std::string_view> extensions) {
    const std::string ext = lower(fs::path(path).extension().string());
    return std::find(extensions.begin(), extensions.end(), ext) != extensions.end();
}

}  // namespace

std::string resolve(const std::string& folder, std::string_view path) {
    std::string slashes(path);
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    const fs::path joined = (fs::path(folder) / slashes).lexically_normal();
    return with_existing_case(joined).string();
}

bool is_cpp(std::string_view path) { return has_extension(path, {".cpp", ".cxx", ".cc", ".c++"}); }
bool is_c(std::string_view path) { return has_extension(path, {".c"}); }

}  // namespace sdvlite::frontend::project
