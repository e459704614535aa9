// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/solution.hpp"

#include <algorithm>
#include <filesystem>

#include "frontend/project/msbuild/xml_file.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/position.hpp"
#include "frontend/project/project.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxBytes = 8u << 20;
constexpr int kMaxFoldersUp = 8;
constexpr int kMaxSolutions = 50; // of one folder

/// The n-th text in quotes of a line, from 0; empty when there is none.
std::string_view quoted(std::string_view line, int n) {
    for (;; --n) {
        const std::size_t open = line.find('"');
        const std::size_t close = open == std::string_view::npos ? open : line.find('"', open + 1);
        if (close == std::string_view::npos) return {};
        if (n == 0) return line.substr(open + 1, close - open - 1);
        line.remove_prefix(close + 1);
    }
}

} // namespace

// Project("{kind}") = "name", "folder\name.vcxproj", "{id}"
std::vector<std::string> projects_in_solution(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with("Project(")) continue;
        const std::string_view path = quoted(line, 2);
        if (lower(path).ends_with(".vcxproj")) out.emplace_back(path);
    }
    return out;
}

std::string solution_of(const std::string& path) {
    std::error_code ec;
    const fs::path project = fs::absolute(path, ec).lexically_normal();
    fs::path folder = project.parent_path();
    for (int up = 0; up < kMaxFoldersUp; ++up, folder = folder.parent_path()) {
        std::vector<std::string> solutions;
        for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
            if (lower(it->path().extension().string()) == ".sln") solutions.push_back(it->path().string());
        std::sort(solutions.begin(), solutions.end());
        if (solutions.size() > kMaxSolutions) solutions.resize(kMaxSolutions);
        for (const std::string& solution : solutions) {
            std::string text, error;
            if (!msbuild::read_text_file(solution, kMaxBytes, text, error)) continue;
            for (const std::string& p : projects_in_solution(text))
                if (fs::path(resolve(folder.string(), p)) == project) return solution;
        }
        if (folder == folder.parent_path()) break;
    }
    return "";
}

bool read_solution(std::string_view text, const std::string& path, base::SourceMap& sources,
                   std::vector<std::string>& projects, base::DiagSink& sink) {
    const base::FileId file = sources.add(path, std::string(text));
    const std::string folder = fs::path(path).parent_path().string();
    for (const std::string& p : projects_in_solution(text)) projects.push_back(resolve(folder, p));
    if (!projects.empty()) return true;
    sink.error(span_at(text, file, 0), "no line of this solution names a C or C++ project (.vcxproj)");
    return false;
}

} // namespace sdvlite::frontend::project
