// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/thread_ends.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace sdvlite::frontend::os {

using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

constexpr std::string_view kEnds = "ends:";

struct Ending {
    ProcId ddi;
    std::string role;
    ir::GlobalId flag;
};

std::optional<Ending> ending(const ir::Program& program, ProcId ddi) {
    if (!program[ddi].has_body) return std::nullopt;
    for (const std::string& a : program[ddi].annotations) {
        if (!a.starts_with(kEnds)) continue;
        const std::size_t blank = a.find(' ');
        if (blank == std::string::npos) continue;
        const ir::GlobalId flag = program.find_global(a.substr(blank + 1));
        if (flag.valid()) return Ending{ddi, a.substr(kEnds.size(), blank - kEnds.size()), flag};
    }
    return std::nullopt;
}

class Ends {
public:
    Ends(ir::Program& program, Ending ending) : p_(program), build_(program), e_(std::move(ending)) {}

    void run() {
        find_callers();
        for (const ProcId f : callers_)
            if (has_role(f)) reach(f);
        for (const ProcId f : callers_) rewrite(f);
    }

private:
    bool has_role(ProcId f) const {
        const auto& roles = p_[f].roles;
        return std::any_of(roles.begin(), roles.end(), [&](const ir::Role& r) { return r.role == e_.role; });
    }
    bool may_end(const Stmt& s) const {
        return s.kind == StmtKind::Call && s.proc.valid() && (s.proc == e_.ddi || callers_.contains(s.proc));
    }

    // The driver's functions that call the DDI, by themselves or through others.
    void find_callers() {
        bool more = true;
        while (more) {
            more = false;
            for (std::size_t i = 0; i < p_.procs.size(); ++i) {
                const ir::Proc& f = p_.procs[i];
                if (!f.has_body || f.origin != ir::Origin::Driver || callers_.contains(ProcId(i))) continue;
                if (!std::any_of(f.body.begin(), f.body.end(), [&](const Stmt& s) { return may_end(s); })) continue;
                callers_.insert(ProcId(i));
                more = true;
            }
        }
    }

    void reach(ProcId f) {
        if (!inside_.insert(f).second) return;
        for (const Stmt& s : p_[f].body)
            if (may_end(s) && s.proc != e_.ddi) reach(s.proc);
    }

    Stmt made(StmtKind kind, const Stmt& from) const {
        Stmt s;
        s.kind = kind;
        s.span = from.span;
        return s;
    }

    ir::ExprId is_set(bool set) {
        const ir::TypeId type = p_[e_.flag].type;
        return build_.binary(set ? ir::BinOp::Ne : ir::BinOp::Eq, build_.global(e_.flag), build_.constant(type, 0));
    }

    Stmt return_of(ProcId f, const Stmt& call) {
        Stmt s = made(StmtKind::Return, call);
        const ir::TypeId result = p_.types[p_[f].type].element;
        if (p_.types[result].kind == ir::TypeKind::Void) return s;
        ir::Proc& proc = p_[f];
        proc.locals.push_back({"sdv_any" + std::to_string(proc.locals.size()), result, proc.span});
        s.rhs = build_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
        return s;
    }

    // What comes behind the call of something that may end the routine.
    std::vector<Stmt> behind(ProcId f, const Stmt& call, StmtIndex at) {
        std::vector<Stmt> out;
        const bool helper = call.proc != e_.ddi;
        if (!inside_.contains(f)) {
            Stmt never = made(StmtKind::Assume, call);
            never.rhs = is_set(false);
            out.push_back(std::move(never));
            return out;
        }
        if (helper) {
            const auto after = static_cast<StmtIndex>(at + (has_role(f) ? 3 : 2));
            Stmt ended = made(StmtKind::Branch, call);
            ended.rhs = is_set(true);
            ended.targets = {static_cast<StmtIndex>(at + 1), after};
            out.push_back(std::move(ended));
        }
        if (has_role(f)) { // the next one begins anew
            Stmt clear = made(StmtKind::Assign, call);
            clear.lhs = build_.global(e_.flag);
            clear.rhs = build_.constant(p_[e_.flag].type, 0);
            out.push_back(std::move(clear));
        }
        out.push_back(return_of(f, call));
        return out;
    }

    void rewrite(ProcId f) {
        const std::vector<Stmt> old = std::move(p_[f].body);
        std::vector<Stmt> body;
        std::vector<StmtIndex> place(old.size());
        std::vector<bool> moved;
        for (std::size_t i = 0; i < old.size(); ++i) {
            place[i] = static_cast<StmtIndex>(body.size());
            body.push_back(old[i]);
            moved.push_back(true);
            if (!may_end(old[i])) continue;
            for (Stmt& s : behind(f, old[i], static_cast<StmtIndex>(body.size()))) {
                body.push_back(std::move(s));
                moved.push_back(false);
            }
        }
        for (std::size_t i = 0; i < body.size(); ++i) {
            if (!moved[i]) continue;
            for (StmtIndex& t : body[i].targets) t = place[t];
            for (ir::SwitchCase& c : body[i].cases) c.target = place[c.target];
            if (body[i].unwind != ir::kNoStmt) body[i].unwind = place[body[i].unwind];
        }
        p_[f].body = std::move(body);
    }

    ir::Program& p_;
    ir::ExprBuilder build_;
    Ending e_;
    std::set<ProcId> callers_;
    std::set<ProcId> inside_; // those that a function of the role calls, and these themselves
};

} // namespace

void end_routines(ir::Program& program) {
    for (std::size_t i = 0; i < program.procs.size(); ++i)
        if (const auto e = ending(program, ProcId(i))) Ends(program, *e).run();
}

} // namespace sdvlite::frontend::os
