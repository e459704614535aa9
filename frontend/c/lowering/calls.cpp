// SPDX-License-Identifier: Apache-2.0
// Calls, exceptions that are raised, and stated assumptions.
#include "frontend/c/lowering/body.hpp"

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;
using ir::TypeId;

std::vector<ExprId> Body::arguments(const clang::CallExpr* e, TypeId function) {
    const ir::Type type = unit_.types.table()[function]; // a copy: the table grows
    if (e->getNumArgs() < type.params.size()) throw Unlowerable{"a call with too few arguments"};
    if (e->getNumArgs() > type.params.size() && !type.variadic) throw Unlowerable{"a call with too many arguments"};
    std::vector<ExprId> args;
    for (unsigned i = 0; i < e->getNumArgs(); ++i) {
        const ExprId value = rvalue(e->getArg(i));
        if (!value.valid()) throw Unlowerable{"an argument without a value"};
        args.push_back(i < type.params.size() ? coerce(value, type.params[i]) : value);
    }
    return args;
}

/// Lowers a call. The result goes to `into` when that is given and has the result's type, else to a
/// temporary when it is `wanted`. Returns the designator of the result.
ExprId Body::call(const clang::CallExpr* e, ExprId into, bool wanted) {
    Nesting nesting(*this);
    Here here(*this, e->getSourceRange());
    if (e->containsErrors()) throw Unlowerable{"clang could not make sense of a call"};
    const auto* callee = llvm::dyn_cast_or_null<clang::FunctionDecl>(e->getCalleeDecl());
    ir::ProcId proc;
    ExprId pointer;
    TypeId function;
    if (callee) {
        if (auto meaning = intrinsic(e, callee)) return *meaning;
        if (callee->isImplicit() && callee->getBuiltinID() == 0) {
            throw Unlowerable{"call of '" + callee->getName().str() + "', which is not declared"};
        }
        proc = unit_.proc(callee);
        function = unit_.program()[proc].type;
    } else {
        pointer = rvalue(e->getCallee());
        const ir::Type type = unit_.types.table()[exprs_.type(pointer)];
        function = type.kind == ir::TypeKind::Pointer ? type.element : TypeId{};
        if (!function.valid() || unit_.types.table()[function].kind != ir::TypeKind::Function) {
            throw Unlowerable{"a call through what is not a pointer to a function"};
        }
    }
    std::vector<ExprId> args = arguments(e, function);
    const TypeId result = unit_.types.table()[function].element;
    ExprId target;
    if (unit_.types.table()[result].kind != ir::TypeKind::Void && (wanted || into.valid())) {
        target = into.valid() && exprs_.type(into) == result ? into : temp(result);
    }
    ir::Stmt& s = emit(StmtKind::Call);
    s.proc = proc;
    s.callee = pointer;
    s.args = std::move(args);
    s.lhs = target;
    if (!landings_.empty()) s.unwind = landings_.back().unknown;
    if (!target.valid() || target == into) return target;
    return coerce(target, type_of(e));
}

/// Tells the handler around, here or in a caller, the code of an exception that is raised next; where that goes.
Label Body::raised(ExprId code) {
    if (landings_.empty()) {
        assign(exprs_.global(unit_.exception_code()), code);
        return kNoLabel;
    }
    assign(local(landings_.back().code), code);
    return landings_.back().known;
}

/// A structured exception that is known to be raised here.
void Body::raise(ExprId code) {
    const Label to = raised(code);
    ir::Stmt& s = emit(StmtKind::Raise);
    s.rhs = code;
    if (to != kNoLabel) s.unwind = to;
}

/// What can't be lowered in an assertion takes the assertion with it: release builds have none.
void Body::assume(const clang::CallExpr* e, const clang::Expr* condition) {
    const std::size_t before = code_.size();
    try {
        const ExprId value = exprs_.truth(rvalue(condition));
        ir::Stmt& s = emit(StmtKind::Assume);
        s.rhs = value;
        s.stated = true;
        s.text = unit_.places.text(e->getSourceRange());
    } catch (const Unlowerable& u) {
        code_.cut(before);
        unit_.warn(here_, u.reason + "; the assertion is left out");
    }
}

} // namespace sdvlite::frontend::c
