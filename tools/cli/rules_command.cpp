// SPDX-License-Identifier: Apache-2.0
// sdvlite rules: what the library holds.
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "rules/compiler/compile.hpp"
#include "rules/library.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/data_files.hpp"
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
    for (const auto* all : {&r.all_ddis, &r.all_roles}) parts.insert(parts.end(), all->begin(), all->end());
    for (const auto* any : {&r.any_ddis, &r.any_roles}) {
        if (!any->empty()) parts.push_back(fmt::format("one of {}", fmt::join(*any, ", ")));
    }
    if (!r.no_ddis.empty()) parts.push_back(fmt::format("none of {}", fmt::join(r.no_ddis, ", ")));
    return printable(fmt::format("{}", fmt::join(parts, "; ")));
}

std::string describe_info(const rules::RuleInfo& info, std::size_t width) {
    std::vector<std::string> harness;
    for (const rules::Harness h : info.harness) harness.emplace_back(rules::to_string(h));
    return fact("kind", fmt::format("{}, {}", rules::to_string(info.kind), rules::to_string(info.severity)), width) +
           fact("harness", names(harness), width) + fact("needs", requirements_of(info.requirements), width) +
           fact("sets", names(info.sets), width) + fact("see", printable(info.documentation), width) +
           fact("file", printable(info.path), width);
}

std::string describe_rule(const automaton::Automaton& rule, std::size_t width) {
    const rules::RuleDescription d = rules::describe(rule);
    return fact("calls", names(d.ddis), width) + fact("roles", names(d.roles), width) +
           fact("state", names(d.states), width);
}

bool show_rule(const rules::RuleInfo& info, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    rules::CompileOptions options;
    options.name = info.name;
    const std::optional<automaton::Automaton> rule = rules::compile_file(info.path, options, sources, sink);
    console.show(sink, sources);
    if (!rule) return false;
    std::string out = report::toned(printable(info.id()), Tone::Strong, console.color_out()) + "\n";
    if (!info.summary.empty()) out += report::paragraph("", printable(info.summary), 0, console.width());
    out += "\n" + describe_info(info, console.width()) + describe_rule(*rule, console.width()) + "\n";
    for (std::string_view rest = rule->source; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        out += printable(rest.substr(0, rest.substr(0, end).find_last_not_of('\r') + 1)) + "\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::fputs(out.c_str(), stdout);
    return true;
}

}  // namespace

Exit run_rules_list(const RulesListOptions& options) {
    Console console(options.color);
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    console.show(sink, sources);
    std::vector<std::vector<report::Cell>> rows = {{{"RULE"}, {"KIND"}, {"ABOUT"}}};
    for (const rules::RuleInfo& info : options.model.empty() ? library.rules() : library.of_model(options.model)) {
        rows.push_back({{printable(info.id())}, {rules::to_string(info.kind)}, {printable(info.summary)}});
    }
    if (rows.size() == 1 && !sink.has_errors()) {
        console.error(options.model.empty() ? "the library has no rules"
                                            : fmt::format("there are no rules for the driver model '{}'", options.model));
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
        if (!show_rule(found[i], console)) code = Exit::BadInput;
    }
    return code;
}

}  // namespace sdvlite::cli
