// SPDX-License-Identifier: Apache-2.0
#include "tools/report/trace_rows.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"

namespace sdvlite::report {

using trace::Step;
using trace::StepKind;

namespace {

constexpr std::size_t kMaxDepthShown = 12;  // deeper calls don't move further to the right

bool is_call(const Step& step) { return step.kind == StepKind::Call || step.kind == StepKind::SummarisedCall; }

bool shows_event(const Step& step, const trace::Event& event) { return step.text.find(event.name) != std::string::npos; }

// Calls from the driver in which only the OS model is at work: what they give says enough.
std::vector<bool> choose_collapsed(const std::vector<Step>& steps, bool verbose) {
    std::vector<bool> collapsed(steps.size(), false), model_only(steps.size(), true);
    if (verbose) return collapsed;
    for (std::size_t i = steps.size(); i-- > 0;) {
        const std::int64_t parent = steps[i].parent;
        const bool model = steps[i].origin == ir::Origin::OsModel && model_only[i];
        if (parent >= 0 && static_cast<std::size_t>(parent) < i && !model) model_only[static_cast<std::size_t>(parent)] = false;
        collapsed[i] = steps[i].origin == ir::Origin::Driver && steps[i].kind == StepKind::Call && model_only[i];
    }
    return collapsed;
}

// Without `verbose`: the steps that matter and the calls that they are inside of. What the harness does is of no
// interest; what the rule did is shown on the row of the call that is its event.
std::vector<bool> choose_shown(const std::vector<Step>& steps, bool verbose) {
    std::vector<bool> shown(steps.size(), verbose);
    if (verbose) return shown;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& s = steps[i];
        const bool says = s.kind != StepKind::Rule || !told_changes(s).empty();  // what a rule only looked at, the violation tells
        shown[i] = shown[i] || (s.relevant && says && s.origin != ir::Origin::Harness) || s.kind == StepKind::Violation;
        if (!shown[i] || s.kind != StepKind::Rule || !s.event || !s.event->exit) continue;
        if (const auto call = call_before(steps, i)) shown[*call] = true;
    }
    // What the driver calls and what is called back says enough: how the OS model comes from one to the other is its own affair.
    const auto is_ours = [&](std::size_t i) { return steps[i].origin == ir::Origin::OsModel || steps[i].origin == ir::Origin::Harness; };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].origin == ir::Origin::OsModel) shown[i] = false;
    }
    // Parents come before their children.
    std::vector<bool> leads = shown;
    for (std::size_t i = steps.size(); i-- > 0;) {
        const std::int64_t parent = steps[i].parent;
        if (leads[i] && !is_ours(i)) shown[i] = true;
        if (leads[i] && parent >= 0 && static_cast<std::size_t>(parent) < i) leads[static_cast<std::size_t>(parent)] = true;
    }
    return shown;
}

// How far each shown step moves to the right: below the nearest shown step that it is inside of. A callback's steps are
// inside of its Enter, not beside it.
std::vector<std::size_t> depths_of(const std::vector<Step>& steps, const std::vector<bool>& shown, bool verbose) {
    std::vector<std::size_t> depth(steps.size(), 0), inside(steps.size(), 0);
    std::size_t top = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::int64_t parent = steps[i].parent;
        const bool has_parent = parent >= 0 && static_cast<std::size_t>(parent) < i;
        std::size_t& around = has_parent ? inside[static_cast<std::size_t>(parent)] : top;
        depth[i] = verbose ? steps[i].depth : around;
        inside[i] = shown[i] ? depth[i] + 1 : around;
        if (steps[i].kind == StepKind::Enter && shown[i] && has_parent) around = depth[i] + 1;
    }
    return depth;
}

}  // namespace

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string value_text(const std::string& value) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool small = number < 0x100 && number > -0x10000;
    if (error != std::errc() || end != value.data() + value.size() || small) return printable(value);
    if (number >= 0) return fmt::format("{} (0x{:X})", number, number);
    return fmt::format("0x{:X}", static_cast<std::uint32_t>(number));  // as it is shown where it is unsigned
}

bool tells(const trace::NamedValue& v) {
    if (v.name.substr(0, 1) == "$") return false;  // of the lowering
    const bool address = v.value.substr(0, 7) == "object " || (v.value.substr(0, 2) == "0x" && v.value.size() > 10 && v.value.substr(0, 3) < "0x8");
    return !address;
}

std::vector<trace::NamedValue> system_state(const std::vector<Step>& steps, std::size_t step) {
    std::vector<trace::NamedValue> out;
    const auto add = [&](const Step& s, bool newest_last) {
        if (!s.system_state || !s.relevant || s.writes.empty()) return;
        const trace::NamedValue& now = s.writes.front();
        const auto known = std::find_if(out.begin(), out.end(), [&](const trace::NamedValue& v) { return v.name == now.name; });
        if (known == out.end()) {
            out.push_back(now);
        } else if (newest_last) {
            *known = now;
        }
    };
    if (steps[step].kind == StepKind::Enter) {
        for (std::size_t i = step; i-- > 0 && steps[i].origin != ir::Origin::Driver;) add(steps[i], false);
        return out;
    }
    for (std::size_t i = step + 1; i < steps.size() && steps[i].depth > steps[step].depth; ++i) {
        if (steps[i].origin == ir::Origin::Driver) return {};
        add(steps[i], true);
    }
    return out;
}

std::optional<std::size_t> call_before(const std::vector<Step>& steps, std::size_t rule) {
    for (std::size_t i = rule; i-- > 0;) {
        if (steps[i].depth > steps[rule].depth) continue;
        const bool same = steps[i].origin != ir::Origin::Harness && steps[i].depth == steps[rule].depth && is_call(steps[i]) && shows_event(steps[i], *steps[rule].event);
        return same ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

const trace::NamedValue* result_of(const std::vector<Step>& steps, std::size_t call) {
    const trace::NamedValue* out = nullptr;
    for (std::size_t i = call + 1; i < steps.size() && steps[i].depth > steps[call].depth; ++i) {
        const bool returns = steps[i].kind == StepKind::Return && steps[i].parent == static_cast<std::int64_t>(call);
        if (returns && steps[i].relevant && !steps[i].writes.empty()) out = &steps[i].writes.front();
    }
    return out;
}

std::vector<Change> changes(const Step& step) {
    std::vector<Change> out;
    for (const trace::NamedValue& after : step.rule_after) {
        const auto before = std::find_if(step.rule_before.begin(), step.rule_before.end(),
                                         [&](const trace::NamedValue& v) { return v.name == after.name; });
        const bool matters = std::find(step.rule_matters.begin(), step.rule_matters.end(), after.name) != step.rule_matters.end();
        if (before != step.rule_before.end() && before->value == after.value && !matters) continue;
        out.push_back({after.name, before != step.rule_before.end() ? before->value : "", after.value});
    }
    return out;
}

std::vector<Change> told_changes(const Step& step) {
    std::vector<Change> out = changes(step);
    std::erase_if(out, [&](const Change& c) {
        return std::find(step.rule_matters.begin(), step.rule_matters.end(), c.name) == step.rule_matters.end();
    });
    const auto tells_little = [](const Change& c) { return !tells({c.name, c.after}) || c.after == "NULL"; };
    std::erase_if(out, [&](const Change& c) { return c.before == c.after && tells_little(c); });
    const auto is_number = [](const Change& c) { return c.after.find_first_not_of("-0123456789") == std::string::npos; };
    if (step.event && step.event->callback) {
        std::erase_if(out, [&](const Change& c) { return tells_little(c) || is_number(c); });
    } else if (!std::all_of(out.begin(), out.end(), tells_little)) {
        std::erase_if(out, tells_little);
    }
    return out;
}

std::string state_note(const std::vector<Change>& changes) {
    std::string out;
    for (const Change& c : changes) {
        if (!out.empty()) out += ", ";
        if (c.before == c.after) {
            out += fmt::format("{} stays {}", printable(c.name), value_text(c.after));
            continue;
        }
        out += printable(c.name) + ": ";
        if (!c.before.empty()) out += value_text(c.before) + " -> ";
        out += value_text(c.after);
    }
    return out;
}

namespace {

std::string event_text(const trace::Event& event) {
    if (event.memory) return printable(event.name);
    return fmt::format("{}.{}", printable(event.name), event.exit ? "exit" : "entry");
}

// What a decision looked at and what a step wrote, unless the text says so itself.
void add_values(const Step& step, bool verbose, std::vector<std::string>& parts) {
    for (const std::vector<trace::NamedValue>* values : {&step.reads, &step.writes}) {
        for (const trace::NamedValue& v : *values) {
            const std::string said = fmt::format("{} = {}", v.name, v.value);
            const bool worth = verbose || tells(v);
            if (worth && step.text.find(said) == std::string::npos) parts.push_back(printable(v.name) + " = " + value_text(v.value));
        }
    }
}

// `inside`: steps of what is called follow.
std::string note_of(const Step& step, bool inside, bool verbose, const trace::NamedValue* result) {
    std::vector<std::string> parts;
    if (step.rounds != 0) parts.push_back(fmt::format("(after {} more round{})", step.rounds, step.rounds == 1 ? "" : "s"));
    if (step.branch) parts.emplace_back(*step.branch ? "true" : "false");
    if (step.skips) parts.push_back("skips " + printable(step.skips->name));
    if (verbose && step.kind == StepKind::SummarisedCall && !inside) parts.emplace_back("(inside not shown)");
    // Most events are the call that the step shows.
    const bool named = step.event && (step.text.find(step.event->name) != std::string::npos || step.text.empty());
    const bool says_event = named || step.kind == StepKind::Violation ||
                            (step.event && (step.event->callback || step.event->by == ir::Origin::Harness));
    if (step.event && !says_event) parts.push_back(event_text(*step.event));
    if (const std::string state = state_note(verbose ? changes(step) : told_changes(step)); !state.empty()) parts.push_back(fmt::format("[{}]", state));
    add_values(step, verbose, parts);
    if (result != nullptr && (verbose || tells(*result))) parts.push_back("gives " + value_text(result->value));
    return fmt::format("{}", fmt::join(parts, ", "));
}

// A condition reads better with what it is the condition of, when that is all that stands on its line: a part of it, or
// one that is negated, would be shown with the wrong answer.
std::string condition_text(std::string_view line, const Step& step) {
    const std::size_t from = line.find_first_not_of(" \t}");
    if (from == std::string_view::npos) return step.text;
    line.remove_prefix(from);
    for (const std::string_view word : {"if", "else if", "while", "switch"}) {
        for (const std::string_view open : {"(", " ("}) {
            const std::string whole = fmt::format("{}{}{})", word, open, step.text);
            if (line.substr(0, whole.size()) == whole) return whole;
        }
    }
    return step.text;
}

// `end`: what the last step is, a violation or what shows that a property holds.
std::string what(const Step& step, std::string_view line, const char* end) {
    const std::string text = printable(step.text);
    switch (step.kind) {
        case StepKind::Enter: {
            const std::string head = text.empty() || step.text == step.function ? "enter " + printable(step.function) : text;
            return step.role.empty() ? head : head + fmt::format(" ({})", printable(step.role));
        }
        case StepKind::Return: return text.empty() ? "return from " + printable(step.function) : text;
        case StepKind::Violation: return end + (": " + text);
        case StepKind::Assume: return "assuming " + text;
        case StepKind::Branch: return printable(condition_text(line, step));
        case StepKind::Rule:
            if (step.event && step.event->by == ir::Origin::Harness) return "the system calls " + printable(step.event->name);
            if (step.event && step.event->callback) return printable(step.event->name) + (step.event->exit ? " ends" : " begins");
            return "rule: " + (text.empty() && step.event ? event_text(*step.event) : text);
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

Row row_of(const Place& at, const Step& step, const char* end, std::size_t depth, bool inside, bool verbose, const trace::NamedValue* result) {
    Row row;
    if (at.line != 0) row.place = fmt::format("{}:{}", printable(base_name(at.file)), at.line);
    if (step.origin == ir::Origin::OsModel || step.origin == ir::Origin::Harness) row.place = "os  " + row.place;
    row.text = bars(depth) + what(step, at.source_line, end);
    row.note = note_of(step, inside, verbose, result);
    row.tone = tone_of(step);
    row.relevant = step.relevant || step.kind == StepKind::Violation;
    return row;
}

/// Goes over the steps once. What the rule did at an event is shown on the row of the call that is the event, where there
/// is one: at an entry that row comes after the rule's step, at an exit before it.
class Rows {
public:
    Rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose)
        : report_(report), rule_(rule), steps_(trace.steps), verbose_(verbose), shown_(choose_shown(trace.steps, verbose)),
          collapsed_(choose_collapsed(trace.steps, verbose)), depths_(depths_of(trace.steps, shown_, verbose)) {}

    std::vector<Row> all() {
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (!shown_[i]) continue;
            if (!verbose_ && (joins_next(i) || joins_last(i))) continue;
            show(i);
        }
        return std::move(rows_);
    }

private:
    // An entry event right before its call, or the exit of a callback right before its return.
    bool joins_next(std::size_t i) {
        const Step& s = steps_[i];
        if (s.kind != StepKind::Rule || !s.event || i + 1 >= steps_.size()) return false;
        const Step& next = steps_[i + 1];
        const bool entry_of_call = !s.event->exit && is_call(next) && next.origin != ir::Origin::Harness && shows_event(next, *s.event);
        const bool exit_of_callback = s.event->exit && next.kind == StepKind::Return && next.function == s.event->name;
        if (next.depth != s.depth || !(entry_of_call || exit_of_callback)) return false;
        pending_note_ = state_note(told_changes(s));
        shown_[i + 1] = true;
        return true;
    }

    // An exit event whose call has a row, or the entry of the callback that the last row enters.
    bool joins_last(std::size_t i) {
        const Step& s = steps_[i];
        if (s.kind != StepKind::Rule || !s.event || rows_.empty()) return false;
        const Step& last = steps_[last_];
        const bool entry_of_callback = !s.event->exit && last.kind == StepKind::Enter && last.function == s.event->name;
        const auto call = s.event->exit ? call_before(steps_, i) : entry_of_callback ? std::optional(last_) : std::nullopt;
        const auto row = call ? row_of_.find(*call) : row_of_.end();
        if (row == row_of_.end()) return false;
        if (const std::string note = state_note(told_changes(s)); !note.empty()) add_note(rows_[row->second], note);
        rows_[row->second].relevant = true;
        return true;
    }

    void add(Row row) {
        const bool again = !verbose_ && !rows_.empty() && !row.place.empty() && rows_.back().place == row.place && rows_.back().text == row.text;
        if (!again) return rows_.push_back(std::move(row));
        Row& last = rows_.back();
        if (!last.note.empty() && !row.note.empty()) last.note += ", ";
        last.note += row.note;
        last.relevant = last.relevant || row.relevant;
    }

    void add_system_state(std::size_t i) {
        const bool callback = steps_[i].kind == StepKind::Enter && !steps_[i].role.empty();
        if (!callback && !collapsed_[i]) return;
        for (const trace::NamedValue& v : system_state(steps_, i)) add_note(rows_.back(), printable(v.name) + " = " + value_text(v.value));
    }

    static void add_note(Row& row, const std::string& state) {
        row.note += (row.note.empty() ? "[" : ", [") + state + "]";
    }

    void show(std::size_t i) {
        const bool inside = i + 1 < steps_.size() && steps_[i + 1].depth > steps_[i].depth;
        const Step& step = steps_[i];
        const bool callback = step.kind == StepKind::Rule && step.event && step.event->callback;
        const Place at = callback ? place(*report_.sources, step.event->span) : place(sources_of(report_, rule_, step), step.span);
        const char* end = rule_.result.verdict == check::Verdict::Holds ? "shown" : "violation";
        Row row = row_of(at, step, end, depths_[i], inside, verbose_, collapsed_[i] ? result_of(steps_, i) : nullptr);
        if (step.kind == StepKind::Rule && step.event && step.event->by == ir::Origin::Harness) row.place = "os";
        add(std::move(row));
        row_of_[i] = rows_.size() - 1;
        last_ = i;
        add_system_state(i);
        if (pending_note_.empty()) return;
        add_note(rows_.back(), pending_note_);
        rows_.back().relevant = true;
        pending_note_.clear();
    }

    const Report& report_;
    const RuleResult& rule_;
    const std::vector<Step>& steps_;
    bool verbose_;
    std::vector<bool> shown_;
    std::vector<bool> collapsed_;
    std::vector<std::size_t> depths_;
    std::vector<Row> rows_;
    std::unordered_map<std::size_t, std::size_t> row_of_;  ///< by step
    std::size_t last_ = 0;  ///< the step of the last row, when there is one
    std::string pending_note_;
};

}  // namespace

std::vector<Row> trace_rows(const Report& report, const RuleResult& rule, const trace::Trace& trace, bool verbose) {
    return Rows(report, rule, trace, verbose).all();
}

}  // namespace sdvlite::report
