// SPDX-License-Identifier: Apache-2.0
#include "tools/report/text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/base/diag.hpp"
#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"
#include "tools/report/words.hpp"

namespace sdvlite::report {
namespace {

using check::Verdict;

std::string counted(std::size_t n, std::string_view noun) {
    return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

std::string at_text(const Place& at) {
    if (at.file.empty()) return "<unknown place>";
    std::string out = printable(at.file);
    if (at.line != 0) out += fmt::format(":{}", at.line);
    if (at.line != 0 && at.column != 0) out += fmt::format(":{}", at.column);
    return out;
}

Tone tone_of(Verdict v) {
    switch (v) {
        case Verdict::Pass:
        case Verdict::Holds: return Tone::Good;
        case Verdict::Defect:
        case Verdict::InputError: return Tone::Bad;
        case Verdict::Inconclusive:
        case Verdict::Unsupported: return Tone::Doubtful;
        case Verdict::DoesNotHold:
        case Verdict::NotApplicable: break;
    }
    return Tone::Dim;
}

std::string reason_of(const RuleResult& rule) {
    std::string reason = printable(rule.result.reason);
    if (rule.result.verdict != Verdict::Defect) return reason;
    const std::size_t defects = rule.result.defects.size();
    const auto suppressed = static_cast<std::size_t>(
        std::count_if(rule.notes.begin(), rule.notes.end(), [](const DefectNotes& n) { return n.suppressed; }));
    std::string out = reason.empty() ? counted(defects, "place") : defects == 1 ? reason : fmt::format("{} places: {}", defects, reason);
    if (suppressed == defects) {
        out += " (suppressed)";
    } else if (suppressed != 0) {
        out += fmt::format(" ({} suppressed)", suppressed);
    }
    return out;
}

bool is_wrong(Verdict v) {
    return v == Verdict::Defect || v == Verdict::InputError || v == Verdict::Inconclusive || v == Verdict::Unsupported;
}

std::string head(const Report& r, const TextOptions& o) {
    std::string out = toned(printable(r.driver.name), Tone::Strong, o.color);
    if (!r.driver.model.empty()) out += fmt::format(" ({})", printable(r.driver.model));
    if (!r.driver.limits.empty()) out += fmt::format(": {}\n", printable(r.driver.limits));
    out += fmt::format("{}{}, {}, {}\n\n", r.driver.limits.empty() ? ": " : "", counted(r.driver.files.size(), "file"),
                       counted(r.coverage.functions, "function"), counted(r.coverage.entry_points.size(), "entry point"));
    return out;
}

std::string verdicts(const Report& r, const TextOptions& o) {
    std::vector<std::vector<Cell>> rows = {{{"RULE"}, {"VERDICT"}, {"WHY"}}};
    for (const RuleResult& rule : r.rules) {
        const Verdict v = rule.result.verdict;
        if (o.quiet && !is_wrong(v)) continue;
        rows.push_back({{printable(rule.rule)}, {readable(v), tone_of(v)}, {reason_of(rule)}});
    }
    return rows.size() == 1 ? "" : table(rows, o.width, o.color);
}

// The line of the violation with its number, as compilers show it.
std::string source_excerpt(const Place& at, const TextOptions& o) {
    if (at.source_line.empty()) return {};
    std::string line = printable(at.source_line);
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    const std::string lead = fmt::format("  {:>6} | ", at.line);
    return lead + shortened(line, o.width > lead.size() + 20 ? o.width - lead.size() : 20) + "\n";
}

std::string entry_text(const std::string& role, const std::string& function, const std::string& of) {
    std::string out;
    if (!of.empty()) out += " in " + printable(of);
    if (!function.empty() && function != of) out += ", on a path from " + printable(function);
    if (!role.empty()) out += fmt::format(" ({})", printable(role));
    return out;
}

// "defect CancelSpinLock: message"; only what is before the colon is coloured, so that it may wrap.
std::string headline(const char* what, const RuleResult& rule, const std::string& message, Tone tone, const TextOptions& o) {
    const std::string lead = fmt::format("{} {}", what, printable(rule.rule));
    const std::string text = paragraph("", lead + ": " + printable(message), 2, o.width);
    const std::size_t colored = std::min(lead.size(), text.find('\n'));
    return toned(text.substr(0, colored), tone, o.color) + text.substr(colored);
}

std::string defect_text(const Report& r, const RuleResult& rule, std::size_t index, const TextOptions& o) {
    const check::Defect& d = rule.result.defects[index];
    const Place at = place(*r.sources, d.location);
    const DefectNotes notes = index < rule.notes.size() ? rule.notes[index] : DefectNotes{};
    std::string out = "\n";
    const bool holds = rule.result.verdict == Verdict::Holds;  // a property: the path is what shows it
    out += headline(holds ? "holds" : "defect", rule, d.message, notes.suppressed ? Tone::Dim : holds ? Tone::Good : Tone::Bad, o);
    out += "  at " + at_text(at) + entry_text(d.entry_role, d.entry_function, d.function) + "\n";
    out += source_excerpt(at, o);
    if (notes.suppressed) out += paragraph("  suppressed: ", printable(notes.suppressed_by), 4, o.width - 12);
    if (!d.depends_on.empty()) {
        out += paragraph("  depends on what these return: ", printable(fmt::format("{}", fmt::join(d.depends_on, ", "))), 4,
                         o.width - 30);
    }
    if (o.verbose) out += fmt::format("  fingerprint {}\n", notes.fingerprint);
    if (!o.quiet && !notes.suppressed) out += "\n" + trace_text(r, rule, d.trace, o, 2);
    return out;
}

std::string unconfirmed_text(const Report& r, const RuleResult& rule, const check::Unconfirmed& u, const TextOptions& o) {
    std::string out = "\n" + headline("unconfirmed", rule, u.message, Tone::Doubtful, o);
    out += "  at " + at_text(place(*r.sources, u.location)) + entry_text("", "", u.function) + "\n";
    out += paragraph("  why: ", printable(u.why), 7, o.width);
    if ((o.verbose || o.unconfirmed_traces) && !u.trace.steps.empty()) out += "\n" + trace_text(r, rule, u.trace, o, 2);
    return out;
}

std::string list_text(std::string_view lead, const std::vector<std::string>& names, const TextOptions& o) {
    constexpr std::size_t kShown = 20;
    if (names.empty()) return {};
    std::vector<std::string> some(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(
                                                     o.verbose ? names.size() : std::min(kShown, names.size())));
    std::string all = printable(fmt::format("{}", fmt::join(some, ", ")));
    if (some.size() < names.size()) all += fmt::format(" and {} more (--verbose lists all)", names.size() - some.size());
    return paragraph("  ", std::string(lead) + all, 4, o.width);
}

std::string coverage_text(const Report& r, const TextOptions& o) {
    constexpr std::size_t kShown = 10;
    const Coverage& c = r.coverage;
    const auto not_entered = static_cast<std::size_t>(
        std::count_if(c.entry_points.begin(), c.entry_points.end(), [](const EntryPoint& e) { return !e.entered; }));
    if (c.havocked.empty() && c.unmodelled_ddis.empty() && c.notes.empty() && not_entered == 0) return {};
    std::string out = "\n" + toned("Coverage", Tone::Strong, o.color) +
                      fmt::format(": {} of {} lowered\n", c.lowered, counted(c.functions, "function"));
    std::size_t shown = 0;
    for (const Havocked& h : c.havocked) {
        if (!o.verbose && shown++ == kShown) {
            out += fmt::format("  and {} more not lowered (--verbose lists all)\n", c.havocked.size() - kShown);
            break;
        }
        out += paragraph("  ", fmt::format("not lowered: {} at {}: {}", printable(h.function),
                                           at_text(place(*r.sources, h.span)), printable(h.reason)), 4, o.width);
    }
    shown = 0;
    for (const Cause& cause : c.causes) {
        if (cause.fix.empty()) continue;  // the function's own line says as much
        if (!o.verbose && shown++ == kShown) break;
        out += paragraph("  ", fmt::format("why: {} ({}); to try: {}", printable(cause.cause), counted(cause.functions, "function"),
                                           printable(cause.fix)), 4, o.width);
    }
    out += list_text("DDIs without a model: ", c.unmodelled_ddis, o);
    std::vector<std::string> unentered;
    for (const EntryPoint& e : c.entry_points) {
        if (!e.entered) unentered.push_back(fmt::format("{} ({})", e.function, e.role));
    }
    if (!r.rules.empty()) out += list_text("entry points that the harness does not call: ", unentered, o);
    shown = 0;
    for (const Note& n : c.notes) {
        if (!o.verbose && shown++ == kShown) {
            return out + fmt::format("  and {} more notes (--verbose lists all)\n", c.notes.size() - kShown);
        }
        const Place at = place(*r.sources, n.span);
        out += paragraph("  note: ", (at.file.empty() ? "" : at_text(at) + ": ") + printable(n.message), 4, o.width - 6);
    }
    return out;
}

// Each assumption once, with the rules whose Pass rests on it.
std::string assumptions_text(const Report& r, const TextOptions& o) {
    std::map<std::string, std::vector<std::string>> by_text;
    for (const RuleResult& rule : r.rules) {
        for (const std::string& a : rule.result.assumptions) by_text[printable(a)].push_back(printable(rule.rule));
    }
    if (by_text.empty()) return {};
    std::string out = "\n" + toned("Assumptions", Tone::Strong, o.color) + "\n";
    for (const auto& [text, rules] : by_text) {
        std::string line = text;
        if (r.rules.size() > 1) line += fmt::format(" [{}]", rules.size() > 4 ? counted(rules.size(), "rule") : fmt::format("{}", fmt::join(rules, ", ")));
        out += paragraph("  - ", line, 4, o.width);
    }
    return out;
}

std::string baseline_text(const Report& r, const TextOptions& o) {
    if (r.stale.empty()) return {};
    std::string out = "\n" + toned("Baseline", Tone::Strong, o.color) +
                      fmt::format(": {} accepted {} not there any more; remove with 'sdvlite baseline write'\n", r.stale.size(),
                                  r.stale.size() == 1 ? "defect is" : "defects are");
    for (const StaleEntry& e : r.stale) {
        out += paragraph("  - ", printable(fmt::format("{}: {} It was at {}:{}. [{}]", e.rule, e.message, e.file, e.line, e.fingerprint)), 4, o.width);
    }
    return out;
}

std::string stats_text(const Report& r, const TextOptions& o) {
    std::vector<std::vector<Cell>> rows = {{{"RULE"}, {"SECONDS"}, {"STATES"}, {"SUMMARIES"}, {"REFINEMENTS"}, {"MEMORY"}}};
    for (const RuleResult& rule : r.rules) {
        const check::Stats& s = rule.result.stats;
        rows.push_back({{printable(rule.rule)}, {fmt::format("{:.2f}", s.seconds)}, {fmt::format("{}", s.states)},
                        {fmt::format("{}", s.summaries)}, {fmt::format("{}", s.refinements)},
                        {fmt::format("{:.1f} MB", static_cast<double>(s.peak_bytes) / 1e6)}});
    }
    return "\n" + table(rows, o.width, o.color);
}

std::string summary(const Report& r, const TextOptions& o) {
    std::map<Verdict, std::size_t> counts;
    for (const RuleResult& rule : r.rules) ++counts[rule.result.verdict];
    std::vector<std::string> parts;
    for (const Verdict v : {Verdict::InputError, Verdict::Defect, Verdict::Unsupported, Verdict::Inconclusive, Verdict::Pass,
                            Verdict::Holds, Verdict::DoesNotHold, Verdict::NotApplicable}) {
        if (counts[v] != 0) parts.push_back(fmt::format("{} {}", counts[v], readable(v)));
    }
    return paragraph("\n", fmt::format("{}{}{} ({:.1f} s)", counted(r.rules.size(), "rule"), parts.empty() ? "" : ": ",
                                       fmt::join(parts, ", "),
                                       r.parse_seconds + r.check_seconds), 4, o.width);
}

}  // namespace

std::string found_text(const Report& report, const RuleResult& rule, const TextOptions& options) {
    std::string out;
    for (std::size_t i = 0; i < rule.result.defects.size(); ++i) {
        const bool suppressed = i < rule.notes.size() && rule.notes[i].suppressed;
        if (!options.quiet || !suppressed) out += defect_text(report, rule, i, options);
    }
    if (options.quiet) return out;
    if (!rule.result.defects.empty() && !rule.result.cut.empty()) {
        out += "\n" + paragraph("  ", fmt::format("There may be more places: {}.", printable(rule.result.cut)), 2, options.width);
    }
    for (const check::Unconfirmed& u : rule.result.unconfirmed) out += unconfirmed_text(report, rule, u, options);
    return out;
}

std::string results_text(const Report& report, const TextOptions& options) {
    std::string out;
    if (!options.quiet) out += head(report, options);
    out += verdicts(report, options);
    for (const RuleResult& rule : report.rules) out += found_text(report, rule, options);
    if (options.quiet) return out;
    out += baseline_text(report, options);
    out += coverage_text(report, options);
    out += assumptions_text(report, options);
    if (options.verbose) out += stats_text(report, options);
    return out + summary(report, options);
}

}  // namespace sdvlite::report
