// SPDX-License-Identifier: Apache-2.0
// The layout of a trace: columns for place, text and note, fitted to the width.
#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"
#include "tools/report/text.hpp"
#include "tools/report/trace_rows.hpp"
#include "tools/report/trace_story.hpp"

namespace sdvlite::report {
namespace {

constexpr std::size_t kMaxPlace = 32;

/// Where the columns are.
struct Layout {
    std::size_t indent;
    std::size_t place = 0;  ///< width of the places
    std::size_t note = 0;   ///< where notes start, from the start of the text
    std::size_t left() const { return indent + 2 + place + 2; }
    std::size_t room(const TextOptions& o) const { return o.width > left() + 24 ? o.width - left() : 24; }
};

// Notes are aligned behind the texts of the rows that have one; a row that is too long for the
// page anyway does not move them.
Layout layout_of(const std::vector<Row>& rows, std::size_t indent, const TextOptions& o) {
    Layout l{indent};
    for (const Row& row : rows) l.place = std::max(l.place, std::min(columns(row.place), kMaxPlace));
    for (const Row& row : rows) {
        const bool fits = columns(row.text) + 2 + columns(row.note) <= l.room(o);
        if (!row.note.empty() && fits) l.note = std::max(l.note, columns(row.text));
    }
    l.note = std::min(l.note, l.room(o) / 2);
    return l;
}

// A note behind its text, aligned if that fits, else on a line of its own.
std::string note_of(const Row& row, const Layout& l, const TextOptions& o) {
    const std::size_t length = columns(row.text);
    for (const std::size_t at : {std::max(length, l.note), length}) {
        if (at + 2 + columns(row.note) > l.room(o)) continue;
        return std::string(at - length + 2, ' ') + toned(row.note, Tone::Doubtful, o.color) + "\n";
    }
    const std::size_t tree = row.text.find_first_not_of("| ");
    const std::string lead = std::string(l.left(), ' ') + row.text.substr(0, std::min(tree, row.text.size())) + "    ";
    return "\n" + lead + paragraph("", row.note, lead.size(), o.width);
}

// The last row says what is wrong, so it is never cut.
std::string end_of(const Row& row, const Layout& l, const TextOptions& o) {
    const std::size_t tree = std::min(row.text.find_first_not_of("| "), row.text.size());
    const std::string lead = std::string(l.indent, ' ') + "> " + padded(shortened(row.place, kMaxPlace), l.place) + "  " + row.text.substr(0, tree);
    const std::string note = row.note.empty() ? "" : "  " + row.note;
    std::string out = paragraph(lead, row.text.substr(tree) + note, lead.size() + 4, o.width);
    out.pop_back();
    return toned(out, row.tone, o.color) + "\n";
}

std::string line_of(const Row& row, const Layout& l, const TextOptions& o) {
    if (row.tone == Tone::Bad && columns(row.text) > l.room(o)) return end_of(row, l, o);
    const std::string text = o.verbose ? row.text : shortened(row.text, l.room(o));
    std::string out = std::string(l.indent, ' ') + toned(row.relevant ? "> " : "  ", Tone::Strong, o.color) +
                      toned(padded(shortened(row.place, kMaxPlace), l.place), Tone::Dim, o.color) + "  " +
                      toned(text, row.tone, o.color);
    if (!row.note.empty()) return out + note_of(row, l, o);
    while (out.back() == ' ') out.pop_back();
    return out + "\n";
}

}  // namespace

std::string trace_text(const Report& report, const RuleResult& rule, const trace::Trace& trace,
                       const TextOptions& options, std::size_t indent) {
    std::string out;
    std::size_t number = 0;
    for (const Sentence& line : trace_story(report, trace)) {
        const std::string lead = fmt::format("{}{}. ", std::string(indent, ' '), ++number);
        out += paragraph(lead, line.text, lead.size(), options.width);
    }
    out += "\n";
    for (const trace::NamedValue& v : trace.initial) {
        out += fmt::format("{}starts with {} == {}\n", std::string(indent, ' '), printable(v.name), value_text(v.value));
    }
    const std::vector<Row> rows = trace_rows(report, rule, trace, options.verbose);
    const Layout layout = layout_of(rows, indent, options);
    for (const Row& row : rows) out += line_of(row, layout, options);
    if (trace.dropped != 0) out += fmt::format("{}({} more steps were too many to be kept)\n", std::string(indent, ' '), trace.dropped);
    std::string last = trace.confirmed ? "Confirmed by the solver and by running it." : "";
    if (!options.verbose && rows.size() != trace.steps.size()) last += last.empty() ? "--verbose shows every step." : " --verbose shows every step.";
    return last.empty() ? out : out + paragraph(std::string(indent, ' '), last, indent, options.width);
}

}  // namespace sdvlite::report
