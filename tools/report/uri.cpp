// SPDX-License-Identifier: Apache-2.0
#include "tools/report/uri.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace sdvlite::report {

std::string uri_path(std::string_view path) {
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

std::string file_uri(std::string_view path) { return "file://" + uri_path(path); }

std::string absolute_path(std::string_view path, std::string_view folder) {
    std::string all(path.substr(0, 1) == "/" ? "" : folder);
    all += '/';
    all += path;
    std::vector<std::string_view> parts;
    for (std::string_view rest = all; !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, slash);
        rest.remove_prefix(std::min(slash + 1, rest.size()));
        if (part == ".." && !parts.empty()) parts.pop_back();
        if (!part.empty() && part != "." && part != "..") parts.push_back(part);
    }
    std::string out;
    for (const std::string_view part : parts) out += "/" + std::string(part);
    return out.empty() ? "/" : out;
}

std::string_view below(std::string_view path, std::string_view root) {
    while (!root.empty() && root.back() == '/') root.remove_suffix(1);
    if (path.size() <= root.size() + 1 || path.substr(0, root.size()) != root || path[root.size()] != '/') return {};
    return path.substr(root.size() + 1);
}

}  // namespace sdvlite::report
