// SPDX-License-Identifier: Apache-2.0
// Expressions as text. Conversions stand there explicitly, so that the reader inserts none; where it would (C promotes
// small integers), the operation is written exact(...).
#include "core/ir/fold.hpp"
#include "core/ir/printer.hpp"
#include "core/ir/text.hpp"

namespace sdvlite::ir {

namespace {

constexpr int kPrefix = 11;
constexpr int kPostfix = 12;

struct OperatorText {
    const char* text;
    int precedence;
};

OperatorText text_of(BinOp op) {
    switch (op) {
        case BinOp::Mul: return {"*", 10};
        case BinOp::Div: return {"/", 10};
        case BinOp::Rem: return {"%", 10};
        case BinOp::Add:
        case BinOp::PtrAdd: return {"+", 9};
        case BinOp::Sub:
        case BinOp::PtrSub: return {"-", 9};
        case BinOp::Shl: return {"<<", 8};
        case BinOp::Shr: return {">>", 8};
        case BinOp::Lt: return {"<", 7};
        case BinOp::Le: return {"<=", 7};
        case BinOp::Gt: return {">", 7};
        case BinOp::Ge: return {">=", 7};
        case BinOp::Eq: return {"==", 6};
        case BinOp::Ne: return {"!=", 6};
        case BinOp::And: return {"&", 5};
        case BinOp::Xor: return {"^", 4};
        case BinOp::Or: return {"|", 3};
        case BinOp::LogAnd: return {"&&", 2};
        case BinOp::LogOr: break;
    }
    return {"||", 1};
}

std::string hex(std::uint64_t bits) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (; bits != 0 || out.empty(); bits >>= 4) out.insert(out.begin(), kDigits[bits & 15]);
    return "0x" + out;
}

// Numbers from here on are more telling in hexadecimal.
constexpr std::uint64_t kHexFrom = 0x10000;

}  // namespace

int ExprPrinter::precedence(const Expr& e) const {
    switch (e.kind) {
        case ExprKind::Const: {
            if (e.size_of.valid() || e.a.valid() || program_.types[e.type].kind == TypeKind::Float) return kPostfix;
            if (program_.types.is_pointer(e.type)) {
                const bool plain = e.bits == 0 && program_.types[e.type].element == program_.types.void_type();
                return plain ? kPostfix : kPrefix;
            }
            const bool minus = program_.types.is_signed(e.type) && as_signed(program_.types, e.bits, e.type) < 0;
            return minus ? kPrefix : kPostfix;
        }
        case ExprKind::Local:
        case ExprKind::Global:
        case ExprKind::Field:
        case ExprKind::Index: return kPostfix;
        case ExprKind::Deref:
        case ExprKind::AddrOf:
        case ExprKind::FuncAddr:
        case ExprKind::Cast: return kPrefix;
        case ExprKind::Unary: return needs_exact(e) ? kPostfix : kPrefix;
        case ExprKind::Binary: break;
    }
    return needs_exact(e) ? kPostfix : text_of(e.bin).precedence;
}

bool ExprPrinter::needs_exact(const Expr& e) const {
    const TypeId a = program_[e.a].type;
    const bool small = program_.types.is_integer(a) && program_.types.bits_of(a) < 32;
    if (e.kind == ExprKind::Unary) return small && e.un != UnOp::LogNot;
    return small && e.bin != BinOp::LogAnd && e.bin != BinOp::LogOr;
}

void ExprPrinter::print(ExprId id, int outer) {
    const bool brackets = precedence(program_[id]) < outer;
    if (brackets) out_ += '(';
    bare(id);
    if (brackets) out_ += ')';
}

// What the prefix operator or cast `outer` stands before. A number there would be taken as part of a constant and two
// minus signs as `--`, so they get brackets.
void ExprPrinter::operand(const Expr& outer) {
    const Expr& e = program_[outer.a];
    const bool minus = e.kind == ExprKind::Unary && e.un == UnOp::Neg && outer.kind == ExprKind::Unary;
    print(outer.a, e.kind == ExprKind::Const || minus ? kPostfix + 1 : kPrefix);
}

void ExprPrinter::constant(TypeId type, std::uint64_t bits) {
    const TypeTable& types = program_.types;
    const Type& t = types[type];
    if (t.kind == TypeKind::Float) {
        out_ += types.name(type) + "'" + std::to_string(bits) + "'";
    } else if (t.kind == TypeKind::Pointer) {
        if (bits != 0 || t.element != types.void_type()) out_ += "(" + types.name(type) + ")";
        out_ += bits == 0 ? "NULL" : hex(bits) + "u64";
    } else if (t.is_signed && as_signed(types, bits, type) < 0) {
        out_ += "-" + std::to_string(0 - static_cast<std::uint64_t>(as_signed(types, bits, type)));
        const bool smallest = t.bits == 32 && bits == 0x80000000u;  // 2147483648 is an i64
        if (t.bits != 32 || smallest) out_ += types.name(type);
    } else {
        out_ += !t.is_signed && bits >= kHexFrom ? hex(bits) : std::to_string(bits);
        if (t.bits != 32 || !t.is_signed) out_ += types.name(type);
    }
}

void ExprPrinter::constant(const Expr& e) {
    if (e.size_of.valid()) {
        out_ += "sizeof(" + program_.types.name(e.size_of) + ")";
    } else if (e.a.valid()) {
        ExprId root = e.a;
        while (program_[root].kind != ExprKind::Deref) root = program_[root].a;
        out_ += "offsetof(" + program_.types.name(program_[root].type) + ", ";
        offset_path(e.a);
        out_ += ")";
    } else {
        constant(e.type, e.bits);
    }
}

// A chain of fields and elements, the first without its dot. The chain is as long as an expression may be high.
void ExprPrinter::offset_path(ExprId e) {
    std::vector<ExprId> steps;
    for (; program_[e].kind != ExprKind::Deref; e = program_[e].a) steps.push_back(e);
    for (auto s = steps.rbegin(); s != steps.rend(); ++s) {
        const Expr& step = program_[*s];
        if (step.kind == ExprKind::Index) {
            out_ += '[';
            print(step.b);
            out_ += ']';
        } else {
            if (s != steps.rbegin()) out_ += '.';
            field_name(program_[step.a].type, {step.index});
        }
    }
}

// The last field's name, if that leads this way from the record, else numbers.
void ExprPrinter::field_name(TypeId type, const std::vector<std::uint32_t>& path) {
    const TypeTable& types = program_.types;
    RecordId record = types[type].record;
    RecordId last = record;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) last = types[types.rec(last).fields[path[i]].type].record;
    const std::string& name = types.rec(last).fields[path.back()].name;
    if (!name.empty() && find_field(types, record, name) == path) {
        out_ += quote_name(name);
        return;
    }
    for (std::size_t i = 0; i < path.size(); ++i) out_ += (i == 0 ? "#" : ".#") + std::to_string(path[i]);
}

// Anonymous members on the way are not written.
void ExprPrinter::field(ExprId id) {
    std::vector<std::uint32_t> path{program_[id].index};
    ExprId base = program_[id].a;
    auto anonymous = [&](ExprId e) {
        const Expr& x = program_[e];
        return x.kind == ExprKind::Field &&
               program_.types.rec(program_.types[program_[x.a].type].record).fields[x.index].name.empty();
    };
    for (; anonymous(base); base = program_[base].a) path.insert(path.begin(), program_[base].index);
    const Expr& b = program_[base];
    if (b.kind == ExprKind::Deref) {
        print(b.a, kPostfix);
        out_ += "->";
    } else {
        print(base, kPostfix);
        out_ += '.';
    }
    field_name(b.type, path);
}

void ExprPrinter::binary(const Expr& e) {
    const OperatorText op = text_of(e.bin);
    const bool exact = needs_exact(e);
    if (exact) out_ += "exact(";
    print(e.a, exact ? kPostfix : op.precedence);
    out_ += std::string(" ") + op.text + " ";
    print(e.b, exact ? kPostfix : op.precedence + 1);
    if (exact) out_ += ')';
}

void ExprPrinter::bare(ExprId id) {
    const Expr& e = program_[id];
    switch (e.kind) {
        case ExprKind::Const: return constant(e);
        case ExprKind::Local:
            out_ += locals_ != nullptr && e.index < locals_->size() ? (*locals_)[e.index]
                                                                    : "$local" + std::to_string(e.index);
            return;
        case ExprKind::Global: out_ += quote_name(program_[e.global].name); return;
        case ExprKind::FuncAddr: out_ += "&" + quote_name(program_[e.proc].name); return;
        case ExprKind::Field: return field(id);
        case ExprKind::Index:
            print(e.a, kPostfix);
            out_ += '[';
            print(e.b);
            out_ += ']';
            return;
        case ExprKind::Deref:
        case ExprKind::AddrOf:
            out_ += e.kind == ExprKind::Deref ? '*' : '&';
            return print(e.a, kPrefix);
        case ExprKind::Cast:
            out_ += "(" + program_.types.name(e.type) + ")";
            return operand(e);
        case ExprKind::Unary: {
            const bool exact = needs_exact(e);
            if (exact) out_ += "exact(";
            out_ += e.un == UnOp::Neg ? '-' : e.un == UnOp::BitNot ? '~' : '!';
            exact ? print(e.a, kPostfix + (program_[e.a].kind == ExprKind::Const ? 1 : 0)) : operand(e);
            if (exact) out_ += ')';
            return;
        }
        case ExprKind::Binary: return binary(e);
    }
}

std::string print_expr(const Program& program, const Proc* proc, ExprId expr) {
    std::string out;
    const std::vector<std::string> names = proc != nullptr ? local_names(program, *proc) : std::vector<std::string>{};
    ExprPrinter(program, &names, out).print(expr);
    return out;
}

}  // namespace sdvlite::ir
