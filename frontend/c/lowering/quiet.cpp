// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/quiet.hpp"

#include <algorithm>
#include <iterator>

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
        const bool known = f && !f->isDefined() && std::find(std::begin(kQuiet), std::end(kQuiet), f->getName()) != std::end(kQuiet);
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

} // namespace

QuietBeginning quiet_beginning(const clang::CompoundStmt* block) {
    QuietBeginning out;
    for (const clang::Stmt* s : block->body()) {
        Quiet quiet;
        if (!quiet.statement(s)) {
            out.next = s;
            break;
        }
        out.calls = out.calls || quiet.calls();
    }
    return out;
}

} // namespace sdvlite::frontend::c
