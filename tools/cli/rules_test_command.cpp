// SPDX-License-Identifier: Apache-2.0
// sdvlite rules test: rules against the drivers beside them.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "rules/library.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/parallel.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/rule_examples.hpp"
#include "tools/cli/rule_text.hpp"
#include "tools/cli/run_rules.hpp"
#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"

namespace sdvlite::cli {
namespace {

using report::printable;
using report::Tone;

/// One driver of one rule, and what came out.
struct Run {
    std::size_t rule = 0;  // index of the rule
    RuleExample example;
    std::vector<std::string> arguments;
    bool loaded = false;
    std::string verdict;
    std::string differences;  // rendered; empty: as expected
};

/// A rule with its drivers, or why it can't be tested.
struct Tested {
    rules::RuleInfo info;
    std::string wrong;
    std::size_t drivers = 0;
    std::size_t different = 0;
    bool unreadable = false;
};

// As if the driver had been given to `check`, so that the two can't differ.
std::optional<CheckOptions> options_of(const Run& run, const rules::RuleInfo& info, const RulesTestOptions& options,
                                       Console& console) {
    std::vector<std::string> words = {"check", run.example.file, "--rules", info.path, "--timeout",
                                      fmt::format("{}", options.timeout_seconds), "--jobs", "1", "--quiet"};
    if (!info.model.empty()) words.insert(words.end(), {"--model", info.model});
    for (const std::string& folder : options.includes) words.insert(words.end(), {"--rule-include", folder});
    if (!options.wdk.empty()) words.insert(words.end(), {"--wdk", options.wdk});
    words.insert(words.end(), run.arguments.begin(), run.arguments.end());
    const Parsed parsed = parse_command_line(words);
    if (const auto* check = std::get_if<CheckOptions>(&parsed.command); check != nullptr && parsed.run) return *check;
    console.error(fmt::format("the file args of the rule {}: {}", info.name, parsed.error), parsed.hint);
    return std::nullopt;
}

void run_example(Run& run, const rules::RuleInfo& info, const RulesTestOptions& options,
                 const std::atomic<bool>& interrupted, Console& console) {
    const std::optional<CheckOptions> check = options_of(run, info, options, console);
    if (!check) return;
    std::optional<LoadedDriver> driver = load(check->driver, Depth::Check, console);
    if (!driver) return;
    run.loaded = true;
    const std::vector<report::RuleResult> results = run_rules(*driver, {info}, *check, interrupted, console);
    run.verdict = check::to_string(results.front().result.verdict);
    base::DiagSink sink;
    compare_example(run.example, results.front(), driver->prepared.program.sources, sink);
    for (const base::Diagnostic& d : sink.all()) run.differences += base::render(d, driver->prepared.program.sources);
}

// Rules that compile and have drivers; the others get a reason.
std::vector<Tested> prepare(const std::vector<rules::RuleInfo>& chosen, const RulesTestOptions& options, std::vector<Run>& runs,
                            Console& console) {
    std::vector<Tested> out;
    for (const rules::RuleInfo& info : chosen) {
        Tested t;
        t.info = info;
        base::SourceMap sources;
        base::DiagSink sink;
        if (!compile_rule(info, options.includes, sources, sink)) {
            console.show(sink, sources);
            t.wrong = "the rule does not compile";
        } else {
            const std::vector<RuleExample> examples = find_examples(info);
            t.wrong = missing_examples(info, examples);
            const std::vector<std::string> arguments = example_arguments(info);
            for (const RuleExample& e : examples) {
                Run run;
                run.rule = out.size();
                run.example = e;
                run.arguments = arguments;
                runs.push_back(std::move(run));
            }
            t.drivers = examples.size();
        }
        out.push_back(std::move(t));
    }
    return out;
}

std::string counted(std::size_t n, const char* word) { return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s"); }

// "ok, 4 drivers", or what is wrong.
std::string state_of(const Tested& t) {
    if (!t.wrong.empty()) return t.wrong;
    if (t.unreadable) return "a driver can't be read";
    if (t.different > 0) return fmt::format("{} of {} not as expected", t.different, counted(t.drivers, "driver"));
    return "ok, " + counted(t.drivers, "driver");
}

void print_rule(const Tested& t, std::size_t index, const std::vector<Run>& runs, bool verbose, bool color) {
    const bool good = t.wrong.empty() && t.different == 0 && !t.unreadable;
    std::string out = fmt::format("{}: {}\n", printable(t.info.id()), report::toned(printable(state_of(t)), good ? Tone::Good : Tone::Bad, color));
    for (const Run& run : runs) {
        if (run.rule != index) continue;
        if (verbose && run.loaded && run.differences.empty()) out += fmt::format("  {}: {}\n", printable(run.example.file), run.verdict);
        out += printable_lines(run.differences);
    }
    std::fputs(out.c_str(), stdout);
}

Exit summary(std::vector<Tested>& tested, const std::vector<Run>& runs, const RulesTestOptions& options, bool color) {
    std::size_t bad = 0, different = 0;
    Exit code = Exit::Fine;
    for (const Run& run : runs) {
        tested[run.rule].unreadable |= !run.loaded;
        tested[run.rule].different += run.loaded && !run.differences.empty() ? 1 : 0;
    }
    for (std::size_t i = 0; i < tested.size(); ++i) {
        const Tested& t = tested[i];
        print_rule(t, i, runs, options.verbose, color);
        different += t.different;
        if (!t.wrong.empty() || t.unreadable || t.different > 0) ++bad;
        if (!t.wrong.empty() || t.unreadable) code = graver(code, Exit::BadInput);
        if (t.different > 0) code = graver(code, Exit::Defect);
    }
    std::fputs(fmt::format("{}, {}: {}\n", counted(tested.size(), "rule"), counted(runs.size(), "driver"),
                           bad == 0 ? "all as expected" : fmt::format("{} not as expected", counted(bad, "rule"))).c_str(), stdout);
    return code;
}

}  // namespace

Exit run_rules_test(const RulesTestOptions& options) {
    Console console(options.color);
    const std::atomic<bool>& interrupted = watch_interrupts();
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    const std::vector<rules::RuleInfo> chosen =
        options.rules.empty() ? library.rules() : library.select_all(options.rules, "", sources, sink);
    console.show(sink, sources);
    std::vector<Run> runs;
    std::vector<Tested> tested = prepare(chosen, options, runs, console);
    {
        Progress progress(runs.size(), console.err_is_terminal());
        for_each_index(runs.size(), options.jobs, [&](std::size_t i) {
            if (interrupted) return;
            progress.started(runs[i].example.file);
            run_example(runs[i], tested[runs[i].rule].info, options, interrupted, console);
            progress.finished(runs[i].example.file);
        });
    }
    if (interrupted) {
        console.error("interrupted");
        return Exit::Inconclusive;
    }
    Exit code = sink.has_errors() ? Exit::BadInput : Exit::Fine;
    if (!tested.empty()) code = graver(code, summary(tested, runs, options, console.color_out()));
    return code;
}

}  // namespace sdvlite::cli
