// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/expr_code.hpp"

#include <string>

#include "core/concrete/outcome.hpp"
#include "core/ir/address_plan.hpp"
#include "core/ir/validate.hpp"

namespace sdvlite::concrete {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::TypeKind;
using ir::UnOp;

namespace {

[[noreturn]] void invalid(const char* what) { throw PathEnd{OutcomeKind::Invalid, what}; }

/// Emits by an explicit list of things to do, last first.
class Compiler {
public:
    explicit Compiler(const ir::Program& program) : p_(program) {}

    Code run(ExprId root, bool address) {
        todo_.push_back({address ? What::Address : What::Value, root, {}});
        while (!todo_.empty()) {
            const Todo next = todo_.back();
            todo_.pop_back();
            step(next);
            if (code_.size() > 4 * ir::kMaxExprNodes) invalid("an expression is too large");
        }
        return std::move(code_);
    }

private:
    enum class What : std::uint8_t { Value, Address, Emit, Middle, End };
    struct Todo {
        What what;
        ExprId e;
        Instr instr;
    };

    void later(What what, ExprId e) { todo_.push_back({what, e, {}}); }
    void later(const Instr& i) { todo_.push_back({What::Emit, {}, i}); }

    void step(const Todo& next) {
        switch (next.what) {
            case What::Value: value(next.e); break;
            case What::Address: address(next.e); break;
            case What::Emit: code_.push_back(next.instr); break;
            case What::Middle: middle(p_[next.e].bin == BinOp::LogOr); break;
            case What::End: end(p_[next.e].bin == BinOp::LogOr); break;
        }
    }

    const ir::Type& type_of(ExprId e) const { return p_.types[p_[e].type]; }
    bool is_float(ExprId e) const { return type_of(e).kind == TypeKind::Float; }
    std::uint64_t scale_of(ir::TypeId pointee) const {
        const std::uint64_t size = p_.types.size_of(pointee);
        return size != 0 ? size : 1;  // void, functions, incomplete records: by bytes
    }

    void value(ExprId id);
    void load(ExprId id);
    void unary(const Expr& e);
    void binary(ExprId id);
    void logic(ExprId id);
    void cast(const Expr& e);
    void address(ExprId id);
    void middle(bool is_or);
    void end(bool is_or);

    const ir::Program& p_;
    Code code_;
    std::vector<Todo> todo_;
    std::vector<std::size_t> open_;  // jumps of && and || that wait for their target
};

void Compiler::value(ExprId id) {
    const Expr& e = p_[id];
    switch (e.kind) {
        case ExprKind::Const: code_.push_back({.op = Op::Const, .imm = e.bits}); break;
        case ExprKind::FuncAddr:
            code_.push_back({.op = Op::Const, .imm = ir::code_address(e.proc)});
            break;
        case ExprKind::AddrOf:
            if (bit_field(p_, e.a)) invalid("the address of a bit-field");
            later(What::Address, e.a);
            break;
        case ExprKind::Unary: unary(e); break;
        case ExprKind::Binary: binary(id); break;
        case ExprKind::Cast: cast(e); break;
        default: load(id); break;
    }
}

void Compiler::load(ExprId id) {
    Instr i{.op = Op::Load, .type = p_[id].type, .place = id};
    if (const ir::Field* f = bit_field(p_, id)) {
        i.op = Op::LoadBits;
        i.t = int_type(p_.types, f->type);
        i.bit_offset = f->bit_offset;
        i.bit_width = f->bit_width;
    } else if (!p_.types.is_scalar(i.type) && !(is_float(id) && p_.types.size_of(i.type) <= 8)) {
        if (!is_float(id)) invalid("a record or array where a scalar is needed");
        code_.push_back({.op = Op::Const});  // an 80-bit float: opaque, and no operation looks at it
        return;
    }
    later(i);
    later(What::Address, id);
}

void Compiler::unary(const Expr& e) {
    if (is_float(e.a)) {
        code_.push_back({.op = e.un == UnOp::LogNot ? Op::HavocBool : Op::Havoc, .type = e.type});
        return;
    }
    if (e.un == UnOp::LogNot) {
        later({.op = Op::Not});
    } else {
        later({.op = Op::Unary, .un = e.un, .t = int_type(p_.types, e.type)});
    }
    later(What::Value, e.a);
}

void Compiler::cast(const Expr& e) {
    const TypeKind to = p_.types[e.type].kind;
    if (to == TypeKind::Float || is_float(e.a)) {
        code_.push_back({.op = Op::Havoc, .type = e.type});
        return;
    }
    later({.op = Op::Cast, .t = int_type(p_.types, e.type), .from = int_type(p_.types, p_[e.a].type)});
    later(What::Value, e.a);
}

void Compiler::binary(ExprId id) {
    const Expr& e = p_[id];
    if (e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr) return logic(id);
    if (is_float(e.a) || is_float(e.b)) {
        code_.push_back({.op = ir::is_comparison(e.bin) ? Op::HavocBool : Op::Havoc, .type = e.type});
        return;
    }
    Instr i{.op = Op::Arith, .bin = e.bin, .t = int_type(p_.types, p_[e.a].type), .type = e.type};
    if (e.bin == BinOp::Shl || e.bin == BinOp::Shr) {
        i.op = Op::Shift;
        i.from = int_type(p_.types, p_[e.b].type);
    } else if (e.bin == BinOp::PtrAdd) {
        i = {.op = Op::Scaled, .t = int_type(p_.types, p_[e.b].type), .imm = scale_of(type_of(e.a).element)};
    } else if (e.bin == BinOp::PtrSub) {
        i = {.op = Op::PtrSub, .imm = scale_of(type_of(e.a).element)};
    }
    later(i);
    later(What::Value, e.b);
    later(What::Value, e.a);
}

// a && b:  a; JumpIf(0) no; b; Bool; Jump end; no: Const 0; end:      (a || b: the other way round)
void Compiler::logic(ExprId id) {
    const Expr& e = p_[id];
    if (is_float(e.a) || is_float(e.b)) {
        code_.push_back({.op = Op::HavocBool, .type = e.type});
        return;
    }
    later(What::End, id);
    later(What::Value, e.b);
    later(What::Middle, id);
    later(What::Value, e.a);
}

void Compiler::middle(bool is_or) {
    open_.push_back(code_.size());
    code_.push_back({.op = Op::JumpIf, .flag = is_or});
}

void Compiler::end(bool is_or) {
    code_.push_back({.op = Op::Bool});
    code_.push_back({.op = Op::Jump, .imm = code_.size() + 2});
    code_[open_.back()].imm = code_.size();
    open_.pop_back();
    code_.push_back({.op = Op::Const, .imm = is_or});
}

void Compiler::address(ExprId id) {
    const Expr& e = p_[id];
    switch (e.kind) {
        case ExprKind::Local: code_.push_back({.op = Op::LocalAddr, .imm = e.index}); break;
        case ExprKind::Global: code_.push_back({.op = Op::GlobalAddr, .imm = e.global.value}); break;
        case ExprKind::Deref: later(What::Value, e.a); break;
        case ExprKind::Field: {
            const ir::Type& record = type_of(e.a);
            if (record.kind != TypeKind::Record) invalid("a field of no record");
            const auto& fields = p_.types.rec(record.record).fields;
            if (e.index >= fields.size()) invalid("a field that the record does not have");
            later({.op = Op::Offset, .imm = fields[e.index].offset});
            later(What::Address, e.a);
            break;
        }
        case ExprKind::Index:
            later({.op = Op::Scaled, .t = int_type(p_.types, p_[e.b].type), .imm = p_.types.size_of(e.type)});
            later(What::Value, e.b);
            later(What::Address, e.a);
            break;
        default: invalid("not a designator");
    }
}

}  // namespace

Code compile_value(const ir::Program& program, ExprId e) { return Compiler(program).run(e, false); }

Code compile_address(const ir::Program& program, ExprId e) { return Compiler(program).run(e, true); }

const ir::Field* bit_field(const ir::Program& program, ExprId id) {
    const Expr& e = program[id];
    if (e.kind != ExprKind::Field) return nullptr;
    const ir::Type& record = program.types[program[e.a].type];
    if (record.kind != TypeKind::Record) return nullptr;
    const auto& fields = program.types.rec(record.record).fields;
    return e.index < fields.size() && fields[e.index].is_bit_field() ? &fields[e.index] : nullptr;
}

IntType int_type(const ir::TypeTable& types, ir::TypeId type) {
    const ir::Type& t = types[type];
    switch (t.kind) {
        case TypeKind::Int: return {t.bits, t.is_signed};
        case TypeKind::Pointer: return kPointer;
        default: invalid("not a scalar");
    }
}

}  // namespace sdvlite::concrete
