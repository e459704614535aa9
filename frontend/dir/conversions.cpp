// SPDX-License-Identifier: Apache-2.0
// C's conversions, made explicit: promotions, the usual arithmetic conversions, decay of arrays,
// and what an assignment may convert without a cast.
#include "core/ir/fold.hpp"
#include "frontend/dir/exprs.hpp"

namespace sdvlite::frontend::dir {

using ir::BinOp;
using ir::ExprKind;
using ir::TypeKind;

namespace {

bool is_logic(BinOp op) { return op == BinOp::LogAnd || op == BinOp::LogOr; }
bool is_shift(BinOp op) { return op == BinOp::Shl || op == BinOp::Shr; }
bool wants_integers(BinOp op) {
    return op == BinOp::Rem || op == BinOp::And || op == BinOp::Or || op == BinOp::Xor || is_shift(op);
}

bool is_number(const ir::TypeTable& types, ir::TypeId t) {
    return types[t].kind == TypeKind::Int || types[t].kind == TypeKind::Float;
}

}  // namespace

Value ExprReader::decay(const Value& v) {
    if (program_.types[type_of(v)].kind != TypeKind::Array) return v;
    const ir::ExprId zero = build_.constant(program_.types.integer(32, true), 0);
    return finish(build_.addr_of(build_.index(v.id, zero)), v.span);
}

Value ExprReader::cast(Value v, ir::TypeId to) {
    const ir::TypeTable& types = program_.types;
    const ir::TypeId from = type_of(v);
    const bool from_fits = types.is_scalar(from) || types[from].kind == TypeKind::Float;
    if (!from_fits) fail(v.span, "can't convert " + types.name(from) + " to " + types.name(to));
    const bool with_float = types[from].kind == TypeKind::Float || types[to].kind == TypeKind::Float;
    if (with_float && (types.is_pointer(from) || types.is_pointer(to))) {
        fail(v.span, "can't convert " + types.name(from) + " to " + types.name(to));
    }
    Value out = v;
    out.function = out.number = false;
    if (from == to) return out;
    if (v.literal && !with_float) {
        out = finish(build_.constant(to, ir::convert_bits(types, program_[v.id].bits, from, to)), v.span);
        out.literal = true;
        return out;
    }
    return finish(build_.cast(to, v.id), v.span);
}

ir::ExprId ExprReader::convert(const Value& value, ir::TypeId to) {
    const ir::TypeTable& types = program_.types;
    if (type_of(value) == to) return value.id;
    const Value v = types.is_pointer(to) ? decay(value) : value;
    const ir::TypeId from = type_of(v);
    if (from == to) return v.id;
    if (is_number(types, from) && is_number(types, to)) return cast(v, to).id;
    if (types.is_pointer(to)) {
        const bool null = v.literal && program_[v.id].bits == 0;
        const bool any = types.is_pointer(from) && (types[from].element == types.void_type() ||
                                                    types[to].element == types.void_type());
        if (null || any) return cast(v, to).id;
    }
    const bool castable = types.is_scalar(from) && types.is_scalar(to);
    fail(v.span, "expected " + types.name(to) + ", this is " + types.name(from),
         castable ? "write the cast: (" + types.name(to) + ")..." : "");
}

// Integers narrower than 32 bits become i32.
Value ExprReader::promote(const Value& v) {
    if (!program_.types.is_integer(type_of(v)) || program_.types.bits_of(type_of(v)) >= 32) return v;
    return cast(v, program_.types.integer(32, true));
}

void ExprReader::usual_conversions(Value& a, Value& b) {
    const ir::TypeTable& types = program_.types;
    a = promote(a);
    b = promote(b);
    auto rank = [&](const Value& v) {
        const ir::Type& t = types[type_of(v)];
        const unsigned unsigned_wins = t.kind == TypeKind::Int && !t.is_signed ? 1 : 0;
        return (t.kind == TypeKind::Float ? 1000u : 0u) + t.bits * 2u + unsigned_wins;
    };
    if (rank(a) < rank(b)) {
        a = cast(a, type_of(b));
    } else {
        b = cast(b, type_of(a));
    }
}

Value ExprReader::apply(BinOp op, Value a, Value b) { return apply_binary(op, a, b, false); }

Value ExprReader::apply_binary(BinOp op, Value a, Value b, bool exact) {
    const ir::TypeTable& types = program_.types;
    base::Span span = a.span;
    if (b.span.end_line != 0) {
        span.end_line = b.span.end_line;
        span.end_column = b.span.end_column;
    }
    a = decay(a);
    b = decay(b);
    for (const Value* v : {&a, &b}) {
        const bool number = wants_integers(op) ? types.is_integer(type_of(*v)) : is_number(types, type_of(*v));
        if (!number && (wants_integers(op) || !types.is_pointer(type_of(*v)))) {
            fail(v->span, std::string("this operand must be ") +
                              (wants_integers(op) ? "an integer" : "a number or a pointer") + ", it is " +
                              type_name(*v));
        }
    }
    Value out;
    const bool pointers = types.is_pointer(type_of(a)) || types.is_pointer(type_of(b));
    if (is_logic(op)) {
        out = finish(build_.binary(op, a.id, b.id), span);
    } else if (pointers && !ir::is_comparison(op)) {
        out = add_pointers(op, a, b);
    } else if (exact) {
        out = apply_exactly(op, a, b);
    } else {
        if (is_shift(op)) {
            a = promote(a);
        } else if (pointers) {
            compare_pointers(a, b);
        } else {
            usual_conversions(a, b);
        }
        out = finish(build_.binary(op, a.id, b.id), span);
    }
    out.span = span;
    return out;
}

// exact(a + b): both have the same type already, and nothing is promoted.
Value ExprReader::apply_exactly(BinOp op, const Value& a, const Value& b) {
    if (!is_shift(op) && type_of(a) != type_of(b)) {
        fail(b.span, "exact(...) needs operands of one type, these are " + type_name(a) + " and " + type_name(b));
    }
    return finish(build_.binary(op, a.id, b.id), a.span);
}

Value ExprReader::add_pointers(BinOp op, Value a, Value b) {
    const ir::TypeTable& types = program_.types;
    if (op == BinOp::Add && types.is_integer(type_of(a))) std::swap(a, b);
    if (op == BinOp::Sub && types.is_pointer(type_of(a)) && types.is_pointer(type_of(b))) {
        if (type_of(a) != type_of(b)) b = cast(b, type_of(a));
        return finish(build_.binary(BinOp::PtrSub, a.id, b.id), a.span);
    }
    const bool fits = (op == BinOp::Add || op == BinOp::Sub) && types.is_pointer(type_of(a)) &&
                      types.is_integer(type_of(b));
    if (!fits) fail(b.span, "this operator has no meaning for " + type_name(a) + " and " + type_name(b));
    if (op == BinOp::Sub) {  // p - i is p + -i, at a width that holds both
        const Value wide = cast(b, program_.types.integer(64, true));
        b = negate(wide, true);
    }
    return finish(build_.binary(BinOp::PtrAdd, a.id, b.id), a.span);
}

void ExprReader::compare_pointers(Value& a, Value& b) {
    const ir::TypeTable& types = program_.types;
    if (!types.is_pointer(type_of(a))) {
        std::swap(a, b);
        compare_pointers(a, b);
        return std::swap(a, b);
    }
    const bool zero = b.literal && program_[b.id].bits == 0;
    if (!types.is_pointer(type_of(b)) && !zero) {
        fail(b.span, "a pointer is compared with " + type_name(b), "write the cast");
    }
    b = cast(b, type_of(a));
}

}  // namespace sdvlite::frontend::dir
