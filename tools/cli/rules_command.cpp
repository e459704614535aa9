// SPDX-License-Identifier: Apache-2.0
// sdvlite rules list and show: what the library holds, and one rule explained.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "core/automaton/print.hpp"
#include "core/base/suggest.hpp"
#include "rules/library.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/rule_examples.hpp"
#include "tools/cli/rule_text.hpp"
#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"

namespace sdvlite::cli {
namespace {

using report::printable;
using report::Tone;

std::string names(const std::vector<std::string>& list) { return printable(fmt::format("{}", fmt::join(list, ", "))); }

// "label   text", wrapped; nothing for an empty text.
std::string fact(const char* label, const std::string& text, std::size_t width) {
    constexpr std::size_t kLabel = 10;
    if (text.empty()) return {};
    return report::paragraph(report::padded(label, kLabel), text, kLabel, width);
}

std::string requirements_of(const rules::Requirements& r) {
    std::vector<std::string> parts;
    for (const std::string& p : r.properties) parts.push_back("the property " + p);
    for (const std::string& p : r.no_properties) parts.push_back("not the property " + p);
    for (const auto* all : {&r.all_ddis, &r.all_roles}) parts.insert(parts.end(), all->begin(), all->end());
    for (const auto* any : {&r.any_ddis, &r.any_roles}) {
        if (!any->empty()) parts.push_back(fmt::format("one of {}", fmt::join(*any, ", ")));
    }
    if (!r.no_ddis.empty()) parts.push_back(fmt::format("none of {}", fmt::join(r.no_ddis, ", ")));
    return printable(fmt::format("{}", fmt::join(parts, "; ")));
}

// ---- list -------------------------------------------------------------------------------------

bool contains(std::string_view text, std::string_view word) {
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

bool any_fits(const std::string& pattern, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return rules::glob_match(pattern, n); });
}

// A rule that does not compile has no events and no header.
bool fits_inside(const rules::RuleInfo& info, const RulesListOptions& options, base::SourceMap& sources, base::DiagSink& sink) {
    if (options.ddi.empty() && options.words.empty()) return true;
    const std::optional<automaton::Automaton> rule = compile_rule(info, {}, sources, sink);
    const rules::RuleDescription d = rule ? rules::describe(*rule) : rules::RuleDescription();
    if (!options.ddi.empty() && !any_fits(options.ddi, d.ddis) && !any_fits(options.ddi, d.roles)) return false;
    std::string known = info.id() + "\n" + info.summary + "\n" + d.header + "\n";
    for (const auto* list : {&info.sets, &d.ddis, &d.roles, &d.messages}) known += fmt::format("{}\n", fmt::join(*list, "\n"));
    return std::all_of(options.words.begin(), options.words.end(), [&](const std::string& w) { return contains(known, w); });
}

std::string nothing_fits(const RulesListOptions& options) {
    std::string what;
    if (!options.model.empty()) what += fmt::format(" for the driver model '{}'", options.model);
    if (!options.set.empty()) what += fmt::format(" of the set '{}'", options.set);
    if (!options.ddi.empty()) what += fmt::format(" with an event on '{}'", options.ddi);
    if (!options.words.empty()) what += fmt::format(" with '{}'", fmt::join(options.words, "' and '"));
    return what.empty() ? "the library has no rules" : "there is no rule" + what;
}

// A word that was probably meant instead of one that nothing has.
std::string nearest(const RulesListOptions& options, const rules::RuleLibrary& library) {
    std::vector<std::string> models, sets, ddis;
    for (const rules::RuleInfo& info : library.rules()) {
        models.push_back(info.model);
        sets.insert(sets.end(), info.sets.begin(), info.sets.end());
        base::SourceMap sources;
        base::DiagSink sink;
        const auto rule = options.ddi.empty() ? std::nullopt : compile_rule(info, {}, sources, sink);
        if (!rule) continue;
        const rules::RuleDescription d = rules::describe(*rule);
        ddis.insert(ddis.end(), d.ddis.begin(), d.ddis.end());
        ddis.insert(ddis.end(), d.roles.begin(), d.roles.end());
    }
    const auto unknown = [](const std::string& word, const std::vector<std::string>& known) {
        return !word.empty() && !any_fits(word, known);
    };
    if (unknown(options.model, models)) return base::did_you_mean(options.model, models);
    if (unknown(options.set, sets)) return base::did_you_mean(options.set, sets);
    return unknown(options.ddi, ddis) ? base::did_you_mean(options.ddi, ddis) : "";
}

// ---- show -------------------------------------------------------------------------------------

std::string heading(const char* text, bool color) { return "\n" + report::toned(text, Tone::Strong, color) + "\n"; }

// Each line after two blanks.
std::string indented(std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, lines.substr(0, end).find_last_not_of('\r') + 1);
        out += line.empty() ? "\n" : "  " + printable(line) + "\n";
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return out;
}

// The same, with lines that are too long continued further in.
std::string wrapped(std::string_view lines, std::size_t width) {
    constexpr std::size_t kFurther = 4;
    std::string out;
    for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
        end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        out += line.empty() ? "\n" : report::paragraph(std::string(2 + indent, ' '), printable(line.substr(indent)), 2 + indent + kFurther, width);
    }
    return out;
}

std::string facts_of(const rules::RuleInfo& info, const rules::RuleDescription& d, std::size_t width) {
    std::vector<std::string> harness, drivers;
    for (const rules::Harness h : info.harness) harness.emplace_back(rules::to_string(h));
    for (const RuleExample& e : find_examples(info)) drivers.push_back(e.file.substr(e.file.rfind('/') + 1));
    return fact("kind", fmt::format("{}, {}", rules::to_string(info.kind), rules::to_string(info.severity)), width) +
           fact("harness", names(harness), width) + fact("needs", requirements_of(info.requirements), width) +
           fact("sets", names(info.sets), width) +
           fact("runs", info.opt_in ? "only when asked for by its name" : "", width) +
           fact("see", printable(info.documentation), width) + fact("file", printable(info.path), width) +
           fact("drivers", names(drivers), width) + fact("calls", names(d.ddis), width) +
           fact("roles", names(d.roles), width);
}

bool show_rule(const rules::RuleInfo& info, const RulesShowOptions& options, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    const std::optional<automaton::Automaton> rule = compile_rule(info, options.includes, sources, sink);
    console.show(sink, sources);
    if (!rule) return false;
    const bool color = console.color_out();
    const rules::RuleDescription d = rules::describe(*rule);
    std::string out = report::toned(printable(info.id()), Tone::Strong, color) + "\n";
    if (!info.summary.empty()) out += report::paragraph("", printable(info.summary), 0, console.width());
    out += "\n" + facts_of(info, d, console.width());
    if (!d.header.empty()) out += heading("What it demands, and why", color) + indented(d.header);
    if (!d.messages.empty()) {
        out += heading(info.kind == rules::RuleKind::Property ? "What it answers" : "What it reports", color);
        for (const std::string& m : d.messages) out += report::paragraph("  - ", printable(m), 4, console.width());
    }
    out += heading("Its automaton", color) + wrapped(automaton::print(*rule), console.width());
    if (options.source) out += heading("Its text", color) + indented(rule->source);
    std::fputs(out.c_str(), stdout);
    return true;
}

}  // namespace

Exit run_rules_list(const RulesListOptions& options) {
    Console console(options.color);
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    std::vector<std::vector<report::Cell>> rows = {{{"RULE"}, {"KIND"}, {"ABOUT"}}};
    for (const rules::RuleInfo& info : library.rules()) {
        const bool outside = (options.model.empty() || rules::glob_match(options.model, info.model)) &&
                             (options.set.empty() || any_fits(options.set, info.sets));
        if (!outside || !fits_inside(info, options, sources, sink)) continue;
        rows.push_back({{printable(info.id())}, {rules::to_string(info.kind)}, {printable(info.summary)}});
    }
    console.show(sink, sources);
    if (rows.size() == 1 && !sink.has_errors()) {
        console.error(nothing_fits(options), nearest(options, library));
        return Exit::BadInput;
    }
    std::fputs(report::table(rows, console.width(), console.color_out()).c_str(), stdout);
    return sink.has_errors() ? Exit::BadInput : Exit::Fine;
}

Exit run_rules_show(const RulesShowOptions& options) {
    Console console(options.color);
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    const std::vector<rules::RuleInfo> found = library.select(options.rule, "", sources, sink);
    console.show(sink, sources);
    Exit code = sink.has_errors() ? Exit::BadInput : Exit::Fine;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i != 0) std::fputs("\n", stdout);
        if (!show_rule(found[i], options, console)) code = Exit::BadInput;
    }
    return code;
}

}  // namespace sdvlite::cli
