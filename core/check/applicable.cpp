// SPDX-License-Identifier: Apache-2.0
#include "core/check/applicable.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "core/automaton/print.hpp"
#include "core/ir/holes.hpp"
#include "core/model/control.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::check {

namespace {

std::string list_of(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 4;
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kShown; ++i) out += (i ? ", " : "") + names[i];
    if (names.size() > kShown) out += ", ... (" + std::to_string(names.size()) + " in all)";
    return out;
}

bool has_role(const ir::Program& p, const Job& job, const std::string& role) {
    const std::string wanted = model::canonical_name(p, job.aliases, role);
    return std::any_of(p.procs.begin(), p.procs.end(), [&](const ir::Proc& q) {
        return std::any_of(q.roles.begin(), q.roles.end(), [&](const ir::Role& r) {
            return model::canonical_name(p, job.aliases, r.role) == wanted || r.detail == role;
        });
    });
}

bool calls(const ir::Program& p, const Job& job, const std::string& ddi) {
    const std::string wanted = model::canonical_name(p, job.aliases, ddi);
    for (const ir::Proc& q : p.procs) {
        if (q.origin != ir::Origin::Driver) continue;
        for (const ir::Stmt& s : q.body) {
            if (s.kind == ir::StmtKind::Call && s.proc.valid() &&
                model::canonical_name(p, job.aliases, p[s.proc].display_name) == wanted) {
                return true;
            }
        }
    }
    return false;
}

/// Whether code that was not lowered may call the DDI.
bool hole_may_call(const ir::Program& p, const Job& job, const std::string& ddi) {
    const std::string wanted = model::canonical_name(p, job.aliases, ddi);
    return std::any_of(p.procs.begin(), p.procs.end(), [&](const ir::Proc& q) {
        if (q.origin != ir::Origin::Driver || !ir::has_hole(q)) return false;
        const auto at_most = ir::called_at_most(q);
        const auto is = [&](const std::string& n) { return model::canonical_name(p, job.aliases, n) == wanted; };
        return !at_most || std::any_of(at_most->begin(), at_most->end(), is);
    });
}

}  // namespace

Applicability preconditions(const ir::Program& program, const Job& job) {
    for (const auto& any : job.required_roles) {
        if (any.empty() || std::any_of(any.begin(), any.end(), [&](const std::string& r) { return has_role(program, job, r); })) continue;
        return {false, true, "the driver has no " + list_of(any)};
    }
    for (const auto& any : job.required_ddis) {
        if (any.empty() || std::any_of(any.begin(), any.end(), [&](const std::string& d) { return calls(program, job, d); })) continue;
        const bool may_be_missing = std::any_of(any.begin(), any.end(), [&](const std::string& d) { return hole_may_call(program, job, d); });
        return {false, may_be_missing, "the driver does not call " + list_of(any)};
    }
    for (const std::string& d : job.excluded_ddis) {
        if (calls(program, job, d)) return {false, false, "the driver calls " + d};
    }
    return {};
}

namespace {

/// A name that is neither a role, nor a step or hook of the harness, nor a function of the driver's own.
bool is_ddi(const ir::Program& p, const automaton::EventName& n) {
    if (n.kind == automaton::NameKind::Role) return false;
    const ir::ProcId q = p.find_proc(n.name);
    const bool own = q.valid() && p[q].origin == ir::Origin::Driver && p[q].has_body;
    return !own && (!q.valid() || p[q].origin != ir::Origin::Harness);
}

/// Whether only a DDI makes the rule apply. Not where its author says that a callback does and asks for no DDI: then what the rule
/// is about may be that the driver calls none.
bool names_ddis(const ir::Program& p, const Job& job) {
    const automaton::Automaton& rule = *job.rule;
    if (!job.required_roles.empty() && job.required_ddis.empty()) return false;
    return std::any_of(rule.blocks.begin(), rule.blocks.end(), [&](const automaton::EventBlock& b) {
        return b.read || std::any_of(b.names.begin(), b.names.end(), [&](const automaton::EventName& n) { return is_ddi(p, n); });
    });
}

}  // namespace

bool event_possible(const model::Woven& woven, const Job& job, ir::ProcId root,
                    const std::function<bool(ir::ProcId, ir::StmtIndex)>& visited) {
    const ir::Program& p = woven.program;
    const bool ddis = names_ddis(p, job);
    const std::vector<bool> runs = model::reachable(p, {root});
    const auto& events = woven.events;
    std::vector<bool> counts(events.size(), false);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const bool of_ddi = !events[i].role && p[events[i].subject].origin != ir::Origin::Harness;
        counts[i] = runs[events[i].proc.index()] && (of_ddi || !ddis);
        if (counts[i] && p[events[i].proc].origin == ir::Origin::Driver) return true;
    }
    for (std::size_t proc = 0; proc < p.procs.size(); ++proc) {
        if (p.procs[proc].origin != ir::Origin::Harness) continue;
        const auto& info = woven.info[proc];
        const auto here = [&](const model::StmtInfo& i) { return i.event >= 0 && counts[static_cast<std::size_t>(i.event)]; };
        if (std::none_of(info.begin(), info.end(), here)) continue;
        const model::ControlFlow flow(p.procs[proc]);
        for (ir::StmtIndex s = 0; s < info.size(); ++s) {
            // A call after which the harness can't go on belongs to no run.
            if (here(info[s]) && flow.reaches_end[s] && visited(ir::ProcId(proc), s)) return true;
        }
    }
    return false;
}

std::set<Hole> not_lowered(const ir::Program& program, ir::ProcId root) {
    std::set<Hole> out;
    if (!root.valid()) return out;
    const std::vector<bool> runs = model::reachable(program, {root});
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const ir::Proc& q = program.procs[i];
        if (!runs[i] || q.origin != ir::Origin::Driver) continue;
        if (!q.hole_reason.empty()) out.emplace(ir::ProcId(i), ir::kNoStmt);
        for (ir::StmtIndex s = 0; q.hole_reason.empty() && s < q.body.size(); ++s) {
            if (q.body[s].kind == ir::StmtKind::Hole) out.emplace(ir::ProcId(i), s);
        }
    }
    return out;
}

namespace {

/// The documented names of all that driver and harness call; nothing when that is not known, because of code that was not lowered.
std::optional<std::set<std::string>> called_names(const ir::Program& program, const Job& job) {
    std::vector<bool> called(program.procs.size(), false);
    std::set<std::string> canonical;
    for (const ir::Proc& q : program.procs) {
        if (q.origin == ir::Origin::OsModel) continue;
        if (q.origin == ir::Origin::Driver && ir::has_hole(q)) {
            const auto at_most = ir::called_at_most(q);
            if (!at_most) return std::nullopt;
            for (const std::string& name : *at_most) canonical.insert(model::canonical_name(program, job.aliases, name));
        }
        for (const ir::Stmt& s : q.body) {
            if (s.kind == ir::StmtKind::Call && s.proc.valid()) called[s.proc.index()] = true;
        }
    }
    for (std::size_t i = 0; i < called.size(); ++i) {
        if (called[i]) canonical.insert(model::canonical_name(program, job.aliases, program.procs[i].display_name));
    }
    return canonical;
}

}  // namespace

bool about_others(const ir::Program& program, const Job& job) {
    if (!names_ddis(program, job)) return false;
    const auto canonical = called_names(program, job);
    if (!canonical) return false;
    auto occurs = [&](const automaton::EventName& n) {
        return is_ddi(program, n) && canonical->contains(model::canonical_name(program, job.aliases, n.name));
    };
    if (job.rule->watch && occurs(job.rule->watch->event)) return false;
    return std::none_of(job.rule->blocks.begin(), job.rule->blocks.end(),
                        [&](const automaton::EventBlock& b) { return b.read || std::any_of(b.names.begin(), b.names.end(), occurs); });
}

bool watches_nothing(const ir::Program& program, const Job& job) {
    const automaton::Automaton& rule = *job.rule;
    if (!rule.watch || !is_ddi(program, rule.watch->event)) return false;
    if (std::any_of(rule.blocks.begin(), rule.blocks.end(), [](const automaton::EventBlock& b) { return !b.guard; })) return false;
    const auto canonical = called_names(program, job);
    return canonical && !canonical->contains(model::canonical_name(program, job.aliases, rule.watch->event.name));
}

std::string missing_events(const ir::Program& p, const Job& job) {
    if (job.rule->blocks.empty()) return "the rule has no event";
    if (watches_nothing(p, job)) return "the driver does not call " + job.rule->watch->event.written + ", of which the rule watches an object";
    const bool ddis = names_ddis(p, job);
    std::vector<std::string> names, reads;
    for (const automaton::EventBlock& b : job.rule->blocks) {
        if (b.read) reads.push_back(automaton::print(*job.rule, b.read->lvalue));
        for (const automaton::EventName& n : b.names) {
            if (ddis && !is_ddi(p, n)) continue;
            if (std::find(names.begin(), names.end(), n.written) == names.end()) names.push_back(n.written);
        }
    }
    if (names.empty() && !reads.empty()) return "the driver does not read " + list_of(reads);
    return std::string(ddis ? "the driver does not call " : "the driver has no callback of ") + list_of(names);
}

}  // namespace sdvlite::check
