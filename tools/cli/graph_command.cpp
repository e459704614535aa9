// SPDX-License-Identifier: Apache-2.0
// sdvlite rules graph: the automaton of a rule as text, for Graphviz, or as a picture.
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "core/automaton/draw.hpp"
#include "core/base/suggest.hpp"
#include "rules/library.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/rule_text.hpp"
#include "tools/cli/trace_files.hpp"
#include "tools/report/atomic_file.hpp"
#include "tools/report/encoding.hpp"

namespace sdvlite::cli {
namespace {

/// The numbers of the variables that are asked for; nothing after a message.
std::optional<std::vector<std::uint32_t>> variables_of(const automaton::Automaton& rule, const RulesGraphOptions& options,
                                                       Console& console) {
    std::vector<std::uint32_t> out;
    std::vector<std::string> names;
    for (const automaton::StateVar& v : rule.vars) names.push_back(v.name);
    for (const std::string& name : options.variables) {
        const auto it = std::find(names.begin(), names.end(), name);
        if (it == names.end()) {
            console.error(fmt::format("{} has no variable '{}'", rule.name, name), base::did_you_mean(name, names));
            return std::nullopt;
        }
        out.push_back(static_cast<std::uint32_t>(it - names.begin()));
    }
    return out;
}

automaton::Graph graph_of(const automaton::Automaton& rule, bool full, const std::vector<std::uint32_t>& variables) {
    const automaton::Graph all = automaton::build_graph(rule);
    if (!variables.empty()) return automaton::projected(rule, all, variables);
    return full ? all : automaton::minimised(all);
}

std::string drawn(const automaton::Automaton& rule, const automaton::Graph& graph, const automaton::Way& way, const std::string& format) {
    if (format == "dot") return automaton::to_dot(rule, graph, way);
    if (format == "svg") return automaton::to_svg(rule, graph, {{}, {}, way});
    std::string out;
    for (const automaton::StateVar& v : rule.vars) {
        if (!v.counts) continue;
        out += fmt::format("counter {}: shown up to {}, counted exactly below {}\n", v.name, automaton::graph_bound(v), v.bound);
    }
    return out + automaton::to_text(graph, way);
}

/// The trace that is asked for, or a message.
const trace::Trace* trace_of(const std::vector<report::ReadTrace>& traces, const std::string& rule, const RulesGraphOptions& options, Console& console) {
    for (const report::ReadTrace& t : traces) {
        if (t.rule().rule == rule) return &t.trace();
    }
    if (options.number != 0) {
        console.error(fmt::format("trace {} of '{}' is not one of {}", options.number, options.trace, rule));
    } else {
        console.error(fmt::format("'{}' holds no trace of {}", options.trace, rule));
    }
    return nullptr;
}

/// The steps of a trace at which the rule's state changes or is violated; nothing after a message.
std::optional<automaton::Way> way_of(const automaton::Automaton& rule, const automaton::Graph& graph, const trace::Trace& trace, Console& console) {
    const auto state = [&](const std::vector<trace::NamedValue>& values) {
        std::vector<std::pair<std::string, std::string>> named;
        for (const trace::NamedValue& v : values) named.emplace_back(v.name, v.value);
        return automaton::state_of(rule, graph, named);
    };
    automaton::Way out;
    for (const trace::Step& s : trace.steps) {
        const bool violation = s.kind == trace::StepKind::Violation;
        if (!violation && (s.kind != trace::StepKind::Rule || s.rule_before == s.rule_after)) continue;
        const auto from = state(s.rule_before);
        const auto to = violation ? std::nullopt : state(s.rule_after);
        if (!from || (!violation && !to)) {
            console.error(fmt::format("the trace goes through a state that {} does not have; the rule may have changed", rule.name));
            return std::nullopt;
        }
        const std::string event = s.event ? s.event->name + (s.event->memory ? "" : s.event->exit ? ".exit" : ".entry") : "";
        out.push_back({*from, to, report::printable(event)});
    }
    return out;
}

}  // namespace

Exit run_rules_graph(const RulesGraphOptions& options) {
    Console console(options.color);
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    const std::vector<rules::RuleInfo> found = library.select(options.rule, "", sources, sink);
    console.show(sink, sources);
    if (sink.has_errors() || found.empty()) return Exit::BadInput;
    const std::size_t equals = options.format.find('=');
    const std::string format = options.format.substr(0, equals);
    if (found.size() > 1 && format != "text") {
        console.error(fmt::format("'{}' are {} rules", options.rule, found.size()), "name one, as " + found.front().id());
        return Exit::BadInput;
    }
    const auto traces = options.trace.empty() ? std::vector<report::ReadTrace>{} : read_trace_file(options.trace, options.number, console);
    if (!traces) return Exit::BadInput;
    std::string out;
    for (const rules::RuleInfo& info : found) {
        base::DiagSink own;
        const std::optional<automaton::Automaton> rule = compile_rule(info, options.includes, sources, own);
        console.show(own, sources);
        if (!rule) return Exit::BadInput;
        const auto variables = variables_of(*rule, options, console);
        if (!variables) return Exit::BadInput;
        if (format == "text") out += (out.empty() ? "" : "\n") + info.id() + "\n";
        const automaton::Graph graph = graph_of(*rule, options.full, *variables);
        std::optional<automaton::Way> way = automaton::Way{};
        if (!options.trace.empty()) {
            const trace::Trace* trace = trace_of(*traces, rule->name, options, console);
            if (trace == nullptr || !(way = way_of(*rule, graph, *trace, console))) return Exit::BadInput;
        }
        out += drawn(*rule, graph, *way, format);
    }
    if (equals == std::string::npos) {
        std::fputs(out.c_str(), stdout);
        return Exit::Fine;
    }
    const std::string file = options.format.substr(equals + 1);
    if (const std::string wrong = report::write_file(file, out); !wrong.empty()) {
        console.error(wrong);
        return Exit::BadInput;
    }
    return Exit::Fine;
}

}  // namespace sdvlite::cli
