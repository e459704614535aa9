// SPDX-License-Identifier: Apache-2.0
// Calls that are not calls: what the compiler itself gives a meaning to, the functions that raise
// structured exceptions, stated assumptions, and the values of an exception in progress.
#include "frontend/c/lowering/body.hpp"

#include <clang/Basic/Builtins.h>

namespace sdvlite::frontend::c {

using ir::ExprId;
using ir::StmtKind;

namespace {

constexpr std::uint64_t kAccessViolation = 0xC0000005;
constexpr std::uint64_t kMisalignment = 0x80000002;

bool is_any(llvm::StringRef name, std::initializer_list<llvm::StringRef> names) {
    for (llvm::StringRef n : names) {
        if (name == n) return true;
    }
    return false;
}

} // namespace

std::optional<ExprId> Body::intrinsic(const clang::CallExpr* e, const clang::FunctionDecl* callee) {
    const llvm::StringRef name = callee->getName();
    const unsigned n = e->getNumArgs();
    auto effects = [&] {
        for (const clang::Expr* arg : e->arguments()) effect(arg);
    };
    if (n == 1 && is_any(name, {"sdvlite_assume", "__assume", "__builtin_assume"})) {
        assume(e, e->getArg(0));
        return ExprId{};
    }
    if (name == "__builtin_unreachable") {
        emit(StmtKind::Assume).rhs = exprs_.constant(unit_.types.i32(), 0);
        return ExprId{};
    }
    if (name == "__noop") return exprs_.constant(unit_.types.i32(), 0); // its arguments are not evaluated
    if (n >= 1 && is_any(name, {"__builtin_expect", "__builtin_expect_with_probability", "__builtin_assume_aligned"})) {
        return coerce(rvalue(e->getArg(0)), type_of(e));
    }
    if (is_any(name, {"__builtin_constant_p", "__builtin_object_size", "__builtin_types_compatible_p"})) {
        return constant(e);
    }
    if (is_any(name, {"__builtin_va_start", "__va_start", "__builtin_ms_va_start"}) && n >= 1) {
        // Where the arguments lie is not modelled: the list may point anywhere.
        const ExprId list =
            name == "__va_start" ? pointee(rvalue(e->getArg(0))) : lvalue(e->getArg(0)->IgnoreParenImpCasts());
        emit(StmtKind::Havoc).lhs = list;
        return ExprId{};
    }
    if (is_any(name, {"__builtin_va_end", "__builtin_ms_va_end"})) return ExprId{};
    if (is_any(name, {"__builtin_va_copy", "__builtin_ms_va_copy"}) && n == 2) {
        assign(lvalue(e->getArg(0)->IgnoreParenImpCasts()), rvalue(e->getArg(1)));
        return ExprId{};
    }
    if (name == "__builtin_setjmp" || name == "_setjmp" || name == "setjmp" || name == "_setjmpex" ||
        name == "longjmp") {
        throw Unlowerable{name.str() + " is not lowered"};
    }
    if (name == "__builtin_alloca" || name == "_alloca" || name == "alloca") {
        if (n != 1) throw Unlowerable{name.str() + " with arguments of another kind"};
        const ExprId size = rvalue(e->getArg(0));
        const ExprId pointer = temp(type_of(e));
        ir::Stmt& s = emit(StmtKind::Alloc);
        s.lhs = pointer;
        s.rhs = size;
        return pointer;
    }
    if (unit_.types.is_float(type_of(e)) && callee->getBuiltinID() != 0) {
        effects();
        return opaque(type_of(e));
    }
    if (auto value = checked_arithmetic(e, name)) return value;
    if (auto value = exception_value(e, name)) return value;
    return raising(e, name);
}

/// GetExceptionCode(), GetExceptionInformation(), AbnormalTermination(), under the names of their functions.
std::optional<ExprId> Body::exception_value(const clang::CallExpr* e, llvm::StringRef name) {
    if (is_any(name, {"_exception_code", "__exception_code", "GetExceptionCode"})) {
        if (codes_.empty()) throw Unlowerable{"an exception code outside of a handler"};
        return coerce(local(codes_.back()), type_of(e));
    }
    if (is_any(name, {"_exception_info", "__exception_info", "GetExceptionInformation"})) return opaque(type_of(e));
    if (is_any(name, {"_abnormal_termination", "__abnormal_termination", "AbnormalTermination"})) {
        if (selectors_.empty()) throw Unlowerable{"AbnormalTermination outside of __finally"};
        return coerce(exprs_.truth(local(selectors_.back())), type_of(e));
    }
    return std::nullopt;
}

/// Functions that are documented to raise an exception and not to return. The call stays, for the rules that listen
/// to it; what it does is said by the `raise` behind it, whether there is an OS model or not.
std::optional<ExprId> Body::raising(const clang::CallExpr* e, llvm::StringRef name) {
    const unsigned n = e->getNumArgs();
    const ir::TypeId type = unit_.types.u32();
    const bool any = name == "RtlRaiseException";
    const bool given = is_any(name, {"ExRaiseStatus", "RtlRaiseStatus"}) && n == 1;
    const bool fixed = is_any(name, {"ExRaiseAccessViolation", "ExRaiseDatatypeMisalignment"});
    const auto* callee = llvm::dyn_cast_or_null<clang::FunctionDecl>(e->getCalleeDecl());
    if (!callee || !(any || given || fixed)) return std::nullopt;
    const ir::ProcId proc = unit_.proc(callee);
    std::vector<ExprId> args = arguments(e, unit_.program()[proc].type);
    ExprId code;
    if (any) code = opaque(type);
    else if (given) code = exprs_.cast(type, args.front());
    else code = exprs_.constant(type, name == "ExRaiseAccessViolation" ? kAccessViolation : kMisalignment);
    const Label to = raised(code);
    ir::Stmt& call = emit(StmtKind::Call);
    call.proc = proc;
    call.args = std::move(args);
    if (to != kNoLabel) call.unwind = to;
    ir::Stmt& raise = emit(StmtKind::Raise);
    raise.rhs = code;
    if (to != kNoLabel) raise.unwind = to;
    return ExprId{};
}

} // namespace sdvlite::frontend::c
