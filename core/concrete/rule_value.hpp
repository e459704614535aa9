// SPDX-License-Identifier: Apache-2.0
// The value of a rule's expression at an event. Own evaluation, by an explicit stack; memory is
// read at the moment of the event.
//
// Types: a literal has none and takes that of the other operand. State variables are signed 64-bit
// numbers (pointers: addresses), truth values too. Two operands of different types are compared and
// computed as addresses when one is a pointer, else as signed 64-bit numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/concrete/machine.hpp"

namespace sdvlite::concrete {

/// The rule's own state. Counters are exact.
struct RuleState {
    enum Taken : std::uint64_t { None, Object, PassedBy };

    std::vector<std::int64_t> vars;
    std::uint64_t taken = None;
    std::uint64_t tracked = 0;
    std::vector<std::uint64_t> armed;  ///< for each block: of a memory event the address that it waits for
};

/// What `$n` and `$return` mean at one event.
struct EventValues {
    ir::ProcId proc;
    std::vector<std::uint64_t> args;
    std::vector<ir::TypeId> arg_types;
    std::uint64_t result = 0;
    ir::TypeId result_type;  ///< invalid: there is none
};

class RuleEvaluator {
public:
    RuleEvaluator(Machine& machine, const automaton::Automaton& rule, RuleState& state)
        : machine_(machine), rule_(rule), state_(state) {}

    /// Bits, extended to 64 by the sign of the expression's type. Throws PathEnd: Invalid for an argument, field or
    /// name that does not exist; MemoryFault.
    std::uint64_t value(automaton::RExprId e, const EventValues& at);
    /// The object that a guard or watch names: its value, but of `*e`: the address that is stored there (or behind a
    /// void*), or where no address is stored, the place itself.
    std::uint64_t object(automaton::RExprId e, const EventValues& at);
    /// The address of what `e` designates.
    std::uint64_t address(automaton::RExprId e, const EventValues& at);

    /// Reports rule variables as cells to the footprint; null: to nobody.
    void watch(Footprint* f) { footprint_ = f; }
    void touched(std::uint32_t var, bool written);
    static constexpr std::uint32_t kTakenVar = UINT32_MAX;  ///< for touched(): `taken` and `tracked`
    void touched_arm(std::size_t block, bool written);

private:
    struct Operand {
        std::uint64_t bits = 0;  ///< value extended to 64 bits; of a designator, its address
        IntType t{64, true};
        ir::TypeId type{};       ///< of designators and pointers; else may be invalid
        bool designator = false;
        bool literal = false;
        bool variable = false;   ///< of the rule, with a number
        std::uint8_t bit_offset = 0;
        std::uint8_t bit_width = 0;
    };
    struct Todo {
        automaton::RExprId e;
        int stage = 0;
    };

    void evaluate(automaton::RExprId root, const EventValues& at);
    void note(std::uint64_t cell, std::uint64_t value, bool written);
    bool step(Todo& todo, const EventValues& at);
    void leaf(const automaton::RExpr& e, const EventValues& at);
    void argument(const automaton::RExpr& e, const EventValues& at);
    void global(const automaton::RExpr& e);
    void dereference(const automaton::RExpr& e);
    void field(const automaton::RExpr& e);
    void unary(const automaton::RExpr& e);
    void binary(const automaton::RExpr& e);
    bool logic(const automaton::RExpr& e, Todo& todo);
    Operand pop_value();
    Operand typed(std::uint64_t bits, ir::TypeId type) const;
    Operand rvalue(Operand o);
    std::string name_of(const EventValues& at) const;

    Machine& machine_;
    const automaton::Automaton& rule_;
    RuleState& state_;
    Footprint* footprint_ = nullptr;
    std::vector<Operand> values_;
    std::vector<Todo> todo_;
    const EventValues* at_ = nullptr;
};

}  // namespace sdvlite::concrete
