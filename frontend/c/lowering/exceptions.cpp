// SPDX-License-Identifier: Apache-2.0
// Structured exception handling. A __finally body is lowered once; a selector local says why it
// runs (the block ended, it is left by a jump, an exception passes) and control goes on from there.
// Exceptions arrive from calls and Raise statements through their `unwind` target, and in a __try
// with __except once by choice, because memory that the block reads may not be there: at its start, or
// behind calls there that never raise (quiet.hpp). So may the user's memory each time that it is touched (user_memory.hpp); other
// faults later in the block are not modelled.
#include "frontend/c/lowering/body.hpp"
#include "frontend/c/lowering/quiet.hpp"
#include "frontend/c/lowering/user_memory.hpp"

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;

namespace {

constexpr std::uint64_t kAccessViolation = 0xC0000005;
constexpr std::uint64_t kNoncontinuable = 0xC0000025;

} // namespace

void Body::try_statement(const clang::SEHTryStmt* s) {
    Here here(*this, s->getTryLoc());
    if (s->getFinallyHandler())
        try_finally(s);
    else
        try_except(s);
}

Body::Landing Body::new_landing() {
    Landing landing;
    landing.unknown = code_.label();
    landing.known = code_.label();
    landing.code = add_local("$code", unit_.types.u32(), {});
    return landing;
}

// The code of an exception that somebody else raised, who has left it in a variable of the OS model: a warning or an
// error, as all that Windows raises are.
void Body::unknown_code(std::uint32_t code) {
    const ir::TypeId i32 = unit_.types.i32();
    assign(local(code), exprs_.global(unit_.exception_code()));
    emit(StmtKind::Assume).rhs = exprs_.binary(ir::BinOp::Lt, exprs_.cast(i32, local(code)), exprs_.constant(i32, 0));
}

void Body::try_finally(const clang::SEHTryStmt* s) {
    const ir::TypeId i32 = unit_.types.i32();
    const Landing landing = new_landing();
    Guard guard;
    guard.statement = s;
    guard.entry = code_.label();
    guard.selector = add_local("$finally", i32, {});
    const Label normal = code_.label();

    guards_.push_back(guard);
    landings_.push_back(landing);
    leaves_.push_back({normal, guards_.size()});
    statement(s->getTryBlock());
    leaves_.pop_back();
    landings_.pop_back();
    guard = std::move(guards_.back());
    guards_.pop_back();

    Here here(*this, s->getFinallyHandler()->getFinallyLoc());
    code_.place(normal);
    assign(local(guard.selector), exprs_.constant(i32, kBlockEnded));
    code_.jump(guard.entry);
    code_.place(landing.unknown);
    unknown_code(landing.code);
    code_.place(landing.known);
    assign(local(guard.selector), exprs_.constant(i32, kException));

    code_.place(guard.entry);
    selectors_.push_back(guard.selector);
    statement(s->getFinallyHandler()->getBlock());
    selectors_.pop_back();
    after_finally(guard, landing);
}

/// Behind a __finally body: on to where control was going.
void Body::after_finally(const Guard& guard, const Landing& landing) {
    const Label done = code_.label();
    const Label raised = code_.label();
    std::vector<Label> exits;
    ir::Stmt& s = emit(StmtKind::Switch);
    const std::size_t at = code_.size() - 1;
    s.targets = {done};
    auto add_case = [&](std::uint64_t value, Label target) { code_[at].cases.push_back({value, value, target}); };
    add_case(kException, raised);
    for (std::size_t i = 0; i < guard.exits.size(); ++i) {
        exits.push_back(code_.label());
        add_case(kFirstExit + i, exits.back());
    }
    code_[at].rhs = local(guard.selector);
    code_.place(raised);
    raise(local(landing.code));
    for (std::size_t i = 0; i < exits.size(); ++i) {
        code_.place(exits[i]);
        leave_to(guard.exits[i].first, guard.exits[i].second);
    }
    code_.place(done);
}

/// From here on: control goes on, or to `fault`.
void Body::may_fault(Label fault) {
    const Label on = code_.label();
    emit(StmtKind::Choose).targets = {on, fault};
    code_.place(on);
}

/// Where memory may not be there, in a block that begins here.
void Body::find_faults(const clang::CompoundStmt* block, Label fault) {
    if (!may_touch_memory(block)) return;
    const QuietBeginning quiet = quiet_beginning(block);
    const clang::Stmt* const first = quiet.calls ? quiet.next : block->body_front();
    if (!quiet.calls)
        may_fault(fault);
    else if (quiet.next)
        faults_.insert(quiet.next);
    for (const clang::Stmt* access : user_accesses(definition_->getBody(), block))
        if (access != first) faults_.insert(access);
}

/// Before a statement in the block: what blocks around it inside have in __finally runs.
void Body::may_raise_fault() {
    const Label on = code_.label();
    const Label fault = code_.label();
    emit(StmtKind::Choose).targets = {on, fault};
    code_.place(fault);
    raise(exprs_.constant(unit_.types.u32(), kAccessViolation));
    code_.place(on);
}

void Body::try_except(const clang::SEHTryStmt* s) {
    const clang::SEHExceptStmt* handler = s->getExceptHandler();
    const Landing landing = new_landing();
    const Label fault = code_.label();
    const Label execute = code_.label();
    const Label end = code_.label();

    find_faults(s->getTryBlock(), fault);
    landings_.push_back(landing);
    leaves_.push_back({end, guards_.size()});
    statement(s->getTryBlock());
    leaves_.pop_back();
    landings_.pop_back();
    code_.jump(end);

    {
        Here here(*this, handler->getExceptLoc());
        code_.place(fault);
        assign(local(landing.code), exprs_.constant(unit_.types.u32(), kAccessViolation));
        code_.jump(landing.known);
        code_.place(landing.unknown);
        unknown_code(landing.code);
        code_.place(landing.known);
    }
    codes_.push_back(landing.code);
    filter(handler, execute);
    code_.place(execute);
    statement(handler->getBlock());
    codes_.pop_back();
    code_.place(end);
}

/// The filter expression: above 0 the handler runs, 0 passes the exception on. Below 0 resumes where
/// the exception was raised: functions that raise one raise noncontinuable ones, so that this is
/// another exception; of a fault at the start of the block nothing remains but that the block runs.
void Body::filter(const clang::SEHExceptStmt* handler, Label execute) {
    const clang::Expr* e = handler->getFilterExpr();
    Here here(*this, e->getSourceRange());
    try {
        if (report_complaint(e->getBeginLoc(), e->getEndLoc(), false)) return;
        const ExprId value = coerce(rvalue(e), unit_.types.i32());
        const ExprId zero = exprs_.constant(unit_.types.i32(), 0);
        const Label not_taken = code_.label();
        const Label search = code_.label();
        const Label resume = code_.label();
        branch_value(exprs_.binary(ir::BinOp::Gt, value, zero), execute, not_taken);
        code_.place(not_taken);
        branch_value(exprs_.binary(ir::BinOp::Eq, value, zero), search, resume);
        code_.place(resume);
        raise(exprs_.constant(unit_.types.u32(), kNoncontinuable));
        code_.place(search);
        raise(local(codes_.back()));
    } catch (const Unlowerable& u) {
        hole(u.reason);
    }
}

void Body::leave_statement(const clang::SEHLeaveStmt*) {
    if (leaves_.empty()) throw Unlowerable{"__leave outside of __try"};
    leave_to(leaves_.back().label, leaves_.back().guards);
}

} // namespace sdvlite::frontend::c
