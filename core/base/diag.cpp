// SPDX-License-Identifier: Apache-2.0
#include "core/base/diag.hpp"

#include <utility>

namespace sdvlite::base {

void DiagSink::add(Diagnostic d) {
    if (d.severity == Severity::Error) ++errors_;
    if (all_.size() < limit_) {
        all_.push_back(std::move(d));
    } else {
        ++dropped_;
    }
}

void DiagSink::error(Span span, std::string message, std::string hint) {
    add({Severity::Error, span, std::move(message), std::move(hint), {}});
}

void DiagSink::warning(Span span, std::string message, std::string hint) {
    add({Severity::Warning, span, std::move(message), std::move(hint), {}});
}

void DiagSink::note(Span span, std::string message) {
    add({Severity::Note, span, std::move(message), {}, {}});
}

namespace {

const char* word(Severity s) {
    switch (s) {
        case Severity::Note: return "note";
        case Severity::Warning: return "warning";
        case Severity::Error: break;
    }
    return "error";
}

// A line longer than this is cut around the caret, so that minified input stays readable.
constexpr std::size_t kMaxLine = 160;

std::string caret_lines(std::string_view line, std::uint32_t column) {
    std::size_t at = column == 0 ? 0 : column - 1;
    if (at > line.size()) at = line.size();
    std::size_t from = at > kMaxLine / 2 && line.size() > kMaxLine ? at - kMaxLine / 2 : 0;
    std::string shown(line.substr(from, kMaxLine));
    for (char& c : shown) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    }
    return "    " + shown + "\n    " + std::string(at - from, ' ') + "^\n";
}

void render_one(const Diagnostic& d, const SourceMap& sources, std::string& out) {
    if (d.span.file.valid()) out += sources.describe(d.span) + ": ";
    out += std::string(word(d.severity)) + ": " + d.message + "\n";
    const std::string_view line = sources.line(d.span.file, d.span.line);
    if (!line.empty() && d.span.column != 0) out += caret_lines(line, d.span.column);
    if (!d.hint.empty()) out += "  hint: " + d.hint + "\n";
}

}  // namespace

std::string render(const Diagnostic& d, const SourceMap& sources) {
    std::string out;
    render_one(d, sources, out);
    for (const Diagnostic& n : d.notes) render_one(n, sources, out);
    return out;
}

}  // namespace sdvlite::base
