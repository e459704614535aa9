// SPDX-License-Identifier: Apache-2.0
// A trace as a tree of calls: place, source text, what happened to the rule. What does not matter
// for the violation is left out and counted ("... 5 steps"); the steps of the OS model and of the
// harness are shown only when they matter, and dimmed. With `verbose` every step is there.
#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"
#include "tools/report/text.hpp"

namespace sdvlite::report {
namespace {

using trace::Step;
using trace::StepKind;

constexpr std::size_t kMaxDepthShown = 12;  // deeper calls don't move further to the right
constexpr std::size_t kMaxPlace = 32;

struct Row {
    std::string place;
    std::string text;  ///< with the bars of the call tree
    std::string note;  ///< what happened: rule state, branch taken, values
    Tone tone = Tone::Plain;
    bool relevant = false;
};

// "dir/sub/file.c" -> "file.c"; the full path stands at the head of the defect.
std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// Without `verbose`: the steps that matter and the calls that they are inside of; of the rest the
// driver's own control flow, because a path is read by it. What the harness does is of interest
// only as far as it leads to the driver.
std::vector<bool> choose_shown(const std::vector<Step>& steps, bool verbose) {
    std::vector<bool> shown(steps.size(), verbose);
    if (verbose) return shown;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& s = steps[i];
        const bool control = s.kind != StepKind::Statement && s.kind != StepKind::Assume && s.kind != StepKind::Rule;
        shown[i] = (s.relevant && s.origin != ir::Origin::Harness) || s.kind == StepKind::Violation ||
                   (s.origin == ir::Origin::Driver && control);
    }
    // Parents come before their children.
    for (std::size_t i = steps.size(); i-- > 0;) {
        const std::int64_t parent = steps[i].parent;
        if (shown[i] && parent >= 0 && static_cast<std::size_t>(parent) < i) shown[static_cast<std::size_t>(parent)] = true;
    }
    return shown;
}

std::string state_note(const Step& step) {
    std::string out;
    for (const trace::NamedValue& after : step.rule_after) {
        const auto before = std::find_if(step.rule_before.begin(), step.rule_before.end(),
                                         [&](const trace::NamedValue& v) { return v.name == after.name; });
        if (before != step.rule_before.end() && before->value == after.value) continue;
        if (!out.empty()) out += ", ";
        out += printable(after.name) + ": ";
        if (before != step.rule_before.end()) out += printable(before->value) + " -> ";
        out += printable(after.value);
    }
    return out;
}

std::string event_text(const trace::Event& event) {
    return fmt::format("{}.{}", printable(event.name), event.exit ? "exit" : "entry");
}

// `inside`: steps of what is called follow.
std::string note_of(const Step& step, bool inside) {
    std::vector<std::string> parts;
    if (step.branch) parts.emplace_back(*step.branch ? "true" : "false");
    if (step.kind == StepKind::SummarisedCall && !inside) parts.emplace_back("(inside not shown)");
    // Most events are the call that the step shows.
    const bool named = step.event && (step.text.find(step.event->name) != std::string::npos || step.text.empty());
    if (step.event && !named && step.kind != StepKind::Violation) parts.push_back(event_text(*step.event));
    if (const std::string state = state_note(step); !state.empty()) parts.push_back(fmt::format("[{}]", state));
    for (const trace::NamedValue& w : step.writes) {
        const std::string wrote = fmt::format("{} = {}", w.name, w.value);
        if (step.text.find(wrote) == std::string::npos) parts.push_back(printable(wrote));  // else it says so itself
    }
    return fmt::format("{}", fmt::join(parts, "  "));
}

std::string what(const Step& step) {
    const std::string text = printable(step.text);
    switch (step.kind) {
        case StepKind::Enter: return text.empty() || step.text == step.function ? "enter " + printable(step.function) : text;
        case StepKind::Return: return text.empty() ? "return from " + printable(step.function) : text;
        case StepKind::Violation: return "violation";  // the message stands at the head
        case StepKind::Assume: return "assuming " + text;
        case StepKind::Rule: return "rule: " + (text.empty() && step.event ? event_text(*step.event) : text);
        default: return text;
    }
}

Tone tone_of(const Step& step) {
    if (step.kind == StepKind::Violation) return Tone::Bad;
    if (step.origin != ir::Origin::Driver) return Tone::Dim;
    return step.kind == StepKind::Enter ? Tone::Strong : Tone::Plain;
}

std::string bars(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < std::min(depth, kMaxDepthShown); ++i) out += "| ";
    if (depth > kMaxDepthShown) out += fmt::format("({}) ", depth);
    return out;
}

Row row_of(const base::SourceMap& sources, const Step& step, bool inside) {
    const Place at = place(sources, step.span);
    Row row;
    if (at.line != 0) row.place = fmt::format("{}:{}", printable(base_name(at.file)), at.line);
    if (step.origin == ir::Origin::OsModel || step.origin == ir::Origin::Harness) row.place = "os  " + row.place;
    row.text = bars(step.depth) + what(step);
    row.note = note_of(step, inside);
    row.tone = tone_of(step);
    row.relevant = step.relevant || step.kind == StepKind::Violation;
    return row;
}

std::vector<Row> rows_of(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose) {
    const std::vector<bool> shown = choose_shown(trace.steps, verbose);
    std::vector<Row> rows;
    std::size_t hidden = 0;
    std::size_t hidden_depth = 0;
    const auto say_hidden = [&] {
        if (hidden != 0) {
            rows.push_back({"", fmt::format("{}... {} step{}", bars(hidden_depth), hidden, hidden == 1 ? "" : "s"), "",
                            Tone::Dim, false});
        }
        hidden = 0;
    };
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
        const Step& step = trace.steps[i];
        if (!shown[i]) {
            hidden_depth = hidden++ == 0 ? step.depth : std::min<std::size_t>(hidden_depth, step.depth);
            continue;
        }
        say_hidden();
        const bool inside = i + 1 < trace.steps.size() && trace.steps[i + 1].depth > step.depth;
        rows.push_back(row_of(sources_of(report, rule, step), step, inside));
    }
    say_hidden();
    return rows;
}

// One row: marker, place, text, note; the note goes to a line of its own when it does not fit.
std::string line_of(const Row& row, std::size_t indent, std::size_t place_width, std::size_t text_width,
                    const TextOptions& o) {
    const std::size_t left = indent + 2 + place_width + 2;
    const std::size_t room = o.width > left + 24 ? o.width - left : 24;
    const std::string text = o.verbose ? row.text : shortened(row.text, room);
    std::string out = std::string(indent, ' ') + toned(row.relevant ? "> " : "  ", Tone::Strong, o.color) +
                      toned(padded(shortened(row.place, kMaxPlace), place_width), Tone::Dim, o.color) + "  " +
                      toned(text, row.tone, o.color);
    if (row.note.empty()) {
        while (out.back() == ' ') out.pop_back();
        return out + "\n";
    }
    const std::size_t used = std::max(columns(text), text_width);
    if (used + 2 + columns(row.note) <= room) {
        out += std::string(used - columns(text) + 2, ' ') + toned(row.note, Tone::Doubtful, o.color);
        return out + "\n";
    }
    const std::size_t tree = row.text.find_first_not_of("| ");
    const std::string lead = std::string(left, ' ') + row.text.substr(0, std::min(tree, row.text.size())) + "    ";
    out += "\n" + lead;
    return out + paragraph("", row.note, lead.size(), o.width);
}

}  // namespace

std::string trace_text(const Report& report, const RuleResult& rule, const trace::Trace& trace,
                       const TextOptions& options, std::size_t indent) {
    std::string out;
    for (const trace::NamedValue& v : trace.initial) {
        out += fmt::format("{}starts with {} == {}\n", std::string(indent, ' '), printable(v.name), printable(v.value));
    }
    const std::vector<Row> rows = rows_of(report, rule, trace, options.verbose);
    std::size_t place_width = 0;
    std::size_t text_width = 0;
    for (const Row& row : rows) {
        place_width = std::max(place_width, std::min(columns(row.place), kMaxPlace));
        if (!row.note.empty()) text_width = std::max(text_width, columns(row.text));
    }
    // Notes are aligned, but one long line must not push all of them off the page.
    text_width = std::min(text_width, options.width / 2);
    for (const Row& row : rows) out += line_of(row, indent, place_width, text_width, options);
    return out;
}

}  // namespace sdvlite::report
