// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/rule_binding.hpp"

#include <algorithm>

namespace sdvlite::concrete {

using automaton::EventName;
using automaton::NameKind;
using automaton::When;

RuleBinding::RuleBinding(const ir::Program& program, const automaton::Automaton& rule, const BindOptions& options)
    : options_(options) {
    for (const ir::Proc& p : program.procs) known_.insert(p.display_name);
    entry_.resize(program.procs.size());
    exit_.resize(program.procs.size());
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const ir::Proc& proc = program.procs[i];
        runs_.push_back(proc.origin == ir::Origin::Driver && (proc.has_body || !proc.roles.empty()));
        auto point = [&](When when) -> EventPoint& { return when == When::Entry ? entry_[i] : exit_[i]; };
        if (rule.watch && matches(rule.watch->event, proc)) point(rule.watch->when).watch = true;
        for (std::size_t b = 0; b < rule.blocks.size(); ++b) {
            const auto& names = rule.blocks[b].names;
            const bool hit = std::any_of(names.begin(), names.end(), [&](const EventName& n) { return matches(n, proc); });
            if (hit) point(rule.blocks[b].when).blocks.push_back(b);
        }
    }
}

std::string RuleBinding::canonical(const std::string& name) const {
    std::string n = name;
    std::set<std::string> seen;  // a table may have a cycle
    for (auto it = options_.aliases.find(n); it != options_.aliases.end() && seen.insert(n).second;
         it = options_.aliases.find(n)) {
        n = it->second;
    }
    return n;
}

std::string RuleBinding::canonical_event(const std::string& name) const {
    const bool prefixed = name.rfind("sdv_", 0) == 0 && !known_.contains(name);
    return canonical(prefixed ? name.substr(4) : name);
}

bool RuleBinding::matches(const EventName& name, const ir::Proc& proc) const {
    if (name.kind == NameKind::Function) return canonical_event(name.name) == canonical(proc.display_name);
    const std::string wanted = canonical(name.name);
    return std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& r) {
        return wanted == canonical(r.role) || wanted == r.detail;
    });
}

}  // namespace sdvlite::concrete
