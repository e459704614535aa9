// SPDX-License-Identifier: Apache-2.0
// The reference semantics: runs one path of a program together with a rule, byte by byte. It
// replays every defect before it is reported, and it is the oracle of the generated tests; it
// shares no evaluation code with the engine.
//
// Decided here, where C or the IR leave it open:
//   - right side before the place on the left; the callee's pointer before the arguments, these
//     from left to right; the place of a call's result after the call;
//   - the smallest integer / -1 wraps; shifting by a negative count shifts everything out;
//   - a procedure with a result that returns without one returns a havoc;
//   - an exit event happens after the procedure's frame is gone and before its result is stored;
//     it does not happen when the procedure is left by an exception;
//   - at one event, the watch comes before the blocks;
//   - a call through a null pointer is a memory fault, through a pointer to no procedure a call of
//     an unknown function.
#pragma once

#include <cstdint>
#include <memory>

#include "core/automaton/automaton.hpp"
#include "core/concrete/inputs.hpp"
#include "core/concrete/outcome.hpp"
#include "core/concrete/rule_binding.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

struct Options {
    /// The driver's non-const globals are inputs (a single callback from an arbitrary state) instead of having their
    /// initial values (a life cycle). Globals of OS model, harness and rule always have theirs.
    bool arbitrary_driver_globals = false;
    /// Apply the effect of an equal earlier call instead of running a call again (memo.hpp).
    bool memo = false;
    std::uint64_t max_steps = 10'000'000;          ///< statements
    std::uint32_t max_frames = 100'000;            ///< nested calls
    std::uint64_t max_bytes = 64u << 20;           ///< of memory that the run touches
    std::size_t max_log = 10'000;                  ///< events kept in the outcome
    std::size_t memo_cells = 16u << 20;            ///< for all entries of the memo
    std::size_t memo_cells_per_call = 1u << 14;    ///< a call that touches more is not memoised
    std::uint64_t memo_min_steps = 8;              ///< a call of fewer statements is not memoised
};

/// Prepared once for a program and a rule, which must outlive it; each run starts afresh.
class Interpreter {
public:
    Interpreter(const ir::Program& program, const automaton::Automaton& rule, const BindOptions& bind);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// Runs `entry`, a procedure with a body; its parameters are inputs. Does not throw for any program or rule.
    Outcome run(ir::ProcId entry, Inputs& inputs, const Options& options = {});

private:
    struct Prepared;
    std::unique_ptr<Prepared> prepared_;
};

}  // namespace sdvlite::concrete
