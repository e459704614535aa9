// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/inputs.hpp"

#include <algorithm>

#include "core/ir/address_plan.hpp"

namespace sdvlite::concrete {

std::vector<MemoryWrite> Inputs::effects(ir::ProcId, const std::vector<std::uint64_t>&) { return {}; }

bool Inputs::may_repeat(ir::ProcId) { return false; }

std::optional<std::uint64_t> InputObjects::fresh() {
    if (next_ >= ir::kMaxInputObjects) return std::nullopt;
    return ir::input_address(next_++);
}

void InputObjects::seen(std::uint64_t value) {
    if (ir::is_input_address(value)) next_ = std::max(next_, ir::input_number(value) + 1);
}

void RecordedInputs::record_memory(std::uint64_t address, std::uint32_t size, std::uint64_t value) {
    objects_.seen(address);
    objects_.seen(value);
    for (std::uint32_t i = 0; i < size; ++i) bytes_[address + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

void RecordedInputs::record_havoc(std::uint64_t ordinal, std::uint64_t value) {
    objects_.seen(value);
    havocs_[ordinal] = value;
}

void RecordedInputs::record_choice(std::uint32_t choice) { choices_.push_back(choice); }

void RecordedInputs::record_repeat() { choices_.push_back(kRepeat); }

std::optional<std::uint64_t> RecordedInputs::fallback(const Shape& shape) {
    if (policy_) return policy_(shape);
    return shape.is_pointer ? objects_.fresh() : std::optional<std::uint64_t>(0);
}

std::optional<std::uint64_t> RecordedInputs::memory(std::uint64_t address, const Shape& shape) {
    std::uint64_t value = 0;
    bool any = false;
    for (std::uint32_t i = 0; i < shape.size; ++i) {
        auto it = bytes_.find(address + i);
        if (it == bytes_.end()) continue;
        any = true;
        value |= static_cast<std::uint64_t>(it->second) << (8 * i);
    }
    return any ? std::optional(value) : fallback(shape);
}

std::optional<std::uint64_t> RecordedInputs::havoc(const HavocAsk& ask) {
    auto it = havocs_.find(ask.ordinal);
    return it != havocs_.end() ? std::optional(it->second) : fallback(ask.shape);
}

std::optional<std::uint32_t> RecordedInputs::choose(std::uint32_t count, ChoiceKind) {
    if (next_choice_ == choices_.size()) {
        return require_choices_ ? std::nullopt : std::optional<std::uint32_t>(0);
    }
    const std::uint32_t choice = choices_[next_choice_];
    if (choice >= count) return std::nullopt;  // the run took another way than the recorded one
    ++next_choice_;
    return choice;
}

bool RecordedInputs::may_repeat(ir::ProcId) {
    if (next_choice_ == choices_.size()) return !require_choices_;
    if (choices_[next_choice_] != kRepeat) return false;
    ++next_choice_;
    return true;
}

}  // namespace sdvlite::concrete
