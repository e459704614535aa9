// SPDX-License-Identifier: Apache-2.0
// sdvlite-trace/1: the steps, and the text of every file that they lie in, so that a trace can be
// read where the sources are not.
#include <set>

#include "tools/report/encoding.hpp"
#include "tools/report/json_parts.hpp"
#include "tools/report/sha256.hpp"
#include "tools/report/words.hpp"

namespace sdvlite::report {
namespace {

Json values(const std::vector<trace::NamedValue>& named) {
    Json out = Json::object();
    for (const trace::NamedValue& v : named) out[to_utf8(v.name)] = text(v.value);
    return out;
}

Json value_list(const std::vector<trace::NamedValue>& named) {
    Json out = Json::array();
    for (const trace::NamedValue& v : named) out.push_back({{"name", text(v.name)}, {"value", text(v.value)}});
    return out;
}

Json step_json(const base::SourceMap& sources, const trace::Step& step) {
    const Place at = place(sources, step.span);
    Json out = {{"id", step.id},
                {"parent", step.parent < 0 ? Json(nullptr) : Json(step.parent)},
                {"depth", step.depth},
                {"kind", word(step.kind)},
                {"origin", word(step.origin)},
                {"file", at.file.empty() ? Json(nullptr) : text(at.file)},
                {"line", at.line},
                {"column", at.column},
                {"function", text(step.function)},
                {"text", text(step.text)}};
    if (step.branch) out["branch"] = *step.branch;
    if (step.event) {
        out["event"] = {{"name", text(step.event->name)}, {"when", step.event->exit ? "exit" : "entry"}};
    }
    if (!step.writes.empty()) out["writes"] = value_list(step.writes);
    if (!step.rule_before.empty() || !step.rule_after.empty()) {
        out["rule_state"] = {{"before", values(step.rule_before)}, {"after", values(step.rule_after)}};
    }
    out["relevant"] = step.relevant;
    return out;
}

Json source_json(std::string_view path, std::string_view bytes) {
    Json out = {{"file", text(path)}, {"sha256", sha256_hex(bytes)}, {"text", text(bytes)}};
    // The digest is of the file's bytes; with this a reader can get them back from the text.
    if (!is_utf8(bytes)) out["encoding"] = "windows-1252";
    return out;
}

// The files that a step lies in, the rule's own first, each once.
Json sources_json(const Report& report, const RuleResult& rule, const trace::Trace& trace) {
    Json out = Json::array();
    std::set<std::string> done;
    const auto add = [&](const std::string& path, std::string_view bytes) {
        if (!bytes.empty() && done.insert(path).second) out.push_back(source_json(path, bytes));
    };
    add(rule.file, rule.source);
    for (const trace::Step& step : trace.steps) {
        const base::SourceMap& map = sources_of(report, rule, step);
        if (!step.span.file.valid() || step.span.file.index() >= map.size()) continue;
        const base::SourceFile& file = map.file(step.span.file);
        add(file.path, file.text);
    }
    return out;
}

}  // namespace

Json text(std::string_view bytes) { return to_utf8(bytes); }

Json texts(const std::vector<std::string>& strings) {
    Json out = Json::array();
    for (const std::string& s : strings) out.push_back(text(s));
    return out;
}

Json location(const base::SourceMap& sources, const base::Span& span) {
    const Place at = place(sources, span);
    if (at.file.empty()) return nullptr;
    return {{"file", text(at.file)}, {"line", at.line}, {"column", at.column}};
}

Json driver_json(const Driver& driver) {
    return {{"name", text(driver.name)}, {"model", text(driver.model)}, {"files", texts(driver.files)}};
}

Json trace_value(const Report& report, const RuleResult& rule, const trace::Trace& trace) {
    Json steps = Json::array();
    for (const trace::Step& step : trace.steps) steps.push_back(step_json(sources_of(report, rule, step), step));
    return {{"schema", "sdvlite-trace/1"},
            {"driver", driver_json(report.driver)},
            {"rule", {{"name", text(rule.rule)}, {"file", text(rule.file)}, {"source", text(rule.source)}}},
            {"message", text(trace.message)},
            {"confirmed", trace.confirmed},
            {"entry", {{"role", text(trace.entry_role)}, {"function", text(trace.entry_function)}}},
            {"initial", value_list(trace.initial)},
            {"steps", std::move(steps)},
            {"sources", sources_json(report, rule, trace)}};
}

}  // namespace sdvlite::report
