// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

TableLine split(std::string_view line, base::FileId file, std::uint32_t number, CommentMark comments) {
    TableLine out;
    out.file = file;
    out.number = number;
    line = line.substr(0, line.find(comments == CommentMark::Hash ? "#" : "//"));
    std::size_t at = 0;
    while (at < line.size()) {
        if (is_blank(line[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < line.size() && !is_blank(line[end])) ++end;
        out.words.push_back(line.substr(at, end - at));
        out.columns.push_back(static_cast<std::uint32_t>(at + 1));
        at = end;
    }
    return out;
}

} // namespace

base::Span TableLine::span(std::size_t word) const {
    base::Span s;
    s.file = file;
    s.line = number;
    const std::size_t i = word < words.size() ? word : words.size() - 1;
    s.column = columns[i];
    s.end_line = number;
    s.end_column = columns[i] + static_cast<std::uint32_t>(words[i].size()) - 1;
    return s;
}

bool read_word_table(std::string_view text, std::string_view path, base::SourceMap& sources, base::DiagSink& sink,
                     const std::function<LineError(const TableLine&)>& entry, CommentMark comments) {
    const base::FileId file = sources.add(path, std::string(text));
    const std::size_t errors = sink.errors();
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) end = text.size();
        const TableLine line = split(text.substr(at, end - at), file, ++number, comments);
        at = end + 1;
        if (line.words.empty()) continue;
        LineError wrong = entry(line);
        if (!wrong.message.empty()) sink.error(line.span(wrong.word), std::move(wrong.message));
    }
    return sink.errors() == errors;
}

} // namespace sdvlite::frontend::os
