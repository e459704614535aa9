// SPDX-License-Identifier: Apache-2.0
// What a person wants to know of a rule before reading it.
#include <algorithm>
#include <string>

#include "rules/library.hpp"

namespace sdvlite::rules {
namespace {

void add_once(std::vector<std::string>& list, const std::string& word) {
    if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
}

// The text of the comment at the start of `source`, without its marks and its common indentation.
std::string header_comment(std::string_view source) {
    const std::size_t open = source.find_first_not_of(" \t\r\n");
    if (open == std::string_view::npos || source.substr(open, 2) != "/*") return {};
    const std::size_t close = source.find("*/", open + 2);
    std::string_view text = source.substr(open + 2, close == std::string_view::npos ? close : close - open - 2);
    std::string out;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t indent = first ? 1 : 3;
        for (std::size_t i = 0; i < indent && !line.empty() && line[0] == ' '; ++i) line.remove_prefix(1);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        out += std::string(line) + '\n';
        first = false;
    }
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

std::string describe_variable(const automaton::StateVar& v) {
    if (v.kind == automaton::VarKind::Pointer) return "object " + v.name;
    if (v.kind == automaton::VarKind::Int) return "int " + v.name + " = " + std::to_string(v.init);
    std::string out = "enum " + v.name + ":";
    for (std::size_t i = 0; i < v.enumerators.size(); ++i) {
        out += (i == 0 ? " " : ", ") + v.enumerators[i];
        if (static_cast<std::int64_t>(i) == v.init) out += " (at first)";
    }
    return out;
}

} // namespace

RuleDescription describe(const automaton::Automaton& rule) {
    RuleDescription d;
    d.header = header_comment(rule.source);
    const auto name = [&](const automaton::EventName& n) {
        add_once(n.kind == automaton::NameKind::Role ? d.roles : d.ddis, n.name);
    };
    if (rule.watch) name(rule.watch->event);
    for (const automaton::EventBlock& b : rule.blocks) std::for_each(b.names.begin(), b.names.end(), name);
    for (const automaton::StateVar& v : rule.vars) d.states.push_back(describe_variable(v));
    for (const automaton::RStmt& s : rule.stmts) {
        if (s.kind == automaton::RStmtKind::Abort) add_once(d.messages, s.message);
    }
    return d;
}

} // namespace sdvlite::rules
