// SPDX-License-Identifier: Apache-2.0
// Statements. What goes wrong inside one becomes a Hole there; clang's errors that left no trace in
// the tree (a statement that it dropped) become Holes at the gap.
#include "frontend/c/lowering/body.hpp"

#include <clang/AST/StmtOpenMP.h>

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;
using ir::TypeId;

void Body::statement(const clang::Stmt* s) {
    if (!s) return;
    try {
        Nesting nesting(*this);
        using S = clang::Stmt;
        for (;;) { // labels nest as deep as there are labels
            if (const auto* l = llvm::dyn_cast<clang::LabelStmt>(s)) {
                code_.place(label_of(l->getDecl()));
                s = l->getSubStmt();
            } else if (llvm::isa<clang::SwitchCase>(s)) {
                case_labels(s);
            } else if (const auto* a = llvm::dyn_cast<clang::AttributedStmt>(s)) {
                s = a->getSubStmt();
            } else {
                break;
            }
        }
        if (faults_.contains(s)) {
            Here here(*this, s->getSourceRange());
            may_raise_fault();
        }
        switch (s->getStmtClass()) {
        case S::CompoundStmtClass: return compound(llvm::cast<clang::CompoundStmt>(s));
        case S::IfStmtClass: return if_chain(llvm::cast<clang::IfStmt>(s));
        case S::WhileStmtClass: return while_loop(llvm::cast<clang::WhileStmt>(s));
        case S::DoStmtClass: return do_loop(llvm::cast<clang::DoStmt>(s));
        case S::ForStmtClass: return for_loop(llvm::cast<clang::ForStmt>(s));
        case S::SwitchStmtClass: return switch_statement(llvm::cast<clang::SwitchStmt>(s));
        case S::SEHTryStmtClass: return try_statement(llvm::cast<clang::SEHTryStmt>(s));
        default: return leaf(s);
        }
    } catch (const Unlowerable& u) {
        Here here(*this, s->getSourceRange());
        hole(u.reason);
    }
}

/// A statement without statements inside: when clang complained about it, all of it is a hole.
void Body::leaf(const clang::Stmt* s) {
    Here here(*this, s->getSourceRange());
    if (report_complaint(s->getBeginLoc(), s->getEndLoc(), false)) return;
    try {
        dispatch(s);
    } catch (const Unlowerable& u) {
        hole(u.reason);
    }
}

void Body::dispatch(const clang::Stmt* s) {
    using S = clang::Stmt;
    switch (s->getStmtClass()) {
    case S::NullStmtClass: return;
    case S::DeclStmtClass: return declaration(llvm::cast<clang::DeclStmt>(s));
    case S::ReturnStmtClass: return return_statement(llvm::cast<clang::ReturnStmt>(s));
    case S::GotoStmtClass: return goto_statement(llvm::cast<clang::GotoStmt>(s));
    case S::SEHLeaveStmtClass: return leave_statement(llvm::cast<clang::SEHLeaveStmt>(s));
    case S::BreakStmtClass:
    case S::ContinueStmtClass: {
        const auto& jumps = llvm::isa<clang::BreakStmt>(s) ? breaks_ : continues_;
        if (jumps.empty()) throw Unlowerable{"break or continue outside of a loop"};
        return leave_to(jumps.back().label, jumps.back().guards);
    }
    case S::GCCAsmStmtClass:
    case S::MSAsmStmtClass: throw Unlowerable{"inline assembly"};
    default: break;
    }
    const auto* e = llvm::dyn_cast<clang::Expr>(s);
    if (!e) throw Unlowerable{std::string(s->getStmtClassName()) + " is not lowered"};
    effect(e);
}

/// A hole, when there is an error of clang's in the range (`rest`: one that no hole stands for yet).
bool Body::report_complaint(clang::SourceLocation begin, clang::SourceLocation end, bool rest) {
    const clang::SourceManager& sm = unit_.context().getSourceManager();
    const Complaint* c = rest ? unit_.complaints.claim_rest(sm, begin, end) : unit_.complaints.claim(sm, begin, end);
    if (!c) return false;
    hole(describe(*c));
    return true;
}

void Body::compound(const clang::CompoundStmt* s) {
    const clang::SourceManager& sm = unit_.context().getSourceManager();
    clang::SourceLocation from = s->getLBracLoc();
    for (const clang::Stmt* child : s->body()) {
        {
            // Errors between two statements: something that stood there is gone.
            Here here(*this, clang::SourceRange(from, from));
            report_complaint(from, child->getBeginLoc().getLocWithOffset(-1), true);
        }
        const std::size_t at = code_.size();
        statement(child);
        from = child->getEndLoc();
        // Errors inside it that no part of it stands for: its structure is not what was written.
        if (const Complaint* c = unit_.complaints.claim_rest(sm, child->getBeginLoc(), from)) {
            Here here(*this, child->getSourceRange());
            hole_at(at, describe(*c));
        }
    }
    Here here(*this, s->getRBracLoc());
    report_complaint(from, s->getRBracLoc(), true);
}

void Body::declaration(const clang::DeclStmt* s) {
    for (const clang::Decl* d : s->decls()) {
        if (d->isInvalidDecl()) throw Unlowerable{"clang could not make sense of a declaration"};
        if (const auto* v = llvm::dyn_cast<clang::VarDecl>(d)) {
            local_variable(v);
        }
    }
}

void Body::local_variable(const clang::VarDecl* v) {
    if (v->hasGlobalStorage()) {
        if (!v->isExternC() && v->isStaticLocal()) unit_.global(v);
        return;
    }
    if (v->getType()->isVariablyModifiedType()) throw Unlowerable{"an array of variable length"};
    const TypeId type = unit_.types.lower(v->getType());
    if (type == unit_.types.table().void_type()) throw Unlowerable{"a variable of unknown type"};
    const std::uint32_t index = add_local(v->getName().str(), type, span(v->getLocation()));
    locals_[v] = index;
    if (!v->getInit()) return;
    if (v->getInit()->containsErrors()) throw Unlowerable{"clang could not make sense of an initialiser"};
    Here here(*this, v->getSourceRange());
    initialise(local(index), v->getInit());
}

/// A condition of a statement: when it can't be lowered, the hole is where it stands.
void Body::condition(const clang::Expr* e, Label yes, Label no) {
    Here here(*this, e->getSourceRange());
    try {
        if (!report_complaint(e->getBeginLoc(), e->getEndLoc(), false)) branch(e, yes, no);
    } catch (const Unlowerable& u) {
        hole(u.reason);
    }
}

void Body::if_chain(const clang::IfStmt* s) {
    const Label end = code_.label();
    for (;;) { // else if ... nests as deep as the chain is long
        const Label yes = code_.label();
        const Label no = code_.label();
        condition(s->getCond(), yes, no);
        code_.place(yes);
        statement(s->getThen());
        code_.jump(end);
        code_.place(no);
        const clang::Stmt* otherwise = s->getElse();
        const auto* next = llvm::dyn_cast_or_null<clang::IfStmt>(otherwise);
        if (!next) {
            statement(otherwise);
            break;
        }
        s = next;
    }
    code_.place(end);
}

void Body::loop_body(const clang::Stmt* body, Label next, Label end) {
    breaks_.push_back({end, guards_.size()});
    continues_.push_back({next, guards_.size()});
    statement(body);
    breaks_.pop_back();
    continues_.pop_back();
}

void Body::while_loop(const clang::WhileStmt* s) {
    const Label test = code_.label();
    const Label body = code_.label();
    const Label end = code_.label();
    code_.place(test);
    condition(s->getCond(), body, end);
    code_.place(body);
    loop_body(s->getBody(), test, end);
    code_.jump(test);
    code_.place(end);
}

void Body::do_loop(const clang::DoStmt* s) {
    const Label body = code_.label();
    const Label test = code_.label();
    const Label end = code_.label();
    code_.place(body);
    loop_body(s->getBody(), test, end);
    code_.place(test);
    condition(s->getCond(), body, end);
    code_.place(end);
}

void Body::for_loop(const clang::ForStmt* s) {
    const Label test = code_.label();
    const Label body = code_.label();
    const Label next = code_.label();
    const Label end = code_.label();
    statement(s->getInit());
    code_.place(test);
    if (s->getCond()) condition(s->getCond(), body, end);
    code_.place(body);
    loop_body(s->getBody(), next, end);
    code_.place(next);
    statement(s->getInc());
    code_.jump(test);
    code_.place(end);
}

void Body::return_statement(const clang::ReturnStmt* s) {
    const TypeId type = unit_.types.table()[proc_.type].element;
    const bool is_void = unit_.types.table()[type].kind == ir::TypeKind::Void;
    ExprId value;
    if (is_void) {
        if (s->getRetValue()) effect(s->getRetValue());
    } else {
        // `return;` in a function with a result: C leaves the value open.
        value = s->getRetValue() ? coerce(rvalue(s->getRetValue()), type) : opaque(type);
    }
    if (guards_.empty()) {
        emit(StmtKind::Return).rhs = value;
        return;
    }
    if (value.valid()) {
        if (!result_) result_ = add_local("$result", type, {});
        assign(local(*result_), value);
    }
    const Label label = code_.label();
    returns_.emplace_back(label, here_);
    leave_to(label, 0);
}

} // namespace sdvlite::frontend::c
