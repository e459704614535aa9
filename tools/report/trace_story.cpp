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

    std::vector<std::string> lines() {
        std::vector<std::string> out;
        if (const std::string first = callbacks(); !first.empty()) out.push_back(first);
        constexpr std::size_t kMost = 3;
        for (const std::size_t i : chosen(kMost)) out.push_back(sentence(steps_[i]));
        if (!steps_.empty() && steps_.back().kind == StepKind::Violation) out.push_back(end(steps_.back()));
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
            const std::string name = printable(s.function) + (s.role.empty() ? "" : fmt::format(" ({})", printable(s.role)));
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

    static bool is_change(const Step& s) { return s.kind == StepKind::Rule && s.relevant && s.event && !state_note(s).empty(); }

    static bool is_decision(const Step& s) { return s.kind == StepKind::Branch && s.relevant && s.branch && s.origin == ir::Origin::Driver; }

    // The steps to tell of, by how much they explain; later ones before earlier ones.
    std::vector<std::size_t> chosen(std::size_t most) const {
        std::vector<std::pair<int, std::size_t>> ranked;
        int changes = 0, decisions = 0;
        for (std::size_t i = steps_.size(); i-- > 0;) {
            const Step& s = steps_[i];
            if (is_change(s)) {
                // What the beginning or end of a callback does to the rule is mostly its bookkeeping.
                ranked.emplace_back(s.event->callback ? 0 : changes++ == 0 ? 9 : 5, i);
            } else if (is_decision(s)) {
                ranked.emplace_back(s.skips ? 8 : decisions++ == 0 ? 7 : 4, i);
            }
        }
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<std::size_t> out;
        for (const auto& [rank, i] : ranked) {
            if (out.size() < most && (rank > 0 || out.empty())) out.push_back(i);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    std::string at(const base::SourceMap& sources, const base::Span& span) const {
        const Place p = place(sources, span);
        return p.line == 0 ? std::string() : fmt::format("{}:{}: ", printable(base_name(p.file)), p.line);
    }

    static std::string changed(const Step& s) {
        std::vector<std::string> parts;
        for (const trace::NamedValue& after : s.rule_after) {
            for (const trace::NamedValue& before : s.rule_before) {
                if (before.name != after.name || before.value == after.value) continue;
                parts.push_back(fmt::format("'{}' goes from {} to {}", printable(after.name), printable(before.value), printable(after.value)));
            }
        }
        return fmt::format("{}", fmt::join(parts, ", "));
    }

    std::string sentence(const Step& s) const {
        if (s.kind == StepKind::Rule) {
            const bool system = s.event->by == ir::Origin::Harness;
            const std::string when = s.event->exit ? "" : "calling ";
            const std::string who = system ? "The system calls " + printable(s.event->name) : when + printable(s.event->name);
            return (system ? "" : at(*report_.sources, s.event->span)) + who + ": " + changed(s) + ".";
        }
        std::string out = at(*report_.sources, s.span) + fmt::format("'{}' is {}", shortened(printable(condition(s.text)), kMostWidth), *s.branch ? "true" : "false");
        std::vector<std::string> values;
        for (const trace::NamedValue& v : s.reads) {
            if (v.name != condition(s.text) && tells(v)) values.push_back(printable(fmt::format("{} = {}", v.name, v.value)));
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
            for (std::size_t i = 0; is_change(step) && !step.event->callback && i < step.rule_after.size() && i < step.rule_before.size(); ++i) {
                if (step.rule_after[i].value != step.rule_before[i].value) changed.insert(step.rule_after[i].name);
            }
        }
        std::vector<std::string> now;
        for (const trace::NamedValue& v : s.rule_before) {
            if (changed.contains(v.name)) now.push_back(printable(fmt::format("{} = {}", v.name, v.value)));
        }
        for (const trace::NamedValue& v : s.reads) {
            if (tells(v)) now.push_back(printable(fmt::format("{} = {}", v.name, v.value)));
        }
        std::string out = at(*report_.sources, s.span) + printable(s.text);
        if (!now.empty()) out += fmt::format(" Here {}.", fmt::join(now, ", "));
        return out;
    }

    const Report& report_;
    const std::vector<Step>& steps_;
};

}  // namespace

std::vector<std::string> trace_story(const Report& report, const trace::Trace& trace) {
    return Story(report, trace).lines();
}

}  // namespace sdvlite::report
