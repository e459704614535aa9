// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/quiet.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

namespace sdvlite::frontend::c {

namespace {

/// Functions of the kernel that raise nothing and touch no memory but locks, which are always there.
constexpr llvm::StringLiteral kQuiet[] = {
    "ExAcquireFastMutex", "ExAcquireFastMutexUnsafe", "ExAcquireResourceExclusiveLite", "ExAcquireResourceSharedLite",
    "ExAcquireSpinLockExclusive", "ExAcquireSpinLockShared", "ExGetPreviousMode", "ExReleaseFastMutex",
    "ExReleaseFastMutexUnsafe", "ExReleaseResourceLite", "FsRtlEnterFileSystem", "FsRtlExitFileSystem",
    "IoAcquireCancelSpinLock", "IoGetCurrentProcess", "IoReleaseCancelSpinLock", "KeAcquireGuardedMutex",
    "KeAcquireGuardedMutexUnsafe", "KeAcquireInStackQueuedSpinLock", "KeAcquireSpinLock", "KeAcquireSpinLockAtDpcLevel",
    "KeAcquireSpinLockRaiseToDpc", "KeEnterCriticalRegion", "KeEnterGuardedRegion", "KeGetCurrentIrql",
    "KeGetCurrentThread", "KeLeaveCriticalRegion", "KeLeaveGuardedRegion", "KeLowerIrql", "KeRaiseIrql",
    "KeRaiseIrqlToDpcLevel", "KeReleaseGuardedMutex", "KeReleaseGuardedMutexUnsafe", "KeReleaseInStackQueuedSpinLock",
    "KeReleaseSpinLock", "KeReleaseSpinLockFromDpcLevel", "KfAcquireSpinLock", "KfLowerIrql", "KfRaiseIrql",
    "KfReleaseSpinLock", "PsGetCurrentProcess", "PsGetCurrentThread",
};

/// They raise what they are asked to, and touch no memory either.
constexpr llvm::StringLiteral kRaising[] = {"ExRaiseStatus", "RtlRaiseStatus", "ExRaiseAccessViolation", "ExRaiseDatatypeMisalignment"};

/// What handlers ask.
constexpr llvm::StringLiteral kAsking[] = {"_exception_code", "__exception_code", "GetExceptionCode", "_abnormal_termination", "__abnormal_termination", "AbnormalTermination"};

template <std::size_t N> bool is_one(const clang::FunctionDecl* f, const llvm::StringLiteral (&names)[N]) {
    return std::find(std::begin(names), std::end(names), f->getName()) != std::end(names);
}

/// Reads and writes of variables, reckoning, and calls of kQuiet; nothing behind a pointer.
class Quiet {
  public:
    bool statement(const clang::Stmt* s) {
        if (llvm::isa<clang::NullStmt>(s)) return true;
        if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(s)) return all(block->body());
        if (const auto* d = llvm::dyn_cast<clang::DeclStmt>(s))
            return std::all_of(d->decl_begin(), d->decl_end(), [&](const clang::Decl* x) { return declaration(x); });
        const auto* e = llvm::dyn_cast<clang::Expr>(s);
        return e && value(e);
    }

    bool calls() const { return calls_; }

  private:
    template <typename Range> bool all(const Range& parts) {
        return std::all_of(parts.begin(), parts.end(), [&](const clang::Stmt* s) { return statement(s); });
    }

    bool declaration(const clang::Decl* d) {
        const auto* v = llvm::dyn_cast<clang::VarDecl>(d);
        return !v || !v->hasLocalStorage() || !v->getInit() || value(v->getInit());
    }

    bool value(const clang::Expr* e) {
        e = e->IgnoreParenCasts();
        if (llvm::isa<clang::IntegerLiteral, clang::CharacterLiteral, clang::UnaryExprOrTypeTraitExpr>(e)) return true;
        if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(e)) {
            if (u->getOpcode() == clang::UO_AddrOf) return address(u->getSubExpr());
            return u->isIncrementDecrementOp() ? variable(u->getSubExpr()) : u->getOpcode() != clang::UO_Deref && value(u->getSubExpr());
        }
        if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(e)) {
            const clang::BinaryOperatorKind op = b->isCompoundAssignmentOp() ? clang::BinaryOperator::getOpForCompoundAssignment(b->getOpcode()) : b->getOpcode();
            if (op == clang::BO_Div || op == clang::BO_Rem) return false; // by 0
            return (b->isAssignmentOp() ? variable(b->getLHS()) : value(b->getLHS())) && value(b->getRHS());
        }
        if (const auto* call = llvm::dyn_cast<clang::CallExpr>(e)) return quiet_call(call);
        return variable(e);
    }

    bool quiet_call(const clang::CallExpr* call) {
        const clang::FunctionDecl* f = call->getDirectCallee();
        const bool known = f && f->getIdentifier() && !f->isDefined() && is_one(f, kQuiet);
        calls_ = calls_ || known;
        return known && std::all_of(call->arg_begin(), call->arg_end(), [&](const clang::Expr* a) { return value(a); });
    }

    /// A variable or a part of one.
    static bool variable(const clang::Expr* e) {
        e = e->IgnoreParenCasts();
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(e)) return !m->isArrow() && variable(m->getBase());
        return llvm::isa<clang::DeclRefExpr>(e);
    }

    /// `&p->f` reads p and nothing behind it.
    bool address(const clang::Expr* place) {
        place = place->IgnoreParens();
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(place)) return m->isArrow() ? value(m->getBase()) : address(m->getBase());
        return variable(place);
    }

    bool calls_ = false;
};

/// Whether memory behind a pointer is touched: by the statement, or by what it calls.
class Touches {
  public:
    bool statement(const clang::Stmt* s) {
        if (!s) return false;
        if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(s)) {
            if (u->getOpcode() == clang::UO_Deref) return true;
            if (u->getOpcode() == clang::UO_AddrOf) return address(u->getSubExpr());
        }
        if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(s)) {
            const clang::BinaryOperatorKind op = b->isCompoundAssignmentOp() ? clang::BinaryOperator::getOpForCompoundAssignment(b->getOpcode()) : b->getOpcode();
            if (op == clang::BO_Div || op == clang::BO_Rem) return true; // by 0
        }
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(s); m && m->isArrow()) return true;
        if (const auto* a = llvm::dyn_cast<clang::ArraySubscriptExpr>(s); a && !of_array(a)) return true;
        if (llvm::isa<clang::UnaryExprOrTypeTraitExpr>(s)) return false;
        if (llvm::isa<clang::AsmStmt, clang::VAArgExpr, clang::StmtExpr>(s)) return true;
        if (const auto* call = llvm::dyn_cast<clang::CallExpr>(s); call && callee(call->getDirectCallee())) return true;
        if (llvm::isa<clang::CallExpr>(s)) {
            const auto* call = llvm::cast<clang::CallExpr>(s);
            return std::any_of(call->arg_begin(), call->arg_end(), [&](const clang::Expr* a) { return statement(a); });
        }
        if (const auto* d = llvm::dyn_cast<clang::DeclStmt>(s)) {
            return std::any_of(d->decl_begin(), d->decl_end(), [&](const clang::Decl* x) {
                const auto* v = llvm::dyn_cast<clang::VarDecl>(x);
                return v && v->hasLocalStorage() && statement(v->getInit());
            });
        }
        return std::any_of(s->child_begin(), s->child_end(), [&](const clang::Stmt* c) { return statement(c); });
    }

  private:
    static bool of_array(const clang::ArraySubscriptExpr* a) {
        const auto* decay = llvm::dyn_cast<clang::ImplicitCastExpr>(a->getBase()->IgnoreParens());
        return decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
    }

    /// `&p->f` reads p and nothing behind it.
    bool address(const clang::Expr* place) {
        place = place->IgnoreParens();
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(place)) return m->isArrow() ? statement(m->getBase()) : address(m->getBase());
        return statement(place);
    }

    bool callee(const clang::FunctionDecl* f) {
        const clang::FunctionDecl* body = nullptr;
        if (!f || !f->getIdentifier()) return true;
        if (!f->isDefined(body)) return !is_one(f, kQuiet) && !is_one(f, kRaising) && !is_one(f, kAsking);
        if (!seen_.insert(body).second) return false; // it is looked at already
        return statement(body->getBody());
    }

    std::set<const clang::FunctionDecl*> seen_;
};

} // namespace

bool may_touch_memory(const clang::CompoundStmt* block) { return Touches().statement(block); }

QuietBeginning quiet_beginning(const clang::CompoundStmt* block) {
    QuietBeginning out;
    for (const clang::Stmt* s : block->body()) {
        while (const auto* label = llvm::dyn_cast<clang::LabelStmt>(s)) s = label->getSubStmt();
        Quiet quiet;
        if (const auto* inner = llvm::dyn_cast<clang::SEHTryStmt>(s)) {
            if (inner->getFinallyHandler()) out.next = quiet_beginning(inner->getTryBlock()).next;
            out.calls = true;
        } else if (!quiet.statement(s)) {
            out.next = s;
        } else {
            out.calls = out.calls || quiet.calls();
        }
        if (out.next) break;
    }
    return out;
}

} // namespace sdvlite::frontend::c
