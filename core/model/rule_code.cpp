// SPDX-License-Identifier: Apache-2.0
#include "core/model/rule_code.hpp"

#include <limits>

namespace sdvlite::model {

using automaton::RBinOp;
using automaton::RExpr;
using automaton::RExprKind;
using automaton::RStmt;
using automaton::RStmtKind;
using automaton::VarKind;
using ir::BinOp;
using ir::ExprId;
using ir::StmtIndex;
using ir::StmtKind;

std::uint64_t RuleCode::uses(automaton::RExprId root) const {
    std::uint64_t bits = 0;
    std::vector<automaton::RExprId> todo{root};
    while (!todo.empty()) {
        const automaton::RExprId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const RExpr& e = rule_[id];
        if (e.kind == RExprKind::Arg && e.index < 64) bits |= std::uint64_t{1} << e.index;
        if (e.kind == RExprKind::Return) bits |= 1;
        todo.push_back(e.a);
        todo.push_back(e.b);
    }
    return bits;
}

std::uint64_t RuleCode::uses(const automaton::EventBlock& block) const {
    std::uint64_t bits = block.guard ? uses(block.guard->value) : 0;
    std::vector<automaton::RStmtId> todo{block.body};
    while (!todo.empty()) {
        const automaton::RStmtId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const RStmt& s = rule_[id];
        bits |= uses(s.expr);
        todo.insert(todo.end(), s.then_body.begin(), s.then_body.end());
        todo.insert(todo.end(), s.else_body.begin(), s.else_body.end());
    }
    return bits;
}

StmtIndex RuleCode::emit(StmtKind kind, base::Span span, const EventContext& at) {
    ir::Stmt s;
    s.kind = kind;
    s.span = span;  // in the files that the rule was read with, not the program's
    body_->push_back(std::move(s));
    info_->push_back({true, at.event, ir::kNoStmt});
    return here() - 1;
}

/// A branch whose first target is the next statement; the second is to be filled in.
StmtIndex RuleCode::emit_branch(ExprId condition, base::Span span, const EventContext& at) {
    const StmtIndex s = emit(StmtKind::Branch, span, at);
    last().rhs = condition;
    last().targets = {s + 1, ir::kNoStmt};
    return s;
}

void RuleCode::emit_assign(ExprId lhs, ExprId rhs, base::Span span, const EventContext& at) {
    emit(StmtKind::Assign, span, at);
    last().lhs = lhs;
    last().rhs = rhs;
}

/// What is passed or returned by value has no address by which a run could find what was in it.
ExprId RuleCode::scalar(ExprId value, const std::string& what, const RExpr& e, const EventContext& at) {
    const ir::TypeTable& types = woven_.program.types;
    if (!value.valid() || types.is_scalar(woven_.program[value].type)) return value;
    diags_.error(e.span, what + " of '" + at.subject + "' is a '" + types.name(woven_.program[value].type) + "' by value, which a rule can't look into",
                 "rules read numbers, pointers, and records to which a pointer leads");
    return {};
}

ExprId RuleCode::value_of_arg(const RExpr& e, const EventContext& at) {
    if (e.index >= 1 && e.index <= at.args.size() && at.args[e.index - 1].valid()) {
        return scalar(at.args[e.index - 1], "$" + std::to_string(e.index), e, at);
    }
    diags_.error(e.span, "'" + at.subject + "' has no argument $" + std::to_string(e.index),
                 "it is called with " + std::to_string(at.args.size()) + " argument(s) at " +
                     woven_.program.sources.describe(at.span));
    return {};
}

ExprId RuleCode::member(const RExpr& e, const EventContext& at) {
    ExprId base = value(e.a, at);
    if (!base.valid()) return {};
    const ir::TypeTable& types = woven_.program.types;
    if (e.arrow) {
        if (!types.is_pointer(woven_.program[base].type)) {
            diags_.error(e.span, "'->" + e.name + "' needs a pointer, and this is a value of type '" +
                                     types.name(woven_.program[base].type) + "' for '" + at.subject + "'");
            return {};
        }
        base = make_.deref(base);
    }
    const ir::TypeId type = woven_.program[base].type;
    const ExprId found = make_.field(base, e.name);
    if (!found.valid()) {
        diags_.error(e.span, "'" + types.name(type) + "' has no field '" + e.name + "' (at '" + at.subject + "')");
    }
    return found;
}

ExprId RuleCode::adapt_constant(const RExpr& c, ir::TypeId to) {
    const ir::TypeTable& types = woven_.program.types;
    return make_.constant(types.is_scalar(to) ? to : i32(), static_cast<std::uint64_t>(c.value));
}

ExprId RuleCode::binary(const RExpr& e, const EventContext& at) {
    static constexpr BinOp kOps[] = {BinOp::Add, BinOp::Sub, BinOp::And, BinOp::Or, BinOp::Eq, BinOp::Ne,
                                     BinOp::Lt,  BinOp::Le,  BinOp::Gt,  BinOp::Ge, BinOp::LogAnd, BinOp::LogOr};
    const BinOp op = kOps[static_cast<std::size_t>(e.bin)];
    ExprId a = value(e.a, at);
    ExprId b = value(e.b, at);
    if (!a.valid() || !b.valid()) return {};
    if (op == BinOp::LogAnd || op == BinOp::LogOr) return make_.binary(op, a, b);
    const ir::Program& p = woven_.program;
    // A constant takes the other side's type, so that -1 and 4294967295 are the same NTSTATUS.
    const RExpr& ea = rule_[e.a];
    const RExpr& eb = rule_[e.b];
    if (eb.kind == RExprKind::Const && ea.kind != RExprKind::Const) b = adapt_constant(eb, p[a].type);
    if (ea.kind == RExprKind::Const && eb.kind != RExprKind::Const) a = adapt_constant(ea, p[b].type);
    if (p[a].type != p[b].type) {
        const ir::TypeId common = common_type(op, ea, p[a].type, eb, p[b].type);
        a = make_.cast(common, a);
        b = make_.cast(common, b);
    }
    return make_.binary(op, a, b);
}

/// Numbers of 32 bits are equal as in C, whatever their signs; a variable keeps 32 bits of what is assigned to it, and
/// is equal to what has the same. All else is compared and reckoned as mathematics does.
ir::TypeId RuleCode::common_type(BinOp op, const RExpr& a, ir::TypeId ta, const RExpr& b, ir::TypeId tb) {
    const ir::TypeTable& types = woven_.program.types;
    if (types.is_pointer(ta) || types.is_pointer(tb)) return void_ptr();
    const bool equality = op == BinOp::Eq || op == BinOp::Ne;
    const bool small = types.bits_of(ta) <= 32 && types.bits_of(tb) <= 32;
    const bool variable = a.kind == RExprKind::StateVar || b.kind == RExprKind::StateVar;
    return equality && (small || variable) ? i32() : woven_.program.types.integer(64, true);
}

ExprId RuleCode::value(automaton::RExprId id, const EventContext& at) {
    const RExpr& e = rule_[id];
    switch (e.kind) {
        case RExprKind::Const: {
            const bool wide = e.value > INT32_MAX || e.value < INT32_MIN;
            return make_.constant(woven_.program.types.integer(wide ? 64 : 32, true), static_cast<std::uint64_t>(e.value));
        }
        case RExprKind::StateVar: return make_.global(woven_.rule_vars[e.index]);
        case RExprKind::Arg: return value_of_arg(e, at);
        case RExprKind::Return:
            if (!at.result.valid()) diags_.error(e.span, "'" + at.subject + "' returns nothing, so there is no $return");
            return scalar(at.result, "$return", e, at);
        case RExprKind::Tracked: return make_.global(woven_.tracked);
        case RExprKind::Name: {
            const ir::GlobalId g = woven_.program.find_global(e.name);
            if (g.valid()) return make_.global(g);
            diags_.error(e.span, "unknown name '" + e.name + "'",
                         "it is neither a variable of this rule nor one of the OS model or the driver; for an enumerator or a macro of "
                         "the driver's #define one in the rule");
            return {};
        }
        case RExprKind::Deref: {
            const ExprId a = value(e.a, at);
            if (!a.valid()) return {};
            if (woven_.program.types.is_pointer(woven_.program[a].type)) {
                const ExprId d = make_.deref(a);
                if (woven_.program.types.is_scalar(woven_.program[d].type) || woven_.program.types.is_record(woven_.program[d].type)) return d;
            }
            diags_.error(e.span, "'*' needs a pointer to a value; this is '" +
                                     woven_.program.types.name(woven_.program[a].type) + "' for '" + at.subject + "'");
            return {};
        }
        case RExprKind::Field: return member(e, at);
        case RExprKind::Unary: {
            const ExprId a = value(e.a, at);
            if (!a.valid()) return {};
            static constexpr ir::UnOp kOps[] = {ir::UnOp::LogNot, ir::UnOp::Neg, ir::UnOp::BitNot};
            return make_.unary(kOps[static_cast<std::size_t>(e.un)], a);
        }
        case RExprKind::Binary: return binary(e, at);
    }
    return {};
}

/// The object that a guard or watch names, as an address. `*e` is the object whose address is stored there (as it is
/// behind a void*); where something else than a pointer is stored, that is the object itself.
ExprId RuleCode::object(automaton::RExprId id, const EventContext& at) {
    const ir::TypeTable& types = woven_.program.types;
    const RExpr& e = rule_[id];
    if (e.kind != RExprKind::Deref) {
        const ExprId v = value(id, at);
        return v.valid() ? make_.cast(void_ptr(), v) : v;
    }
    const ExprId a = value(e.a, at);
    if (!a.valid()) return {};
    if (!types.is_pointer(woven_.program[a].type)) {
        diags_.error(e.span, "'*' needs a pointer; this is '" + types.name(woven_.program[a].type) + "' for '" + at.subject + "'");
        return {};
    }
    const ir::TypeId stored = types[woven_.program[a].type].element;
    if (types[stored].kind == ir::TypeKind::Void) {
        const RExpr& arg = rule_[e.a];
        const bool known = arg.kind == RExprKind::Arg && arg.index <= at.pointees.size();
        const ir::TypeId real = known ? at.pointees[arg.index - 1] : ir::TypeId{};
        const ir::TypeId pointer = real.valid() && types.is_pointer(real) ? real : void_ptr();
        return make_.cast(void_ptr(), make_.deref(make_.cast(woven_.program.types.pointer(pointer), a)));
    }
    return make_.cast(void_ptr(), types.is_pointer(stored) ? make_.deref(a) : a);
}

ExprId RuleCode::is_tracked(const automaton::Guard& guard, const EventContext& at) {
    const ExprId p = object(guard.value, at);
    if (!p.valid()) return {};
    ExprId same = make_.binary(BinOp::Eq, p, make_.global(woven_.tracked));
    if (guard.or_null) {
        same = make_.binary(BinOp::LogOr, same, make_.binary(BinOp::Eq, p, make_.null(void_ptr())));
    }
    return make_.binary(BinOp::LogAnd, taken_is(kTaken), same);
}

ExprId RuleCode::taken_is(std::uint64_t value) {
    return make_.binary(BinOp::Eq, make_.global(woven_.taken), make_.constant(i32(), value));
}

/// Where the condition of any of `branches` fails, go on here.
void RuleCode::emit_skips(const std::vector<StmtIndex>& branches) {
    for (const StmtIndex b : branches) (*body_)[b].targets[1] = here();
}

void RuleCode::block(const automaton::EventBlock& block, const EventContext& at) {
    std::vector<StmtIndex> skips;
    if (block.guard) {
        const ExprId c = is_tracked(*block.guard, at);
        if (!c.valid()) return;
        skips.push_back(emit_branch(c, block.span, at));
    } else if (rule_.watch && rule_.watch->with_guard) {
        skips.push_back(emit_branch(make_.unary(ir::UnOp::LogNot, taken_is(kPassedBy)), block.span, at));
    }
    stmt(block.body, at);
    emit_skips(skips);
}

void RuleCode::watch(const automaton::Watch& watch, const EventContext& at) {
    const ExprId object = this->object(watch.value, at);
    if (!object.valid()) return;
    const ExprId set = make_.binary(BinOp::Ne, object, make_.null(void_ptr()));
    const ExprId free = make_.unary(ir::UnOp::LogNot, taken_is(kTaken));
    std::vector<StmtIndex> skips = {emit_branch(free, watch.span, at), emit_branch(set, watch.span, at)};
    const StmtIndex choice = emit(StmtKind::Choose, watch.span, at);
    last().targets = {choice + 1, ir::kNoStmt};
    emit_assign(make_.global(woven_.tracked), object, watch.span, at);
    emit_assign(make_.global(woven_.taken), make_.constant(i32(), kTaken), watch.span, at);
    if (watch.with_guard) {
        const StmtIndex leave = emit(StmtKind::Goto, watch.span, at);
        (*body_)[choice].targets[1] = here();
        emit_assign(make_.global(woven_.taken), make_.constant(i32(), kPassedBy), watch.span, at);
        (*body_)[leave].targets = {here()};
    } else {
        (*body_)[choice].targets[1] = here();
    }
    emit_skips(skips);
}

void RuleCode::arm(const automaton::MemoryRead& read, ir::GlobalId armed, const EventContext& at) {
    const ExprId place = value(read.lvalue, at);
    if (!place.valid()) return;
    if (is_bit_field(woven_.program, place)) {
        return diags_.error(rule_[read.lvalue].span, "a bit-field has no address");
    }
    emit_assign(make_.global(armed), make_.cast(void_ptr(), make_.addr_of(place)), rule_[read.lvalue].span, at);
}

void RuleCode::read(const automaton::EventBlock& block, ir::GlobalId armed, const Load& load, const EventContext& at) {
    std::vector<StmtIndex> skips;
    for (const auto& [condition, truth] : load.conditions) {
        skips.push_back(emit_branch(truth ? condition : make_.unary(ir::UnOp::LogNot, condition), block.span, at));
    }
    const ExprId address = make_.cast(void_ptr(), make_.addr_of(load.place));
    skips.push_back(emit_branch(make_.binary(BinOp::Eq, address, make_.global(armed)), block.span, at));
    this->block(block, at);
    emit_skips(skips);
}

void RuleCode::assign_counter(const automaton::StateVar& var, ExprId lhs, ExprId rhs, const EventContext& at,
                              base::Span span) {
    // v = rhs, then saturate. From the bound ("at least"), going inwards may also stay.
    auto constant = [&](std::int64_t v) { return make_.constant(i32(), static_cast<std::uint64_t>(v)); };
    auto saturate = [&](std::int64_t bound, bool upper) {
        const ExprId value = make_.cast(i32(), rhs);
        const ExprId at_bound = make_.binary(BinOp::Eq, lhs, constant(bound));
        const ExprId inwards = make_.binary(upper ? BinOp::Lt : BinOp::Gt, value, constant(bound));
        const StmtIndex was = emit_branch(make_.binary(BinOp::LogAnd, at_bound, inwards), span, at);
        const StmtIndex stay = emit(StmtKind::Choose, span, at);
        last().targets = {ir::kNoStmt, stay + 1};  // [0]: stays at the bound
        (*body_)[was].targets[1] = here();
        return stay;
    };
    const std::int64_t high = var.bound, low = -var.bound - 1;
    const StmtIndex stay_high = saturate(high, true);
    const StmtIndex stay_low = saturate(low, false);
    emit_assign(lhs, make_.cast(i32(), rhs), span, at);
    const StmtIndex over = emit_branch(make_.binary(BinOp::Gt, lhs, constant(high)), span, at);
    emit_assign(lhs, constant(high), span, at);
    (*body_)[over].targets[1] = here();
    const StmtIndex under = emit_branch(make_.binary(BinOp::Lt, lhs, constant(low)), span, at);
    emit_assign(lhs, constant(low), span, at);
    (*body_)[under].targets[1] = here();
    (*body_)[stay_high].targets[0] = here();
    (*body_)[stay_low].targets[0] = here();
}

void RuleCode::assign(const RStmt& s, const EventContext& at) {
    const automaton::StateVar& var = rule_.vars[s.var];
    ExprId rhs = value(s.expr, at);
    if (!rhs.valid()) return;
    const ExprId lhs = make_.global(woven_.rule_vars[s.var]);
    if (var.kind == VarKind::Pointer) {
        emit_assign(lhs, make_.cast(void_ptr(), rhs), s.span, at);
    } else if (var.kind == VarKind::Enum || rule_[s.expr].kind == RExprKind::Const ||
               var.bound > std::numeric_limits<std::int32_t>::max()) {  // no number of 32 bits lies beyond
        emit_assign(lhs, make_.cast(i32(), rhs), s.span, at);
    } else {
        assign_counter(var, lhs, rhs, at, s.span);
    }
}

namespace {

std::string with_name(std::string message, const std::string& subject) {
    static const std::string kName = "$fname";
    for (std::size_t at = message.find(kName); at != std::string::npos; at = message.find(kName, at + subject.size())) {
        message.replace(at, kName.size(), subject);
    }
    return message;
}

}  // namespace

// Recursion is bounded: the rule's reader refuses deep nesting.
void RuleCode::stmt(automaton::RStmtId id, const EventContext& at) {
    const RStmt& s = rule_[id];
    switch (s.kind) {
        case RStmtKind::Block:
            for (automaton::RStmtId child : s.then_body) stmt(child, at);
            return;
        case RStmtKind::If: {
            const ExprId c = value(s.expr, at);
            if (!c.valid()) return;
            const StmtIndex branch = emit_branch(c, s.span, at);
            for (automaton::RStmtId child : s.then_body) stmt(child, at);
            const StmtIndex leave = emit(StmtKind::Goto, s.span, at);
            (*body_)[branch].targets[1] = here();
            for (automaton::RStmtId child : s.else_body) stmt(child, at);
            (*body_)[leave].targets = {here()};
            return;
        }
        case RStmtKind::Assign: assign(s, at); return;
        case RStmtKind::Abort:
            emit(StmtKind::Abort, s.span, at);
            last().text = with_name(s.message, at.subject);
            return;
        case RStmtKind::Halt:
            emit(StmtKind::Assume, s.span, at);
            last().rhs = make_.constant(i32(), 0);
            return;
    }
}

}  // namespace sdvlite::model
