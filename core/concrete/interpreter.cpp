// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/interpreter.hpp"

#include <optional>

#include "core/concrete/run.hpp"

namespace sdvlite::concrete {

struct Interpreter::Prepared {
    Prepared(const ir::Program& p, const automaton::Automaton& r, const BindOptions& bind)
        : program(p), rule(r), binding(p, r, bind), code(p) {
        try {
            image = make_image(p, code);
        } catch (PathEnd& end) {
            invalid = std::move(end.message);
        }
    }

    const ir::Program& program;
    const automaton::Automaton& rule;
    RuleBinding binding;
    CodeCache code;
    Image image;
    std::optional<std::string> invalid;
};

Interpreter::Interpreter(const ir::Program& program, const automaton::Automaton& rule, const BindOptions& bind)
    : prepared_(std::make_unique<Prepared>(program, rule, bind)) {}

Interpreter::~Interpreter() = default;

Outcome Interpreter::run(ir::ProcId entry, Inputs& inputs, const Options& options) {
    if (prepared_->invalid) {
        Outcome outcome;
        outcome.message = *prepared_->invalid;
        return outcome;
    }
    Run run(prepared_->program, prepared_->rule, prepared_->binding, prepared_->image, prepared_->code, inputs, options);
    return run.execute(entry);
}

const char* to_string(OutcomeKind kind) {
    switch (kind) {
        case OutcomeKind::Violation: return "violation";
        case OutcomeKind::Finished: return "finished";
        case OutcomeKind::Halted: return "halted";
        case OutcomeKind::NoReturn: return "no return";
        case OutcomeKind::AssumeFailed: return "assume failed";
        case OutcomeKind::Raised: return "raised";
        case OutcomeKind::HoleReached: return "hole reached";
        case OutcomeKind::MemoryFault: return "memory fault";
        case OutcomeKind::OutOfInputs: return "out of inputs";
        case OutcomeKind::StepLimit: return "step limit";
        case OutcomeKind::StackLimit: return "stack limit";
        case OutcomeKind::MemoryLimit: return "memory limit";
        case OutcomeKind::Invalid: break;
    }
    return "invalid";
}

}  // namespace sdvlite::concrete
