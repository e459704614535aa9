// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/rules_options.hpp"

#include <algorithm>
#include <thread>

#include "tools/cli/option_kinds.hpp"

namespace sdvlite::cli {

namespace {

void add_includes(CLI::App& app, std::vector<std::string>& folders) {
    repeatable(app, "--rule-include", folders, "DIR", "folder of headers that rules include");
}

}  // namespace

void RulesCommands::add_to(CLI::App& app, std::string& color) {
    CLI::App* l = app.add_subcommand("list", "the rules of the library, or those that fit");
    l->add_option("WORD", list.words);
    l->add_option("--model", list.model, "of a driver model")->option_text("M");
    l->add_option("--set", list.set, "of a rule set, such as locking")->option_text("S");
    l->add_option("--ddi", list.ddi, "with an event on a DDI or role; * and ? fit any text")->option_text("D");

    CLI::App* s = app.add_subcommand("show", "explains a rule: what it demands, why, its automaton");
    s->add_option("RULE", show.rule)->required();
    add_includes(*s, show.includes);
    s->add_flag("--source", show.source, "with the text of the rule");

    CLI::App* g = app.add_subcommand("graph", "draws the automaton of a rule");
    g->add_option("RULE", graph.rule)->required();
    const auto known = [](const std::string& text) {
        const std::string name = text.substr(0, text.find('='));
        const bool good = name == "text" || name == "dot" || name == "svg";
        return good ? std::string() : "'" + name + "' is not one of text, dot, svg";
    };
    g->add_option("--format", graph.format, "text (default), dot or svg, to standard output or FILE")
        ->check(known)->option_text("F[=FILE]");
    repeatable(*g, "--variable", graph.variables, "V", "the graph as this variable sees it, for rules with many states");
    add_includes(*g, graph.includes);
    CLI::Option* trace = g->add_option("--trace", graph.trace, "also the way that this trace takes")->option_text("FILE");
    g->add_option("--number", graph.number, "the trace of FILE, from 1 (default: the first one of the rule)")->option_text("N")->needs(trace);
    g->add_flag("--full", graph.full, "every state, also those that no events tell apart");

    CLI::App* n = app.add_subcommand("new", "begins a rule: a folder that runs already");
    n->add_option("NAME", make.folder)->required();
    n->add_option("--model", make.model, "wdm (default) or storport")->option_text("M");

    CLI::App* i = app.add_subcommand("lint", "looks for mistakes in rules");
    i->add_option("RULE", lint.rules);
    add_includes(*i, lint.includes);
    i->add_option("--model", lint.model, "of rules that name none (default wdm)")->option_text("M");

    test.jobs = std::max(1u, std::thread::hardware_concurrency());
    CLI::App* t = app.add_subcommand("test", "runs rules against the drivers beside them");
    t->add_option("RULE", test.rules);
    add_includes(*t, test.includes);
    t->add_option("--wdk", test.wdk, "a WDK's include folder, instead of our headers")->option_text("DIR");
    t->add_option("--timeout", test.timeout_seconds, "for each driver (default 60)")
        ->check(positive_number(1e7))->option_text("SECONDS");
    t->add_option("-j,--jobs", test.jobs, "drivers worked on at once (default: all processors)")
        ->check(positive_integer(1024))->option_text("N");
    t->add_flag("-v,--verbose", test.verbose, "also what went well, and the reasons of verdicts");

    for (CLI::App* sub : {l, s, g, n, i, t}) add_color(*sub, color);
    app.require_subcommand(1);
}

void RulesCommands::set_color(ColorWhen color) {
    list.color = show.color = graph.color = lint.color = test.color = make.color = color;
}

}  // namespace sdvlite::cli
