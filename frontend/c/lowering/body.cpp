// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/body.hpp"

#include <utility>

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;
using ir::TypeId;

Body::Body(Unit& unit, const clang::FunctionDecl* definition, ir::Proc proc)
    : unit_(unit), exprs_(unit.exprs), definition_(definition), proc_(std::move(proc)) {}

std::string describe(const Complaint& complaint) { return "clang: " + complaint.message; }

ir::Proc Body::lower() {
    const clang::Stmt* body = definition_->getBody();
    proc_.has_body = true;
    proc_.span = span(definition_->getLocation());
    proc_.end = span(body->getEndLoc());
    here_ = proc_.span;
    bind_parameters();
    find_labels(body);

    // An error in the head of the function: what its parameters are is not known for sure.
    report_complaint(definition_->getBeginLoc(), body->getBeginLoc(), true);
    statement(body);

    here_ = proc_.end;
    ir::Stmt& end = emit(StmtKind::Return);
    // Without a value, in a function with a result too: C leaves that open.
    end.closing = true;
    finish_returns();

    // What is still unclaimed inside the function damaged it in a way that no statement shows.
    const Complaint* rest =
        unit_.complaints.claim_rest(unit_.context().getSourceManager(), definition_->getBeginLoc(), body->getEndLoc());
    if (rest) {
        Code whole;
        ir::Stmt& s = whole.emit(StmtKind::Hole, proc_.span);
        s.text = describe(*rest);
        proc_.hole_reason = s.text;
        code_ = std::move(whole);
    }
    proc_.body = code_.finish(proc_.hole_reason.empty() ? "jump to code that was not lowered" : proc_.hole_reason);
    return std::move(proc_);
}

void Body::bind_parameters() {
    proc_.param_count = 0;
    proc_.locals.clear();
    const ir::Type type = unit_.types.table()[proc_.type];
    for (const clang::ParmVarDecl* p : definition_->parameters()) {
        if (proc_.param_count >= type.params.size()) break;
        const std::string name = p->getName().empty() ? "$arg" + std::to_string(proc_.param_count) : p->getName().str();
        locals_[p] = add_local(name, type.params[proc_.param_count], span(p->getLocation()));
        ++proc_.param_count;
    }
}

// Returns out of guarded blocks: the value was saved, the __finally bodies have run.
void Body::finish_returns() {
    for (const auto& [label, where] : returns_) {
        code_.place(label);
        ir::Stmt& s = code_.emit(StmtKind::Return, where);
        if (result_) s.rhs = local(*result_);
    }
}

std::uint32_t Body::add_local(const std::string& wanted, TypeId type, base::Span where) {
    std::string name = wanted;
    // Inner scopes may use a name again; C identifiers of drivers hardly ever have a $.
    while (++names_[name] > 1) name = wanted + "$" + std::to_string(names_[wanted]);
    proc_.locals.push_back({name, type, where});
    return static_cast<std::uint32_t>(proc_.locals.size() - 1);
}

ExprId Body::temp(TypeId type) {
    if (type == unit_.types.table().void_type()) throw Unlowerable{"a value of type void"};
    return local(add_local("$" + std::to_string(++temps_), type, {}));
}

void Body::assign(ExprId lhs, ExprId rhs) {
    rhs = coerce(rhs, exprs_.type(lhs));
    ir::Stmt& s = emit(StmtKind::Assign);
    s.lhs = lhs;
    s.rhs = rhs;
}

/// The value, in a temporary when its expression has become large.
ExprId Body::settled(ExprId value) {
    if (!value.valid() || !exprs_.is_large(value)) return value;
    const TypeId type = exprs_.type(value);
    if (!unit_.types.is_scalar(type)) return settled_designator(value);
    const ExprId t = temp(type);
    assign(t, value);
    return t;
}

ExprId Body::settled_designator(ExprId designator) {
    if (!exprs_.is_large(designator)) return designator;
    if (const ir::Expr& e = unit_.program()[designator]; e.kind == ir::ExprKind::Field && exprs_.is_designator(e.a)) {
        // A bit-field has no address; its record has.
        const std::uint32_t field = e.index;
        const ExprId record = e.a;
        const ExprId pointer = temp(unit_.types.table().pointer(exprs_.type(record)));
        assign(pointer, exprs_.addr_of(record));
        return exprs_.field(exprs_.deref(pointer), field);
    }
    const ExprId address = exprs_.addr_of(designator);
    const ExprId pointer = temp(exprs_.type(address));
    assign(pointer, address);
    return exprs_.deref(pointer);
}

/// Any value of the type: floating point, and what is not known at compile time.
ExprId Body::opaque(TypeId type) {
    const ExprId t = temp(type);
    emit(StmtKind::Havoc).lhs = t;
    return t;
}

ExprId Body::coerce(ExprId value, TypeId type) {
    if (!value.valid()) throw Unlowerable{"an expression without a value"};
    const TypeId from = exprs_.type(value);
    if (from == type) return value;
    if (unit_.types.is_scalar(from) && unit_.types.is_scalar(type)) return exprs_.cast(type, value);
    if (unit_.types.is_float(type) && (unit_.types.is_float(from) || unit_.types.is_scalar(from))) return opaque(type);
    throw Unlowerable{"a value of type " + unit_.types.table().name(from) + " where " + unit_.types.table().name(type) +
                      " is expected"};
}

TypeId Body::type_of(const clang::Expr* e) { return unit_.types.lower(e->getType()); }

void Body::hole(const std::string& reason) { hole_at(code_.size(), reason); }

/// A hole in place of the statement `at`, or at the end.
void Body::hole_at(std::size_t at, const std::string& reason) {
    if (at == code_.size()) {
        const bool called = at != 0 && code_[at - 1].kind == StmtKind::Call && code_[at - 1].proc.valid();
        const bool ends = called && unit_.program()[code_[at - 1].proc].is_noreturn;
        if ((ends || !code_.comes_here()) && !switches_.empty()) {
            switches_.back().lost.push_back(code_.label());
            code_.place(switches_.back().lost.back());
        }
        emit(StmtKind::Hole);
    }
    ir::Stmt s;
    s.kind = StmtKind::Hole;
    s.span = here_;
    s.text = reason;
    code_[at] = std::move(s);
    if (proc_.hole_reason.empty()) proc_.hole_reason = reason;
}

} // namespace sdvlite::frontend::c
