// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/user_memory.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

namespace sdvlite::frontend::c {

namespace {

constexpr llvm::StringLiteral kProbes[] = {"ProbeForRead", "ProbeForWrite"};

/// What a request gives.
constexpr llvm::StringLiteral kUserFields[] = {"UserBuffer", "Type3InputBuffer"};

/// They touch what their arguments point to.
constexpr llvm::StringLiteral kTouching[] = {
    "RtlCompareMemory", "RtlCopyBytes", "RtlCopyMemory", "RtlEqualMemory", "RtlFillMemory", "RtlMoveMemory",
    "RtlSecureZeroMemory", "RtlZeroMemory", "memcmp", "memcpy", "memmove", "memset",
};

template <std::size_t N> bool is_one(llvm::StringRef name, const llvm::StringLiteral (&names)[N]) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Of a function without a body here.
llvm::StringRef called(const clang::CallExpr* call) {
    const clang::FunctionDecl* f = call->getDirectCallee();
    return f && f->getIdentifier() && !f->isDefined() ? f->getName() : llvm::StringRef();
}

/// The variable or field that an expression names.
const clang::ValueDecl* named(const clang::Expr* e) {
    e = e->IgnoreParenCasts();
    if (const auto* d = llvm::dyn_cast<clang::DeclRefExpr>(e)) return d->getDecl();
    if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(e)) return m->getMemberDecl();
    return nullptr;
}

/// Which variables and fields lead to the user's memory, as far as one function tells.
class UserPointers {
  public:
    explicit UserPointers(const clang::Stmt* body) {
        collect(body);
        for (bool more = true; more;) {
            more = false;
            for (const auto& [decl, value] : assigned_)
                if (llvm::isa<clang::VarDecl>(decl) && leads_there(value)) more |= users_.insert(decl).second;
        }
        // Once something else is put there, nobody knows which it is. The first value of what is probed is what is probed.
        std::set<const clang::ValueDecl*> mixed;
        for (const auto& [decl, value] : assigned_) {
            const bool once = probed_.contains(decl) && is_local(decl) && count(decl) == 1;
            const bool given = llvm::isa<clang::ParmVarDecl>(decl) && !probed_.contains(decl); // something else at first
            if (given || (!once && !leads_there(value) && !is_null(value))) mixed.insert(decl);
        }
        for (const clang::ValueDecl* decl : mixed) users_.erase(decl);
        mixed_ = std::move(mixed);
    }

    bool leads_there(const clang::Expr* e) const {
        e = e->IgnoreParenCasts();
        if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(e))
            return b->isAdditiveOp() && (leads_there(b->getLHS()) || leads_there(b->getRHS()));
        if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(e)) {
            if (u->isIncrementDecrementOp()) return leads_there(u->getSubExpr());
            return u->getOpcode() == clang::UO_AddrOf && lies_there(u->getSubExpr());
        }
        const clang::ValueDecl* decl = named(e);
        if (!decl || mixed_.contains(decl)) return false;
        return users_.contains(decl) || (llvm::isa<clang::FieldDecl>(decl) && decl->getIdentifier() && is_one(decl->getName(), kUserFields));
    }

    /// Whether the place is the user's memory.
    bool lies_there(const clang::Expr* place) const {
        place = place->IgnoreParens();
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(place)) return m->isArrow() ? leads_there(m->getBase()) : lies_there(m->getBase());
        if (const auto* a = llvm::dyn_cast<clang::ArraySubscriptExpr>(place)) {
            const clang::Expr* base = a->getBase()->IgnoreParens();
            const auto* decay = llvm::dyn_cast<clang::ImplicitCastExpr>(base);
            const bool array = decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
            return array ? lies_there(decay->getSubExpr()) : leads_there(base);
        }
        const auto* u = llvm::dyn_cast<clang::UnaryOperator>(place);
        return u && u->getOpcode() == clang::UO_Deref && leads_there(u->getSubExpr());
    }

  private:
    void collect(const clang::Stmt* s) {
        if (!s) return;
        if (const auto* call = llvm::dyn_cast<clang::CallExpr>(s); call && call->getNumArgs() != 0 && is_one(called(call), kProbes)) {
            const clang::ValueDecl* decl = named(call->getArg(0));
            if (decl && users_.insert(decl).second) probed_.insert(decl);
        }
        if (const auto* b = llvm::dyn_cast<clang::BinaryOperator>(s); b && b->getOpcode() == clang::BO_Assign) assign(named(b->getLHS()), b->getRHS());
        if (const auto* d = llvm::dyn_cast<clang::DeclStmt>(s)) {
            for (const clang::Decl* x : d->decls())
                if (const auto* v = llvm::dyn_cast<clang::VarDecl>(x); v && v->getInit()) assign(v, v->getInit());
        }
        for (const clang::Stmt* child : s->children()) collect(child);
    }

    void assign(const clang::ValueDecl* to, const clang::Expr* value) {
        if (to) assigned_.emplace_back(to, value);
    }

    static bool is_local(const clang::ValueDecl* decl) {
        return llvm::isa<clang::VarDecl>(decl) && !llvm::isa<clang::ParmVarDecl>(decl);
    }

    std::ptrdiff_t count(const clang::ValueDecl* decl) const {
        return std::count_if(assigned_.begin(), assigned_.end(), [&](const auto& a) { return a.first == decl; });
    }

    static bool is_null(const clang::Expr* e) {
        const auto* number = llvm::dyn_cast<clang::IntegerLiteral>(e->IgnoreParenCasts());
        return number && number->getValue().isZero();
    }

    std::set<const clang::ValueDecl*> users_, probed_, mixed_;
    std::vector<std::pair<const clang::ValueDecl*, const clang::Expr*>> assigned_;
};

/// The statements that begin with an access.
class Accesses {
  public:
    explicit Accesses(const UserPointers& pointers) : pointers_(pointers) {}

    void statement(const clang::Stmt* s) {
        if (!s) return;
        if (begins_with_access(s)) found.push_back(s);
        if (llvm::isa<clang::Expr, clang::DeclStmt>(s)) return;
        for (const clang::Stmt* child : s->children()) {
            // What a statement begins with is its own.
            if (child && !llvm::isa<clang::Expr>(child)) statement(child);
            if (const auto* e = llvm::dyn_cast_or_null<clang::Expr>(child); e && is_body(s, e)) statement(e);
        }
    }

    std::vector<const clang::Stmt*> found;

  private:
    static bool is_body(const clang::Stmt* s, const clang::Expr* e) {
        if (const auto* i = llvm::dyn_cast<clang::IfStmt>(s)) return i->getThen() == e || i->getElse() == e;
        if (const auto* w = llvm::dyn_cast<clang::WhileStmt>(s)) return w->getBody() == e;
        if (const auto* f = llvm::dyn_cast<clang::ForStmt>(s)) return f->getBody() == e;
        return llvm::isa<clang::CompoundStmt, clang::LabelStmt, clang::SwitchCase>(s);
    }

    bool begins_with_access(const clang::Stmt* s) const {
        if (llvm::isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt>(s)) return touches(s);
        if (const auto* i = llvm::dyn_cast<clang::IfStmt>(s)) return touches(i->getCond());
        if (const auto* w = llvm::dyn_cast<clang::WhileStmt>(s)) return touches(w->getCond());
        if (const auto* f = llvm::dyn_cast<clang::ForStmt>(s)) return touches(f->getInit()) || touches(f->getCond());
        if (const auto* w = llvm::dyn_cast<clang::SwitchStmt>(s)) return touches(w->getCond());
        return false;
    }

    bool touches(const clang::Stmt* s) const {
        if (!s || llvm::isa<clang::UnaryExprOrTypeTraitExpr>(s)) return false;
        if (const auto* u = llvm::dyn_cast<clang::UnaryOperator>(s); u && u->getOpcode() == clang::UO_AddrOf) return address(u->getSubExpr());
        if (const auto* e = llvm::dyn_cast<clang::Expr>(s); e && pointers_.lies_there(e)) return true;
        if (const auto* call = llvm::dyn_cast<clang::CallExpr>(s); call && is_one(called(call), kTouching)) {
            const auto there = [&](const clang::Expr* a) { return pointers_.leads_there(a); };
            if (std::any_of(call->arg_begin(), call->arg_end(), there)) return true;
        }
        return std::any_of(s->child_begin(), s->child_end(), [&](const clang::Stmt* c) { return touches(c); });
    }

    /// `&p->f` touches nothing there.
    bool address(const clang::Expr* place) const {
        place = place->IgnoreParens();
        if (const auto* m = llvm::dyn_cast<clang::MemberExpr>(place)) return m->isArrow() ? touches(m->getBase()) : address(m->getBase());
        if (const auto* a = llvm::dyn_cast<clang::ArraySubscriptExpr>(place)) return touches(a->getBase()) || touches(a->getIdx());
        const auto* u = llvm::dyn_cast<clang::UnaryOperator>(place);
        return u && u->getOpcode() == clang::UO_Deref && touches(u->getSubExpr());
    }

    const UserPointers& pointers_;
};

} // namespace

std::vector<const clang::Stmt*> user_accesses(const clang::Stmt* body, const clang::CompoundStmt* block) {
    const UserPointers pointers(body);
    Accesses accesses(pointers);
    accesses.statement(block);
    return std::move(accesses.found);
}

} // namespace sdvlite::frontend::c
