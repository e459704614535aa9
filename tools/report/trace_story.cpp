// SPDX-License-Identifier: Apache-2.0
#include "tools/report/trace_story.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/trace_rows.hpp"

namespace sdvlite::report {
namespace {

using trace::Step;
using trace::StepKind;

constexpr std::size_t kMostWidth = 90;  ///< of a piece of source

class Story {
public:
    Story(const Report& report, const trace::Trace& trace) : report_(report), steps_(trace.steps) {}

    std::vector<Sentence> sentences() {
        std::vector<Sentence> out;
        if (const std::string first = callbacks(); !first.empty()) out.push_back({first});
        constexpr std::size_t kMost = 3;
        for (const std::size_t i : chosen(kMost)) out.push_back({sentence(steps_[i]), steps_[i].id});
        if (!steps_.empty() && steps_.back().kind == StepKind::Violation) out.push_back({end(steps_.back()), steps_.back().id});
        return out;
    }

private:
    const Step* parent(const Step& s) const {
        return s.parent >= 0 && static_cast<std::size_t>(s.parent) < steps_.size() ? &steps_[static_cast<std::size_t>(s.parent)] : nullptr;
    }

    // The callbacks in which something matters, in order; the same one twice in a row counts.
    std::string callbacks() const {
        std::vector<std::pair<std::string, unsigned>> runs;
        for (const Step& s : steps_) {
            const Step* by = parent(s);
            if (s.kind != StepKind::Enter || !s.relevant || (by != nullptr && by->origin != ir::Origin::Harness)) continue;
            std::string name = printable(s.function) + (s.role.empty() ? "" : fmt::format(" ({})", printable(s.role)));
            for (const trace::NamedValue& v : system_state(steps_, s.id)) name += fmt::format(" at {} {}", printable(v.name), value_text(v.value));
            if (!runs.empty() && runs.back().first == name) {
                ++runs.back().second;
            } else {
                runs.emplace_back(name, 1);
            }
        }
        if (runs.empty()) return {};
        constexpr std::size_t kMost = 4;
        std::string out = "The system calls ";
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs.size() > kMost && i == 1) {
                out += fmt::format(", then {} more", runs.size() - kMost + 1);
                i += runs.size() - kMost;
                continue;
            }
            if (i != 0) out += ", then ";
            out += runs[i].first;
            if (runs[i].second > 1) out += runs[i].second == 2 ? " twice" : fmt::format(" {} times", runs[i].second);
        }
        return out + ".";
    }

    static bool is_change(const Step& s) { return s.kind == StepKind::Rule && s.relevant && s.event && !told_changes(s).empty(); }

    // A call that leaves the system in another state: KeRaiseIrql.
    bool changes_system(const Step& s) const {
        return s.kind == StepKind::Call && s.relevant && s.origin == ir::Origin::Driver && !system_state(steps_, s.id).empty();
    }

    static bool sets_something(const Step& s) {
        return s.kind == StepKind::Statement && s.relevant && s.origin == ir::Origin::Driver && !s.writes.empty() && tells(s.writes.front());
    }

    static bool is_decision(const Step& s) { return s.kind == StepKind::Branch && s.relevant && s.branch && s.origin == ir::Origin::Driver; }

    // The steps to tell of, by how much they explain; later ones before earlier ones.
    std::vector<std::size_t> chosen(std::size_t most) const {
        std::vector<std::pair<int, std::size_t>> ranked;
        int changes = 0, decisions = 0, statements = 0;
        for (std::size_t i = steps_.size(); i-- > 0;) {
            const Step& s = steps_[i];
            if (is_change(s)) {
                ranked.emplace_back(s.event->callback ? 3 : changes++ == 0 ? 9 : 5, i);
            } else if (changes_system(s)) {
                ranked.emplace_back(changes++ == 0 ? 9 : 5, i);
            } else if (sets_something(s)) {
                ranked.emplace_back(changes == 0 && statements == 0 ? 6 : 2, i);  // what happened to the result since
                ++statements;
            } else if (is_decision(s)) {
                ranked.emplace_back(s.skips ? 8 : decisions++ == 0 ? 7 : 4, i);
            }
        }
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<std::size_t> out;
        for (const auto& [rank, i] : ranked) {
            if (out.size() < most) out.push_back(i);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    // "read.c:5: ", or "read.c:5 in Helper: " where that is not the callback itself.
    std::string at(const Step& s, const base::Span& span) const {
        const Place p = place(*report_.sources, span);
        if (p.line == 0) return {};
        std::string function, callback;
        // An event at a call comes before the call.
        const bool ahead = s.kind == StepKind::Rule && s.id + 1 < steps_.size() && steps_[s.id + 1].depth == s.depth && steps_[s.id + 1].origin == ir::Origin::Driver;
        if (ahead && !s.event->callback && !s.event->exit) function = steps_[s.id + 1].function;
        for (std::size_t i = s.id + 1; i-- > 0 && callback.empty();) {
            const Step& before = steps_[i];
            if (before.origin != ir::Origin::Driver) continue;
            if (function.empty() && before.depth <= s.depth && before.kind != StepKind::Violation) function = before.function;
            if (before.kind == StepKind::Enter && (parent(before) == nullptr || parent(before)->origin == ir::Origin::Harness)) callback = before.function;
        }
        const bool elsewhere = !function.empty() && function != callback && s.kind != StepKind::Violation;
        return fmt::format("{}:{}{}: ", printable(base_name(p.file)), p.line, elsewhere ? " in " + printable(function) : "");
    }

    static std::string changed(const Step& s) {
        std::vector<std::string> parts;
        for (const Change& c : told_changes(s)) {
            const std::string from = c.before.empty() ? "" : " from " + value_text(c.before);
            if (c.before == c.after) {
                parts.push_back(fmt::format("'{}' stays {}", printable(c.name), value_text(c.after)));
                continue;
            }
            parts.push_back(fmt::format("'{}' goes{} to {}", printable(c.name), from, value_text(c.after)));
        }
        return fmt::format("{}", fmt::join(parts, ", "));
    }

    std::string sentence(const Step& s) const {
        if (s.kind == StepKind::Rule) {
            const bool system = s.event->by == ir::Origin::Harness;
            std::string who = (system ? "The system calls " : "") + printable(s.event->name);
            const auto call = s.event->exit && !system ? call_before(steps_, s.id) : std::nullopt;
            const trace::NamedValue* result = call ? result_of(steps_, *call) : nullptr;
            if (result != nullptr && tells(*result)) who += " gives " + value_text(result->value);
            return (system ? "" : at(s, s.event->span)) + who + ": " + changed(s) + ".";
        }
        if (s.kind == StepKind::Call) {
            std::vector<std::string> now;
            for (const trace::NamedValue& v : system_state(steps_, s.id)) now.push_back(fmt::format("{} becomes {}", printable(v.name), value_text(v.value)));
            return at(s, s.span) + fmt::format("{}: {}.", shortened(printable(s.text), kMostWidth), fmt::join(now, ", "));
        }
        if (s.kind == StepKind::Statement) {
            const trace::NamedValue& v = s.writes.front();
            return at(s, s.span) + fmt::format("'{}' becomes {}.", printable(v.name), value_text(v.value));
        }
        std::string out = at(s, s.span) + fmt::format("'{}' is {}", shortened(printable(condition(s.text)), kMostWidth), *s.branch ? "true" : "false");
        std::vector<std::string> values;
        for (const trace::NamedValue& v : s.reads) {
            if (v.name != condition(s.text) && tells(v)) values.push_back(fmt::format("{} = {}", printable(v.name), value_text(v.value)));
        }
        if (!values.empty()) out += fmt::format(" ({})", fmt::join(values, ", "));
        if (s.skips) out += fmt::format(", so {}{} is not reached", printable(s.skips->name), line_of(*s.skips));
        return out + ".";
    }

    // IR text has the whole statement as a decision's text: "if (a == b)".
    static std::string_view condition(std::string_view text) {
        for (const std::string_view word : {"if (", "while ("}) {
            if (text.substr(0, word.size()) == word && text.back() == ')') return text.substr(word.size(), text.size() - word.size() - 1);
        }
        return text;
    }

    std::string line_of(const trace::Event& e) const {
        const Place p = place(*report_.sources, e.span);
        return p.line == 0 ? "" : fmt::format(" in line {}", p.line);
    }

    // The place of the violation, and those of the rule's variables that something on the way changed.
    std::string end(const Step& s) const {
        std::set<std::string> changed;
        for (const Step& step : steps_) {
            if (!is_change(step) || step.event->callback) continue;
            for (const Change& c : told_changes(step)) changed.insert(c.name);
        }
        std::vector<std::string> now;
        for (const trace::NamedValue& v : s.rule_before) {
            if (changed.contains(v.name) && tells(v)) now.push_back(fmt::format("{} = {}", printable(v.name), value_text(v.value)));
        }
        for (const trace::NamedValue& v : s.reads) {
            if (tells(v)) now.push_back(fmt::format("{} = {}", printable(v.name), value_text(v.value)));
        }
        std::string out = at(s, s.span) + printable(s.text);
        if (!now.empty()) out += fmt::format(" Here {}.", fmt::join(now, ", "));
        return out;
    }

    const Report& report_;
    const std::vector<Step>& steps_;
};

}  // namespace

std::vector<Sentence> trace_story(const Report& report, const trace::Trace& trace) {
    return Story(report, trace).sentences();
}

}  // namespace sdvlite::report
