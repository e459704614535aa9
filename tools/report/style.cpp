// SPDX-License-Identifier: Apache-2.0
#include "tools/report/style.hpp"

#include <algorithm>

#include "tools/report/encoding.hpp"

namespace sdvlite::report {
namespace {

const char* escape_sequence(Tone tone) {
    switch (tone) {
        case Tone::Strong: return "\x1b[1m";
        case Tone::Dim: return "\x1b[2m";
        case Tone::Good: return "\x1b[32m";
        case Tone::Bad: return "\x1b[1;31m";
        case Tone::Doubtful: return "\x1b[33m";
        case Tone::Plain: break;
    }
    return "";
}

// The last column gets what is left of the width, but never less than this.
constexpr std::size_t kLeastWidth = 24;

void trim_line_end(std::string& out) {
    while (!out.empty() && out.back() == ' ') out.pop_back();
}

}  // namespace

std::string toned(std::string_view text, Tone tone, bool color) {
    if (!color || tone == Tone::Plain || text.empty()) return std::string(text);
    return std::string(escape_sequence(tone)).append(text).append("\x1b[0m");
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t has = columns(text);
    return std::string(text) + std::string(width > has ? width - has : 0, ' ');
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(std::min(space + 1, text.size()));
        if (word.empty()) continue;
        const std::size_t length = columns(word);
        if (used != 0 && used + 1 + length > width) {
            lines.emplace_back();
            used = 0;
        }
        if (used != 0) lines.back() += ' ';
        lines.back() += word;
        used += length + (used != 0 ? 1 : 0);
    }
    return lines;
}

std::string paragraph(std::string_view lead, std::string_view text, std::size_t indent, std::size_t width) {
    std::string out(lead);
    bool first = true;
    for (const std::string& line : wrapped(text, std::max(kLeastWidth, width - std::min(width, indent)))) {
        if (!first) out += std::string(indent, ' ');
        out += line + "\n";
        first = false;
    }
    return out;
}

std::string table(const std::vector<std::vector<Cell>>& rows, std::size_t width, bool color) {
    std::vector<std::size_t> widths;
    for (const std::vector<Cell>& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i].text));
    }
    if (widths.empty()) return {};
    std::size_t left = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) left += widths[i] + 2;
    const std::size_t last = std::max(kLeastWidth, width > left ? width - left : 0);

    std::string out;
    bool heading = true;
    for (const std::vector<Cell>& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Tone tone = heading ? Tone::Strong : row[i].tone;
            if (i + 1 < widths.size()) {
                out += toned(row[i].text, tone, color) + std::string(widths[i] + 2 - columns(row[i].text), ' ');
                continue;
            }
            bool first = true;
            for (const std::string& line : wrapped(row[i].text, last)) {
                if (!first) out += "\n" + std::string(left, ' ');
                out += toned(line, tone, color);
                first = false;
            }
        }
        trim_line_end(out);
        out += '\n';
        heading = false;
    }
    return out;
}

}  // namespace sdvlite::report
