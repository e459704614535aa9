// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/functions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>

#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

using Arguments = std::vector<std::string>;
using Result = std::optional<std::string>;

std::string truth(bool value) { return value ? "True" : "False"; }

std::optional<std::size_t> index(const std::string& text) {
    std::size_t n = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::string without(std::string text, const std::string& characters, bool front, bool back) {
    if (front) text.erase(0, std::min(text.find_first_not_of(characters), text.size()));
    if (back) text.erase(text.find_last_not_of(characters) + 1);
    return text;
}

std::string upper(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

std::string position(std::size_t at) { return at == std::string::npos ? "-1" : std::to_string(at); }

Result substring(const std::string& value, const Arguments& a) {
    const auto start = index(a[0]);
    const auto count = a.size() > 1 ? index(a[1]) : std::optional(value.size());
    if (!start || !count || *start > value.size()) return std::nullopt;
    return value.substr(*start, *count);
}

std::string slashes(std::string_view path) { return replaced(path, "\\", "/"); }

std::string with_slash_at_end(std::string path) {
    if (!path.empty() && path.back() != '/' && path.back() != '\\') path += '/';
    return path;
}

std::string full(const std::string& path, const Scope& scope) {
    std::error_code ec;
    return fs::absolute(resolve(scope.folder, path), ec).lexically_normal().string();
}

std::string combined(const Arguments& parts) {
    fs::path out;
    for (const std::string& part : parts) out /= slashes(part);
    return out.string();
}

/// The nearest folder from `start` upwards that holds `name`; empty when none does.
std::string folder_above(const std::string& start, const std::string& name, const Scope& scope) {
    std::error_code ec;
    for (fs::path at = full(start, scope);; at = at.parent_path()) {
        if (fs::exists(resolve(at.string(), name), ec)) return at.string();
        if (at == at.parent_path()) return "";
    }
}

Result msbuild_function(const std::string& member, const Arguments& a, const Scope& scope) {
    const std::string name = lower(member);
    if (name == "normalizepath" && !a.empty()) return full(combined(a), scope);
    if (name == "normalizedirectory" && !a.empty()) return with_slash_at_end(full(combined(a), scope));
    if (name == "ensuretrailingslash" && a.size() == 1) return with_slash_at_end(a[0]);
    if (name == "valueordefault" && a.size() == 2) return plain(a[0]).empty() ? a[1] : a[0];
    if (name == "getdirectorynameoffileabove" && a.size() == 2) return folder_above(a[0], a[1], scope);
    if (name == "getpathoffileabove" && !a.empty()) {
        const std::string start = a.size() > 1 ? a[1] : plain(scope.properties.get("MSBuildThisFileDirectory"));
        const std::string folder = folder_above(start, a[0], scope);
        return folder.empty() ? "" : resolve(folder, a[0]);
    }
    if (name == "isosplatform" && a.size() == 1) return truth(same_but_case(a[0], "Windows"));
    if (name == "escape" || name == "unescape") return a.size() == 1 ? Result(a[0]) : std::nullopt;
    if (a.size() != 2) return std::nullopt;
    const auto x = number(a[0]);
    const auto y = number(a[1]);
    if (!x || !y) return std::nullopt;
    if (name.starts_with("versiongreaterthanorequals")) return truth(*x >= *y);
    if (name == "versiongreaterthan") return truth(*x > *y);
    if (name == "versionlessthanorequals") return truth(*x <= *y);
    if (name == "versionlessthan") return truth(*x < *y);
    if (name == "versionequals") return truth(*x == *y);
    const double sum = name == "add" ? *x + *y : name == "subtract" ? *x - *y : name == "multiply" ? *x * *y : 1e18;
    if (std::abs(sum) > 1e15) return std::nullopt;
    return std::to_string(static_cast<long long>(sum));
}

Result path_function(const std::string& member, const Arguments& a, const Scope& scope) {
    const std::string name = lower(member);
    if (name == "directoryseparatorchar") return "/";
    if (a.empty()) return std::nullopt;
    const fs::path path = slashes(a[0]);
    if (name == "combine") return combined(a);
    if (name == "getfullpath") return full(a[0], scope);
    if (name == "getdirectoryname") return path.parent_path().string();
    if (name == "getfilename") return path.filename().string();
    if (name == "getfilenamewithoutextension") return path.stem().string();
    if (name == "getextension") return path.extension().string();
    if (name == "ispathrooted") return truth(path.is_absolute());
    if (name == "changeextension" && a.size() == 2) return fs::path(path).replace_extension(a[1]).string();
    return std::nullopt;
}

} // namespace

std::optional<double> number(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && (text.front() == 'v' || text.front() == 'V')) text.remove_prefix(1);
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    if (is_hex) {
        std::uint64_t bits = 0;
        const auto [end, wrong] = std::from_chars(text.data() + 2, text.data() + text.size(), bits, 16);
        if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return static_cast<double>(bits);
    }
    double value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc()) return std::nullopt;
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    // 10.0.22621.0: the first two parts are enough to compare kits.
    if (!rest.empty() && (rest.front() != '.' || rest.find_first_not_of(".0123456789") != std::string_view::npos))
        return std::nullopt;
    return value;
}

std::optional<std::string> member_function(const std::string& value, const std::string& member, const Arguments& a) {
    const std::string name = lower(member);
    if (std::any_of(a.begin(), a.end(), [](const std::string& x) { return first_hole(x).has_value(); }))
        return std::nullopt;
    if (name == "length" && a.empty()) return std::to_string(value.size());
    if ((name == "tolower" || name == "tolowerinvariant") && a.empty()) return lower(value);
    if ((name == "toupper" || name == "toupperinvariant") && a.empty()) return upper(value);
    if (name == "tostring" && a.empty()) return value;
    if (name == "trim") return without(value, a.empty() ? " \t\r\n" : a[0], true, true);
    if (name == "trimstart") return without(value, a.empty() ? " \t\r\n" : a[0], true, false);
    if (name == "trimend") return without(value, a.empty() ? " \t\r\n" : a[0], false, true);
    if (a.empty()) return std::nullopt;
    if (name == "replace" && a.size() == 2 && !a[0].empty()) return replaced(value, a[0], a[1]);
    if (name == "substring") return substring(value, a);
    if (name == "contains") return truth(value.find(a[0]) != std::string::npos);
    if (name == "startswith") return truth(value.starts_with(a[0]));
    if (name == "endswith") return truth(value.ends_with(a[0]));
    if (name == "equals") return truth(value == a[0]);
    if (name == "indexof") return position(value.find(a[0]));
    if (name == "lastindexof") return position(value.rfind(a[0]));
    return std::nullopt;
}

std::optional<std::string> static_function(const std::string& type, const std::string& member, const Arguments& a,
                                           const Scope& scope) {
    const std::string t = lower(type);
    const std::string name = lower(member);
    if (std::any_of(a.begin(), a.end(), [](const std::string& x) { return first_hole(x).has_value(); }))
        return std::nullopt;
    Arguments known;
    for (const std::string& x : a) known.push_back(plain(x));
    if (t == "msbuild") return msbuild_function(member, known, scope);
    if (t == "system.io.path") return path_function(member, known, scope);
    std::error_code ec;
    if (t == "system.io.file" && name == "exists" && known.size() == 1)
        return truth(fs::is_regular_file(resolve(scope.folder, known[0]), ec));
    if (t == "system.io.directory" && name == "exists" && known.size() == 1)
        return truth(fs::is_directory(resolve(scope.folder, known[0]), ec));
    if (t == "system.string" && known.size() == 1) {
        if (name == "isnullorempty") return truth(known[0].empty());
        if (name == "isnullorwhitespace") return truth(trimmed(known[0]).empty());
        if (name == "copy" || name == "new") return known[0];
    }
    return std::nullopt;
}

} // namespace sdvlite::frontend::project::msbuild
