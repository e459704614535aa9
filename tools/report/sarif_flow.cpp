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
std::string words(const Step& step) {
    std::string out;
    if (step.kind == StepKind::Enter) {
        out = step.role.empty() ? step.function + " is called" : fmt::format("{} is called as {}", step.function, step.role);
    } else if (step.kind == StepKind::Rule && step.event) {
        const char* who = step.event->by == ir::Origin::Harness ? "the system: " : "";
        out = fmt::format("{}{} [{}]", who, step.event->name, state_note(step));
    } else if (step.kind == StepKind::Branch && step.branch) {
        out = fmt::format("{} is {}", step.text, *step.branch ? "true" : "false");
    } else {
        out = step.origin == ir::Origin::OsModel ? "in the model of the system: " + step.text : step.text;
    }
    if (step.skips) out += fmt::format(", so that {} is not reached", step.skips->name);
    for (const std::vector<trace::NamedValue>* values : {&step.reads, &step.writes}) {
        for (const trace::NamedValue& v : *values) out += fmt::format("; {} = {}", v.name, v.value);
    }
    return out;
}

bool in_flow(const Step& step) {
    const bool wanted = step.relevant && step.origin != ir::Origin::Harness;
    return wanted || step.kind == StepKind::Violation;
}

}  // namespace

Json message(std::string_view words) { return {{"text", text(words)}}; }

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
    Json region = {{"startLine", at.line}};
    if (at.column != 0) region["startColumn"] = utf16_column(at.source_line, at.column);
    if (span.end_line > at.line) region["endLine"] = span.end_line;
    if (at.column != 0 && span.end_line >= at.line && span.end_column != 0) {
        const std::string_view line = sources.line(span.file, span.end_line);
        const std::size_t end = utf16_column(line, std::size_t{span.end_column} + 1);
        if (span.end_line > at.line || end > utf16_column(at.source_line, at.column)) region["endColumn"] = end;
    }
    // The region's own text is part of its line; viewers that lack the file show the line.
    Json context = {{"startLine", at.line}};
    if (!at.source_line.empty()) context["snippet"] = message(at.source_line);
    out["region"] = std::move(region);
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

Json SarifPlaces::flow_location(const RuleResult& rule, const trace::Trace& trace, std::size_t index) const {
    const Step& step = trace.steps[index];
    const Step& where = trace.steps[place_of(trace, index)];
    const bool at_event = step.kind == StepKind::Rule && step.event && step.event->by == ir::Origin::Driver;
    Json at = at_event ? location(*report_.sources, step.event->span, where.function)
                       : location(sources_of(report_, rule, where), where.span, where.function);
    if (!at.contains("physicalLocation")) return nullptr;
    at["message"] = message(words(step));
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
