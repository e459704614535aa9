// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/run.hpp"

namespace sdvlite::concrete {

using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

Run::Run(const ir::Program& program, const automaton::Automaton& rule, const RuleBinding& binding, const Image& image,
         CodeCache& code, Inputs& inputs, const Options& options)
    : program_(program), binding_(binding), image_(image), options_(options),
      machine_(program, image, code, inputs, options.arbitrary_driver_globals, options.max_bytes),
      rule_(machine_, rule), memo_(options.memo_cells) {}

Outcome Run::execute(ir::ProcId entry) {
    try {
        start(entry);
        while (!finished_) {
            if (steps_ == options_.max_steps) throw PathEnd{OutcomeKind::StepLimit, "too many statements"};
            ++steps_;
            step();
        }
        return outcome_of({OutcomeKind::Finished, {}, outcome_.value});
    } catch (PathEnd& end) {
        return outcome_of(std::move(end));
    }
}

Outcome Run::outcome_of(PathEnd end) {
    outcome_.kind = end.kind;
    outcome_.message = std::move(end.message);
    outcome_.value = end.value;
    outcome_.block = end.block;
    if (end.kind != OutcomeKind::Finished) outcome_.place = event_place_ ? *event_place_ : here();
    const Place& place = outcome_.place;
    if (place.proc.valid()) {
        const ir::Proc& proc = program_[place.proc];
        outcome_.span = place.stmt < proc.body.size() ? proc.body[place.stmt].span : proc.span;
    }
    outcome_.steps = steps_;
    outcome_.havocs = machine_.havocs();
    outcome_.choices = machine_.choices();
    return std::move(outcome_);
}

Place Run::here() const {
    return frames_.empty() ? Place{} : Place{frames_.back().proc, frames_.back().pc};
}

const Stmt& Run::current() const { return program_[frames_.back().proc].body[frames_.back().pc]; }

void Run::branch_to(StmtIndex target) { top().pc = target; }

void Run::step() {
    machine_.at(top().proc, top().pc);
    if (top().pc >= program_[top().proc].body.size()) return do_return(nullptr);
    const Stmt& s = current();
    observe_top(s.kind != StmtKind::Assume && s.kind != StmtKind::Havoc);
    switch (s.kind) {
        case StmtKind::Nop: branch_to(top().pc + 1); break;
        case StmtKind::Assign: do_assign(s); break;
        case StmtKind::Call: do_call(s); break;
        case StmtKind::Branch: branch_to(s.targets[machine_.scalar(s.rhs, top().view) != 0 ? 0 : 1]); break;
        case StmtKind::Switch: do_switch(s); break;
        case StmtKind::Goto: branch_to(s.targets[0]); break;
        case StmtKind::Choose: do_choose(s); break;
        case StmtKind::Return: do_return(&s); break;
        case StmtKind::Havoc: {
            const ir::TypeId type = program_[s.lhs].type;
            machine_.assign(s.lhs, machine_.havoc(type, HavocReason::Statement), type, top().view);
            branch_to(top().pc + 1);
            break;
        }
        case StmtKind::Assume:
            if (machine_.scalar(s.rhs, top().view) == 0) throw PathEnd{OutcomeKind::AssumeFailed, s.text};
            branch_to(top().pc + 1);
            break;
        case StmtKind::Alloc: {
            // A size is a number of bytes; a negative one is as large as C makes it.
            const std::uint64_t object = machine_.memory().allocate(machine_.scalar(s.rhs, top().view));
            machine_.assign(s.lhs, {object, false, {}}, program_[s.lhs].type, top().view);
            branch_to(top().pc + 1);
            break;
        }
        case StmtKind::Raise: do_raise(s); break;
        case StmtKind::Abort: throw PathEnd{OutcomeKind::Violation, s.text};
        case StmtKind::Hole: throw PathEnd{OutcomeKind::HoleReached, s.text};
        case StmtKind::Invoke: throw PathEnd{OutcomeKind::Invalid, "an Invoke that was not expanded"};
    }
}

void Run::do_assign(const Stmt& s) {
    const Value v = machine_.value(s.rhs, top().view);
    machine_.assign(s.lhs, v, program_[s.rhs].type, top().view);
    branch_to(top().pc + 1);
}

void Run::do_switch(const Stmt& s) {
    const IntType t = int_type(program_.types, program_[s.rhs].type);
    const std::uint64_t v = machine_.scalar(s.rhs, top().view);
    for (const ir::SwitchCase& c : s.cases) {
        if (!less(v, c.low, t) && !less(c.high, v, t)) return branch_to(c.target);
    }
    branch_to(s.targets[0]);
}

void Run::do_choose(const Stmt& s) {
    if (s.targets.empty()) throw PathEnd{OutcomeKind::Invalid, "a choice without alternatives"};
    const auto count = static_cast<std::uint32_t>(s.targets.size());
    branch_to(s.targets[count == 1 ? 0 : machine_.choose(count, ChoiceKind::Branch)]);
}

void Run::do_raise(const Stmt& s) {
    const std::uint64_t code = s.rhs.valid() ? machine_.scalar(s.rhs, top().view) : 0;
    StmtIndex handler = s.unwind;
    while (handler == ir::kNoStmt) {
        if (frames_.size() == 1) throw PathEnd{OutcomeKind::Raised, "an exception left the entry procedure", code};
        pop_frame();
        handler = current().unwind;
    }
    branch_to(handler);
}

}  // namespace sdvlite::concrete
