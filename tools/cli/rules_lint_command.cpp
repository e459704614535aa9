// SPDX-License-Identifier: Apache-2.0
// sdvlite rules lint: what does not compile, and what compiles and is probably a mistake.
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "rules/library.hpp"
#include "rules/lint/lint.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/rule_interface.hpp"
#include "tools/cli/rule_text.hpp"

namespace sdvlite::cli {
namespace {

constexpr std::size_t kMostShown = 1000;

struct Count {
    std::size_t rules = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;

    void add(const base::DiagSink& sink) {
        errors += sink.errors();
        for (const base::Diagnostic& d : sink.all()) warnings += d.severity == base::Severity::Warning ? 1 : 0;
    }
};

// In the order of the file, each once.
base::DiagSink sorted(const base::DiagSink& sink) {
    std::vector<base::Diagnostic> all = sink.all();
    std::stable_sort(all.begin(), all.end(), [](const base::Diagnostic& a, const base::Diagnostic& b) {
        const auto place = [](const base::Diagnostic& d) {
            return std::tuple(d.span.file.value, d.span.line, d.span.column);
        };
        return place(a) < place(b);
    });
    base::DiagSink out;
    for (const base::Diagnostic& d : all) {
        const bool twice = !out.all().empty() && out.all().back().span == d.span && out.all().back().message == d.message;
        if (!twice) out.add(d);
    }
    return out;
}

// Properties that are no probes have to be rules.
void lint_properties(const rules::RuleInfo& info, const rules::RuleLibrary& library, base::SourceMap& sources, base::DiagSink& found) {
    for (const auto* list : {&info.requirements.properties, &info.requirements.no_properties}) {
        for (const std::string& name : *list) {
            if (!name.starts_with("sdv_")) library.property(info, name, sources, found);
        }
    }
}

bool lint_rule(const rules::RuleInfo& info, const rules::RuleLibrary& library, const RulesLintOptions& options,
               RuleInterfaces& interfaces, Count& count, Console& console) {
    base::SourceMap sources;
    base::DiagSink found;
    if (const std::optional<automaton::Automaton> rule = compile_rule(info, options.includes, sources, found)) {
        const rules::Interface* interface = interfaces.of(info.model.empty() ? options.model : info.model, console);
        if (interface == nullptr) return false;
        rules::lint(*rule, *interface, found);
        rules::lint_folder(info, *interface, sources, found);
        lint_properties(info, library, sources, found);
    }
    const base::DiagSink sink = sorted(found);
    console.show(sink, sources, true, kMostShown);
    ++count.rules;
    count.add(sink);
    return true;
}

std::string counted(std::size_t n, const char* word) { return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s"); }

}  // namespace

Exit run_rules_lint(const RulesLintOptions& options) {
    Console console(options.color);
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    const std::vector<rules::RuleInfo> chosen =
        options.rules.empty() ? library.rules() : library.select_all(options.rules, "", sources, sink);
    console.show(sink, sources);
    RuleInterfaces interfaces;
    if (!interfaces.read(console)) return Exit::BadInput;
    bool good = !sink.has_errors();
    Count count;
    for (const rules::RuleInfo& info : chosen) {
        if (!lint_rule(info, library, options, interfaces, count, console)) {
            good = false;
            break;
        }
    }
    if (count.rules > 0) {
        std::fputs(fmt::format("{}: {}, {}\n", counted(count.rules, "rule"), counted(count.errors, "error"),
                               counted(count.warnings, "warning")).c_str(), stdout);
    }
    if (!good || count.errors > 0) return Exit::BadInput;
    return count.warnings > 0 ? Exit::Defect : Exit::Fine;
}

}  // namespace sdvlite::cli
