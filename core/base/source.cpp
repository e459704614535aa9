// SPDX-License-Identifier: Apache-2.0
#include "core/base/source.hpp"

#include <algorithm>

namespace sdvlite::base {

namespace {

/// Looked up once and not at each question: a trace asks for the lines of all its steps.
void set_text(SourceFile& file, std::string text) {
    file.text = std::move(text);
    file.lines.assign(1, 0);
    for (std::size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1)) {
        file.lines.push_back(at + 1);
    }
}

}  // namespace

FileId SourceMap::add(std::string_view path, std::string text) {
    // Linear: a run has some hundred files, and most look-ups hit the last few.
    auto it = std::find_if(files_.rbegin(), files_.rend(),
                           [&](const SourceFile& f) { return f.path == path; });
    if (it != files_.rend()) {
        if (it->text.empty()) set_text(*it, std::move(text));
        return FileId(static_cast<std::size_t>(files_.rend() - it) - 1);
    }
    set_text(files_.emplace_back(SourceFile{std::string(path), {}, {}}), std::move(text));
    return FileId(files_.size() - 1);
}

std::string_view SourceMap::line(FileId id, std::uint32_t line) const {
    if (!id.valid() || id.index() >= files_.size()) return {};
    const SourceFile& in = files_[id.index()];
    if (line == 0 || line > in.lines.size()) return {};
    std::string_view text = std::string_view(in.text).substr(in.lines[line - 1]);
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
