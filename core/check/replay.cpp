// SPDX-License-Identifier: Apache-2.0
#include "core/check/replay.hpp"

#include <deque>
#include <map>

namespace sdvlite::check {

namespace {

/// Hands out what the path encoder recorded: memory by address, havocs by the statement that asks,
/// choices in order. What it left open is a don't-care: zero, or an object of its own.
class RecordedPath : public concrete::Inputs {
public:
    explicit RecordedPath(const refine::PathInputs& in) {
        for (const auto& m : in.memory) {
            objects_.seen(m.address);
            objects_.seen(m.value);
            for (std::uint32_t i = 0; i < m.size; ++i) bytes_[m.address + i] = static_cast<std::uint8_t>(m.value >> (8 * i));
        }
        for (const auto& h : in.havocs) {
            objects_.seen(h.value);
            havocs_[{h.proc.value, h.stmt}].push_back(h.value);
        }
        for (const auto& c : in.choices) choices_.push_back(c);
    }

    std::optional<std::uint64_t> memory(std::uint64_t address, const concrete::Shape& shape) override {
        std::uint64_t value = 0;
        bool any = false;
        for (std::uint32_t i = 0; i < shape.size; ++i) {
            auto it = bytes_.find(address + i);
            if (it == bytes_.end()) continue;
            any = true;
            value |= std::uint64_t{it->second} << (8 * i);
        }
        return any ? std::optional(value) : open(shape);
    }

    std::optional<std::uint64_t> havoc(const concrete::HavocAsk& ask) override {
        auto it = havocs_.find({ask.proc.value, ask.stmt});
        if (it == havocs_.end()) return open(ask.shape);
        const std::uint64_t v = it->second.front();
        if (it->second.size() > 1) it->second.pop_front();  // a repeated call asks again: the last answer stays
        return v;
    }

    std::optional<std::uint32_t> choose(std::uint32_t count, concrete::ChoiceKind) override {
        while (!choices_.empty() && choices_.front().repeat) choices_.pop_front();
        if (choices_.empty()) return 0;
        const std::uint32_t v = choices_.front().value;
        if (v >= count) return std::nullopt;
        choices_.pop_front();
        return v;
    }

    bool may_repeat(ir::ProcId) override {
        if (choices_.empty() || !choices_.front().repeat) return false;
        choices_.pop_front();
        return true;
    }

private:
    std::optional<std::uint64_t> open(const concrete::Shape& shape) {
        return shape.is_pointer ? objects_.fresh() : std::optional<std::uint64_t>(0);
    }

    std::map<std::uint64_t, std::uint8_t> bytes_;
    std::map<std::pair<std::uint32_t, ir::StmtIndex>, std::deque<std::uint64_t>> havocs_;
    std::deque<refine::PathInputs::Choice> choices_;
    concrete::InputObjects objects_;
};

}  // namespace

Replay replay(concrete::Interpreter& interpreter, const ir::Program& program, ir::ProcId entry,
              const refine::PathInputs& inputs, bool arbitrary_globals) {
    RecordedPath provider(inputs);
    concrete::Options options;
    options.arbitrary_driver_globals = arbitrary_globals;
    options.memo = true;
    options.max_steps = 2'000'000;
    const concrete::Outcome out = interpreter.run(entry, provider, options);
    Replay r;
    r.violated = out.kind == concrete::OutcomeKind::Violation;
    r.message = out.message;
    r.place = out.span;
    if (r.violated) return r;
    r.why = std::string("run with the solver's values, the path does not break the rule: it ended in '") + concrete::to_string(out.kind) + "'";
    if (!out.message.empty()) r.why += " (" + out.message + ")";
    if (out.span.known()) r.why += " at " + program.sources.describe(out.span);
    return r;
}

}  // namespace sdvlite::check
