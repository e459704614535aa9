// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/exprs.hpp"

#include "core/base/suggest.hpp"
#include "core/ir/fold.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/operators.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

using ir::ExprKind;
using ir::TypeKind;

namespace {

base::Span join(const base::Span& a, const base::Span& b) {
    base::Span s = a;
    if (b.end_line != 0) {
        s.end_line = b.end_line;
        s.end_column = b.end_column;
    }
    return s;
}

// sizeof and offsetof of a model's view of a record: link() computes them again.
bool depends_on_partial_record(const ir::Program& program, const ir::Expr& e) {
    const ir::TypeTable& types = program.types;
    if (e.kind != ExprKind::Const) return false;
    ir::TypeId type = e.size_of;
    for (ir::ExprId at = e.a; at.valid(); at = program[at].a) type = program[at].type;
    if (e.a.valid()) type = types[type].element;  // of the null pointer that offsetof starts from
    while (type.valid() && types[type].kind == TypeKind::Array) type = types[type].element;
    return type.valid() && types.is_record(type) && types.rec(types[type].record).partial;
}

}  // namespace

// Measures what was just built.
Value ExprReader::finish(ir::ExprId id, base::Span span) {
    context_.expr_sizes.update(program_);
    const ir::TreeSize size = context_.expr_sizes[id];
    if (size.depth > ir::kMaxExprDepth || size.nodes > ir::kMaxExprNodes) {
        fail(span, "this expression is too big (limits: " + std::to_string(ir::kMaxExprDepth) + " levels, " +
                       std::to_string(ir::kMaxExprNodes) + " parts)");
    }
    return {id, span, false, false, false};
}

// Operators of one level are a flat list: sorted by precedence with a stack (Dijkstra's shunting
// yard).
Value ExprReader::read_operators(Parser::ExpressionContext* expression, bool exact) {
    const auto& units = expression->unary();
    const auto& operators = expression->binaryOp();
    std::vector<Value> values{read_prefixed(units[0], exact)};
    std::vector<const Operator*> pending;
    auto reduce = [&] {
        const Value b = values.back();
        values.pop_back();
        values.back() = apply_binary(pending.back()->op, values.back(), b, exact);
        pending.pop_back();
    };
    for (std::size_t i = 0; i < operators.size(); ++i) {
        const Operator& op = operator_of(operators[i]->getText());
        while (!pending.empty() && pending.back()->precedence >= op.precedence) reduce();
        pending.push_back(&op);
        values.push_back(read_prefixed(units[i + 1], exact));
    }
    while (!pending.empty()) reduce();
    return values.back();
}

Value ExprReader::read_prefixed(Parser::UnaryContext* unary, bool exact) {
    Value v = read(unary->postfix(), unary->postfix()->postfixOp().size());
    const auto& prefixes = unary->prefixOp();
    for (auto op = prefixes.rbegin(); op != prefixes.rend(); ++op) v = apply_prefix(*op, v, exact);
    return v;
}

Value ExprReader::read(Parser::PostfixContext* postfix, std::size_t count) {
    Value v = read_primary(postfix->primary());
    const auto ops = postfix->postfixOp();
    for (std::size_t i = 0; i < count; ++i) v = apply_postfix(ops[i], v);
    return v;
}

Value ExprReader::apply_postfix(Parser::PostfixOpContext* op, Value v) {
    switch (op->getStart()->getType()) {
        case Parser::LPAREN:
            fail(context_.span(op), "a call can't stand inside an expression",
                 "make it a statement of its own: x = f(a);");
        case Parser::LBRACKET: {
            Value e = element(v, op->expression());
            e.span = join(v.span, context_.span(op));
            return e;
        }
        default: {
            const bool arrow = op->getStart()->getText() == "->";
            const antlr4::Token* number = op->NUMBER() != nullptr ? op->NUMBER()->getSymbol() : nullptr;
            return select(v, op, arrow, op->name(), number);
        }
    }
}

Value ExprReader::apply_prefix(Parser::PrefixOpContext* op, Value v, bool exact) {
    const base::Span at = context_.span(op);
    Value out;
    if (op->castType() != nullptr) {
        const ir::TypeId to = read_type(context_, op->castType());
        const bool fits = program_.types.is_scalar(to) || program_.types[to].kind == TypeKind::Float;
        if (!fits) fail(at, "can't cast to " + program_.types.name(to));
        out = cast(decay(v), to);
    } else if (op->getText() == "&") {
        out = take_address(v);
    } else if (op->getText() == "*") {
        out = dereference(decay(v));
    } else if (op->getText() == "!") {
        const Value a = decay(v);
        const bool fits = program_.types.is_scalar(type_of(a)) || program_.types[type_of(a)].kind == TypeKind::Float;
        if (!fits) fail(v.span, "'!' needs a number or a pointer");
        out = finish(build_.unary(ir::UnOp::LogNot, a.id), v.span);
    } else if (op->getText() == "-") {
        out = negate(v, exact);
    } else {
        if (!program_.types.is_integer(type_of(v))) fail(v.span, "'~' needs an integer, this is " + type_name(v));
        out = finish(build_.unary(ir::UnOp::BitNot, exact ? v.id : promote(v).id), v.span);
    }
    out.span = join(at, v.span);
    return out;
}

Value ExprReader::negate(const Value& v, bool exact) {
    const ir::TypeKind kind = program_.types[type_of(v)].kind;
    if (kind != TypeKind::Int && kind != TypeKind::Float) {
        fail(v.span, "'-' needs a number, this is " + type_name(v));
    }
    const Value a = exact || v.number ? v : promote(v);
    if (a.literal && kind == TypeKind::Int) {
        Value out = finish(build_.constant(type_of(a), 0 - program_[a.id].bits), v.span);
        out.literal = true;
        return out;
    }
    return finish(build_.unary(ir::UnOp::Neg, a.id), v.span);
}

Value ExprReader::take_address(Value v) {
    if (v.function) {
        v.function = false;
        return v;
    }
    const ir::Expr& e = program_[v.id];
    if (!ir::is_designator(e.kind)) fail(v.span, "'&' needs something with an address");
    if (e.kind == ExprKind::Field &&
        program_.types.rec(program_.types[program_[e.a].type].record).fields[e.index].is_bit_field()) {
        fail(v.span, "a bit-field has no address");
    }
    return finish(build_.addr_of(v.id), v.span);
}

Value ExprReader::dereference(Value v) {
    const ir::TypeTable& types = program_.types;
    if (v.function) return v;
    if (!types.is_pointer(type_of(v))) fail(v.span, "'*' needs a pointer, this is " + type_name(v));
    const ir::TypeKind pointee = types[types[type_of(v)].element].kind;
    if (pointee == TypeKind::Void) fail(v.span, "cast this void* to a pointer to something first");
    if (pointee == TypeKind::Function) {
        v.function = true;
        return v;
    }
    return finish(build_.deref(v.id), v.span);
}

Value ExprReader::select(Value v, antlr4::ParserRuleContext* where, bool arrow, Parser::NameContext* name,
                         const antlr4::Token* number) {
    const ir::TypeTable& types = program_.types;
    if (arrow) v = dereference(decay(v));
    if (!types.is_record(type_of(v)) || !ir::is_designator(program_[v.id].kind)) {
        const bool pointer = types.is_pointer(type_of(v)) && types.is_record(types[type_of(v)].element);
        fail(context_.span(where), "this is no field of a record: what is left of it has the type " + type_name(v),
             pointer ? "write -> to reach through a pointer" : "");
    }
    const ir::Record& record = types.rec(types[type_of(v)].record);
    const std::string shown = types.name(type_of(v));
    if (!record.complete) fail(context_.span(where), shown + " is only declared: its fields are not known here");
    ir::ExprId field;
    if (name == nullptr) {
        const auto index = read_plain_number(context_, number, UINT32_MAX);
        if (index < record.fields.size()) field = build_.field(v.id, static_cast<std::uint32_t>(index));
        if (!field.valid()) fail(context_.span(where), shown + " has no field number " + std::to_string(index));
    } else {
        const std::string wanted = text_of(context_, name);
        field = build_.field(v.id, wanted);
        if (!field.valid()) {
            std::vector<std::string> known;
            for (const ir::Field& f : record.fields) known.push_back(f.name);
            fail(context_.span(name), shown + " has no field '" + wanted + "'", base::did_you_mean(wanted, known));
        }
    }
    return finish(field, join(v.span, context_.span(where)));
}

Value ExprReader::element(Value v, Parser::ExpressionContext* index) {
    const Value i = read(index);
    if (!program_.types.is_integer(type_of(i))) fail(i.span, "an index is an integer, this is " + type_name(i));
    if (program_.types[type_of(v)].kind == TypeKind::Array) return finish(build_.index(v.id, i.id), v.span);
    if (!program_.types.is_pointer(type_of(v)))
        fail(v.span, "only arrays and pointers have elements, this is " + type_name(v));
    return dereference(add_pointers(ir::BinOp::Add, v, i));
}

Value ExprReader::read_primary(Parser::PrimaryContext* primary) {
    switch (primary->getStart()->getType()) {
        case Parser::NUMBER:
        case Parser::CHARACTER:
        case Parser::FLOAT_BITS:
        case Parser::NULL_: return read_literal(primary->getStart());
        case Parser::LPAREN: {
            Value v = read(primary->expression());
            v.literal = v.number = false;
            v.span = context_.span(primary);
            return v;
        }
        case Parser::EXACT: {
            Value v = read_operators(primary->expression(), true);
            v.literal = v.number = false;
            v.span = context_.span(primary);
            return v;
        }
        case Parser::SIZEOF: return read_sizeof(primary);
        case Parser::OFFSETOF: return read_offset(primary);
        default: return read_name(primary->name());
    }
}

Value ExprReader::read_name(Parser::NameContext* name) {
    const std::string text = text_of(context_, name);
    const base::Span span = context_.span(name);
    if (locals_ != nullptr) {
        const auto local = locals_->find(text);
        if (local != locals_->end()) return finish(build_.local(*proc_, local->second), span);
    }
    if (const ir::GlobalId g = program_.find_global(text); g.valid()) return finish(build_.global(g), span);
    if (const ir::ProcId p = program_.find_proc(text); p.valid()) {
        program_[p].address_taken = true;
        Value v = finish(build_.func_addr(p), span);
        v.function = true;
        return v;
    }
    if (const auto c = context_.constants.find(text); c != context_.constants.end()) {
        Value v = finish(build_.constant(c->second.type, c->second.bits), span);
        v.literal = true;
        return v;
    }
    std::vector<std::string> known = names_of(context_.constants);
    if (locals_ != nullptr) {
        for (const auto& l : *locals_) known.push_back(l.first);
    }
    for (const ir::Global& g : program_.globals) known.push_back(g.name);
    for (const ir::Proc& p : program_.procs) known.push_back(p.name);
    fail(span, "unknown name '" + text + "'", base::did_you_mean(text, known));
}

Value ExprReader::read_literal(const antlr4::Token* token) {
    ir::TypeTable& types = program_.types;
    const base::Span span = context_.span(token);
    ir::TypeId type;
    std::uint64_t bits = 0;
    if (token->getType() == Parser::NUMBER) {
        const Number n = read_number(context_, token);
        bits = n.bits;
        type = n.width == 0 ? natural_type(types, n) : types.integer(n.width, n.is_signed);
        const bool beyond = n.width != 0 && n.width < 64 && bits >> n.width != 0;
        // One more than the largest is let through, for -128i8.
        const bool negative = n.is_signed && !n.hexadecimal && bits > std::uint64_t{1} << (n.width - 1);
        if (beyond || negative) fail(span, "this number does not fit into " + types.name(type));
    } else if (token->getType() == Parser::CHARACTER) {
        type = types.integer(32, true);
        bits = read_character(context_, token);
    } else if (token->getType() == Parser::FLOAT_BITS) {
        const std::string text = token->getText();  // float64'4607182418800017408'
        type = types.floating(static_cast<unsigned>(std::stoul(text.substr(5, 2))));
        bits = read_float_bits(text, span);
    } else {
        type = types.pointer(types.void_type());
    }
    Value v = finish(build_.constant(type, bits), span);
    v.literal = true;
    v.number = true;
    return v;
}

Value ExprReader::read_sizeof(Parser::PrimaryContext* primary) {
    const ir::TypeId of = read_type(context_, primary->type());
    require_object_type(context_, of, context_.span(primary->type()), "what sizeof measures");
    const ir::ExprId id = build_.constant(program_.types.integer(64, false), program_.types.size_of(of));
    program_.exprs[id.index()].size_of = of;
    return finish(id, context_.span(primary));
}

Value ExprReader::read_offset(Parser::PrimaryContext* primary) {
    const ir::TypeId of = read_type(context_, primary->type());
    require_object_type(context_, of, context_.span(primary->type()), "what offsetof measures");
    if (!program_.types.is_record(of)) fail(context_.span(primary->type()), "offsetof needs a struct or union");
    Parser::OffsetPathContext* path = primary->offsetPath();
    const ir::ExprId base = build_.deref(build_.null(program_.types.pointer(of)));
    const antlr4::Token* number = path->NUMBER() != nullptr ? path->NUMBER()->getSymbol() : nullptr;
    Value v = select({base, context_.span(path), false, false, false}, path, false, path->name(), number);
    for (Parser::PostfixOpContext* op : path->postfixOp()) v = apply_postfix(op, v);
    const auto offset = ir::constant_offset(program_, v.id);
    if (!offset) fail(context_.span(path), "this path is not constant or passes through a pointer");
    const ir::ExprId id = build_.constant(program_.types.integer(64, false), *offset);
    program_.exprs[id.index()].a = v.id;
    return finish(id, context_.span(primary));
}

ir::ExprId ExprReader::read_designator(Parser::UnaryContext* unary, const char* what) {
    const Value v = read(unary);
    if (v.function || !ir::is_designator(program_[v.id].kind)) {
        fail(v.span, std::string(what) + " must be a variable, a field, an element or *pointer");
    }
    require_object_type(context_, type_of(v), v.span, what);
    return v.id;
}

ir::ExprId ExprReader::read_scalar(Parser::ExpressionContext* expression) {
    const Value v = decay(read(expression));
    if (!program_.types.is_scalar(type_of(v)) && program_.types[type_of(v)].kind != TypeKind::Float) {
        fail(v.span, "a condition is a number or a pointer, this is " + type_name(v));
    }
    return v.id;
}

ir::ExprId ExprReader::read_integer(Parser::ExpressionContext* expression) {
    const Value v = read(expression);
    if (!program_.types.is_integer(type_of(v))) fail(v.span, "expected an integer, this is " + type_name(v));
    return v.id;
}

NamedConstant read_constant(FileContext& context, Parser::ExpressionContext* expression) {
    const std::size_t before = context.program.exprs.size();
    const Value v = ExprReader(context).read(expression);
    const auto bits = ir::constant_value(context.program, v.id);
    if (!bits) fail(v.span, "this is not a constant");
    for (std::size_t i = before; i < context.program.exprs.size(); ++i) {
        if (!depends_on_partial_record(context.program, context.program.exprs[i])) continue;
        fail(v.span, "the layout of a partial record is known after linking only, so this is not a constant");
    }
    const NamedConstant out{context.program[v.id].type, *bits};
    context.program.exprs.resize(before);
    context.expr_sizes.update(context.program);
    return out;
}

std::uint64_t read_count(FileContext& context, Parser::ExpressionContext* expression) {
    const NamedConstant c = read_constant(context, expression);
    if (!context.program.types.is_integer(c.type) ||
        (context.program.types.is_signed(c.type) && ir::as_signed(context.program.types, c.bits, c.type) < 0)) {
        fail(context.span(expression), "an array's extent is a number that is not negative");
    }
    return c.bits;
}

}  // namespace sdvlite::frontend::dir
