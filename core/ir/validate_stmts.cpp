// SPDX-License-Identifier: Apache-2.0
// Statements of a program under validation.
#include "core/ir/checker.hpp"
#include "core/ir/fold.hpp"

namespace sdvlite::ir {

namespace {

bool goes_on(StmtKind kind) {
    switch (kind) {
        case StmtKind::Branch:
        case StmtKind::Switch:
        case StmtKind::Goto:
        case StmtKind::Choose:
        case StmtKind::Return:
        case StmtKind::Raise:
        case StmtKind::Abort:
        case StmtKind::Hole: return false;
        default: return true;
    }
}

}  // namespace

bool Checker::is_place(ExprId id) const { return is_designator(program_[id].kind) && is_object(type_of(id)); }

void Checker::check_body(const Proc& proc, std::uint32_t number) {
    for (std::size_t i = 0; i < proc.body.size() && !full(); ++i) {
        const Stmt& s = proc.body[i];
        const std::size_t before = found_.size();
        check_stmt(proc, s, proc.body.size());
        if (found_.size() != before) continue;
        for (ExprId e : {s.lhs, s.rhs, s.callee}) check_locals(proc, e, number, s.span);
        for (ExprId e : s.args) check_locals(proc, e, number, s.span);
        for (ExprId e : s.before_args) check_locals(proc, e, number, s.span);
    }
    if (!proc.body.empty() && goes_on(proc.body.back().kind)) {
        error(proc.body.back().span, "procedure '" + proc.name + "': control runs past the last statement");
    }
}

void Checker::check_stmt(const Proc& proc, const Stmt& s, std::size_t size) {
    const std::string where = "procedure '" + proc.name + "': ";
    if (s.span.file.valid() && s.span.file.index() >= program_.sources.size()) {
        return error({}, where + "a place in a file that does not exist");
    }
    for (ExprId e : {s.lhs, s.rhs, s.callee}) {
        if (e.valid() && !is_value(e)) return error(s.span, where + "an expression that does not exist");
    }
    for (ExprId e : s.args) {
        if (!is_value(e)) return error(s.span, where + "an argument that does not exist");
    }
    for (ExprId e : s.before_args) {
        if (e.valid() && !is_value(e)) return error(s.span, where + "an argument that does not exist");
    }
    if (s.proc.valid() && s.proc.index() >= program_.procs.size()) {
        return error(s.span, where + "a procedure that does not exist");
    }
    bool targets = s.unwind == kNoStmt || s.unwind < size;
    for (StmtIndex t : s.targets) targets = targets && t < size;
    for (const SwitchCase& c : s.cases) targets = targets && c.target < size;
    if (!targets) return error(s.span, where + "a jump out of the body");
    std::string wrong = wrong_with_parts(s);
    if (wrong.empty()) wrong = wrong_with(proc, s);
    if (!wrong.empty()) error(s.span, where + wrong);
}

// Only the parts that its kind has.
std::string Checker::wrong_with_parts(const Stmt& s) const {
    const StmtKind k = s.kind;
    if (s.stated && k != StmtKind::Assume) return "stated, but no assume";
    const bool lhs = k == StmtKind::Assign || k == StmtKind::Havoc || k == StmtKind::Alloc;
    const bool maybe_lhs = k == StmtKind::Call || k == StmtKind::Invoke;
    const bool rhs = k == StmtKind::Assign || k == StmtKind::Branch || k == StmtKind::Switch ||
                     k == StmtKind::Assume || k == StmtKind::Alloc || k == StmtKind::Raise;
    if (s.lhs.valid() != lhs && !(maybe_lhs && s.lhs.valid())) return "a left side too many or missing";
    if (s.rhs.valid() != rhs && k != StmtKind::Return) return "a right side too many or missing";
    const bool call = k == StmtKind::Call;
    if (s.callee.valid() && !call) return "a callee outside of a call";
    if (s.proc.valid() && !maybe_lhs) return "a procedure outside of a call";
    if (!s.args.empty() && !maybe_lhs) return "arguments outside of a call";
    if (!s.before_args.empty() && k != StmtKind::Invoke) return "arguments outside of an invoke";
    if (s.unwind != kNoStmt && !maybe_lhs && k != StmtKind::Raise) return "unwind where nothing raises";
    if (!s.cases.empty() && k != StmtKind::Switch) return "cases outside of a switch";
    std::size_t targets = 0;
    if (k == StmtKind::Branch) targets = 2;
    if (k == StmtKind::Goto || k == StmtKind::Switch) targets = 1;
    const bool good = k == StmtKind::Choose ? !s.targets.empty() : s.targets.size() == targets;
    return good ? "" : "a wrong number of targets";
}

std::string Checker::wrong_with(const Proc& proc, const Stmt& s) const {
    const TypeTable& types = program_.types;
    if (s.lhs.valid() && !is_place(s.lhs)) return "the left side can't be written";
    switch (s.kind) {
        case StmtKind::Assign: return type_of(s.lhs) == type_of(s.rhs) ? "" : "an assignment of another type";
        case StmtKind::Call: return wrong_with_call(s);
        case StmtKind::Branch:
        case StmtKind::Assume:
            return types.is_scalar(type_of(s.rhs)) || types[type_of(s.rhs)].kind == TypeKind::Float
                       ? "" : "a condition that is no scalar";
        case StmtKind::Switch: {
            const TypeId type = type_of(s.rhs);
            if (!types.is_integer(type)) return "a switch on no integer";
            const unsigned width = types.bits_of(type);
            for (const SwitchCase& c : s.cases) {
                if (width < 64 && (c.low >> width != 0 || c.high >> width != 0)) return "a case beyond its type";
                const bool empty = types.is_signed(type)
                                       ? as_signed(types, c.low, type) > as_signed(types, c.high, type)
                                       : c.low > c.high;
                if (empty) return "an empty range of cases";
            }
            return {};
        }
        case StmtKind::Return: {
            const TypeId result = types[proc.type].element;
            if (!s.rhs.valid()) return result == types.void_type() || s.closing ? "" : "return without a value";
            return type_of(s.rhs) == result ? "" : "return of another type";
        }
        case StmtKind::Alloc:
            if (!types.is_pointer(type_of(s.lhs))) return "alloc sets a pointer";
            return types.is_integer(type_of(s.rhs)) ? "" : "alloc of no number of bytes";
        case StmtKind::Raise: return types.is_integer(type_of(s.rhs)) ? "" : "raise of no integer";
        case StmtKind::Invoke: return wrong_with_invoke(s);
        default: return {};
    }
}

std::string Checker::wrong_with_call(const Stmt& s) const {
    const TypeTable& types = program_.types;
    if (s.proc.valid() == s.callee.valid()) return "a call of nothing, or of two things";
    TypeId function;
    if (s.proc.valid()) {
        function = program_[s.proc].type;
    } else {
        if (types.is_pointer(type_of(s.callee))) function = types[type_of(s.callee)].element;
    }
    if (!function.valid() || function.index() >= types.size() || types[function].kind != TypeKind::Function) {
        return "a call of no function";
    }
    const Type& type = types[function];
    const std::size_t wanted = type.params.size();
    if (s.args.size() < wanted || (s.args.size() > wanted && !type.variadic)) return "a wrong number of arguments";
    for (std::size_t i = 0; i < wanted; ++i) {
        if (type_of(s.args[i]) != type.params[i]) return "argument " + std::to_string(i + 1) + " has another type";
    }
    for (std::size_t i = wanted; i < s.args.size(); ++i) {
        const TypeKind kind = types[type_of(s.args[i])].kind;
        if (kind == TypeKind::Array || kind == TypeKind::Void) return "an argument of no type that can be passed";
    }
    if (s.lhs.valid() && type_of(s.lhs) != type.element) return "the result has another type";
    return {};
}

std::string Checker::wrong_with_invoke(const Stmt& s) const {
    const TypeTable& types = program_.types;
    if (s.text.empty()) return "invoke of no role";
    if (!s.proc.valid()) return s.before_args.empty() ? "" : "arguments for nothing";
    const TypeId function = program_[s.proc].type;
    const bool typed = function.valid() && function.index() < types.size() &&
                       types[function].kind == TypeKind::Function;
    if (!typed || s.before_args.size() != types[function].params.size()) return "a wrong number of arguments";
    for (std::size_t i = 0; i < s.before_args.size(); ++i) {
        const TypeId param = types[function].params[i];
        const ExprId arg = s.before_args[i];
        if (arg.valid() ? type_of(arg) != param : !types.is_integer(param)) {
            return "argument " + std::to_string(i + 1) + " has another type";
        }
    }
    return {};
}

// Locals belong to this procedure, and have their variable's type. Subtrees are looked at once per procedure.
void Checker::check_locals(const Proc& proc, ExprId root, std::uint32_t number, base::Span span) {
    if (!root.valid()) return;
    std::vector<ExprId> todo{root};
    while (!todo.empty()) {
        const ExprId id = todo.back();
        todo.pop_back();
        if (checked_in_[id.index()] == number) continue;
        checked_in_[id.index()] = number;
        const Expr& e = program_[id];
        if (e.kind == ExprKind::Local &&
            (e.index >= proc.locals.size() || proc.locals[e.index].type != e.type)) {
            return error(span, "procedure '" + proc.name + "': a local variable that it does not have");
        }
        if (e.a.valid()) todo.push_back(e.a);
        if (e.b.valid()) todo.push_back(e.b);
    }
}

}  // namespace sdvlite::ir
