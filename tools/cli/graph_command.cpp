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
#include "tools/report/atomic_file.hpp"

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

std::string drawn(const automaton::Automaton& rule, const automaton::Graph& graph, const std::string& format) {
    if (format == "dot") return automaton::to_dot(rule, graph);
    if (format == "svg") return automaton::to_svg(rule, graph);
    std::string out;
    for (const automaton::StateVar& v : rule.vars) {
        if (!v.counts) continue;
        out += fmt::format("counter {}: shown up to {}, counted exactly below {}\n", v.name, automaton::graph_bound(v), v.bound);
    }
    return out + automaton::to_text(graph);
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
    std::string out;
    for (const rules::RuleInfo& info : found) {
        base::DiagSink own;
        const std::optional<automaton::Automaton> rule = compile_rule(info, options.includes, sources, own);
        console.show(own, sources);
        if (!rule) return Exit::BadInput;
        const auto variables = variables_of(*rule, options, console);
        if (!variables) return Exit::BadInput;
        if (format == "text") out += (out.empty() ? "" : "\n") + info.id() + "\n";
        out += drawn(*rule, graph_of(*rule, options.full, *variables), format);
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
