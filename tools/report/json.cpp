// SPDX-License-Identifier: Apache-2.0
// sdvlite-results/1: a run in one JSON value.
#include "tools/report/json.hpp"

#include "core/base/diag.hpp"
#include "tools/report/json_parts.hpp"
#include "tools/report/words.hpp"

namespace sdvlite::report {
namespace {

Json options_json(const OptionEcho& o) {
    Json out = {{"search", word(o.engine.search)},
            {"timeout_seconds", o.engine.timeout_seconds},
            {"memory_bytes", o.engine.memory_bytes},
            {"max_states", o.engine.max_states},
            {"first", o.engine.first},
            {"fail_on", o.fail_on_inconclusive ? "inconclusive" : "defect"},
            {"rules", texts(o.rules)}};
    out.update(input_options_json(o));
    return out;
}

Json coverage_json(const Coverage& c, const base::SourceMap& sources) {
    Json out = lowering_json(c, sources);
    out["unread_files"] = unread_json(c);
    out["unmodelled_ddis"] = texts(c.unmodelled_ddis);
    out["entry_points"] = entry_points_json(c, sources);
    out["notes"] = notes_json(c, sources);
    return out;
}

Json place_in(const base::SourceMap& sources, const base::Span& span, std::string_view function) {
    Json out = location(sources, span);
    if (out.is_object()) out["function"] = text(function);
    return out;
}

Json defect_json(const Report& report, const RuleResult& rule, std::size_t index) {
    const check::Defect& d = rule.result.defects[index];
    Json out = {{"message", text(d.message)},
                {"location", place_in(*report.sources, d.location, d.function)},
                {"entry", {{"role", text(d.entry_role)}, {"function", text(d.entry_function)}}}};
    if (!d.depends_on.empty()) out["depends_on"] = texts(d.depends_on);
    const DefectNotes notes = index < rule.notes.size() ? rule.notes[index] : DefectNotes{};
    if (d.trace.confirmed) out["confirmed_by"] = confirmed_by();
    out["fingerprint"] = notes.fingerprint;
    out["suppressed"] = notes.suppressed;
    if (notes.suppressed) out["suppressed_by"] = text(notes.suppressed_by);
    if (!notes.baseline_state.empty()) out["baseline"] = notes.baseline_state;
    out["trace"] = trace_value(report, rule, d.trace);
    return out;
}

Json baseline_value(const Report& report) {
    Json stale = Json::array();
    for (const StaleEntry& e : report.stale) {
        stale.push_back({{"fingerprint", e.fingerprint}, {"rule", text(e.rule)}, {"message", text(e.message)}, {"file", text(e.file)},
                         {"line", e.line}, {"reason", text(e.reason)}});
    }
    return {{"file", text(report.baseline)}, {"stale", std::move(stale)}};
}

Json unconfirmed_json(const Report& report, const RuleResult& rule, const check::Unconfirmed& u) {
    Json out = {{"message", text(u.message)},
                {"location", place_in(*report.sources, u.location, u.function)},
                {"why", text(u.why)}};
    if (!u.trace.steps.empty()) out["trace"] = trace_value(report, rule, u.trace);
    return out;
}

Json stats_json(const check::Stats& s) {
    return {{"seconds", s.seconds},   {"states", s.states},           {"transitions", s.transitions},
            {"summaries", s.summaries}, {"refinements", s.refinements}, {"peak_bytes", s.peak_bytes}};
}

// A rule that could not be compiled or bound has no verdict in the sense of the schema; it is
// listed with its messages, so that the results don't look complete.
Json broken_rule_json(const RuleResult& rule) {
    Json messages = Json::array();
    for (const base::Diagnostic& d : rule.result.diagnostics) {
        messages.push_back({{"message", text(d.message)}, {"location", location(rule.sources, d.span)}});
    }
    return {{"rule", text(rule.rule)}, {"rule_file", text(rule.file)}, {"messages", std::move(messages)}};
}

Json rule_json(const Report& report, const RuleResult& rule) {
    Json defects = Json::array();
    for (std::size_t i = 0; i < rule.result.defects.size(); ++i) defects.push_back(defect_json(report, rule, i));
    Json unconfirmed = Json::array();
    for (const check::Unconfirmed& u : rule.result.unconfirmed) unconfirmed.push_back(unconfirmed_json(report, rule, u));
    Json out = {{"rule", text(rule.rule)},
            {"model", text(rule.model)},
            {"rule_file", text(rule.file)},
            {"verdict", check::to_string(rule.result.verdict)},
            {"reason", text(rule.result.reason)},
            {"assumptions", texts(rule.result.assumptions)},
            {"defects", std::move(defects)},
            {"unconfirmed", std::move(unconfirmed)},
            {"stats", stats_json(rule.result.stats)}};
    if (!rule.result.cut.empty()) out["cut"] = text(rule.result.cut);
    return out;
}

std::string written(const Json& json) { return json.dump(2) + "\n"; }

}  // namespace

Json results_value(const Report& report) {
    Json results = Json::array();
    Json broken = Json::array();
    for (const RuleResult& rule : report.rules) {
        if (rule.result.verdict == check::Verdict::InputError) {
            broken.push_back(broken_rule_json(rule));
        } else {
            results.push_back(rule_json(report, rule));
        }
    }
    Json out = {{"schema", "sdvlite-results/1"},
                {"tool", {{"name", "sdvlite"}, {"version", report.tool_version}}},
                {"driver", driver_json(report.driver)},
                {"options", options_json(report.options)},
                {"coverage", coverage_json(report.coverage, *report.sources)},
                {"results", std::move(results)}};
    if (!broken.empty()) out["broken_rules"] = std::move(broken);
    if (!report.baseline.empty()) out["baseline"] = baseline_value(report);
    out["timing"] = {{"parse_seconds", report.parse_seconds}, {"check_seconds", report.check_seconds}};
    return out;
}

std::string results_json(const Report& report) { return written(results_value(report)); }

std::string trace_json(const Report& report, const RuleResult& rule, const trace::Trace& trace) {
    return written(trace_value(report, rule, trace));
}

}  // namespace sdvlite::report
