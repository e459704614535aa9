// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/lower_expr.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "core/base/suggest.hpp"
#include "grammar/SlicParser.h"
#include "rules/compiler/constants.hpp"
#include "rules/compiler/preprocess.hpp"

namespace sdvlite::rules {

using automaton::RExprKind;
using automaton::RUnOp;
using automaton::VarKind;
using grammar::SlicParser;
using Class = Typed::Class;

namespace {

constexpr std::uint32_t kMaxArgument = 64;

bool all_capitals(const std::string& name) {
    return std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::islower(c) != 0; });
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

automaton::RExprId ExprLowering::add(RExpr e) {
    out_.exprs.push_back(std::move(e));
    return automaton::RExprId(out_.exprs.size() - 1);
}

Typed ExprLowering::make(Class cls, RExpr e) {
    Typed t;
    t.cls = cls;
    t.var = e.index;
    t.reads_memory = cls == Class::Memory;
    t.id = add(std::move(e));
    return t;
}

automaton::RExprId ExprLowering::constant(std::int64_t value, const base::Span& span) {
    RExpr e;
    e.kind = RExprKind::Const;
    e.value = value;
    e.span = span;
    return add(std::move(e));
}

Typed ExprLowering::make_const(std::int64_t value, const base::Span& span, std::string enumerator) {
    Typed t;
    t.cls = Class::Const;
    t.id = constant(value, span);
    t.value = value;
    t.enumerator = std::move(enumerator);
    return t;
}

Typed ExprLowering::error(const base::Span& span, std::string message, std::string hint) {
    diags_.error(span, std::move(message), std::move(hint));
    return {};
}

Typed ExprLowering::lower(ast::ExprId id, Place place, std::optional<std::uint32_t> expected) {
    const ast::Expr& e = rule_[id];
    switch (e.kind) {
    case ast::ExprKind::Int: return integer(e);
    case ast::ExprKind::Arg: return argument(e, place);
    case ast::ExprKind::Name: return name(e, place, expected);
    case ast::ExprKind::Call: break;
    case ast::ExprKind::Field: return field(e, place);
    case ast::ExprKind::Unary: return unary(e, place);
    case ast::ExprKind::Binary: return binary(e, place);
    }
    return error(e.span, "'" + e.text + "' is not a macro, and a rule can't call functions",
                 base::did_you_mean(e.text, macros_.names()));
}

Typed ExprLowering::integer(const ast::Expr& e) {
    const std::optional<std::int64_t> value = parse_integer(e.text);
    if (!value) return error(e.span, "'" + e.text + "' is no number of 63 bits");
    return make_const(*value, e.span);
}

Typed ExprLowering::argument(const ast::Expr& e, Place place) {
    if (place == Place::InitialValue) {
        return error(e.span, "'" + e.text + "' has no value in the state block");
    }
    if (place == Place::AtRead && e.text != "$fname") {
        return error(e.span, "'" + e.text + "' has no value when memory is read: no function is called there");
    }
    RExpr r;
    r.span = e.span;
    if (e.text == "$return") {
        if (place == Place::AtEntry) {
            return error(e.span, "'$return' has no value at an entry", "use the function's exit");
        }
        r.kind = RExprKind::Return;
        return make(Class::Memory, std::move(r));
    }
    if (e.text == "$fname") {
        return error(e.span, "'$fname' can only be used in the message of an abort");
    }
    const char* digits = e.text.data() + 1;
    const char* end = e.text.data() + e.text.size();
    const auto parsed = std::from_chars(digits, end, r.index);
    if (parsed.ptr != end) {
        return error(e.span, "unknown '" + e.text + "'", base::did_you_mean(e.text, {"$return", "$fname"}));
    }
    if (parsed.ec != std::errc() || r.index == 0 || r.index > kMaxArgument) {
        return error(e.span, "'" + e.text + "' is no argument: they are $1 to $" + std::to_string(kMaxArgument));
    }
    r.kind = RExprKind::Arg;
    return make(Class::Memory, std::move(r));
}

// A macro has been replaced by now, so a name is a variable of the rule, an enumerator, or a
// variable of the OS model or the driver. The last kind is known when the rule is bound; until
// then, what looks like a slip of the pen is one.
Typed ExprLowering::name(const ast::Expr& e, Place place, std::optional<std::uint32_t> expected) {
    if (const auto value = symbols_.enumerator(e.text)) return make_const(*value, e.span, e.text);
    const auto var = symbols_.variable(e.text);
    if (!var) return unknown_name(e, expected);
    if (place == Place::InitialValue) return error(e.span, "an initial value has to be a constant");
    RExpr r;
    r.kind = RExprKind::StateVar;
    r.index = *var;
    r.span = e.span;
    const VarKind kind = out_.vars[*var].kind;
    return make(kind == VarKind::Enum      ? Class::Enum
                : kind == VarKind::Pointer ? Class::Pointer
                                           : Class::Number,
                std::move(r));
}

Typed ExprLowering::unknown_name(const ast::Expr& e, std::optional<std::uint32_t> expected) {
    if (expected) {
        const automaton::StateVar& v = out_.vars[*expected];
        const std::string hint = base::did_you_mean(e.text, joined(v.enumerators, symbols_.variables()));
        return error(e.span, "'" + e.text + "' is not an enumerator of '" + v.name + "'",
                     hint.empty() ? "they are " + list(v.enumerators) : hint);
    }
    const auto& globals = options_.model_globals;
    if (!e.text.starts_with("sdv_") && std::find(globals.begin(), globals.end(), e.text) == globals.end()) {
        std::string hint = base::did_you_mean(e.text, joined(symbols_.variables(), symbols_.enumerators()));
        if (hint.empty() && all_capitals(e.text)) {
            const bool below = macros_.find(e.text) != nullptr;
            hint = below ? "it is only defined further down" : base::did_you_mean(e.text, macros_.names());
            const std::string header = header_with(e.text);
            if (!below && !header.empty()) hint = "#include \"" + header + "\" defines it";
            if (hint.empty()) hint = "#define it, or include a header that does; what the driver defines is not known here";
            return error(e.span, "unknown constant '" + e.text + "'", hint);
        }
        if (!hint.empty()) return error(e.span, "unknown name '" + e.text + "'", hint);
    }
    RExpr r;
    r.kind = RExprKind::Name;
    r.name = e.text;
    r.span = e.span;
    return make(Class::Memory, std::move(r));
}

// Memory can be read through arguments, results and variables of the model, not through the rule's
// own variables: those hold an object's identity.
bool ExprLowering::readable(const Typed& a, const base::Span& span) {
    if (a.cls == Class::Memory) return true;
    if (a.ok()) error(span, "memory is read through $1, $return or a variable of the OS model only");
    return false;
}

Typed ExprLowering::field(const ast::Expr& e, Place place) {
    const Typed a = lower(e.a, place);
    if (!readable(a, e.span)) return {};
    RExpr r;
    r.kind = RExprKind::Field;
    r.arrow = e.op == SlicParser::ARROW;
    r.name = e.text;
    r.a = a.id;
    r.span = e.span;
    return make(Class::Memory, std::move(r));
}

Typed ExprLowering::unary(const ast::Expr& e, Place place) {
    if (e.op == SlicParser::AMP) {
        return error(e.span, "'&' takes no address in a condition; events compare objects with 'watch'");
    }
    const Typed a = lower(e.a, place);
    if (!a.ok()) return {};
    RExpr r;
    r.span = e.span;
    r.a = a.id;
    if (e.op == SlicParser::STAR) {
        if (!readable(a, e.span)) return {};
        r.kind = RExprKind::Deref;
        return make(Class::Memory, std::move(r));
    }
    if (e.op != SlicParser::BANG && !numeric(a, e)) return {};
    if (e.op == SlicParser::PLUS) return a;
    r.kind = RExprKind::Unary;
    r.un = e.op == SlicParser::BANG ? RUnOp::Not : e.op == SlicParser::TILDE ? RUnOp::BitNot : RUnOp::Neg;
    if (a.cls == Class::Const) return make_const(fold(r.un, a.value), e.span);
    Typed t = make(Class::Number, std::move(r));
    t.reads_memory = a.reads_memory;
    return t;
}

bool ExprLowering::numeric(const Typed& a, const ast::Expr& at) {
    if (a.cls != Class::Pointer && a.cls != Class::Enum) return a.ok();
    const char* what = a.cls == Class::Enum ? "an enum" : "the identity of an object";
    error(at.span, "'" + at.text + "' can't be applied to '" + out_.vars[a.var].name + "': it is " + what);
    return false;
}

std::optional<std::uint32_t> ExprLowering::enum_variable(ast::ExprId id) const {
    const ast::Expr& e = rule_[id];
    if (e.kind != ast::ExprKind::Name) return std::nullopt;
    const auto var = symbols_.variable(e.text);
    return var && out_.vars[*var].kind == VarKind::Enum ? var : std::nullopt;
}

// NTSTATUS values are written as -1073741823 or as 3221225473. Against memory the type there
// decides; the rule's own ints are signed and have 32 bits.
void ExprLowering::wrap_status(Typed& constant, const Typed& other) {
    if (constant.cls != Class::Const || other.reads_memory) return;
    constant.value = wrap_to_32_bits(constant.value);
    out_.exprs[constant.id.index()].value = constant.value;
}

Typed ExprLowering::comparison(const ast::Expr& e, RBinOp op, Typed a, Typed b) {
    const bool equality = op == RBinOp::Eq || op == RBinOp::Ne;
    const std::pair<const Typed&, const Typed&> both_ways[] = {{a, b}, {b, a}};
    for (const auto& [x, y] : both_ways) {
        if (x.cls == Class::Pointer) {
            const bool object =
                y.cls == Class::Pointer || y.cls == Class::Memory || (y.cls == Class::Const && y.value == 0);
            if (equality && object) continue;
            return error(e.span, "'" + out_.vars[x.var].name +
                                     "' is the identity of an object: it can be compared by == and != "
                                     "with an argument, a result, or 0");
        }
        if (x.cls != Class::Enum || y.cls != Class::Const) continue;
        const automaton::StateVar& v = out_.vars[x.var];
        const bool own = y.enumerator.empty() ||
                         std::find(v.enumerators.begin(), v.enumerators.end(), y.enumerator) != v.enumerators.end();
        if (!own) {
            diags_.warning(e.span, "'" + y.enumerator + "' is not an enumerator of '" + v.name + "'");
        }
    }
    wrap_status(a, b);
    wrap_status(b, a);
    RExpr r;
    r.kind = RExprKind::Binary;
    r.bin = op;
    r.a = a.id;
    r.b = b.id;
    r.span = e.span;
    Typed t = make(Class::Number, std::move(r));
    t.reads_memory = a.reads_memory || b.reads_memory;
    return t;
}

Typed ExprLowering::binary(const ast::Expr& e, Place place) {
    const RBinOp op = binary_operator(e.op);
    const bool compares = op >= RBinOp::Eq && op <= RBinOp::Ge;
    const Typed a = lower(e.a, place, compares ? enum_variable(e.b) : std::nullopt);
    const Typed b = lower(e.b, place, compares ? enum_variable(e.a) : std::nullopt);
    if (!a.ok() || !b.ok()) return {};
    if (a.cls == Class::Const && b.cls == Class::Const) {
        return make_const(
            fold(op, compares ? wrap_to_32_bits(a.value) : a.value, compares ? wrap_to_32_bits(b.value) : b.value),
            e.span);
    }
    if (compares) return comparison(e, op, a, b);
    const bool logic = op == RBinOp::And || op == RBinOp::Or;
    if (!logic && (!numeric(a, e) || !numeric(b, e))) return {};
    RExpr r;
    r.kind = RExprKind::Binary;
    r.bin = op;
    r.a = a.id;
    r.b = b.id;
    r.span = e.span;
    Typed t = make(Class::Number, std::move(r));
    t.reads_memory = a.reads_memory || b.reads_memory;
    return t;
}

} // namespace sdvlite::rules
