// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/rule_value.hpp"

#include <utility>

namespace sdvlite::concrete {

using automaton::RBinOp;
using automaton::RExpr;
using automaton::RExprId;
using automaton::RExprKind;
using automaton::RUnOp;
using automaton::VarKind;

namespace {

[[noreturn]] void invalid(std::string what) { throw PathEnd{OutcomeKind::Invalid, std::move(what)}; }

ir::BinOp ir_op(RBinOp op) {
    switch (op) {
        case RBinOp::Add: return ir::BinOp::Add;
        case RBinOp::Sub: return ir::BinOp::Sub;
        case RBinOp::BitAnd: return ir::BinOp::And;
        case RBinOp::BitOr: return ir::BinOp::Or;
        case RBinOp::Eq: return ir::BinOp::Eq;
        case RBinOp::Ne: return ir::BinOp::Ne;
        case RBinOp::Lt: return ir::BinOp::Lt;
        case RBinOp::Le: return ir::BinOp::Le;
        case RBinOp::Gt: return ir::BinOp::Gt;
        case RBinOp::Ge: return ir::BinOp::Ge;
        case RBinOp::And:
        case RBinOp::Or: break;
    }
    return ir::BinOp::LogAnd;
}

/// Where the field `name` is within `record`, looking into anonymous members.
struct FoundField {
    const ir::Field* field = nullptr;
    std::uint64_t offset = 0;
};

FoundField find_field(const ir::TypeTable& types, ir::RecordId record, const std::string& name) {
    std::vector<std::pair<ir::RecordId, std::uint64_t>> todo{{record, 0}};
    while (!todo.empty()) {
        const auto [id, base] = todo.back();
        todo.pop_back();
        for (const ir::Field& f : types.rec(id).fields) {
            if (f.name == name) return {&f, base + f.offset};
            const bool anonymous = f.name.empty() && types.is_record(f.type);
            if (anonymous) todo.emplace_back(types[f.type].record, base + f.offset);
        }
    }
    return {};
}

}  // namespace

std::string RuleEvaluator::name_of(const EventValues& at) const { return machine_.program()[at.proc].display_name; }

void RuleEvaluator::note(std::uint64_t cell, std::uint64_t value, bool written) {
    if (!footprint_) return;
    if (written) {
        footprint_->on_write(kRuleCells + cell);
    } else {
        footprint_->on_read(kRuleCells + cell, value);
    }
}

// Cells: taken, tracked, the variables, the armed addresses.
void RuleEvaluator::touched(std::uint32_t var, bool written) {
    if (var == kTakenVar) {
        note(0, state_.taken, written);
        note(1, state_.tracked, written);
    } else {
        note(2 + std::uint64_t{var}, static_cast<std::uint64_t>(state_.vars[var]), written);
    }
}

void RuleEvaluator::touched_arm(std::size_t block, bool written) {
    note(2 + state_.vars.size() + block, state_.armed[block], written);
}

std::uint64_t RuleEvaluator::value(RExprId root, const EventValues& at) {
    evaluate(root, at);
    return pop_value().bits;
}

std::uint64_t RuleEvaluator::object(RExprId root, const EventValues& at) {
    if (rule_[root].kind != RExprKind::Deref) return value(root, at);
    const ir::TypeTable& types = machine_.program().types;
    evaluate(rule_[root].a, at);
    const Operand p = pop_value();
    if (!p.type.valid() || !types.is_pointer(p.type)) invalid("the rule dereferences what is no pointer");
    const ir::TypeId stored = types[p.type].element;
    const bool address = types[stored].kind == ir::TypeKind::Void || types.is_pointer(stored);
    if (!address) return p.bits;
    return machine_.memory().load(p.bits, Shape{.size = 8, .is_pointer = true, .type = types.is_pointer(stored) ? stored : p.type});
}

std::uint64_t RuleEvaluator::address(RExprId root, const EventValues& at) {
    evaluate(root, at);
    const Operand place = values_.back();
    values_.pop_back();
    if (!place.designator || place.bit_width != 0) invalid("the rule watches the reading of what has no address");
    return place.bits;
}

void RuleEvaluator::evaluate(RExprId root, const EventValues& at) {
    values_.clear();
    todo_.assign(1, {root, 0});
    at_ = &at;
    while (!todo_.empty()) {
        const std::size_t index = todo_.size() - 1;
        Todo todo = todo_[index];
        const bool done = step(todo, at);
        todo_[index].stage = todo.stage;
        if (done) todo_.pop_back();
    }
}

// One visit of an expression; true when its value is on the stack.
bool RuleEvaluator::step(Todo& todo, const EventValues& at) {
    const RExpr& e = rule_[todo.e];
    const int stage = todo.stage++;
    switch (e.kind) {
        case RExprKind::Deref:
        case RExprKind::Field:
        case RExprKind::Unary:
            if (stage == 0) {
                todo_.push_back({e.a, 0});
                return false;
            }
            if (e.kind == RExprKind::Deref) dereference(e);
            if (e.kind == RExprKind::Field) field(e);
            if (e.kind == RExprKind::Unary) unary(e);
            return true;
        case RExprKind::Binary:
            if (stage == 0) {
                todo_.push_back({e.a, 0});
                return false;
            }
            if (e.bin == RBinOp::And || e.bin == RBinOp::Or) return logic(e, todo);
            if (stage == 1) {
                todo_.push_back({e.b, 0});
                return false;
            }
            binary(e);
            return true;
        default: leaf(e, at); return true;
    }
}

// After the left side (stage now 2) or the right side (3) of && and ||.
bool RuleEvaluator::logic(const RExpr& e, Todo& todo) {
    const bool truth = pop_value().bits != 0;
    if (todo.stage == 2 && truth != (e.bin == RBinOp::Or)) {
        todo_.push_back({e.b, 0});
        return false;
    }
    values_.push_back({.bits = truth});
    return true;
}

RuleEvaluator::Operand RuleEvaluator::typed(std::uint64_t bits, ir::TypeId type) const {
    const IntType t = int_type(machine_.program().types, type);
    return {.bits = extend(bits, t), .t = t, .type = type};
}

RuleEvaluator::Operand RuleEvaluator::rvalue(Operand o) {
    if (!o.designator) return o;
    if (o.bit_width != 0) {
        std::uint64_t bits = 0;
        for (unsigned b = o.bit_offset / 8u; b <= (o.bit_offset + o.bit_width - 1u) / 8u; ++b) {
            bits |= machine_.memory().load(o.bits + b, Shape{}) << (8 * b);
        }
        const IntType unit = int_type(machine_.program().types, o.type);
        return typed(convert(bits >> o.bit_offset, {o.bit_width, unit.is_signed}, unit.bits), o.type);
    }
    if (!machine_.program().types.is_scalar(o.type)) {
        invalid("the rule uses a value of type '" + machine_.program().types.name(o.type) + "' of " + name_of(*at_));
    }
    return typed(machine_.memory().load(o.bits, machine_.memory().shape_of(o.type)), o.type);
}

RuleEvaluator::Operand RuleEvaluator::pop_value() {
    const Operand o = values_.back();
    values_.pop_back();
    return rvalue(o);
}

void RuleEvaluator::leaf(const RExpr& e, const EventValues& at) {
    switch (e.kind) {
        case RExprKind::Const:
            values_.push_back({.bits = static_cast<std::uint64_t>(e.value), .literal = true});
            break;
        case RExprKind::StateVar: {
            touched(e.index, false);
            const bool pointer = rule_.vars[e.index].kind == VarKind::Pointer;
            const IntType t = pointer ? kPointer : IntType{32, true};
            values_.push_back({.bits = static_cast<std::uint64_t>(state_.vars[e.index]), .t = t, .variable = !pointer});
            break;
        }
        case RExprKind::Arg: argument(e, at); break;
        case RExprKind::Return:
            if (!at.result_type.valid()) invalid("'" + name_of(at) + "' has no $return here");
            values_.push_back(typed(at.result, at.result_type));
            break;
        case RExprKind::Tracked:
            touched(kTakenVar, false);
            values_.push_back({.bits = state_.tracked, .t = kPointer});
            break;
        case RExprKind::Name: global(e); break;
        default: break;
    }
}

void RuleEvaluator::argument(const RExpr& e, const EventValues& at) {
    if (e.index == 0 || e.index > at.args.size()) {
        invalid("'" + name_of(at) + "' has no argument $" + std::to_string(e.index));
    }
    const ir::TypeId type = at.arg_types[e.index - 1];
    if (!machine_.program().types.is_scalar(type)) {
        invalid("argument $" + std::to_string(e.index) + " of '" + name_of(at) + "' is no scalar");
    }
    values_.push_back(typed(at.args[e.index - 1], type));
}

void RuleEvaluator::global(const RExpr& e) {
    const ir::Program& program = machine_.program();
    ir::GlobalId g = program.find_global(e.name);
    for (std::size_t i = 0; !g.valid() && i < program.globals.size(); ++i) {
        if (program.globals[i].display_name == e.name) g = ir::GlobalId(i);
    }
    if (!g.valid()) invalid("there is no global '" + e.name + "'");
    values_.push_back({.bits = machine_.memory().global_address(g), .type = program[g].type, .designator = true});
}

void RuleEvaluator::dereference(const RExpr&) {
    const ir::TypeTable& types = machine_.program().types;
    const Operand p = pop_value();
    if (!p.type.valid() || !types.is_pointer(p.type)) invalid("the rule dereferences what is no pointer");
    values_.push_back({.bits = p.bits, .type = types[p.type].element, .designator = true});
}

void RuleEvaluator::field(const RExpr& e) {
    const ir::TypeTable& types = machine_.program().types;
    if (e.arrow) dereference(e);
    const Operand base = values_.back();
    values_.pop_back();
    if (!base.designator || !types.is_record(base.type)) invalid("'" + e.name + "' is asked of what is no record");
    const FoundField found = find_field(types, types[base.type].record, e.name);
    if (!found.field) invalid("'" + types.name(base.type) + "' has no field '" + e.name + "'");
    values_.push_back({.bits = base.bits + found.offset,
                       .type = found.field->type,
                       .designator = true,
                       .bit_offset = found.field->bit_offset,
                       .bit_width = found.field->bit_width});
}

void RuleEvaluator::unary(const RExpr& e) {
    Operand a = pop_value();
    if (e.un == RUnOp::Not) {
        values_.push_back({.bits = a.bits == 0});
        return;
    }
    const ir::UnOp op = e.un == RUnOp::Neg ? ir::UnOp::Neg : ir::UnOp::BitNot;
    a.bits = extend(negate_or_invert(op, a.t, a.bits), a.t);
    values_.push_back(a);  // a literal stays one
}

void RuleEvaluator::binary(const RExpr& e) {
    const Operand b = pop_value();
    const Operand a = pop_value();
    Operand result{.literal = a.literal && b.literal};
    if (a.literal != b.literal) {
        result.t = a.literal ? b.t : a.t;
    } else if (a.t == b.t) {
        result.t = a.t;
    } else {
        auto address = [this](const Operand& o) {
            return o.type.valid() ? machine_.program().types.is_pointer(o.type) : o.t == kPointer;
        };
        // Equality looks at 32 bits where there are no more, and where a variable has no more.
        const bool narrow = (a.t.bits <= 32 && b.t.bits <= 32) || a.variable || b.variable;
        const bool equality = ir_op(e.bin) == ir::BinOp::Eq || ir_op(e.bin) == ir::BinOp::Ne;
        result.t = address(a) || address(b) ? kPointer : IntType{narrow && equality ? 32u : 64u, true};
    }
    const ir::BinOp op = ir_op(e.bin);
    const std::uint64_t bits = *arithmetic(op, result.t, a.bits, b.bits);
    if (ir::is_comparison(op)) result = {};
    result.bits = ir::is_comparison(op) ? bits : extend(bits, result.t);
    values_.push_back(result);
}

}  // namespace sdvlite::concrete
