// SPDX-License-Identifier: Apache-2.0
// switch, with fall-through, ranges of cases, and cases anywhere inside the body.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;

void Body::switch_statement(const clang::SwitchStmt* s) {
    const Label end = code_.label();
    std::size_t at = SIZE_MAX;
    Switch context;
    {
        Here here(*this, s->getCond()->getSourceRange());
        try {
            if (!report_complaint(s->getCond()->getBeginLoc(), s->getCond()->getEndLoc(), false)) {
                const ExprId value = rvalue(s->getCond());
                if (!value.valid() || !unit_.types.table().is_integer(exprs_.type(value))) {
                    throw Unlowerable{"a switch on what is not an integer"};
                }
                context.bits = unit_.types.table().bits_of(exprs_.type(value));
                at = code_.size();
                emit(StmtKind::Switch).rhs = value;
            }
        } catch (const Unlowerable& u) {
            hole(u.reason);
        }
    }
    switches_.push_back(std::move(context));
    breaks_.push_back({end, guards_.size()});
    statement(s->getBody());
    breaks_.pop_back();
    code_.jump(end);
    if (at != SIZE_MAX) {
        Switch& done = switches_.back();
        Label otherwise = done.otherwise == kNoLabel ? end : done.otherwise;
        if (!done.lost.empty()) {  // which values lead there is not known
            done.lost.push_back(otherwise);
            otherwise = code_.label();
            code_.place(otherwise);
            emit(StmtKind::Choose).targets = std::move(done.lost);
        }
        code_[at].cases = std::move(done.cases);
        code_[at].targets = {otherwise};
    }
    switches_.pop_back();
    code_.place(end);
}

namespace {

std::uint64_t case_bits(const clang::Expr* e, const clang::ASTContext& context, unsigned bits) {
    clang::Expr::EvalResult result;
    if (e->isValueDependent() || !e->EvaluateAsInt(result, context)) throw Unlowerable{"a case that is not a constant"};
    return result.Val.getInt().extOrTrunc(bits).getZExtValue();
}

} // namespace

/// Steps over `case 1: case 2: default:` in front of a statement.
void Body::case_labels(const clang::Stmt*& s) {
    const Label here = code_.label();
    code_.place(here);
    while (const auto* c = llvm::dyn_cast<clang::SwitchCase>(s)) {
        if (switches_.empty()) throw Unlowerable{"a case outside of a switch"};
        Switch& context = switches_.back();
        if (const auto* value = llvm::dyn_cast<clang::CaseStmt>(c)) {
            ir::SwitchCase one;
            one.low = case_bits(value->getLHS(), unit_.context(), context.bits);
            one.high = value->getRHS() ? case_bits(value->getRHS(), unit_.context(), context.bits) : one.low;
            one.target = here;
            if (!value->getRHS() || is_ordered(value->getLHS(), value->getRHS())) context.cases.push_back(one);
        } else {
            context.otherwise = here;
        }
        s = c->getSubStmt();
    }
}

/// Is the range `low ... high` not empty? An empty one is allowed and matches nothing.
bool Body::is_ordered(const clang::Expr* low, const clang::Expr* high) {
    const llvm::APSInt a = low->EvaluateKnownConstInt(unit_.context());
    const llvm::APSInt b = high->EvaluateKnownConstInt(unit_.context());
    return llvm::APSInt::compareValues(a, b) <= 0;
}

} // namespace sdvlite::frontend::c
