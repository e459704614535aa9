// SPDX-License-Identifier: Apache-2.0
#include "tools/report/baseline.hpp"

#include <algorithm>
#include <set>

#include "tools/report/encoding.hpp"
#include "tools/report/json_reader.hpp"

namespace sdvlite::report {
namespace {

using check::Verdict;

std::string rule_id(const std::string& model, const std::string& rule) { return model.empty() ? rule : model + "/" + rule; }

Accepted accepted_of(const Report& report, const RuleResult& rule, std::size_t index) {
    const check::Defect& d = rule.result.defects[index];
    const Place at = place(*report.sources, d.location);
    Accepted out;
    out.fingerprint = rule.notes[index].fingerprint;
    out.rule = to_utf8(rule_id(rule.model, rule.rule));
    out.message = to_utf8(d.message);
    out.driver = to_utf8(report.driver.name);
    out.file = to_utf8(at.file);
    out.line = at.line;
    out.function = to_utf8(d.function);
    out.reason = rule.notes[index].suppressed ? to_utf8(rule.notes[index].suppressed_by) : "";
    return out;
}

bool is_decided(const std::string& verdict, bool cut) { return !cut && verdict != "inconclusive" && verdict != "unsupported"; }

Accepted read_entry(const Node& n) {
    Accepted out;
    out.fingerprint = n["fingerprint"].str();
    out.rule = n["rule"].str();
    out.message = n["message"].str();
    out.driver = n.str_or("driver", "");
    out.file = n.str_or("file", "");
    if (n.has("line")) out.line = n["line"].number(UINT32_MAX);
    out.function = n.str_or("function", "");
    out.reason = n["reason"].str();
    if (out.reason.empty()) n["reason"].fail("an accepted defect needs a reason");
    return out;
}

Accepted read_defect(const Node& n, const std::string& rule, const std::string& driver) {
    Accepted out;
    out.fingerprint = n["fingerprint"].str();
    out.rule = rule;
    out.driver = driver;
    out.message = n["message"].str();
    if (n.has("location")) {
        const Node at = n["location"];
        out.file = at["file"].str();
        out.line = at["line"].number(UINT32_MAX);
        out.function = at.str_or("function", "");
    }
    if (n["suppressed"].boolean()) out.reason = n.str_or("suppressed_by", "suppressed");
    return out;
}

}  // namespace

std::optional<Baseline> read_baseline(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags) {
    const std::optional<Json> json = parse_json(text, path, files, diags);
    if (!json) return std::nullopt;
    Baseline out;
    out.file = path;
    std::set<std::string> seen;
    try {
        const Node root(*json, "");
        if (root["schema"].str() != "sdvlite-baseline/1") root["schema"].fail("'sdvlite-baseline/1' is expected");
        root["accepted"].each([&](const Node& n) {
            out.entries.push_back(read_entry(n));
            if (!seen.insert(out.entries.back().fingerprint).second) n.fail("this fingerprint is in the file already");
        });
        return out;
    } catch (const Malformed& what) {
        add_malformed(what, path, files, diags);
        return std::nullopt;
    }
}

std::string baseline_json(const Baseline& baseline) {
    Json accepted = Json::array();
    for (const Accepted& a : baseline.entries) {
        accepted.push_back({{"fingerprint", a.fingerprint}, {"rule", text(a.rule)}, {"driver", text(a.driver)}, {"file", text(a.file)},
                            {"line", a.line}, {"function", text(a.function)}, {"message", text(a.message)}, {"reason", text(a.reason)}});
    }
    const Json out = {{"schema", "sdvlite-baseline/1"}, {"accepted", std::move(accepted)}};
    return out.dump(2) + "\n";
}

RunSummary summarise(const Report& report) {
    RunSummary out;
    out.driver = to_utf8(report.driver.name);
    for (const RuleResult& rule : report.rules) {
        if (rule.result.verdict == Verdict::InputError) continue;
        RunSummary::Rule r;
        r.id = to_utf8(rule_id(rule.model, rule.rule));
        r.decided = is_decided(check::to_string(rule.result.verdict), report.options.engine.first || !rule.result.unconfirmed.empty() || !rule.result.cut.empty());
        for (std::size_t i = 0; i < rule.result.defects.size(); ++i) r.defects.push_back(accepted_of(report, rule, i));
        out.rules.push_back(std::move(r));
    }
    return out;
}

std::optional<RunSummary> read_summary(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags) {
    const std::optional<Json> json = parse_json(text, path, files, diags);
    if (!json) return std::nullopt;
    RunSummary out;
    try {
        const Node root(*json, "");
        if (root["schema"].str() != "sdvlite-results/1") root["schema"].fail("'sdvlite-results/1' is expected: what 'check --format json' writes");
        out.driver = root["driver"]["name"].str();
        const bool first = root["options"]["first"].boolean();
        root["results"].each([&](const Node& n) {
            RunSummary::Rule r;
            r.id = rule_id(n["model"].str(), n["rule"].str());
            bool unconfirmed = false;
            n["unconfirmed"].each([&](const Node&) { unconfirmed = true; });
            r.decided = is_decided(n["verdict"].str(), first || unconfirmed || n.has("cut"));
            n["defects"].each([&](const Node& d) { r.defects.push_back(read_defect(d, r.id, out.driver)); });
            out.rules.push_back(std::move(r));
        });
        return out;
    } catch (const Malformed& what) {
        add_malformed(what, path, files, diags);
        return std::nullopt;
    }
}

const Accepted* find_accepted(const Baseline& baseline, const std::string& fingerprint) {
    const auto it = std::find_if(baseline.entries.begin(), baseline.entries.end(), [&](const Accepted& a) { return a.fingerprint == fingerprint; });
    return it == baseline.entries.end() ? nullptr : &*it;
}

std::vector<Accepted> stale_entries(const Baseline& baseline, const RunSummary& run) {
    std::set<std::string> decided, found;
    for (const RunSummary::Rule& r : run.rules) {
        if (r.decided) decided.insert(r.id);
        for (const Accepted& d : r.defects) found.insert(d.fingerprint);
    }
    std::vector<Accepted> out;
    for (const Accepted& a : baseline.entries) {
        if (a.driver == run.driver && decided.contains(a.rule) && !found.contains(a.fingerprint)) out.push_back(a);
    }
    return out;
}

void apply_baseline(Report& report, const Baseline& baseline) {
    for (RuleResult& rule : report.rules) {
        for (DefectNotes& notes : rule.notes) {
            const Accepted* a = find_accepted(baseline, notes.fingerprint);
            notes.baseline_state = a == nullptr ? "new" : "unchanged";
            if (a == nullptr || notes.suppressed) continue;
            notes.suppressed = true;
            notes.suppressed_by = a->reason;
            notes.by_baseline = true;
        }
    }
    report.baseline = baseline.file;
    for (const Accepted& a : stale_entries(baseline, summarise(report))) {
        report.stale.push_back({a.fingerprint, a.rule, a.message, a.file, a.line, a.reason});
    }
}

}  // namespace sdvlite::report
