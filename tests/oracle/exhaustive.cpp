// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/exhaustive.hpp"

#include <tuple>

#include "core/concrete/arith.hpp"
#include "core/ir/address_plan.hpp"

namespace sdvlite::oracle {

bool operator<(const Violation& a, const Violation& b) {
    auto key = [](const Violation& v) { return std::tie(v.message, v.place.proc.value, v.place.stmt); };
    return key(a) < key(b);
}

namespace {

/// Answers by a script of alternatives; writes the script's continuation (always the first alternative).
class Scripted : public concrete::Inputs {
public:
    Scripted(const Bounds& bounds, const ir::Program& program) : bounds_(bounds) {
        const auto layout = ir::layout_globals(program);
        for (std::size_t g = 0; bounds.shared_variables && layout && g < program.globals.size(); ++g) {
            const ir::Global& v = program.globals[g];
            if (v.origin == ir::Origin::Driver && program.types.is_record(v.type)) variables_.push_back(ir::kGlobalBase + layout->objects[g].offset);
        }
    }

    /// Ready for the next run.
    void rewind() {
        next_ = 0;
        objects_ = {};
        answers_.clear();
        cut_ = false;
    }
    /// The next list in depth-first order; false when all have been tried.
    bool advance() {
        script_.resize(next_);
        while (!script_.empty() && script_.back().chosen + 1 >= script_.back().count) script_.pop_back();
        if (script_.empty()) return false;
        ++script_.back().chosen;
        return true;
    }
    bool cut() const { return cut_; }
    const std::vector<std::uint64_t>& answers() const { return answers_; }

    std::optional<std::uint64_t> memory(std::uint64_t, const concrete::Shape& shape) override { return any(shape); }
    std::optional<std::uint64_t> havoc(const concrete::HavocAsk& ask) override {
        if (!ask.used && !ask.shape.is_pointer) return 0;
        return any(ask.shape);
    }
    std::optional<std::uint32_t> choose(std::uint32_t count, concrete::ChoiceKind) override {
        const auto index = pick(count);
        if (index) answers_.push_back(*index);
        return index;
    }

private:
    struct Choice {
        std::uint32_t chosen = 0;
        std::uint32_t count = 1;
    };

    std::optional<std::uint32_t> pick(std::uint32_t count) {
        if (next_ == bounds_.max_inputs) {
            cut_ = true;
            return std::nullopt;
        }
        if (next_ == script_.size()) script_.push_back({0, count});
        return script_[next_++].chosen;
    }

    std::optional<std::uint64_t> any(const concrete::Shape& shape) {
        const auto value = shape.is_pointer ? pointer() : integer(shape.size);
        if (value) answers_.push_back(*value);
        return value;
    }

    std::optional<std::uint64_t> integer(std::uint32_t size) {
        const auto index = pick(static_cast<std::uint32_t>(bounds_.integers.size()));
        if (!index) return std::nullopt;
        return concrete::truncate(bounds_.integers[*index], 8 * size);
    }

    // First a fresh object, then those known, then the driver's, then NULL.
    std::optional<std::uint64_t> pointer() {
        const auto known = bounds_.shared_objects ? static_cast<std::uint32_t>(objects_.count()) : 0;
        const auto variables = static_cast<std::uint32_t>(variables_.size());
        const auto index = pick(1 + known + variables + (bounds_.null_pointers ? 1 : 0));
        if (!index) return std::nullopt;
        if (*index == 0) return objects_.fresh();
        if (*index <= known) return ir::input_address(*index - 1);
        return *index - known <= variables ? variables_[*index - known - 1] : 0;
    }

    const Bounds& bounds_;
    std::vector<std::uint64_t> variables_;  ///< addresses
    std::vector<Choice> script_;
    std::size_t next_ = 0;
    concrete::InputObjects objects_;
    std::vector<std::uint64_t> answers_;
    bool cut_ = false;
};

bool is_exact(concrete::OutcomeKind kind) {
    using concrete::OutcomeKind;
    return kind == OutcomeKind::Violation || kind == OutcomeKind::Finished || kind == OutcomeKind::Halted ||
           kind == OutcomeKind::AssumeFailed || kind == OutcomeKind::NoReturn || kind == OutcomeKind::Raised;
}

}  // namespace

Explored exhaustive(const ir::Program& program, const automaton::Automaton& rule, ir::ProcId entry,
                    const concrete::BindOptions& bind, const Bounds& bounds) {
    Explored result;
    concrete::Interpreter interpreter(program, rule, bind);
    Scripted inputs(bounds, program);
    do {
        if (result.runs == bounds.max_runs) {
            result.complete = false;
            break;
        }
        ++result.runs;
        inputs.rewind();
        const concrete::Outcome o = interpreter.run(entry, inputs, bounds.run);
        ++result.outcomes[o.kind];
        if (inputs.cut() || !is_exact(o.kind)) result.complete = false;
        if (o.kind == concrete::OutcomeKind::Violation) {
            const Violation v{o.message, o.place};
            result.violations.insert(v);
            result.witnesses.try_emplace(v, inputs.answers());
        }
    } while (inputs.advance());
    return result;
}

std::string describe(const ir::Program& program, const std::set<Violation>& violations) {
    std::string out;
    for (const Violation& v : violations) {
        out += v.message + " in " + program[v.place.proc].name;
        if (v.place.stmt != ir::kNoStmt) {
            out += ", statement " + std::to_string(v.place.stmt) + " (" +
                   program.sources.describe(program[v.place.proc].body[v.place.stmt].span) + ")";
        }
        out += "\n";
    }
    return out;
}

}  // namespace sdvlite::oracle
