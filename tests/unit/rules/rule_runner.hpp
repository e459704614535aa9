// SPDX-License-Identifier: Apache-2.0
// Runs a rule over a sequence of events that a test writes down, without any program: the shortest
// way to say what a rule of the library accepts. Counters are exact; memory can't be read.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"

namespace sdvlite::rules::test {

class RuleRunner {
  public:
    explicit RuleRunner(const automaton::Automaton& rule) : rule_(rule) {
        for (const automaton::StateVar& v : rule.vars) values_.push_back(v.init);
    }

    /// The entry, then the exit, of a function that does nothing of interest inside.
    RuleRunner& call(const std::string& name, std::vector<std::int64_t> args = {}, std::int64_t result = 0) {
        return at(name, automaton::When::Entry, args, 0).at(name, automaton::When::Exit, args, result);
    }
    RuleRunner& enter(const std::string& role) { return at(role, automaton::When::Entry, {}, 0); }
    RuleRunner& leave(const std::string& role) { return at(role, automaton::When::Exit, {}, 0); }

    /// Message of the first abort and the name of the event, as "name: message"; empty: no violation.
    std::string violation() const { return violation_; }
    std::int64_t value(const std::string& variable) const {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            if (rule_.vars[i].name == variable) return values_[i];
        }
        throw std::invalid_argument(variable);
    }

  private:
    RuleRunner& at(const std::string& name, automaton::When when, const std::vector<std::int64_t>& args,
                   std::int64_t result) {
        for (const automaton::EventBlock& b : rule_.blocks) {
            for (const automaton::EventName& n : b.names) {
                if (!violation_.empty() || b.when != when || n.name != name) continue;
                name_ = name;
                args_ = args;
                result_ = result;
                run(b.body);
                break;
            }
        }
        return *this;
    }

    void run(automaton::RStmtId id) {
        const automaton::RStmt& s = rule_[id];
        if (!violation_.empty()) return;
        using Kind = automaton::RStmtKind;
        const std::vector<automaton::RStmtId>* body = &s.then_body;
        if (s.kind == Kind::Assign) values_[s.var] = eval(s.expr);
        if (s.kind == Kind::Abort) violation_ = name_ + ": " + s.message;
        if (s.kind == Kind::If && eval(s.expr) == 0) body = &s.else_body;
        for (const automaton::RStmtId child : *body) run(child);
    }

    std::int64_t eval(automaton::RExprId id) const {
        const automaton::RExpr& e = rule_[id];
        using Kind = automaton::RExprKind;
        switch (e.kind) {
        case Kind::Const: return e.value;
        case Kind::StateVar: return values_[e.index];
        case Kind::Arg: return args_.at(e.index - 1);
        case Kind::Return: return result_;
        case Kind::Binary: return binary(e.bin, eval(e.a), eval(e.b));
        default: throw std::logic_error("not in the rules that are tested here");
        }
    }

    static std::int64_t binary(automaton::RBinOp op, std::int64_t a, std::int64_t b) {
        using Op = automaton::RBinOp;
        switch (op) {
        case Op::Add: return a + b;
        case Op::Sub: return a - b;
        case Op::Eq: return a == b;
        case Op::Ne: return a != b;
        case Op::Lt: return a < b;
        case Op::Gt: return a > b;
        case Op::And: return a != 0 && b != 0;
        default: throw std::logic_error("not in the rules that are tested here");
        }
    }

    const automaton::Automaton& rule_;
    std::vector<std::int64_t> values_;
    std::vector<std::int64_t> args_;
    std::int64_t result_ = 0;
    std::string name_;
    std::string violation_;
};

} // namespace sdvlite::rules::test
