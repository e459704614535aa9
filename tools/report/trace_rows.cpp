// SPDX-License-Identifier: Apache-2.0
#include "tools/report/trace_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"

namespace sdvlite::report {
namespace {

using trace::Step;
using trace::StepKind;

constexpr std::size_t kMaxDepthShown = 12;  // deeper calls don't move further to the right

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

bool is_call(const Step& step) { return step.kind == StepKind::Call || step.kind == StepKind::SummarisedCall; }

bool shows_event(const Step& step, const trace::Event& event) { return step.text.find(event.name) != std::string::npos; }

/// Goes over the steps once. What the rule did at an event is shown on the row of the call that is
/// the event, where there is one: at an entry that row comes after the rule's step, at an exit it
/// is the last row.
class Rows {
public:
    Rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose)
        : report_(report), rule_(rule), steps_(trace.steps), verbose_(verbose), shown_(choose_shown(trace.steps, verbose)) {}

    std::vector<Row> all() {
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (!verbose_ && (joins_next(i) || joins_last(i))) continue;
            if (shown_[i]) {
                show(i);
            } else {
                hidden_depth_ = hidden_++ == 0 ? steps_[i].depth : std::min<std::size_t>(hidden_depth_, steps_[i].depth);
            }
        }
        say_hidden();
        return std::move(rows_);
    }

private:
    // An entry event right before its call, or the exit of a callback right before its return.
    bool joins_next(std::size_t i) {
        const Step& s = steps_[i];
        if (s.kind != StepKind::Rule || !s.event || i + 1 >= steps_.size()) return false;
        const Step& next = steps_[i + 1];
        const bool entry_of_call = !s.event->exit && is_call(next) && shows_event(next, *s.event);
        const bool exit_of_callback = s.event->exit && next.kind == StepKind::Return && next.function == s.event->name;
        if (next.depth != s.depth || !(entry_of_call || exit_of_callback)) return false;
        pending_note_ = state_note(s);
        shown_[i + 1] = true;
        return true;
    }

    // An exit event whose call is the last row, or the entry of the callback that the last row enters.
    bool joins_last(std::size_t i) {
        const Step& s = steps_[i];
        if (s.kind != StepKind::Rule || !s.event || last_ == kNone || rows_.empty()) return false;
        const Step& last = steps_[last_];
        const bool same_level = last.depth == s.depth && (hidden_ == 0 || hidden_depth_ > s.depth);
        const bool exit_of_call = s.event->exit && is_call(last) && shows_event(last, *s.event);
        const bool entry_of_callback = !s.event->exit && last.kind == StepKind::Enter && last.function == s.event->name;
        if (!same_level || !(exit_of_call || entry_of_callback)) return false;
        if (const std::string note = state_note(s); !note.empty()) add_note(rows_.back(), note);
        rows_.back().relevant = true;
        return true;
    }

    static void add_note(Row& row, const std::string& state) {
        row.note += (row.note.empty() ? "[" : "  [") + state + "]";
    }

    void show(std::size_t i) {
        say_hidden();
        const bool inside = i + 1 < steps_.size() && steps_[i + 1].depth > steps_[i].depth;
        rows_.push_back(row_of(sources_of(report_, rule_, steps_[i]), steps_[i], inside));
        last_ = i;
        if (pending_note_.empty()) return;
        add_note(rows_.back(), pending_note_);
        rows_.back().relevant = true;
        pending_note_.clear();
    }

    void say_hidden() {
        if (hidden_ != 0) {
            const std::string text = fmt::format("{}... {} step{}", bars(hidden_depth_), hidden_, hidden_ == 1 ? "" : "s");
            rows_.push_back({"", text, "", Tone::Dim, false});
            last_ = kNone;
        }
        hidden_ = 0;
    }

    static constexpr std::size_t kNone = SIZE_MAX;

    const Report& report_;
    const RuleResult& rule_;
    const std::vector<Step>& steps_;
    bool verbose_;
    std::vector<bool> shown_;
    std::vector<Row> rows_;
    std::size_t last_ = kNone;  ///< the step of the last row
    std::size_t hidden_ = 0;
    std::size_t hidden_depth_ = 0;
    std::string pending_note_;
};

}  // namespace

std::vector<Row> trace_rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose) {
    return Rows(report, rule, trace, verbose).all();
}

}  // namespace sdvlite::report
