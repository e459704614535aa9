// SPDX-License-Identifier: Apache-2.0
// Expressions: names resolved, operators sorted by precedence, C's conversions made explicit.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "frontend/dir/context.hpp"
#include "frontend/dir/parse.hpp"

namespace sdvlite::frontend::dir {

/// What an expression means while it is read.
struct Value {
    ir::ExprId id;
    base::Span span;
    /// A number as it is written, `-` and casts in front included: converting it gives a constant.
    bool literal = false;
    /// Names a function (`id` is its address), so that & and * do nothing.
    bool function = false;
    /// A number token, nothing else: `-3i8` is an i8.
    bool number = false;
};

using LocalNames = std::unordered_map<std::string, std::uint32_t>;

class ExprReader {
public:
    /// Outside a procedure, `proc` and `locals` are null.
    explicit ExprReader(FileContext& context, const ir::Proc* proc = nullptr, const LocalNames* locals = nullptr)
        : context_(context), program_(context.program), build_(context.program), proc_(proc), locals_(locals) {}

    Value read(Parser::ExpressionContext* expression) { return read_operators(expression, false); }
    Value read(Parser::UnaryContext* unary) { return read_prefixed(unary, false); }
    /// The primary and the first `count` of what follows it.
    Value read(Parser::PostfixContext* postfix, std::size_t count);

    /// A place that can be written. `what` begins the message when it is none.
    ir::ExprId read_designator(Parser::UnaryContext* unary, const char* what);
    /// A scalar, for conditions.
    ir::ExprId read_scalar(Parser::ExpressionContext* expression);
    /// An integer, for sizes and codes.
    ir::ExprId read_integer(Parser::ExpressionContext* expression);

    /// `v` as a value of type `to`, as by assignment; fails when C would want a cast.
    ir::ExprId convert(const Value& v, ir::TypeId to);
    /// `v` as a value: arrays become pointers to their first element.
    Value decay(const Value& v);
    /// `a op b` with C's conversions.
    Value apply(ir::BinOp op, Value a, Value b);

    ir::TypeId type_of(const Value& v) const { return program_[v.id].type; }

private:
    Value read_operators(Parser::ExpressionContext* expression, bool exact);
    Value read_prefixed(Parser::UnaryContext* unary, bool exact);
    Value apply_prefix(Parser::PrefixOpContext* op, Value v, bool exact);
    Value apply_postfix(Parser::PostfixOpContext* op, Value v);
    Value apply_binary(ir::BinOp op, Value a, Value b, bool exact);
    Value apply_exactly(ir::BinOp op, const Value& a, const Value& b);
    Value read_primary(Parser::PrimaryContext* primary);
    Value read_name(Parser::NameContext* name);
    Value read_literal(const antlr4::Token* token);
    Value read_offset(Parser::PrimaryContext* primary);
    Value read_sizeof(Parser::PrimaryContext* primary);
    Value negate(const Value& v, bool exact);
    Value take_address(Value v);
    Value dereference(Value v);
    Value select(Value v, antlr4::ParserRuleContext* where, bool arrow, Parser::NameContext* name,
                 const antlr4::Token* number);
    Value element(Value v, Parser::ExpressionContext* index);
    Value cast(Value v, ir::TypeId to);
    Value promote(const Value& v);
    void usual_conversions(Value& a, Value& b);
    Value add_pointers(ir::BinOp op, Value a, Value b);
    void compare_pointers(Value& a, Value& b);
    Value finish(ir::ExprId id, base::Span span);
    std::string type_name(const Value& v) const { return program_.types.name(type_of(v)); }

    FileContext& context_;
    ir::Program& program_;
    ir::ExprBuilder build_;
    const ir::Proc* proc_;
    const LocalNames* locals_;
};

/// The value of a constant expression and its type.
NamedConstant read_constant(FileContext& context, Parser::ExpressionContext* expression);

/// An array's extent: a constant that is not negative.
std::uint64_t read_count(FileContext& context, Parser::ExpressionContext* expression);

}  // namespace sdvlite::frontend::dir
