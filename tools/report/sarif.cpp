// SPDX-License-Identifier: Apache-2.0
#include "tools/report/sarif.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/sarif_flow.hpp"
#include "tools/report/sha256.hpp"
#include "tools/report/trace_story.hpp"
#include "tools/report/uri.hpp"
#include "tools/report/words.hpp"

namespace sdvlite::report {
namespace {

using check::Verdict;

// What code scanning takes (docs.github.com, "SARIF support for code scanning"); sarif_flow.cpp knows the limit of a flow.
constexpr std::size_t kLongestName = 255, kLongestDescription = 1024, kMostTags = 10;

std::string cut(const std::string& words, std::size_t most) { return shortened(to_utf8(words), most); }

// A rule's comment is plain text: its stars and brackets mean themselves.
std::string escaped_markdown(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (std::string_view("\\`*_[]<>#|&").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string rule_id(const RuleResult& rule) { return rule.model.empty() ? rule.rule : rule.model + "/" + rule.rule; }

class Sarif {
public:
    Sarif(const Report& report, const SarifOptions& options) : report_(report), options_(options), places_(report, options) {}

    Json log() {
        for (const RuleResult& rule : report_.rules) {
            rules_.push_back(descriptor(rule));
            add_results(rule, rules_.size() - 1);
            add_notifications(rule, rules_.size() - 1);
        }
        add_stale();
        Json driver = {{"name", "sdvlite"}, {"fullName", "sdvlite " + report_.tool_version}, {"version", report_.tool_version},
                       {"shortDescription", message("A model checker for Windows drivers.")}, {"rules", std::move(rules_)}};
        Json invocation = {{"executionSuccessful", configuration_.empty()}};
        if (!execution_.empty()) invocation["toolExecutionNotifications"] = std::move(execution_);
        if (!configuration_.empty()) invocation["toolConfigurationNotifications"] = std::move(configuration_);
        std::string root = options_.root;
        if (root.empty() || root.back() != '/') root += '/';
        Json run = {{"tool", {{"driver", std::move(driver)}}},
                    {"automationDetails", {{"id", text(fmt::format("sdvlite/{}/", report_.driver.name))}}},
                    {"invocations", Json::array({std::move(invocation)})},
                    {"originalUriBaseIds", {{"%SRCROOT%", {{"uri", file_uri(root)}}}}},
                    {"columnKind", "utf16CodeUnits"},
                    {"artifacts", artifacts()},
                    {"results", std::move(results_)}};
        return {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Json::array({std::move(run)})}};
    }

private:
    static Json descriptor(const RuleResult& rule) {
        const RuleAbout& about = rule.about;
        const std::string summary = about.summary.empty() ? "The rule " + rule.rule + "." : about.summary;
        std::string markdown = escaped_markdown(summary);
        if (!about.text.empty()) markdown += "\n\n" + escaped_markdown(about.text);
        const bool documented = about.documentation.rfind("https://", 0) == 0;
        if (documented) markdown += fmt::format("\n\n[The interface's documentation](<{}>)", about.documentation);
        Json tags = Json::array({"correctness", "windows-driver"});
        const auto tag = [&](const std::string& word) {
            if (!word.empty() && tags.size() < kMostTags) tags.push_back(text(word));
        };
        tag(rule.model);
        for (const std::string& set : about.sets) tag(set);
        Json out = {{"id", text(rule_id(rule))},
                    {"name", text(cut(rule.rule, kLongestName))},
                    {"shortDescription", message(cut(summary, kLongestDescription))},
                    {"fullDescription", message(cut(about.text.empty() ? summary : about.text, kLongestDescription))},
                    {"help", {{"text", text(about.text.empty() ? summary : summary + "\n\n" + about.text)}, {"markdown", text(markdown)}}},
                    {"defaultConfiguration", {{"level", about.severity}}},
                    {"properties", {{"tags", std::move(tags)}, {"precision", "very-high"},
                                    {"problem.severity", about.severity == "note" ? "recommendation" : about.severity}}}};
        if (documented) out["helpUri"] = text(about.documentation);
        return out;
    }

    // Line hashes as code scanning expects them: the same alert as long as the fingerprint is the same.
    static Json fingerprints(const std::string& fingerprint) {
        return {{"primaryLocationLineHash", fingerprint.substr(0, 16) + ":1"}, {"sdvlite/v1", fingerprint}};
    }

    Json result(const RuleResult& rule, std::size_t index, std::size_t rule_index) {
        const check::Defect& d = rule.result.defects[index];
        const DefectNotes notes = index < rule.notes.size() ? rule.notes[index] : DefectNotes{};
        std::string words = d.message;
        for (const Sentence& line : trace_story(report_, d.trace)) words += "\n" + line.text;
        if (d.trace.confirmed) words += "\nConfirmed by the solver and by running it.";
        if (!d.depends_on.empty()) words += fmt::format("\nIt depends on what these return: {}.", fmt::join(d.depends_on, ", "));
        Json out = {{"ruleId", text(rule_id(rule))},
                    {"ruleIndex", rule_index},
                    {"kind", "fail"},
                    {"level", rule.about.severity},
                    {"message", message(words)},
                    {"locations", Json::array({places_.location(*report_.sources, d.location, d.function)})},
                    {"partialFingerprints", fingerprints(notes.fingerprint)}};
        if (Json flow = places_.code_flow(rule, d.trace); !flow.is_null()) out["codeFlows"] = Json::array({std::move(flow)});
        if (d.trace.confirmed) out["properties"] = {{"confirmedBy", confirmed_by()}};
        if (!notes.baseline_state.empty()) out["baselineState"] = notes.baseline_state;
        if (notes.suppressed) {
            const char* kind = notes.by_baseline ? "external" : "inSource";
            out["suppressions"] = Json::array({{{"kind", kind}, {"status", "accepted"}, {"justification", text(notes.suppressed_by)}}});
        }
        return out;
    }

    void add_results(const RuleResult& rule, std::size_t index) {
        if (rule.result.verdict != Verdict::Defect) return;
        for (std::size_t i = 0; i < rule.result.defects.size(); ++i) results_.push_back(result(rule, i, index));
    }

    Json notification(const std::string& words, const char* level, std::size_t index, Json at) const {
        Json out = {{"message", message(words)}, {"level", level}, {"associatedRule", {{"index", index}}}};
        if (at.is_object() && !at.empty()) out["locations"] = Json::array({std::move(at)});
        return out;
    }

    void add_notifications(const RuleResult& rule, std::size_t index) {
        const check::Result& r = rule.result;
        if (r.verdict == Verdict::InputError) {
            configuration_.push_back(notification(fmt::format("{}: {}", rule.rule, r.reason), "error", index, nullptr));
            for (const base::Diagnostic& d : r.diagnostics) {
                configuration_.push_back(notification(d.message, "error", index, places_.location(rule.sources, d.span, "")));
            }
        } else if (r.verdict == Verdict::Inconclusive || r.verdict == Verdict::Unsupported) {
            execution_.push_back(notification(fmt::format("{}: {}: {}", rule.rule, readable(r.verdict), r.reason), "warning", index, nullptr));
        }
        for (const check::Unconfirmed& u : r.unconfirmed) {
            execution_.push_back(notification(fmt::format("{}: not confirmed: {} ({})", rule.rule, u.message, u.why), "note", index,
                                              places_.location(*report_.sources, u.location, u.function)));
        }
    }

    void add_stale() {
        for (const StaleEntry& e : report_.stale) {
            const std::string words = fmt::format("the baseline accepts a defect that is not there any more: {}: {} ({})", e.rule, e.message, e.fingerprint);
            execution_.push_back({{"message", message(words)}, {"level", "note"}});
        }
    }

    Json artifacts() const {
        Json out = Json::array();
        for (std::uint32_t i = 0; i < report_.sources->size(); ++i) {
            const base::SourceFile& file = report_.sources->file(base::FileId(i));
            const bool own = std::find(report_.driver.files.begin(), report_.driver.files.end(), file.path) != report_.driver.files.end();
            if (!own || file.text.empty()) continue;
            out.push_back({{"location", places_.artifact_location(file.path)}, {"length", file.text.size()},
                           {"sourceLanguage", "c"}, {"hashes", {{"sha-256", sha256_hex(file.text)}}}});
        }
        return out;
    }

    const Report& report_;
    const SarifOptions& options_;
    SarifPlaces places_;
    Json rules_ = Json::array();
    Json results_ = Json::array();
    Json execution_ = Json::array();
    Json configuration_ = Json::array();
};

}  // namespace

std::string sarif(const Report& report, const SarifOptions& options) { return Sarif(report, options).log().dump(2) + "\n"; }

}  // namespace sdvlite::report
