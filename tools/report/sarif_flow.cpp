// SPDX-License-Identifier: Apache-2.0
#include "tools/report/sarif_flow.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/trace_rows.hpp"
#include "tools/report/uri.hpp"

namespace sdvlite::report {
namespace {

using trace::Step;
using trace::StepKind;

// SARIF's columns count UTF-16 code units, ours bytes.
std::size_t utf16_column(std::string_view line, std::size_t column) {
    const std::string before = to_utf8(line.substr(0, std::min(column - 1, line.size())));
    std::size_t units = 0;
    for (const char c : before) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xc0) != 0x80;  // each code point once ...
        units += byte >= 0xf0;           // ... and again those beyond the basic plane
    }
    return units + 1;
}

const char* importance(const Step& step) {
    if (step.kind == StepKind::Violation || (step.kind == StepKind::Rule && step.relevant)) return "essential";
    return step.relevant ? "important" : "unimportant";
}

std::vector<std::string> kinds(const Step& step) {
    switch (step.kind) {
        case StepKind::Enter: return {"enter", "function"};
        case StepKind::Call:
        case StepKind::SummarisedCall: return {"call", "function"};
        case StepKind::Return: return {"exit", "function"};
        case StepKind::Branch: return {"branch", step.branch.value_or(true) ? "true" : "false"};
        case StepKind::Violation: return {"danger"};
        default: return {"value"};
    }
}

// What to say at a step, in a line.
std::string words(const std::vector<Step>& steps, std::size_t index) {
    const Step& step = steps[index];
    std::string out;
    if (step.kind == StepKind::Enter) {
        out = step.role.empty() ? step.function + " is called" : fmt::format("{} is called as {}", step.function, step.role);
        for (const trace::NamedValue& v : system_state(steps, index)) out += fmt::format(" at {} {}", v.name, v.value);
    } else if (step.kind == StepKind::Rule && step.event) {
        const char* who = step.event->by == ir::Origin::Harness ? "the system: " : "";
        const std::string state = state_note(told_changes(step));
        out = who + step.event->name + (state.empty() ? "" : " [" + state + "]");
    } else if (step.kind == StepKind::Branch && step.branch) {
        out = fmt::format("{} is {}", step.text, *step.branch ? "true" : "false");
    } else {
        out = step.origin == ir::Origin::OsModel ? "in the model of the system: " + step.text : step.text;
    }
    if (step.kind == StepKind::Call && step.origin == ir::Origin::Driver) {
        for (const trace::NamedValue& v : system_state(steps, index)) out += fmt::format("; {} becomes {}", v.name, v.value);
    }
    if (step.skips) out += fmt::format(", so that {} is not reached", step.skips->name);
    for (const std::vector<trace::NamedValue>* values : {&step.reads, &step.writes}) {
        for (const trace::NamedValue& v : *values) out += fmt::format("; {} = {}", v.name, value_text(v.value));
    }
    return out;
}

// All four numbers, because code scanning wants them: what is not known is the rest of the line.
Json region(const base::SourceMap& sources, const base::Span& span, const Place& at) {
    const std::size_t start = at.column == 0 ? 1 : utf16_column(at.source_line, at.column);
    const std::uint32_t last = std::max(span.end_line, at.line);
    const std::string_view line = sources.line(span.file, last);
    const std::size_t rest = utf16_column(line, line.size() + 1);
    std::size_t end = span.end_line == last && span.end_column != 0 ? utf16_column(line, std::size_t{span.end_column} + 1) : rest;
    if (last == at.line && end <= start) end = std::max(rest, start + 1);
    return {{"startLine", at.line}, {"startColumn", start}, {"endLine", last}, {"endColumn", end}};
}

bool in_flow(const Step& step) {
    const bool says = step.kind != StepKind::Rule || !told_changes(step).empty();
    const bool wanted = step.relevant && says && step.origin != ir::Origin::Harness;
    return wanted || step.kind == StepKind::Violation;
}

}  // namespace

// Of what others wrote nothing may be taken for a placeholder, "{0}", or for a link, "[text](target)" (SARIF 2.1.0, 3.11.5 and
// 3.11.6): viewers differ in how they would have it escaped, but all of them take a space for what it is.
Json message(std::string_view words) {
    std::string shown;
    for (std::size_t from = 0; from <= words.size();) {
        const std::size_t end = std::min(words.find('\n', from), words.size());
        shown += (from == 0 ? "" : "\n") + printable(words.substr(from, end - from));
        from = end + 1;
    }
    std::string out;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        out += shown[i];
        const std::size_t digits = shown[i] == '{' ? shown.find_first_not_of("0123456789", i + 1) : std::string::npos;
        const bool placeholder = digits != std::string::npos && digits > i + 1 && shown[digits] == '}';
        if (placeholder || shown.compare(i, 2, "](") == 0) out += ' ';
    }
    return {{"text", out}};
}

Json SarifPlaces::artifact_location(std::string_view path) const {
    const std::string whole = absolute_path(path, options_.folder);
    const std::string_view part = below(whole, options_.root);
    if (part.empty()) return {{"uri", file_uri(whole)}};
    return {{"uri", uri_path(part)}, {"uriBaseId", "%SRCROOT%"}};
}

Json SarifPlaces::physical_location(const base::SourceMap& sources, const base::Span& span) const {
    const Place at = place(sources, span);
    if (at.file.empty()) return nullptr;
    Json out = {{"artifactLocation", artifact_location(at.file)}};
    if (at.line == 0) return out;
    out["region"] = region(sources, span, at);
    // The region's own text is part of its line; viewers that lack the file show the line.
    Json context = {{"startLine", at.line}};
    if (!at.source_line.empty()) context["snippet"] = {{"text", text(at.source_line)}};
    out["contextRegion"] = std::move(context);
    return out;
}

Json SarifPlaces::location(const base::SourceMap& sources, const base::Span& span, const std::string& function) const {
    Json out = Json::object();
    if (Json at = physical_location(sources, span); !at.is_null()) out["physicalLocation"] = std::move(at);
    if (!function.empty()) {
        out["logicalLocations"] = Json::array({{{"name", text(function)}, {"fullyQualifiedName", text(function)}, {"kind", "function"}}});
    }
    return out;
}

// Where in the driver a step of the rule or of the OS model belongs: viewers know the driver's files only.
std::size_t SarifPlaces::place_of(const trace::Trace& trace, std::size_t index) const {
    const std::vector<Step>& steps = trace.steps;
    for (std::size_t at = index;;) {
        const std::int64_t parent = steps[at].parent;
        if (steps[at].origin == ir::Origin::Driver || parent < 0 || static_cast<std::size_t>(parent) >= at) return at;
        at = static_cast<std::size_t>(parent);
    }
}

// The driver's function in which an event of the rule happened.
static std::string function_at(const std::vector<Step>& steps, std::size_t index) {
    for (std::size_t i = index; i-- > 0;) {
        if (steps[i].origin == ir::Origin::Driver && steps[i].depth <= steps[index].depth) return steps[i].function;
    }
    return {};
}

Json SarifPlaces::flow_location(const RuleResult& rule, const trace::Trace& trace, std::size_t index) const {
    const Step& step = trace.steps[index];
    const Step& where = trace.steps[place_of(trace, index)];
    const bool at_event = step.kind == StepKind::Rule && step.event && step.event->by == ir::Origin::Driver;
    Json at = at_event ? location(*report_.sources, step.event->span, function_at(trace.steps, index))
                       : location(sources_of(report_, rule, where), where.span, where.function);
    if (!at.contains("physicalLocation")) return nullptr;
    at["message"] = message(words(trace.steps, index));
    Json state = Json::object();
    for (const trace::NamedValue& v : step.rule_after) state[to_utf8(v.name)] = message(v.value);
    Json out = {{"location", std::move(at)},
                {"kinds", kinds(step)},
                {"nestingLevel", step.depth},
                {"executionOrder", step.id},
                {"importance", importance(step)}};
    if (!state.empty()) out["state"] = std::move(state);
    return out;
}

Json SarifPlaces::code_flow(const RuleResult& rule, const trace::Trace& trace) const {
    // Code scanning shows the first thousand locations; the last ones matter most.
    constexpr std::size_t kMost = 1000;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
        if (in_flow(trace.steps[i])) shown.push_back(i);
    }
    if (shown.size() > kMost) shown.erase(shown.begin(), shown.end() - kMost);
    Json locations = Json::array();
    for (const std::size_t i : shown) {
        Json one = flow_location(rule, trace, i);
        if (!one.is_null()) locations.push_back(std::move(one));
    }
    if (locations.empty()) return nullptr;
    Json initial = Json::object();
    for (const trace::NamedValue& v : trace.initial) initial[to_utf8(v.name)] = message(v.value);
    Json flow = Json::object();
    if (!initial.empty()) flow["initialState"] = std::move(initial);
    flow["locations"] = std::move(locations);
    return {{"message", message("the path to it, without the steps that do not matter")}, {"threadFlows", Json::array({std::move(flow)})}};
}

}  // namespace sdvlite::report
