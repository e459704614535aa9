// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/harness_passes.hpp"

#include <algorithm>

#include "core/ir/link.hpp"
#include "frontend/os/driver_uses.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

constexpr std::string_view kNeeds = "needs:";
constexpr std::string_view kCallOf = "call-of:";
constexpr std::string_view kCompares = "compares:";
constexpr std::string_view kNames = "names:";
constexpr std::string_view kOnlyZero = "only-zero:";
constexpr std::string_view kElse = "else:";
constexpr std::string_view kCallee = "callee:";
constexpr std::string_view kWith = "with:";
constexpr std::string_view kGroup = "group";

bool has_role(const ir::Proc& proc, std::string_view role) {
    return proc.has_body &&
           std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& r) { return r.role == role; });
}

// Of a detail's kind: the same detail, or any (of a role that has details at all).
bool has_detail(const ir::Proc& proc, std::string_view detail, const std::set<std::string>& detailed) {
    return proc.has_body && std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& r) {
               return r.detail == detail || (r.detail.empty() && detailed.contains(r.role));
           });
}

// Whether the driver has a function of one of the roles or details in `needs`.
bool is_met(const ir::Program& program, std::string_view needs, const RoleTable& table, const std::set<std::string>& detailed) {
    return any_word(needs, [&](const std::string& need) {
        const bool is_detail = table.details.contains(need);
        return std::any_of(program.procs.begin(), program.procs.end(), [&](const ir::Proc& f) {
            return is_detail ? has_detail(f, need, detailed) : has_role(f, need);
        });
    });
}

void make_empty(ir::Program& program, ir::Proc& proc) {
    const ir::TypeId result = program.types[proc.type].element;
    Stmt ret;
    ret.kind = StmtKind::Return;
    ret.closing = true;
    ret.span = proc.end;
    proc.locals.resize(proc.param_count);
    proc.body.clear();
    if (program.types.is_scalar(result)) {
        ret.rhs = ir::ExprBuilder(program).constant(result, 0);
    } else if (program.types[result].kind != ir::TypeKind::Void) {
        ir::Variable any{"result", result, proc.span};
        proc.locals.push_back(std::move(any));
        ret.rhs = ir::ExprBuilder(program).local(proc, proc.param_count);
    }
    proc.body.push_back(std::move(ret));
}

// "else:F": the step does what F, which has the same type, does.
void do_instead(const ir::Program& program, ir::Proc& proc) {
    for (const std::string& a : proc.annotations) {
        if (!a.starts_with(kElse)) continue;
        const auto is_other = [&](const ir::Proc& f) { return f.name == a.substr(kElse.size()) && f.type == proc.type; };
        const auto other = std::find_if(program.procs.begin(), program.procs.end(), is_other);
        if (other == program.procs.end()) return;
        proc.locals = other->locals;
        proc.body = other->body;
    }
}

// Rewrites a body in which statements grow into several; jumps to a statement go to the first of its successors.
class Splicer {
  public:
    Splicer(ir::Program& program, ProcId proc, std::string_view role, bool open, bool elsewhere)
        : p_(program), build_(program), id_(proc), role_(role), open_(open), elsewhere_(elsewhere) {
        for (std::size_t i = 0; i < p_.procs.size(); ++i)
            if (has_role(p_.procs[i], role)) functions_.push_back(ProcId(i));
    }

    void run() {
        const std::vector<Stmt> old = std::move(p_[id_].body);
        std::vector<StmtIndex> place(old.size());
        for (std::size_t i = 0; i < old.size(); ++i) {
            place[i] = static_cast<StmtIndex>(out_.size());
            if (old[i].kind == StmtKind::Call && old[i].callee.valid())
                expand(old[i]);
            else
                push(old[i], true);
        }
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (!relocate_[i]) continue;
            for (StmtIndex& t : out_[i].targets) t = place[t];
            for (ir::SwitchCase& c : out_[i].cases) c.target = place[c.target];
        }
        for (Stmt& s : out_)
            if (s.unwind != ir::kNoStmt) s.unwind = place[s.unwind];
        p_[id_].body = std::move(out_);
    }

  private:
    void push(Stmt s, bool relocate) {
        out_.push_back(std::move(s));
        relocate_.push_back(relocate);
    }

    Stmt made(StmtKind kind, const Stmt& from) const {
        Stmt s;
        s.kind = kind;
        s.span = from.span;
        return s;
    }

    void expand(const Stmt& call) {
        if (functions_.empty() && (open_ || elsewhere_)) {
            push(call, true);
            return;
        }
        if (functions_.empty()) { // there is nothing that the pointer could point to
            Stmt never = made(StmtKind::Assume, call);
            never.rhs = build_.constant(p_.types.integer(32, true), 0);
            push(std::move(never), false);
            return;
        }
        const std::size_t choose = out_.size(); // becomes a Nop when there is nothing to choose from
        push(made(StmtKind::Choose, call), false);
        std::vector<std::size_t> ends;
        std::vector<ExprId> others;
        for (ProcId f : functions_) {
            out_[choose].targets.push_back(static_cast<StmtIndex>(out_.size()));
            const ExprId address = build_.cast(p_[call.callee].type, build_.func_addr(f));
            Stmt is = made(StmtKind::Assume, call);
            is.rhs = build_.binary(ir::BinOp::Eq, call.callee, address);
            push(std::move(is), false);
            others.push_back(build_.binary(ir::BinOp::Ne, call.callee, address));
            push_call(call, f);
            ends.push_back(out_.size());
            push(made(StmtKind::Goto, call), false);
        }
        if (open_) {
            out_[choose].targets.push_back(static_cast<StmtIndex>(out_.size()));
            for (ExprId other : others) {
                Stmt is_not = made(StmtKind::Assume, call);
                is_not.rhs = other;
                push(std::move(is_not), false);
            }
            push(call, false);
        }
        const auto next = static_cast<StmtIndex>(out_.size());
        for (std::size_t end : ends) out_[end].targets = {next};
        push(made(StmtKind::Nop, call), false);
        if (out_[choose].targets.size() < 2) out_[choose] = made(StmtKind::Nop, call);
    }

    // A direct call of `f` with the arguments of `from`, cast; what it wants beyond them is arbitrary.
    void push_call(const Stmt& from, ProcId f) {
        const ir::Type type = p_.types[p_[f].type];
        Stmt call = from;
        call.callee = {};
        call.proc = f;
        for (std::size_t i = 0; i < type.params.size(); ++i) {
            if (i < call.args.size() && convertible(p_[call.args[i]].type, type.params[i])) {
                call.args[i] = build_.cast(type.params[i], call.args[i]);
            } else {
                const ExprId any = arbitrary(type.params[i], from);
                if (i < call.args.size())
                    call.args[i] = any;
                else
                    call.args.push_back(any);
            }
            if (!ir::is_given(p_[f], i + 1)) continue;
            Stmt there = made(StmtKind::Assume, from);
            there.rhs = build_.binary(ir::BinOp::Ne, call.args[i], build_.constant(type.params[i], 0));
            push(std::move(there), false);
        }
        if (call.args.size() > type.params.size() && !type.variadic) call.args.resize(type.params.size());
        if (!call.lhs.valid() || p_[call.lhs].type == type.element) {
            push(std::move(call), false);
            return;
        }
        const ExprId wanted = call.lhs;
        if (!convertible(type.element, p_[wanted].type)) {
            call.lhs = {};
            push(std::move(call), false);
            Stmt havoc = made(StmtKind::Havoc, from);
            havoc.lhs = wanted;
            push(std::move(havoc), false);
            return;
        }
        call.lhs = fresh(type.element);
        Stmt convert = made(StmtKind::Assign, from);
        convert.lhs = wanted;
        convert.rhs = build_.cast(p_[wanted].type, call.lhs);
        push(std::move(call), false);
        push(std::move(convert), false);
    }

    bool convertible(ir::TypeId from, ir::TypeId to) const {
        return from == to || (p_.types.is_scalar(from) && p_.types.is_scalar(to));
    }

    ExprId fresh(ir::TypeId type) {
        ir::Proc& proc = p_[id_];
        proc.locals.push_back({"sdv_any" + std::to_string(proc.locals.size()), type, proc.span});
        return build_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
    }

    ExprId arbitrary(ir::TypeId type, const Stmt& from) {
        Stmt havoc = made(StmtKind::Havoc, from);
        havoc.lhs = fresh(type);
        const ExprId value = havoc.lhs;
        push(std::move(havoc), false);
        return value;
    }

    ir::Program& p_;
    ir::ExprBuilder build_;
    ProcId id_;
    std::string_view role_;
    bool open_;
    bool elsewhere_;
    std::vector<ProcId> functions_;
    std::vector<Stmt> out_;
    std::vector<bool> relocate_;
};

} // namespace

void empty_needless_steps(ir::Program& program, const RoleTable& table) {
    std::set<std::string> detailed;
    for (const auto& [where, field] : table.fields)
        if (field.by_index) detailed.insert(field.role);
    for (ir::Proc& proc : program.procs) {
        if (!proc.has_body) continue;
        for (const std::string& a : proc.annotations) {
            const auto after = [&](std::string_view word) { return std::string_view(a).substr(word.size()); };
            const bool needless = (a.starts_with(kCallOf) && !may_call(program, after(kCallOf))) ||
                                  (a.starts_with(kNames) && !may_name(program, after(kNames))) ||
                                  (a.starts_with(kOnlyZero) && !stores_only_zero(program, after(kOnlyZero))) ||
                                  (a.starts_with(kCompares) && !may_compare(program, after(kCompares))) ||
                                  (a.starts_with(kNeeds) && !is_met(program, after(kNeeds), table, detailed));
            if (!needless) continue;
            make_empty(program, proc);
            do_instead(program, proc);
            break;
        }
    }
}

void drop_empty_choices(ir::Program& program) {
    const auto is_empty_step = [&](const Stmt& s) {
        if (s.kind != StmtKind::Call || !s.proc.valid()) return false;
        const ir::Proc& p = program[s.proc];
        const bool step = std::any_of(p.annotations.begin(), p.annotations.end(),
                                      [](const std::string& a) { return a.starts_with(kNeeds); });
        return step && p.body.size() == 1 && p.body[0].kind == StmtKind::Return;
    };
    for (ir::Proc& proc : program.procs) {
        if (proc.origin == ir::Origin::Driver) continue;
        for (Stmt& s : proc.body) {
            if (s.kind != StmtKind::Choose) continue;
            std::vector<StmtIndex> kept;
            for (StmtIndex t : s.targets)
                if (!is_empty_step(proc.body[t])) kept.push_back(t);
            if (kept.empty()) kept.push_back(s.targets[0]);
            s.targets = std::move(kept);
        }
    }
}

void resolve_harness_calls(ir::Program& program, const std::set<std::string>& open) {
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        if (!program.procs[i].has_body) continue;
        std::string role;
        bool elsewhere = true; // where the driver has no function of that role, other code may have stored one
        for (const std::string& a : program.procs[i].annotations) {
            if (a.starts_with(kCallee)) role = a.substr(kCallee.size());
            if (!a.starts_with(kWith)) continue;
            const std::string companion = a.substr(kWith.size());
            const auto is_one = [&](const ir::Proc& f) { return has_role(f, companion); };
            if (std::any_of(program.procs.begin(), program.procs.end(), is_one)) elsewhere = false;
        }
        if (!role.empty()) Splicer(program, ProcId(i), role, open.contains(role), elsewhere).run();
    }
}

void add_group_roles(ir::Program& program, const RoleTable& table) {
    for (ir::Proc& proc : program.procs) {
        const std::vector<ir::Role> roles = proc.roles;
        std::set<std::string> groups;
        for (const ir::Role& r : roles)
            if (auto it = table.groups.find(r.role); it != table.groups.end()) groups.insert(it->second);
        for (const std::string& g : groups) proc.roles.push_back({g, "", std::string(kGroup), proc.span});
    }
}

void remove_group_roles(ir::Program& program) {
    for (ir::Proc& proc : program.procs)
        std::erase_if(proc.roles, [](const ir::Role& r) { return r.found_by == kGroup; });
}

std::vector<ProcId> annotated(const ir::Program& program, std::string_view text) {
    std::vector<ProcId> found;
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const auto& a = program.procs[i].annotations;
        if (std::find(a.begin(), a.end(), text) != a.end()) found.push_back(ProcId(i));
    }
    return found;
}

} // namespace sdvlite::frontend::os
