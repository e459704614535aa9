// SPDX-License-Identifier: Apache-2.0
// Structured exceptions as ordinary control flow: a Raise sets a flag and leaves the procedure (or
// goes to the handler); after every call that may raise, the flag is looked at. A procedure
// without a body does not raise: a DDI that does has a model that says so.
#include <vector>

#include "core/model/weave.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// A raise that leaves the procedure, or an indirect call, which may reach one that does.
std::vector<bool> procedures_that_raise(const ir::Program& p) {
    std::vector<bool> raises(p.procs.size(), false);
    bool any = false;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        for (const Stmt& s : p.procs[i].body) {
            if (s.kind == StmtKind::Raise) any = true;
            if (s.kind == StmtKind::Raise && s.unwind == ir::kNoStmt) raises[i] = true;
        }
    }
    if (!any) return {};
    bool indirect = false;  // may an indirect call raise?
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < p.procs.size(); ++i) {
            if (raises[i] && p.procs[i].address_taken && !indirect) indirect = changed = true;  // callers before this one, too
            if (raises[i]) continue;
            for (const Stmt& s : p.procs[i].body) {
                if (s.kind != StmtKind::Call || s.unwind != ir::kNoStmt) continue;
                if (s.proc.valid() ? !raises[s.proc.index()] : !indirect) continue;
                raises[i] = changed = true;
                break;
            }
        }
    }
    return raises;
}

class RaiseLowering {
public:
    RaiseLowering(Woven& woven, std::vector<bool> raises) : woven_(woven), make_(woven.program), raises_(std::move(raises)) {
        for (std::size_t i = 0; i < raises_.size(); ++i) {
            if (raises_[i] && woven_.program.procs[i].address_taken) indirect_ = true;
        }
    }

    void run() {
        ir::Global g;
        g.name = g.display_name = "rule$raised";
        g.type = woven_.program.types.integer(32, true);
        g.origin = ir::Origin::Harness;
        g.initialised = true;
        woven_.raised = woven_.program.add_global(std::move(g));
        for (std::size_t i = 0; i < woven_.program.procs.size(); ++i) rewrite(ProcId(i));
    }

private:
    bool may_raise(const Stmt& s) const {
        return s.kind == StmtKind::Call && (s.proc.valid() ? raises_[s.proc.index()] : indirect_);
    }

    void push(Stmt s, StmtInfo info) {
        body_.push_back(std::move(s));
        info_.push_back(info);
    }

    void set_flag(std::uint64_t value, base::Span span) {
        Stmt s;
        s.kind = StmtKind::Assign;
        s.span = span;
        s.lhs = make_.global(woven_.raised);
        s.rhs = make_.constant(woven_.program.types.integer(32, true), value);
        push(std::move(s), {});
    }

    /// To the handler (an old index, marked by kToOld) with the flag down, or out with it up.
    void leave(StmtIndex unwind, ProcId proc, base::Span span) {
        Stmt s;
        s.span = span;
        if (unwind != ir::kNoStmt) {
            set_flag(0, span);
            s.kind = StmtKind::Goto;
            s.targets = {unwind};
            push(std::move(s), {});
            patch_.push_back(body_.size() - 1);
            return;
        }
        s.kind = StmtKind::Return;
        const ir::TypeId result = woven_.program.types[woven_.program[proc].type].element;
        if (woven_.program.types.is_scalar(result)) s.rhs = make_.constant(result, 0);
        push(std::move(s), {});
    }

    /// Where the result of a call is kept until it is known that the callee did not raise: only then is it assigned.
    ExprId result_of(const Stmt& call, ir::Proc& proc) {
        const ir::Program& p = woven_.program;
        ir::TypeId type = call.proc.valid() ? p[call.proc].type : p[call.callee].type;
        if (p.types.is_pointer(type)) type = p.types[type].element;
        proc.locals.push_back({"$result" + std::to_string(proc.locals.size()), p.types[type].element, call.span});
        return make_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
    }

    void rewrite(ProcId id);

    Woven& woven_;
    ir::ExprBuilder make_;
    std::vector<bool> raises_;
    bool indirect_ = false;
    std::vector<Stmt> body_;
    std::vector<StmtInfo> info_;
    std::vector<std::size_t> patch_;  ///< Gotos whose target is still an old index
};

void RaiseLowering::rewrite(ProcId id) {
    ir::Proc& proc = woven_.program[id];
    std::vector<Stmt> old = std::move(proc.body);
    std::vector<StmtInfo> old_info = std::move(woven_.info[id.index()]);
    body_.clear();
    info_.clear();
    patch_.clear();
    std::vector<StmtIndex> moved(old.size());
    std::vector<std::size_t> kept;
    for (StmtIndex i = 0; i < old.size(); ++i) {
        moved[i] = static_cast<StmtIndex>(body_.size());
        Stmt s = std::move(old[i]);
        const base::Span span = s.span;
        const StmtIndex unwind = s.unwind;
        s.unwind = ir::kNoStmt;
        if (s.kind == StmtKind::Raise) {
            if (unwind == ir::kNoStmt) set_flag(1, span);
            if (info_.empty() || unwind != ir::kNoStmt) {
                Stmt nop;  // keeps the statement's place in the trace
                nop.span = span;
                push(std::move(nop), old_info[i]);
            } else {
                info_.back() = old_info[i];
            }
            leave(unwind, id, span);
            continue;
        }
        const bool raising = may_raise(s);
        const ExprId wanted = raising && s.lhs.valid() && woven_.program.types.is_scalar(woven_.program[s.lhs].type) ? s.lhs : ExprId{};
        if (wanted.valid()) s.lhs = result_of(s, proc);
        const ExprId given = s.lhs;
        kept.push_back(body_.size());
        push(std::move(s), old_info[i]);
        if (!raising) continue;
        Stmt test;
        test.kind = StmtKind::Branch;
        test.span = span;
        test.rhs = make_.global(woven_.raised);
        const StmtIndex at = static_cast<StmtIndex>(body_.size());
        test.targets = {at + 1, ir::kNoStmt};
        push(std::move(test), {});
        leave(unwind, id, span);
        body_[at].targets[1] = static_cast<StmtIndex>(body_.size());
        if (!wanted.valid()) continue;
        Stmt assign;
        assign.kind = StmtKind::Assign;
        assign.span = span;
        assign.lhs = wanted;
        assign.rhs = make_.cast(woven_.program[wanted].type, given);
        push(std::move(assign), {});
    }
    for (std::size_t k : kept) {
        for (StmtIndex& t : body_[k].targets) t = moved[t];
        for (ir::SwitchCase& c : body_[k].cases) c.target = moved[c.target];
    }
    for (std::size_t k : patch_) body_[k].targets[0] = moved[body_[k].targets[0]];
    proc.body = std::move(body_);
    woven_.info[id.index()] = std::move(info_);
}

}  // namespace

void lower_raises(Woven& woven) {
    std::vector<bool> raises = procedures_that_raise(woven.program);
    if (!raises.empty()) RaiseLowering(woven, std::move(raises)).run();
}

}  // namespace sdvlite::model
