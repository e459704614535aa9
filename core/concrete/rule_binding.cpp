// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/rule_binding.hpp"

#include <algorithm>

namespace sdvlite::concrete {

using automaton::EventName;
using automaton::NameKind;
using automaton::When;

RuleBinding::RuleBinding(const ir::Program& program, const automaton::Automaton& rule, const BindOptions& options)
    : program_(program), rule_(rule), options_(options) {
    for (const ir::Proc& p : program.procs) known_.insert(p.display_name);
    const std::vector<bool> active = chosen();
    for (std::size_t b = 0; b < rule.blocks.size(); ++b) {
        if (rule.blocks[b].read && active[b]) reads_.push_back(b);
    }
    entry_.resize(program.procs.size());
    exit_.resize(program.procs.size());
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const ir::Proc& proc = program.procs[i];
        runs_.push_back(proc.origin == ir::Origin::Driver && (proc.has_body || !proc.roles.empty()));
        auto point = [&](When when) -> EventPoint& { return when == When::Entry ? entry_[i] : exit_[i]; };
        if (rule.watch && matches(rule.watch->event, proc)) point(rule.watch->when).watch = true;
        for (std::size_t b = 0; b < rule.blocks.size(); ++b) {
            if (!active[b]) continue;
            const auto& names = rule.blocks[b].names;
            if (rule.blocks[b].read && matches(rule.blocks[b].read->in, proc)) entry_[i].arms.push_back(b);
            const bool hit = std::any_of(names.begin(), names.end(), [&](const EventName& n) { return matches(n, proc); });
            if (hit) point(rule.blocks[b].when).blocks.push_back(b);
        }
    }
}

/// Whether the driver has a callback of that role, or defines or calls a function of that name.
bool RuleBinding::has(const EventName& name) const {
    for (const ir::Proc& p : program_.procs) {
        const bool own = p.origin == ir::Origin::Driver && p.has_body;
        if (matches(name, p) && (own || name.kind == NameKind::Role)) return true;
        for (const ir::Stmt& s : p.body) {
            const bool call = p.origin == ir::Origin::Driver && s.kind == ir::StmtKind::Call && s.proc.valid();
            if (call && name.kind == NameKind::Function && matches(name, program_[s.proc])) return true;
        }
    }
    return false;
}

/// Blocks outside of selects, and those of the cases that apply: of `select one` the first that names something the
/// driver has, of `select all` each; the default when none does.
std::vector<bool> RuleBinding::chosen() const {
    std::vector<bool> out(rule_.blocks.size(), true);
    for (std::size_t s = 0; s < rule_.selects.size(); ++s) {
        const automaton::Select& select = rule_.selects[s];
        std::set<std::size_t> cases;
        for (std::size_t c = 0; c < select.cases.size(); ++c) {
            const auto& name = select.cases[c].name;
            if (name && has(*name) && (select.all || cases.empty())) cases.insert(c);
        }
        for (std::size_t b = 0; b < rule_.blocks.size(); ++b) {
            const automaton::EventBlock& block = rule_.blocks[b];
            if (block.select != static_cast<std::int32_t>(s)) continue;
            const bool fallback = !select.cases[block.select_case].name && cases.empty();
            out[b] = fallback || cases.contains(block.select_case);
        }
    }
    return out;
}

/// A load of a field counts for a field of the same name, one through a pointer for whatever is there: what decides is
/// the address.
std::vector<std::size_t> RuleBinding::reads(ir::ExprId place) const {
    using automaton::RExprKind;
    const ir::Expr& e = program_[place];
    std::vector<std::size_t> out;
    for (const std::size_t b : reads_) {
        const automaton::RExpr& wanted = rule_[rule_.blocks[b].read->lvalue];
        bool hit = e.kind == ir::ExprKind::Deref || e.kind == ir::ExprKind::Index;
        if (e.kind == ir::ExprKind::Field) {
            const ir::RecordId record = program_.types[program_[e.a].type].record;
            hit = wanted.kind == RExprKind::Field && program_.types.rec(record).fields[e.index].name == wanted.name;
        } else if (e.kind == ir::ExprKind::Global) {
            hit = wanted.kind == RExprKind::Name && program_[e.global].name == wanted.name;
        }
        if (hit) out.push_back(b);
    }
    return out;
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
