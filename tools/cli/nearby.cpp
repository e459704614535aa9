// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/nearby.hpp"

#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "frontend/project/text.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 3;
constexpr std::size_t kMaxEntries = 2000;
constexpr std::string_view kNotFound = "' file not found";

}  // namespace

std::string header_not_found(const base::Diagnostic& d) {
    if (d.message.size() <= kNotFound.size() || d.message.front() != '\'' || !d.message.ends_with(kNotFound)) return {};
    return d.message.substr(1, d.message.size() - kNotFound.size() - 1);
}

std::string folder_with(const std::string& header, const std::string& source) {
    const std::string wanted = "/" + frontend::project::lower(frontend::project::replaced(header, "\\", "/"));
    if (wanted.find("../") != std::string::npos) return {};
    const fs::path here = fs::path(source).parent_path();
    const fs::path above = here.empty() ? fs::path("..") : here.filename() == ".." ? here / ".." : here.parent_path();
    std::error_code ec;
    std::size_t seen = 0;
    std::string best;
    for (fs::recursive_directory_iterator it(above.empty() ? "." : above, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end && seen < kMaxEntries; it.increment(ec), ++seen) {
        if (it.depth() >= kMaxDepth) it.disable_recursion_pending();
        const std::string path = it->path().string();
        if (!frontend::project::lower(path).ends_with(wanted)) continue;
        const std::string folder = path.substr(0, path.size() - wanted.size());
        // Of several the nearest, then the first by name, whatever the order on the disk.
        if (best.empty() || folder.size() < best.size() || (folder.size() == best.size() && folder < best)) best = folder;
    }
    return best;
}

void hint_at_headers(base::DiagSink& messages, const std::string& source) {
    base::DiagSink out;
    std::map<std::string, std::string> known;
    for (base::Diagnostic d : messages.all()) {
        const std::string header = header_not_found(d);
        if (!header.empty() && d.hint.empty()) {
            auto [it, fresh] = known.try_emplace(header);
            if (fresh) it->second = folder_with(header, source);
            if (!it->second.empty()) d.hint = fmt::format("-I {}: there is one", it->second);
        }
        out.add(std::move(d));
    }
    if (!known.empty()) messages = std::move(out);
}

}  // namespace sdvlite::cli
