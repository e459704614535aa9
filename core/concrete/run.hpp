// SPDX-License-Identifier: Apache-2.0
// One run: the stack of frames and the statements. Calls, returns and events are in run_calls.cpp.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/concrete/interpreter.hpp"
#include "core/concrete/memo.hpp"
#include "core/concrete/rule_runner.hpp"

namespace sdvlite::concrete {

class Run : private LoadObserver {
public:
    Run(const ir::Program& program, const automaton::Automaton& rule, const RuleBinding& binding, const Image& image,
        CodeCache& code, Inputs& inputs, const Options& options);

    Outcome execute(ir::ProcId entry);

private:
    /// A call whose arguments are evaluated.
    struct Invocation {
        EventValues values;  ///< `values.proc` invalid: an unknown function
        std::vector<Value> args;
        ir::TypeId type;     ///< of the function
        std::uint64_t address = 0;
        bool fires = false;  ///< its events reach the rule
    };
    struct Frame {
        ir::ProcId proc;
        ir::StmtIndex pc = 0;
        FrameView view;
        EventValues values;
        bool fires = false;
        std::unique_ptr<Footprint> footprint;  ///< with Options::memo
        MemoKey key;
        std::uint64_t steps_before = 0;
        std::uint32_t stack_name = 0;
    };

    // run.cpp
    void step();
    void branch_to(ir::StmtIndex target);
    void do_assign(const ir::Stmt& s);
    void do_switch(const ir::Stmt& s);
    void do_choose(const ir::Stmt& s);
    void do_raise(const ir::Stmt& s);
    const ir::Stmt& current() const;
    Frame& top() { return frames_.back(); }
    Place here() const;
    Outcome outcome_of(PathEnd end);

    // run_calls.cpp
    void start(ir::ProcId entry);
    void do_call(const ir::Stmt& s);
    Invocation invoke(const ir::Stmt& s);
    void evaluate_args(const ir::Stmt& s, Invocation& call);
    void call_without_body(const ir::Stmt& s, const Invocation& call);
    void note_unmodelled(const Invocation& call);
    void apply_effects(const Invocation& call);
    void push_frame(ir::ProcId proc, EventValues values, bool fires);
    void bind_params(const Invocation& call);
    void pop_frame();
    void do_return(const ir::Stmt* s);
    void complete(const EventValues& values, bool fires, Place exit_place, const Value& result, ir::TypeId type);
    bool repeat(const Invocation& call);
    void memoise(const Value& result, ir::TypeId type);
    std::uint64_t cell(std::uint64_t address) const;
    void fire(const EventValues& values, automaton::When when, Place place);
    Place call_place(ir::ProcId callee) const;
    void log(Event e);
    void watch_top();
    void observe_top(bool reads);
    void reading(ir::ExprId place, std::uint64_t address) override;

    const ir::Program& program_;
    const RuleBinding& binding_;
    const Image& image_;
    const Options& options_;
    Machine machine_;
    RuleRunner rule_;
    Memo memo_;
    StackNames stack_names_;
    std::vector<Frame> frames_;
    std::optional<Place> event_place_;  ///< while the rule's code runs
    std::uint64_t steps_ = 0;
    bool finished_ = false;
    Outcome outcome_;
};

}  // namespace sdvlite::concrete
