// SPDX-License-Identifier: Apache-2.0
// sdvlite-trace/1: the steps, and the text of every file that they lie in, so that a trace can be
// read where the sources are not.
#include <set>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/json_parts.hpp"
#include "tools/report/sha256.hpp"
#include "tools/report/trace_story.hpp"
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

// `sources`: the driver's, in which events lie.
Json event_json(const base::SourceMap& sources, const trace::Event& event) {
    Json out = {{"name", text(event.name)}, {"when", event.exit ? "exit" : "entry"}};
    if (event.callback) out["callback"] = true;
    if (event.memory) out["memory"] = true;
    if (event.by != ir::Origin::Driver) out["by"] = word(event.by);
    const Place at = place(sources, event.span);
    if (at.file.empty()) return out;
    out["file"] = text(at.file);
    out["line"] = at.line;
    out["column"] = at.column;
    return out;
}

Json step_json(const Report& report, const RuleResult& rule, const trace::Step& step) {
    const base::SourceMap& sources = sources_of(report, rule, step);
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
    if (!step.role.empty()) out["role"] = text(step.role);
    if (step.branch) out["branch"] = *step.branch;
    if (step.skips) out["skips"] = event_json(*report.sources, *step.skips);
    if (step.event) out["event"] = event_json(*report.sources, *step.event);
    if (!step.reads.empty()) out["reads"] = value_list(step.reads);
    if (!step.writes.empty()) out["writes"] = value_list(step.writes);
    if (step.system_state) out["system_state"] = true;
    if (step.rounds != 0) out["rounds"] = step.rounds;
    if (!step.rule_before.empty() || !step.rule_after.empty()) {
        out["rule_state"] = {{"before", values(step.rule_before)}, {"after", values(step.rule_after)}};
        if (step.rule_before != step.rule_after || !step.rule_matters.empty()) out["rule_state"]["matters"] = texts(step.rule_matters);
    }
    out["relevant"] = step.relevant;
    return out;
}

// Numbers of 64 bits as text: not every reader of JSON has that many.
std::string hex(std::uint64_t value) { return fmt::format("0x{:x}", value); }

Json recording_json(const trace::Recording& r) {
    Json memory = Json::array(), havocs = Json::array(), choices = Json::array();
    for (const auto& m : r.memory) memory.push_back({{"address", hex(m.address)}, {"size", m.size}, {"value", hex(m.value)}});
    for (const auto& h : r.havocs) havocs.push_back({{"procedure", text(h.proc)}, {"statement", h.stmt}, {"value", hex(h.value)}});
    for (const auto& c : r.choices) choices.push_back(c.repeat ? Json("repeat") : Json(c.value));
    return {{"entry", text(r.entry)}, {"arbitrary_state", r.arbitrary_state}, {"memory", std::move(memory)},
            {"havocs", std::move(havocs)}, {"choices", std::move(choices)}};
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
    const auto add_file = [&](const base::SourceMap& map, const base::Span& span) {
        if (!span.file.valid() || span.file.index() >= map.size()) return;
        const base::SourceFile& file = map.file(span.file);
        add(file.path, file.text);
    };
    add(rule.file, rule.source);
    for (const trace::Step& step : trace.steps) {
        add_file(sources_of(report, rule, step), step.span);
        if (step.event) add_file(*report.sources, step.event->span);
        if (step.skips) add_file(*report.sources, step.skips->span);
    }
    return out;
}

Json story_json(const Report& report, const trace::Trace& trace) {
    Json out = Json::array();
    for (const Sentence& s : trace_story(report, trace)) {
        Json one = {{"text", text(s.text)}};
        if (s.step) one["step"] = *s.step;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

Json text(std::string_view bytes) { return to_utf8(bytes); }

Json confirmed_by() { return Json::array({"solver", "interpreter"}); }

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
    Json out = {{"name", text(driver.name)}, {"model", text(driver.model)}, {"files", texts(driver.files)}};
    if (!driver.inputs.empty()) out["inputs"] = texts(driver.inputs);
    return out;
}

Json input_options_json(const OptionEcho& o) {
    return {{"model", o.model.empty() ? Json(nullptr) : text(o.model)},
            {"wdk", o.wdk.empty() ? Json(nullptr) : text(o.wdk)},
            {"os_models", texts(o.os_models)},
            {"clang_arguments", texts(o.clang_arguments)}};
}

Json trace_value(const Report& report, const RuleResult& rule, const trace::Trace& trace) {
    Json steps = Json::array();
    for (const trace::Step& step : trace.steps) steps.push_back(step_json(report, rule, step));
    Json out = {{"schema", "sdvlite-trace/1"},
            {"driver", driver_json(report.driver)},
            {"options", input_options_json(report.options)},
            {"rule", {{"name", text(rule.rule)}, {"file", text(rule.file)}, {"source", text(rule.source)}}},
            {"message", text(trace.message)},
            {"confirmed", trace.confirmed},
            {"sufficient", trace.sufficient ? Json(*trace.sufficient) : Json(nullptr)},
            {"entry", {{"role", text(trace.entry_role)}, {"function", text(trace.entry_function)}}},
            {"story", story_json(report, trace)},
            {"initial", value_list(trace.initial)},
            {"steps", std::move(steps)}};
    if (rule.result.verdict == check::Verdict::Holds) out["property"] = true;
    if (trace.dropped != 0) out["dropped"] = trace.dropped;
    if (!trace.recording.entry.empty()) out["recording"] = recording_json(trace.recording);
    out["sources"] = sources_json(report, rule, trace);
    return out;
}

}  // namespace sdvlite::report
