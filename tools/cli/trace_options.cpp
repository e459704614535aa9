// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/trace_options.hpp"

#include <CLI/CLI.hpp>

#include "tools/cli/option_kinds.hpp"

namespace sdvlite::cli {
namespace {

void add_number(CLI::App& app, std::size_t& number) {
    app.add_option("-n,--number", number, "only the N-th trace of a results file, from 1")->option_text("N");
}

}  // namespace

void TraceCommands::add_trace(CLI::App& app, const Add& color, const Add& format) {
    CLI::App* s = app.add_subcommand("show", "a trace, or all of a results file, as text or in another form");
    s->add_option("FILE", show.file)->required();
    add_number(*s, show.number);
    s->add_flag("-v,--verbose", show.verbose, "every step");
    format(*s);
    color(*s);
    CLI::App* v = app.add_subcommand("validate", "replays a trace against its driver and rule");
    v->add_option("FILE", validate.file)->required();
    v->add_option("INPUT", validate.inputs);
    add_number(*v, validate.number);
    v->add_option("--rule", validate.rule, "the rule's file, when it is not where it was")->option_text("FILE");
    repeatable(*v, "--rule-include", validate.rule_includes, "DIR", "folder of headers that rules include");
    color(*v);
    app.require_subcommand(1);
}

void TraceCommands::add_baseline(CLI::App& app, const Add& color) {
    CLI::App* w = app.add_subcommand("write", "accepts the defects of a run; forgets accepted ones that are gone");
    w->add_option("RESULTS", write.results)->required();
    w->add_option("--baseline", write.baseline, "the file of accepted defects; made when it is not there")->option_text("FILE")->required();
    w->add_option("--reason", write.reason, "why the defects are accepted")->option_text("TEXT");
    w->add_option("--only", write.only, "a rule, or how a fingerprint begins; may be repeated")->allow_extra_args(false)->option_text("WHAT");
    color(*w);
    CLI::App* c = app.add_subcommand("check", "says which defects of a run are new, accepted, or gone");
    c->add_option("RESULTS", check.results)->required();
    c->add_option("--baseline", check.baseline, "the file of accepted defects")->option_text("FILE")->required();
    color(*c);
    app.require_subcommand(1);
}

void TraceCommands::set(ColorWhen color, const std::vector<Output>& outputs) {
    show.color = validate.color = write.color = check.color = color;
    show.outputs = outputs;
}

}  // namespace sdvlite::cli
