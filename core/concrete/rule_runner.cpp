// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/rule_runner.hpp"

namespace sdvlite::concrete {

using automaton::RStmt;
using automaton::RStmtId;
using automaton::RStmtKind;

RuleRunner::RuleRunner(Machine& machine, const automaton::Automaton& rule)
    : machine_(machine), rule_(rule), values_(machine, rule, state_) {
    for (const automaton::StateVar& v : rule.vars) state_.vars.push_back(v.init);
    state_.armed.assign(rule.blocks.size(), 0);
}

bool RuleRunner::fire(const EventPoint& point, const EventValues& at) {
    const bool took = point.watch && take(at);
    for (const std::size_t b : point.arms) {
        state_.armed[b] = values_.address(rule_.blocks[b].read->lvalue, at);
        values_.touched_arm(b, true);
    }
    for (const std::size_t b : point.blocks) run_block(b, at);
    return took;
}

bool RuleRunner::read(const std::vector<std::size_t>& blocks, std::uint64_t address, const EventValues& at) {
    bool any = false;
    for (const std::size_t b : blocks) {
        values_.touched_arm(b, false);
        if (state_.armed[b] != address) continue;
        any = true;
        run_block(b, at);
    }
    return any;
}

void RuleRunner::run_block(std::size_t b, const EventValues& at) {
    const automaton::EventBlock& block = rule_.blocks[b];
    if (block.guard ? guarded(*block.guard, at) : !passed_by()) run(block.body, at, b);
}

/// Of `with guard`: the latest object was not taken, and no other is.
bool RuleRunner::passed_by() {
    if (!rule_.watch || !rule_.watch->with_guard) return false;
    values_.touched(RuleEvaluator::kTakenVar, false);
    return state_.taken == RuleState::PassedBy;
}

/// NULL is no object.
bool RuleRunner::take(const EventValues& at) {
    values_.touched(RuleEvaluator::kTakenVar, false);
    if (state_.taken == RuleState::Object) return false;
    const std::uint64_t value = values_.object(rule_.watch->value, at);
    if (value == 0) return false;
    const bool taken = machine_.choose(2, ChoiceKind::Watch) != 0;
    if (!taken && !rule_.watch->with_guard) return false;
    state_.taken = taken ? RuleState::Object : RuleState::PassedBy;
    if (taken) state_.tracked = value;
    values_.touched(RuleEvaluator::kTakenVar, true);
    return taken;
}

bool RuleRunner::guarded(const automaton::Guard& guard, const EventValues& at) {
    values_.touched(RuleEvaluator::kTakenVar, false);
    if (state_.taken != RuleState::Object) return false;
    const std::uint64_t value = values_.object(guard.value, at);
    return value == state_.tracked || (guard.or_null && value == 0);
}

void RuleRunner::run(RStmtId body, const EventValues& at, std::size_t block) {
    std::vector<RStmtId> todo{body};
    auto push = [&todo](const std::vector<RStmtId>& stmts) { todo.insert(todo.end(), stmts.rbegin(), stmts.rend()); };
    while (!todo.empty()) {
        const RStmtId id = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const RStmt& s = rule_[id];
        switch (s.kind) {
            case RStmtKind::Block: push(s.then_body); break;
            case RStmtKind::If: push(values_.value(s.expr, at) != 0 ? s.then_body : s.else_body); break;
            case RStmtKind::Assign: assign(s, at); break;
            case RStmtKind::Abort: throw PathEnd{OutcomeKind::Violation, message(s.message, at), 0, block};
            case RStmtKind::Halt: throw PathEnd{OutcomeKind::Halted, {}, 0, block};
        }
    }
}

void RuleRunner::assign(const RStmt& s, const EventValues& at) {
    const std::uint64_t value = values_.value(s.expr, at);
    const bool pointer = rule_.vars[s.var].kind == automaton::VarKind::Pointer;
    state_.vars[s.var] = pointer ? static_cast<std::int64_t>(value) : static_cast<std::int32_t>(value);
    values_.touched(s.var, true);
}

// Cells as RuleEvaluator::touched numbers them.
std::uint64_t RuleRunner::cell(std::uint64_t address) const {
    const std::uint64_t n = address - kRuleCells;
    if (n == 0) return state_.taken;
    if (n == 1) return state_.tracked;
    const std::uint64_t v = n - 2;
    return v < state_.vars.size() ? static_cast<std::uint64_t>(state_.vars[v]) : state_.armed[v - state_.vars.size()];
}

void RuleRunner::set_cell(std::uint64_t address, std::uint64_t value) {
    const std::uint64_t n = address - kRuleCells;
    if (n == 0) {
        state_.taken = value;
    } else if (n == 1) {
        state_.tracked = value;
    } else if (n - 2 < state_.vars.size()) {
        state_.vars[n - 2] = static_cast<std::int64_t>(value);
    } else {
        state_.armed[n - 2 - state_.vars.size()] = value;
    }
}

std::string RuleRunner::message(const std::string& text, const EventValues& at) const {
    static constexpr std::string_view kName = "$fname";
    const std::string& name = machine_.program()[at.proc].display_name;
    std::string out = text;
    for (std::size_t i = out.find(kName); i != std::string::npos; i = out.find(kName, i + name.size())) {
        out.replace(i, kName.size(), name);
    }
    return out;
}

}  // namespace sdvlite::concrete
