// SPDX-License-Identifier: Apache-2.0
// sdvlite trace: a trace file shown again, or replayed to see whether it still holds.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/check/replay.hpp"
#include "core/concrete/interpreter.hpp"
#include "tools/cli/rule_text.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/trace_files.hpp"
#include "tools/report/encoding.hpp"
#include "tools/report/html.hpp"
#include "tools/report/json.hpp"
#include "tools/report/sarif.hpp"
#include "tools/report/sha256.hpp"
#include "tools/report/text.hpp"
#include "tools/report/trace_read.hpp"

namespace sdvlite::cli {
namespace {

using report::ReadTrace;

std::string render(const std::vector<ReadTrace>& traces, const TraceShowOptions& o, const Console& console, Format format, bool to_stdout) {
    std::string out;
    for (const ReadTrace& t : traces) {
        if (format == Format::Json) {
            out += report::trace_json(t.report, t.rule(), t.trace());
        } else if (format == Format::Sarif) {
            out += report::sarif(t.report, sarif_options());
        } else if (format == Format::Html) {
            out += report::results_html(t.report);
        } else {
            report::TextOptions text;
            text.color = to_stdout ? console.color_out() : o.color == ColorWhen::Always;
            text.verbose = o.verbose;
            text.unconfirmed_traces = true;
            if (to_stdout) text.width = console.width();
            out += report::found_text(t.report, t.rule(), text);
        }
    }
    // Each begins with an empty line, to stand below what comes before.
    return format == Format::Text && !out.empty() ? out.substr(1) : out;
}

/// One trace on its way to a verdict.
class Validation {
public:
    Validation(const ReadTrace& trace, const TraceValidateOptions& options, Console& console)
        : t_(trace), options_(options), console_(console) {}

    Exit run() {
        std::string head = fmt::format("{}: {}", report::printable(t_.rule().rule), report::printable(t_.trace().message));
        std::printf("%s\n", head.c_str());
        if (t_.trace().recording.entry.empty()) {
            say("it can't be replayed: the file holds no recording, as for a path that was not confirmed");
            return Exit::Inconclusive;
        }
        const std::optional<check::Replay> again = replay();
        if (!again) return Exit::BadInput;
        return conclude(*again);
    }

private:
    static void say(const std::string& words) { std::printf("  %s\n", words.c_str()); }

    // Files of the trace that are not among those that were loaded now, by name or by content.
    void find_stale(const base::SourceMap& loaded, const std::string& rule) {
        std::map<std::string, std::string> now;
        std::set<std::string> contents = {report::sha256_hex(rule)};
        for (std::uint32_t i = 0; i < loaded.size(); ++i) {
            const base::SourceFile& file = loaded.file(base::FileId(i));
            contents.insert(now[report::to_utf8(file.path)] = report::sha256_hex(file.text));
        }
        for (const auto& [path, digest] : t_.digests) {
            if (contents.contains(digest)) continue;
            const bool there = path == t_.rule().file || now.contains(path);
            stale_.push_back(report::printable(path) + (there ? " has changed" : " is not part of it any more"));
        }
    }

    std::optional<automaton::Automaton> compile(base::SourceMap& sources) {
        const rules::CompileOptions options = compile_options(t_.rule().rule, options_.rule_includes);
        base::DiagSink sink;
        std::string error;
        const std::string path = options_.rule.empty() ? t_.rule().file : options_.rule;
        const bool there = !options_.rule.empty() || read_file(path, error).has_value();
        // A trace is enough on its own: without the rule's file, with the text that it holds.
        auto rule = there ? rules::compile_file(path, options, sources, sink) : rules::compile(t_.rule().source, path, options, sources, sink);
        console_.show(sink, sources);
        return rule;
    }

    DriverOptions driver_options() const {
        const report::OptionEcho& o = t_.report.options;
        DriverOptions out;
        const report::Driver& d = t_.report.driver;
        out.inputs = !options_.inputs.empty() ? options_.inputs : !d.inputs.empty() ? d.inputs : d.files;
        out.model = o.model.empty() ? d.model : o.model;
        out.wdk = o.wdk;
        out.os_models = o.os_models;
        out.clang_arguments = o.clang_arguments;
        out.color = options_.color;
        return out;
    }

    std::optional<check::Replay> replay() {
        const std::optional<LoadedDriver> driver = load(driver_options(), Depth::Check, console_);
        base::SourceMap sources;
        const std::optional<automaton::Automaton> rule = compile(sources);
        if (!driver || !rule) return std::nullopt;
        const ir::Program& program = driver->prepared.program;
        find_stale(program.sources, rule->source);
        const trace::Recording& r = t_.trace().recording;
        refine::PathInputs inputs;
        for (const auto& m : r.memory) inputs.memory.push_back({m.address, m.size, m.value, {}});
        for (const auto& c : r.choices) inputs.choices.push_back({c.repeat, c.value});
        for (const auto& h : r.havocs) inputs.havocs.push_back({program.find_proc(h.proc), h.stmt, h.value});
        check::Replay none;
        const ir::ProcId entry = program.find_proc(r.entry);
        if (!entry.valid() || !program[entry].has_body) {
            none.why = fmt::format("there is no '{}' in the program", r.entry);
            return none;
        }
        concrete::BindOptions bind;
        bind.aliases = driver->aliases;
        concrete::Interpreter interpreter(program, *rule, bind);
        return check::replay(interpreter, program, entry, inputs, r.arbitrary_state);
    }

    Exit conclude(const check::Replay& again) {
        const bool same = again.violated && again.message == t_.trace().message;
        const std::string ended = again.violated ? "it ends in another violation: " + again.message : again.why;
        if (stale_.empty()) {
            say(same ? "holds: the replay ends in this violation" : "does not hold: " + report::printable(ended));
            return same ? Exit::Fine : Exit::Defect;
        }
        say("stale: the driver or the rule is not what the trace was made from");
        for (const std::string& s : stale_) say("  " + s);
        say(same ? "the path still ends in this violation" : "the path does not end in this violation any more");
        return Exit::Inconclusive;
    }

    const ReadTrace& t_;
    const TraceValidateOptions& options_;
    Console& console_;
    std::vector<std::string> stale_;
};

}  // namespace

Exit run_trace_show(const TraceShowOptions& options) {
    Console console(options.color);
    const auto traces = read_trace_file(options.file, options.number, console);
    if (!traces) return Exit::BadInput;
    if (traces->empty()) console.warning(fmt::format("'{}' holds no trace", options.file));
    const bool text_only = std::all_of(options.outputs.begin(), options.outputs.end(), [](const Output& o) { return o.format == Format::Text; });
    if (!text_only && traces->size() > 1) {
        console.error(fmt::format("'{}' holds {} traces; this format is for one", options.file, traces->size()), "choose one with --number");
        return Exit::BadInput;
    }
    const bool written = write_outputs(options.outputs, console, [&](Format format, bool to_stdout) {
        return render(*traces, options, console, format, to_stdout);
    });
    return written ? Exit::Fine : Exit::BadInput;
}

Exit run_trace_validate(const TraceValidateOptions& options) {
    Console console(options.color);
    const auto traces = read_trace_file(options.file, options.number, console);
    if (!traces) return Exit::BadInput;
    if (traces->empty()) console.warning(fmt::format("'{}' holds no trace", options.file));
    Exit code = Exit::Fine;
    for (const ReadTrace& t : *traces) code = graver(code, Validation(t, options, console).run());
    return code;
}

}  // namespace sdvlite::cli
