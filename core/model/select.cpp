// SPDX-License-Identifier: Apache-2.0
// Which blocks of a rule count for a driver: `select` by the callbacks that it has.
#include <algorithm>

#include "core/model/weave.hpp"

namespace sdvlite::model {

using automaton::EventName;
using automaton::NameKind;

namespace {

/// A role: some function has it. Another name: a function of the driver is called so, or it calls one.
bool driver_has(const ir::Program& p, const Aliases& aliases, const EventName& name) {
    const std::string wanted = canonical_name(p, aliases, name.name);
    std::vector<bool> called(p.procs.size(), false);
    for (const ir::Proc& q : p.procs) {
        if (q.origin != ir::Origin::Driver) continue;
        for (const ir::Stmt& s : q.body) {
            if (s.kind == ir::StmtKind::Call && s.proc.valid()) called[s.proc.index()] = true;
        }
    }
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        const ir::Proc& q = p.procs[i];
        const bool there = called[i] || (q.origin == ir::Origin::Driver && q.has_body);
        const bool named = name.kind == NameKind::Function && there && canonical_name(p, aliases, q.display_name) == wanted;
        const bool has = name.kind == NameKind::Role && std::any_of(q.roles.begin(), q.roles.end(), [&](const ir::Role& r) {
            return canonical_name(p, aliases, r.role) == wanted || r.detail == wanted;
        });
        if (named || has) return true;
    }
    return false;
}

/// For each case whether it applies.
std::vector<bool> applies(const ir::Program& p, const Aliases& aliases, const automaton::Select& select) {
    std::vector<bool> out;
    bool any = false;
    for (const automaton::SelectCase& c : select.cases) {
        const bool open = select.all || !any;
        out.push_back(c.name && open && driver_has(p, aliases, *c.name));
        any = any || out.back();
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!select.cases[i].name) out[i] = !any;
    }
    return out;
}

}  // namespace

std::vector<bool> selected_blocks(const ir::Program& program, const automaton::Automaton& rule, const Aliases& aliases) {
    std::vector<std::vector<bool>> cases;
    for (const automaton::Select& s : rule.selects) cases.push_back(applies(program, aliases, s));
    std::vector<bool> out;
    for (const automaton::EventBlock& b : rule.blocks) {
        out.push_back(b.select < 0 || cases[static_cast<std::size_t>(b.select)][b.select_case]);
    }
    return out;
}

}  // namespace sdvlite::model
