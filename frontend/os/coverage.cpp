// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "frontend/os/function_flow.hpp"

namespace sdvlite::frontend::os {

using ir::Origin;
using ir::ProcId;
using ir::StmtKind;

namespace {

bool is_unmodelled(const ir::Proc& callee) {
    return !callee.has_body && !callee.modelled && callee.hole_reason.empty();
}

} // namespace

void find_handed_over(ir::Program& program, RoleReport& report) {
    if (report.complete) return;
    const FunctionFlow flow(program);
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        if (program.procs[i].origin != Origin::Driver) continue;
        for (const ir::Stmt& s : program.procs[i].body) {
            if (s.kind != StmtKind::Call || !s.proc.valid() || !is_unmodelled(program[s.proc])) continue;
            for (ir::ExprId arg : s.args) {
                if (!program.types.is_scalar(program[arg].type)) continue;
                for (ProcId f : flow.functions(ProcId(i), arg)) {
                    ir::Proc& function = program[f];
                    if (!function.has_body || function.origin != Origin::Driver || !function.roles.empty()) continue;
                    if (report.removed.contains(function.name)) continue;
                    function.roles.push_back({"unknown", "", "registration", s.span});
                    base::Diagnostic d;
                    d.severity = base::Severity::Note;
                    d.span = s.span;
                    d.message = "'" + function.display_name + "' is handed to " + program[s.proc].name +
                                ", which has no model: it is taken for a callback of unknown role";
                    report.notes.push_back(std::move(d));
                }
            }
        }
    }
}

void find_uncalled(const ir::Program& program, RoleReport& report) {
    std::set<ProcId> called;
    std::set<std::size_t> arities; // of what is called through pointers
    for (const ir::Proc& proc : program.procs) {
        if (proc.origin != Origin::Driver) continue;
        for (const ir::Stmt& s : proc.body) {
            if (s.kind != StmtKind::Call) continue;
            if (s.proc.valid())
                called.insert(s.proc);
            else
                arities.insert(s.args.size());
        }
    }
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const ir::Proc& f = program.procs[i];
        const bool own = f.origin == Origin::Driver && f.has_body && f.address_taken && f.roles.empty();
        if (!own || called.contains(ProcId(i)) || arities.contains(f.param_count) || report.removed.contains(f.name)) continue;
        base::Diagnostic d;
        d.severity = base::Severity::Note;
        d.span = f.span;
        d.message = "the address of '" + f.display_name + "' is taken, and nobody is known to call it: it is not checked";
        report.notes.push_back(std::move(d));
    }
}

void list_entry_points(const ir::Program& program, Coverage& coverage) {
    coverage.entry_points.clear();
    for (const ir::Proc& proc : program.procs) {
        if (!proc.has_body) continue;
        for (const ir::Role& r : proc.roles)
            coverage.entry_points.push_back({r.role, r.detail, proc.name, r.found_by, r.span, false});
    }
}

void list_unmodelled(const ir::Program& program, Coverage& coverage) {
    std::map<std::string, UnmodelledDdi> found;
    for (const ir::Proc& proc : program.procs) {
        if (proc.origin != Origin::Driver) continue;
        for (const ir::Stmt& s : proc.body) {
            if (s.kind != StmtKind::Call || !s.proc.valid() || !is_unmodelled(program[s.proc])) continue;
            UnmodelledDdi& ddi = found[program[s.proc].name];
            if (ddi.calls++ == 0) ddi.first = s.span;
            ddi.name = program[s.proc].name;
        }
    }
    coverage.unmodelled.clear();
    for (auto& [name, ddi] : found) coverage.unmodelled.push_back(std::move(ddi));
}

void mark_entered(const ir::Program& program, Coverage& coverage) {
    std::set<std::string> invoked;
    std::set<ProcId> called;
    for (const ir::Proc& proc : program.procs) {
        if (proc.origin == Origin::Driver) continue;
        for (const ir::Stmt& s : proc.body) {
            if (s.kind == StmtKind::Invoke) invoked.insert(s.text);
            if (s.kind == StmtKind::Call && s.proc.valid()) called.insert(s.proc);
        }
    }
    std::set<std::string> entered;
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const auto& roles = program.procs[i].roles;
        const bool hit =
            std::any_of(roles.begin(), roles.end(), [&](const ir::Role& r) { return invoked.contains(r.role); });
        if (hit || called.contains(ProcId(i))) entered.insert(program.procs[i].name);
    }
    for (EntryPoint& e : coverage.entry_points) e.entered = entered.contains(e.function);
}

} // namespace sdvlite::frontend::os
