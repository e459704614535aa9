// SPDX-License-Identifier: Apache-2.0
// Expressions of a program under validation, but for locals, which need their procedure.
#include "core/ir/checker.hpp"
#include "core/ir/fold.hpp"
#include "core/ir/validate.hpp"

namespace sdvlite::ir {

void Checker::check_expr_ids() {
    for (std::size_t i = 0; i < program_.exprs.size() && !full(); ++i) {
        const Expr& e = program_.exprs[i];
        auto child = [i](ExprId id, bool wanted) { return wanted ? id.valid() && id.index() < i : !id.valid(); };
        const bool leaf = e.kind == ExprKind::Local || e.kind == ExprKind::Global || e.kind == ExprKind::FuncAddr;
        const bool two = e.kind == ExprKind::Index || e.kind == ExprKind::Binary;
        bool good = e.type.valid() && e.type.index() < program_.types.size() && child(e.b, two);
        good = good && (e.kind == ExprKind::Const ? !e.a.valid() || e.a.index() < i : child(e.a, !leaf));
        if (e.size_of.valid()) good = good && e.size_of.index() < program_.types.size();
        if (e.kind == ExprKind::Global) good = good && e.global.valid() && e.global.index() < program_.globals.size();
        if (e.kind == ExprKind::FuncAddr) good = good && e.proc.valid() && e.proc.index() < program_.procs.size();
        if (!good) error({}, "expression number " + std::to_string(i) + " is malformed");
    }
}

void Checker::check_exprs() {
    expr_sizes_.update(program_);
    for (std::size_t i = 0; i < program_.exprs.size() && !full(); ++i) {
        const TreeSize size = expr_sizes_[ExprId(i)];
        std::string wrong = wrong_with(program_.exprs[i]);
        if (size.depth > kMaxExprDepth || size.nodes > kMaxExprNodes) wrong = "it is too big";
        if (!wrong.empty()) error({}, "expression number " + std::to_string(i) + ": " + wrong);
        if (!sound()) return;  // what stands on it is wrong too
    }
}

std::string Checker::wrong_with(const Expr& e) const {
    const TypeTable& types = program_.types;
    const TypeId a = e.a.valid() ? type_of(e.a) : TypeId{};
    switch (e.kind) {
        case ExprKind::Const: return wrong_with_const(e);
        case ExprKind::Local: return is_object(e.type) || types.is_record(e.type) ? "" : "a local of no object type";
        case ExprKind::Global: return e.type == program_[e.global].type ? "" : "not the global's type";
        case ExprKind::Deref:
            if (!types.is_pointer(a) || types[a].element != e.type) return "dereferences no pointer to its type";
            return is_object(e.type) || types.is_record(e.type) ? "" : "dereferences a pointer to no object";
        case ExprKind::Field: {
            if (!types.is_record(a) || !is_designator(program_[e.a].kind)) return "a field of no record";
            const auto& fields = types.rec(types[a].record).fields;
            return e.index < fields.size() && fields[e.index].type == e.type ? "" : "not a field of its record";
        }
        case ExprKind::Index:
            if (types[a].kind != TypeKind::Array || !is_designator(program_[e.a].kind)) return "an element of no array";
            if (types[a].element != e.type) return "not the element's type";
            return types.is_integer(type_of(e.b)) ? "" : "an index that is no integer";
        case ExprKind::AddrOf: {
            if (!is_designator(program_[e.a].kind)) return "the address of no designator";
            const Expr& d = program_[e.a];
            const bool bits = d.kind == ExprKind::Field &&
                              types.rec(types[type_of(d.a)].record).fields[d.index].is_bit_field();
            if (bits) return "the address of a bit-field";
            return types.is_pointer(e.type) && types[e.type].element == a ? "" : "an address of another type";
        }
        case ExprKind::FuncAddr:
            return types.is_pointer(e.type) && types[e.type].element == program_[e.proc].type
                       ? "" : "a function's address of another type";
        case ExprKind::Unary: return wrong_with_unary(e);
        case ExprKind::Binary: return wrong_with_binary(e);
        case ExprKind::Cast: return wrong_with_cast(e);
    }
    return "unknown kind";
}

std::string Checker::wrong_with_const(const Expr& e) const {
    const TypeTable& types = program_.types;
    if (!types.is_scalar(e.type) && types[e.type].kind != TypeKind::Float) return "a constant that is no number";
    const unsigned width = types.bits_of(e.type);
    if (width < 64 && e.bits >> width != 0) return "a constant beyond its type";
    if (!e.a.valid() && !e.size_of.valid()) return {};
    const bool u64 = types.is_integer(e.type) && width == 64 && !types.is_signed(e.type);
    if (!u64 || (e.a.valid() && e.size_of.valid())) return "a malformed sizeof or offsetof";
    if (e.size_of.valid() && !is_object(e.size_of)) return "sizeof of no object type";
    if (e.size_of.valid()) return e.bits == types.size_of(e.size_of) ? "" : "sizeof with a wrong value";
    ExprId first = e.a;  // the step next to the root
    while (program_[first].a.valid() && program_[program_[first].a].kind != ExprKind::Deref) first = program_[first].a;
    if (program_[first].kind != ExprKind::Field) return "an offsetof of no field";
    const auto offset = constant_offset(program_, e.a);
    return offset && *offset == e.bits ? "" : "offsetof with a wrong value";
}

std::string Checker::wrong_with_unary(const Expr& e) const {
    const TypeTable& types = program_.types;
    const TypeId a = type_of(e.a);
    const bool is_float = types[a].kind == TypeKind::Float;
    if (e.un == UnOp::LogNot) {
        if (!types.is_scalar(a) && !is_float) return "logic on no scalar";
        return types.is_integer(e.type) && types.bits_of(e.type) == 32 && types.is_signed(e.type)
                   ? "" : "logic gives i32";
    }
    if (!types.is_integer(a) && !(is_float && e.un == UnOp::Neg)) return "arithmetic on no number";
    return e.type == a ? "" : "a result of another type than the operand";
}

std::string Checker::wrong_with_binary(const Expr& e) const {
    const TypeTable& types = program_.types;
    const TypeId a = type_of(e.a);
    const TypeId b = type_of(e.b);
    auto is_number = [&](TypeId t) { return types.is_integer(t) || types[t].kind == TypeKind::Float; };
    auto gives = [&](unsigned bits) {
        return types.is_integer(e.type) && types.bits_of(e.type) == bits && types.is_signed(e.type);
    };
    switch (e.bin) {
        case BinOp::LogAnd:
        case BinOp::LogOr: {
            const bool scalars = (types.is_scalar(a) || is_number(a)) && (types.is_scalar(b) || is_number(b));
            if (!scalars) return "logic on no scalars";
            return gives(32) ? "" : "logic gives i32";
        }
        case BinOp::PtrAdd:
            if (!types.is_pointer(a) || !types.is_integer(b)) return "no pointer plus integer";
            return e.type == a ? "" : "a result of another type than the pointer";
        case BinOp::PtrSub:
            if (!types.is_pointer(a) || a != b) return "the difference of no pointers of one type";
            return gives(64) ? "" : "a difference of pointers is an i64";
        case BinOp::Shl:
        case BinOp::Shr:
            if (!types.is_integer(a) || !types.is_integer(b)) return "a shift of no integers";
            return e.type == a ? "" : "a result of another type than the operand";
        default: break;
    }
    if (a != b) return "operands of different types";
    if (is_comparison(e.bin)) {
        if (!is_number(a) && !types.is_pointer(a)) return "a comparison of no scalars";
        return gives(32) ? "" : "a comparison gives i32";
    }
    const bool bits = e.bin == BinOp::Rem || e.bin == BinOp::And || e.bin == BinOp::Or || e.bin == BinOp::Xor;
    if (bits ? !types.is_integer(a) : !is_number(a)) return "arithmetic on no numbers";
    return e.type == a ? "" : "a result of another type than the operands";
}

std::string Checker::wrong_with_cast(const Expr& e) const {
    const TypeTable& types = program_.types;
    const TypeId from = type_of(e.a);
    const bool float_from = types[from].kind == TypeKind::Float;
    const bool float_to = types[e.type].kind == TypeKind::Float;
    if (!types.is_scalar(from) && !float_from) return "a cast from " + types.name(from);
    if (!types.is_scalar(e.type) && !float_to) return "a cast to " + types.name(e.type);
    const bool mixed = (float_from && types.is_pointer(e.type)) || (float_to && types.is_pointer(from));
    return mixed ? "a cast between float and pointer" : "";
}

}  // namespace sdvlite::ir
