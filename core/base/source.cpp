// SPDX-License-Identifier: Apache-2.0
#include "core/base/source.hpp"

#include <algorithm>

namespace sdvlite::base {

FileId SourceMap::add(std::string_view path, std::string text) {
    // Linear: a run has some hundred files, and most look-ups hit the last few.
    auto it = std::find_if(files_.rbegin(), files_.rend(),
                           [&](const SourceFile& f) { return f.path == path; });
    if (it != files_.rend()) {
        if (it->text.empty()) it->text = std::move(text);
        return FileId(static_cast<std::size_t>(files_.rend() - it) - 1);
    }
    files_.push_back({std::string(path), std::move(text)});
    return FileId(files_.size() - 1);
}

std::string_view SourceMap::line(FileId id, std::uint32_t line) const {
    if (!id.valid() || id.index() >= files_.size() || line == 0) return {};
    std::string_view text = files_[id.index()].text;
    for (std::uint32_t at = 1; at < line; ++at) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    text = text.substr(0, text.find('\n'));
    while (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
}

std::string SourceMap::describe(const Span& span) const {
    if (!span.file.valid() || span.file.index() >= files_.size()) return "<unknown>";
    std::string out = files_[span.file.index()].path;
    if (span.line != 0) out += ":" + std::to_string(span.line);
    if (span.line != 0 && span.column != 0) out += ":" + std::to_string(span.column);
    return out;
}

}  // namespace sdvlite::base
