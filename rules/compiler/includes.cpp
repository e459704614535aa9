// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/includes.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <vector>

#include "rules/compiler/preprocess.hpp"
#include "rules/compiler/text.hpp"

namespace sdvlite::rules {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string_view s) {
    std::string out(s);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// `folder`/`name` as it is spelt on disk. Only the last part is looked up without case: enough for
// rules, which include headers by name.
std::optional<fs::path> find_in(const fs::path& folder, const std::string& name) {
    const fs::path exact = folder / name;
    std::error_code ec;
    if (fs::exists(exact, ec)) return exact;
    const std::string wanted = lower(exact.filename().string());
    fs::directory_iterator entries(exact.parent_path().empty() ? "." : exact.parent_path(), ec);
    std::optional<fs::path> found;
    for (; !ec && entries != fs::directory_iterator(); entries.increment(ec)) {
        const fs::path& p = entries->path();
        if (lower(p.filename().string()) != wanted) continue;
        if (!found || p < *found) found = p; // the same one on every machine
    }
    return found;
}

} // namespace

std::optional<Included> find_include(std::string name, std::string_view includer, const CompileOptions& options,
                                     std::string& error) {
    std::replace(name.begin(), name.end(), '\\', '/');
    std::vector<fs::path> folders = {fs::path(includer).parent_path()};
    folders.insert(folders.end(), options.include_dirs.begin(), options.include_dirs.end());
    for (const fs::path& folder : folders) {
        const auto found = find_in(folder, name);
        if (!found) continue;
        const auto bytes = read_file(found->string(), options.max_file_bytes, error);
        if (!bytes) return std::nullopt;
        if (looks_like_utf16(*bytes)) {
            error = "it is UTF-16; save it as UTF-8";
            return std::nullopt;
        }
        return Included{found->string(), to_utf8(*bytes), false};
    }
    const std::string file = lower(fs::path(name).filename().string());
    if (const auto text = built_in_header(file)) {
        return Included{std::string("rules/include/").append(file), std::string(*text), true};
    }
    error = "no such file";
    return std::nullopt;
}

} // namespace sdvlite::rules
