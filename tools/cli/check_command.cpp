// SPDX-License-Identifier: Apache-2.0
// sdvlite check: load the driver, run the rules, write the reports.
#include <chrono>

#include <fmt/format.h>

#include "tools/cli/baseline.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/run_rules.hpp"
#include "tools/cli/version.hpp"
#include "tools/report/html.hpp"
#include "tools/report/json.hpp"
#include "tools/report/sarif.hpp"
#include "tools/report/text.hpp"

namespace sdvlite::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// What clang was given besides the input, as a user would write it.
std::vector<std::string> clang_arguments(const DriverOptions& o) {
    std::vector<std::string> out;
    for (const std::string& d : o.include_dirs) out.push_back("-I" + d);
    for (const std::string& d : o.defines) out.push_back("-D" + d);
    for (const std::string& d : o.undefines) out.push_back("-U" + d);
    for (const std::string& f : o.forced_includes) out.insert(out.end(), {"-include", f});
    out.insert(out.end(), o.clang_arguments.begin(), o.clang_arguments.end());
    return out;
}

report::OptionEcho echo(const CheckOptions& o) {
    report::OptionEcho out;
    out.engine = o.engine;
    out.model = o.driver.model;
    out.wdk = o.driver.wdk;
    out.rules = o.rules;
    out.os_models = o.driver.os_models;
    out.clang_arguments = clang_arguments(o.driver);
    out.fail_on_inconclusive = o.fail_on_inconclusive;
    return out;
}

void warn_about(const LoadedDriver& driver, bool detected, Console& console) {
    if (driver.coverage.functions == 0 && !driver.coverage.unread.empty()) {
        console.warning(fmt::format("'{}' {}", driver.driver.name, driver.driver.limits));
    } else if (!driver.prepared.unsupported.empty()) {
        console.warning(fmt::format("'{}' is of the driver model {}: {}", driver.driver.name, driver.prepared.model,
                                    driver.prepared.unsupported),
                        detected ? "if it is of another model, name that one: --model wdm" : "");
    } else if (driver.coverage.entry_points.empty()) {
        console.warning(fmt::format("no entry point was found in '{}', so that no rule is checked", driver.driver.name),
                        "declare one by its role type, such as DRIVER_DISPATCH MyRead; or register it, as in "
                        "DriverObject->MajorFunction[IRP_MJ_READ] = MyRead");
    }
}

std::string render(const report::Report& report, const CheckOptions& options, const Console& console, Format format,
                   bool to_stdout) {
    if (format == Format::Json) return report::results_json(report);
    if (format == Format::Html) return report::results_html(report);
    if (format == Format::Sarif) return report::sarif(report, sarif_options());
    report::TextOptions text;
    text.color = to_stdout ? console.color_out() : options.driver.color == ColorWhen::Always;
    text.verbose = options.driver.verbose;
    text.quiet = options.driver.quiet;
    if (to_stdout) text.width = console.width();
    return report::results_text(report, text);
}

}  // namespace

Exit run_check(const CheckOptions& options) {
    Console console(options.driver.color);
    const std::atomic<bool>& interrupted = watch_interrupts();
    const Clock::time_point start = Clock::now();
    const auto baseline = options.baseline.empty() ? std::optional(report::Baseline{}) : load_baseline(options.baseline, console);
    if (!baseline) return Exit::BadInput;
    std::optional<LoadedDriver> driver = load(options.driver, Depth::Check, console);
    if (!driver) return interrupted ? Exit::Inconclusive : Exit::BadInput;
    warn_about(*driver, options.driver.model.empty(), console);
    const ChosenRules chosen = choose_rules(options.rules, driver->prepared.rule_model, console);
    const bool none = chosen.rules.empty() && chosen.good && driver->prepared.unsupported.empty();
    if (none) console.error(fmt::format("there are no rules for the driver model '{}'", driver->prepared.model));
    Exit code = chosen.good && !none ? Exit::Fine : Exit::BadInput;
    if (chosen.rules.empty() && code == Exit::BadInput) return code;

    report::Report report;
    report.tool_version = version();
    report.options = echo(options);
    report.parse_seconds = seconds_since(start);
    const Clock::time_point search_start = Clock::now();
    report.rules = run_rules(*driver, chosen.rules, options, interrupted, console);
    report.check_seconds = seconds_since(search_start);
    report.driver = std::move(driver->driver);
    report.driver.inputs = options.driver.inputs;
    report.coverage = std::move(driver->coverage);
    report.sources = &driver->prepared.program.sources;
    if (!options.baseline.empty()) report::apply_baseline(report, *baseline);

    const bool written = write_outputs(options.outputs, console, [&](Format format, bool to_stdout) {
        return render(report, options, console, format, to_stdout);
    });
    if (!written) code = Exit::BadInput;
    // A model that can't be checked may have no rules to say so.
    if (report.rules.empty() && options.fail_on_inconclusive) code = graver(code, Exit::Inconclusive);
    return graver(code, exit_code(report));
}

}  // namespace sdvlite::cli
