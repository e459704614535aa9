// SPDX-License-Identifier: Apache-2.0
// The command line, read with CLI11. Texts of --help are kept short enough for a screen.
#include "tools/cli/options.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/base/suggest.hpp"
#include "tools/cli/help.hpp"
#include "tools/cli/option_kinds.hpp"
#include "tools/cli/version.hpp"

namespace sdvlite::cli {
namespace {

// Options as CLI11 fills them, before they become typed.
struct Raw {
    std::string search = "bfs";
    std::string fail_on = "inconclusive";
    std::string color = "auto";
    std::vector<std::string> formats;
    std::uint64_t memory_mb = 4096;
};

struct FormatName {
    const char* name;
    Format format;
    bool of_scan;
};
constexpr std::array kFormats = {FormatName{"text", Format::Text, true}, FormatName{"json", Format::Json, true},
                                 FormatName{"sarif", Format::Sarif, false}, FormatName{"html", Format::Html, false}};

CLI::Validator format_name(bool scan) {
    return CLI::Validator(
        [scan](std::string& value) -> std::string {
            const std::string name = value.substr(0, value.find('='));
            std::vector<std::string> known;
            for (const FormatName& f : kFormats) {
                if (f.of_scan || !scan) known.emplace_back(f.name);
            }
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                return fmt::format("'{}' is not one of {} (or {}=FILE)", value, fmt::join(known, ", "), fmt::join(known, "=FILE, "));
            }
            if (value.size() == name.size() + 1) return fmt::format("'{}' names no file", value);
            return {};
        },
        "");
}

CLI::Validator name_and_value() {
    return CLI::Validator(
        [](std::string& value) -> std::string {
            const std::size_t equals = value.find('=');
            if (equals != std::string::npos && equals > 0) return {};
            return fmt::format("NAME=VALUE is expected, not '{}'", value);
        },
        "");
}

void add_driver_options(CLI::App& app, DriverOptions& o, Raw& raw) {
    app.add_option("INPUT", o.inputs)->required();
    app.add_option("--model", o.model, "the driver model (wdm, storport, ...); detected when absent")->option_text("M");
    app.add_option("--wdk", o.wdk, "a WDK's include folder, instead of our headers")->option_text("DIR");
    repeatable(app, "-I", o.include_dirs, "DIR", "folder of headers");
    repeatable(app, "-D", o.defines, "NAME[=V]", "defines a macro");
    repeatable(app, "-U", o.undefines, "NAME", "removes a macro");
    repeatable(app, "--include", o.forced_includes, "FILE", "include FILE first (also -include)");
    app.add_option("--configuration", o.configuration, "of a project; default Release|x64 or what is most like it")
        ->option_text("C|P");
    repeatable(app, "--property", o.properties, "NAME=V", "an MSBuild property of a project")->check(name_and_value());
    repeatable(app, "--entry", o.entries, "ROLE=FUNC", "adds an entry point; ROLE=-FUNC removes one")->check(name_and_value());
    app.add_option("--entries", o.entry_file, "entry points, as 'scan --format json' or Sdv-map.h lists them")
        ->option_text("FILE");
    app.add_flag("--no-cache", o.no_cache, "read every file anew");
    repeatable(app, "--os-model", o.os_models, "FILE", "IR file that adds to the OS model or replaces parts");
    app.add_option("-j,--jobs", o.jobs, "files and rules worked on at once (default: all processors)")
        ->check(positive_integer(1024))->option_text("N");
    add_color(app, raw.color);
}

void add_engine_options(CLI::App& app, CheckOptions& o, Raw& raw) {
    app.add_option("--search", raw.search, "bfs (default) or dfs")->check(one_of({"bfs", "dfs"}))->option_text("ORDER");
    app.add_option("--timeout", o.engine.timeout_seconds, "for each rule (default 10; a life cycle has a share of it)")
        ->check(positive_number(1e7))->option_text("SECONDS");
    app.add_option("--memory", raw.memory_mb, "for each rule (default 4096)")
        ->check(positive_integer(1u << 24))->option_text("MB");
    app.add_option("--max-states", o.engine.max_states, "for each rule (default 50000000)")
        ->check(positive_integer(1'000'000'000'000))->option_text("N");
    // For benchmarks, and not in the help: all data are followed from the start, nothing is sliced, no states are joined.
    app.add_flag_callback("--explicit", [&o] { o.engine.slice = o.engine.refine = o.engine.join = false; })->group("");
    app.add_flag("--first", o.engine.first, "stop a rule at its first defect");
    app.add_option("--fail-on", raw.fail_on, "defect or inconclusive (default): what makes the exit code 1 or 3")
        ->check(one_of({"defect", "inconclusive"}))->option_text("WHAT");
}

void add_check(CLI::App& app, CheckOptions& o, Raw& raw) {
    add_driver_options(app, o.driver, raw);
    repeatable(app, "--rules", o.rules, "R", "name, glob, .slic file, folder of them, or .sdv list");
    repeatable(app, "--rule-include", o.rule_includes, "DIR", "folder of headers that rules include");
    add_engine_options(app, o, raw);
    repeatable(app, "--format", raw.formats, "F[=FILE]", "text (default), json, sarif or html, to standard output or FILE")
        ->check(format_name(false));
    app.add_option("--baseline", o.baseline, "accepted defects, as 'sdvlite baseline write' keeps them")->option_text("FILE");
    app.add_flag("-q,--quiet", o.driver.quiet, "only what is wrong, without traces");
    app.add_flag("-v,--verbose", o.driver.verbose, "whole traces, statistics, full lists");
}

void add_scan(CLI::App& app, ScanOptions& o, Raw& raw) {
    add_driver_options(app, o.driver, raw);
    repeatable(app, "--format", raw.formats, "F[=FILE]", "text (default) or json, to standard output or FILE")
        ->check(format_name(true));
}

void add_ir(CLI::App& app, IrPrintOptions& print, IrCheckOptions& check, Raw& raw) {
    CLI::App* p = app.add_subcommand("print", "a driver as IR text, on standard output");
    add_driver_options(*p, print.driver, raw);
    p->add_flag("--linked", print.linked, "with the OS model and the harness");
    p->add_flag("--no-places", print.no_places, "without files and lines; easier to read");
    CLI::App* c = app.add_subcommand("check", "checks files of IR text");
    c->add_option("FILE", check.files)->required();
    add_color(*c, raw.color);
    app.require_subcommand(1);
}

Output to_output(const std::string& text) {
    const std::size_t equals = text.find('=');
    Output out;
    for (const FormatName& f : kFormats) {
        if (text.substr(0, equals) == f.name) out.format = f.format;
    }
    if (equals != std::string::npos) out.file = text.substr(equals + 1);
    return out;
}

std::vector<Output> to_outputs(const std::vector<std::string>& formats) {
    if (formats.empty()) return {Output{}};
    std::vector<Output> out;
    for (const std::string& f : formats) out.push_back(to_output(f));
    return out;
}

// "" or why these outputs can't all be had.
std::string conflict(const std::vector<Output>& outputs) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (outputs[i].file != outputs[k].file) continue;
            if (outputs[i].file.empty()) return "--format: only one format can go to standard output; give the others a file";
            return fmt::format("--format: '{}' is named twice", outputs[i].file);
        }
    }
    return {};
}

ColorWhen to_color(const std::string& word) {
    return word == "always" ? ColorWhen::Always : word == "never" ? ColorWhen::Never : ColorWhen::Auto;
}

/// Everything that parsing needs to live until the command is chosen.
struct Grammar {
    Raw raw;
    CheckOptions check;
    ScanOptions scan;
    IrPrintOptions ir_print;
    IrCheckOptions ir_check;
    RulesCommands rules_commands;
    CLI::App app{"", "sdvlite"};
    CLI::App* ir = nullptr;
    CLI::App* rules = nullptr;
    TraceCommands traces;
    CLI::App* trace = nullptr;
    CLI::App* baseline = nullptr;

    Grammar() {
        app.formatter(std::make_shared<HelpFormatter>());
        app.set_version_flag("--version", version_text());
        app.require_subcommand(1);
        add_check(*app.add_subcommand("check", "verify a driver"), check, raw);
        add_scan(*app.add_subcommand("scan", "show the entry points of a driver, and how each was found"), scan, raw);
        rules = app.add_subcommand("rules", "list, show, graph, new, lint, test: the library of rules, and writing rules");
        rules_commands.add_to(*rules, raw.color);
        ir = app.add_subcommand("ir", "print INPUT: a driver as IR text; check FILE: check IR text");
        add_ir(*ir, ir_print, ir_check, raw);
        add_traces();
    }

    void add_traces() {
        const auto color = [this](CLI::App& to) { add_color(to, raw.color); };
        const auto format = [this](CLI::App& to) {
            repeatable(to, "--format", raw.formats, "F[=FILE]", "text (default), json, sarif or html, to standard output or FILE")->check(format_name(false));
        };
        trace = app.add_subcommand("trace", "show FILE: a trace again; validate FILE: whether it still holds");
        traces.add_trace(*trace, color, format);
        baseline = app.add_subcommand("baseline", "write, check: accepted defects, each with a reason");
        traces.add_baseline(*baseline, color);
    }

    Command trace_command() const {
        if (trace->parsed()) return trace->got_subcommand("show") ? Command(traces.show) : Command(traces.validate);
        return baseline->got_subcommand("write") ? Command(traces.write) : Command(traces.check);
    }

    Command command(std::vector<std::string> clang_arguments) {
        const ColorWhen color = to_color(raw.color);
        for (DriverOptions* d : {&check.driver, &scan.driver, &ir_print.driver}) {
            d->color = color;
            d->clang_arguments = clang_arguments;
        }
        check.engine.search = raw.search == "dfs" ? check::Search::Dfs : check::Search::Bfs;
        check.engine.memory_bytes = raw.memory_mb << 20;
        check.fail_on_inconclusive = raw.fail_on == "inconclusive";
        check.outputs = scan.outputs = to_outputs(raw.formats);
        ir_check.color = color;
        rules_commands.set_color(color);
        traces.set(color, check.outputs);
        if (trace->parsed() || baseline->parsed()) return trace_command();
        if (app.got_subcommand("check")) return check;
        if (app.got_subcommand("scan")) return scan;
        if (ir->parsed()) return ir->got_subcommand("print") ? Command(ir_print) : Command(ir_check);
        return rules_command();
    }

    Command rules_command() const {
        const std::string name = rules->get_subcommands().front()->get_name();
        if (name == "list") return rules_commands.list;
        if (name == "show") return rules_commands.show;
        if (name == "lint") return rules_commands.lint;
        if (name == "graph") return rules_commands.graph;
        return name == "test" ? Command(rules_commands.test) : Command(rules_commands.make);
    }
};

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
    for (const CLI::Option* o : app.get_options()) {
        for (const std::string& name : o->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

const CLI::App& innermost(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return *at;
}

// "sdvlite ir print"
std::string full_name(const CLI::App& app) {
    std::string name = app.get_name();
    for (const CLI::App* up = app.get_parent(); up != nullptr; up = up->get_parent()) name = up->get_name() + " " + name;
    return name;
}

Parsed usage_error(std::string message, std::string hint) {
    Parsed p;
    p.error = std::move(message);
    p.hint = std::move(hint);
    p.exit_code = 2;
    return p;
}

// What was wrong with the command line, in our words.
Parsed explain(const CLI::ParseError& e, const CLI::App& app) {
    const CLI::App& at = innermost(app);
    const bool takes_command = !at.get_subcommands([](const CLI::App*) { return true; }).empty();
    const std::string help = fmt::format("'{} --help' shows what there is", full_name(at));
    if (const std::vector<std::string> rest = at.remaining(); !rest.empty()) {
        const std::string& first = rest.front();
        const std::string guess = base::did_you_mean(first.substr(0, first.find('=')), names_of(at));
        const char* kind = first[0] == '-' ? "option" : takes_command ? "command" : "argument";
        return usage_error(fmt::format("unknown {} '{}'", kind, first), guess.empty() ? help : guess);
    }
    std::string what = e.what();
    if (what == "A subcommand is required") what = "no command given";
    if (e.get_name() == "ArgumentMismatch") what = what.substr(0, what.find(':')) + " needs a value";
    if (what.rfind(": ", 0) == 0) what.erase(0, 2);  // a hidden option has no name for CLI11
    return usage_error(what, help);
}

}  // namespace

Parsed parse_command_line(const std::vector<std::string>& arguments) {
    // What stands after -- is clang's; -include is a long option with one dash, as compilers have it.
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    std::vector<std::string> ours(arguments.begin(), dashes);
    std::replace(ours.begin(), ours.end(), std::string("-include"), std::string("--include"));
    std::vector<std::string> clang(dashes == arguments.end() ? dashes : dashes + 1, arguments.end());

    Grammar grammar;
    grammar.check.driver.jobs = grammar.scan.driver.jobs = grammar.ir_print.driver.jobs =
        std::max(1u, std::thread::hardware_concurrency());
    Parsed parsed;
    try {
        std::vector<std::string> reversed(ours.rbegin(), ours.rend());  // as CLI11 takes them
        grammar.app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        parsed.out = innermost(grammar.app).help();
        return parsed;
    } catch (const CLI::CallForVersion&) {
        parsed.out = version_text() + "\n";
        return parsed;
    } catch (const CLI::ParseError& e) {
        return explain(e, grammar.app);
    }
    parsed.command = grammar.command(clang);
    if (const std::string wrong = conflict(to_outputs(grammar.raw.formats)); !wrong.empty()) return usage_error(wrong, "");
    const bool reads_driver = grammar.app.got_subcommand("check") || grammar.app.got_subcommand("scan") || grammar.ir->got_subcommand("print");
    if (!clang.empty() && !reads_driver) return usage_error("this command takes no arguments for clang after --", "");
    parsed.run = true;
    return parsed;
}

}  // namespace sdvlite::cli
