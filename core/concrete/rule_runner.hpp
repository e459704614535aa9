// SPDX-License-Identifier: Apache-2.0
// Runs a rule's watch and blocks at an event.
#pragma once

#include "core/concrete/rule_binding.hpp"
#include "core/concrete/rule_value.hpp"

namespace sdvlite::concrete {

class RuleRunner {
public:
    RuleRunner(Machine& machine, const automaton::Automaton& rule);
    RuleRunner(const RuleRunner&) = delete;  // the evaluator points into it
    RuleRunner& operator=(const RuleRunner&) = delete;

    /// The watch first, so that an object that is taken here is the tracked one for the blocks of the same event; then
    /// the blocks in order. Returns true when the watch took an object. Throws PathEnd: Violation, Halted, and what
    /// evaluation throws.
    bool fire(const EventPoint& point, const EventValues& at);

    /// The driver reads memory at `address`; runs those of `blocks` that wait for it, tells whether one did.
    bool read(const std::vector<std::size_t>& blocks, std::uint64_t address, const EventValues& at);

    const RuleState& state() const { return state_; }
    /// Reports rule variables to `f`, as cells from kRuleCells on.
    void watch(Footprint* f) { values_.watch(f); }
    std::uint64_t cell(std::uint64_t address) const;
    void set_cell(std::uint64_t address, std::uint64_t value);

private:
    bool take(const EventValues& at);
    bool guarded(const automaton::Guard& guard, const EventValues& at);
    bool passed_by();
    void run_block(std::size_t block, const EventValues& at);
    void run(automaton::RStmtId body, const EventValues& at, std::size_t block);
    void assign(const automaton::RStmt& s, const EventValues& at);
    std::string message(const std::string& text, const EventValues& at) const;

    Machine& machine_;
    const automaton::Automaton& rule_;
    RuleState state_;
    RuleEvaluator values_;
};

}  // namespace sdvlite::concrete
