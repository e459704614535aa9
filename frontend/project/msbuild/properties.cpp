// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/properties.hpp"

#include <algorithm>
#include <filesystem>

#include "frontend/project/msbuild/toolset.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace {

constexpr char kHole = '\x01';
constexpr char kNothing = '\x03';
constexpr char kEnd = '\x02';

std::optional<std::string> first(std::string_view text, char mark) {
    const std::size_t start = text.find(mark);
    if (start == std::string_view::npos) return std::nullopt;
    const std::size_t end = std::min(text.find(kEnd, start), text.size());
    return std::string(text.substr(start + 1, end - start - 1));
}

} // namespace

std::string hole(std::string_view name) { return kHole + std::string(name) + kEnd; }
std::string nothing(std::string_view name) { return kNothing + std::string(name) + kEnd; }
std::optional<std::string> first_hole(std::string_view text) { return first(text, kHole); }
std::optional<std::string> first_undefined(std::string_view text) { return first(text, kNothing); }

std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == kNothing) {
            at = std::min(text.find(kEnd, at), text.size() - 1);
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string shown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == kHole || c == kNothing) {
            out += "$(";
        } else {
            out += c == kEnd ? ')' : c;
        }
    }
    return out;
}

void Properties::set(std::string_view name, std::string value) {
    Value& v = values_[lower(name)];
    if (!v.fixed) v.text = std::move(value);
}

void Properties::fix(std::string_view name, std::string value) { values_[lower(name)] = {std::move(value), true}; }

void Properties::set_default(std::string_view name, std::string_view value) {
    Value& v = values_[lower(name)];
    if (!v.fixed && plain(v.text).empty()) v.text = value;
}

std::string Properties::get(std::string_view name) const {
    const auto it = values_.find(lower(name));
    if (it != values_.end()) return it->second.text;
    return is_of_the_kit(name) ? hole(name) : nothing(name);
}

bool Properties::defined(std::string_view name) const { return values_.count(lower(name)) != 0; }

void Properties::enter_file(const std::string& path) {
    std::error_code ec;
    const std::filesystem::path full = std::filesystem::absolute(path, ec).lexically_normal();
    set("MSBuildThisFileFullPath", full.string());
    set("MSBuildThisFile", full.filename().string());
    set("MSBuildThisFileName", full.stem().string());
    set("MSBuildThisFileExtension", full.extension().string());
    set("MSBuildThisFileDirectory", (full.parent_path() / "").string());
}

} // namespace sdvlite::frontend::project::msbuild
