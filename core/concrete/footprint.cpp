// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/footprint.hpp"

namespace sdvlite::concrete {

void Footprint::note(std::uint64_t cell) {
    if (cell >= ir::kStackBase && cell < ir::kHeapBase) touches_callers_ = true;
    if (reads_.size() + writes_.size() > limit_) poisoned_ = true;
}

void Footprint::on_read(std::uint64_t cell, std::uint64_t value) {
    if (poisoned_ || own(cell) || writes_.contains(cell)) return;
    if (reads_.try_emplace(cell, value).second) note(cell);
}

void Footprint::on_write(std::uint64_t cell) {
    if (poisoned_ || own(cell)) return;
    if (writes_.insert(cell).second) note(cell);
}

void Footprint::on_asked(std::uint64_t address) {
    if (own(address)) {
        // The same local of a repeated call is asked for again.
        used_inputs_ = true;
    } else if (address >= ir::kStackBase && address < ir::kHeapBase) {
        asked_.push_back(address);
    }
}

void Footprint::absorb(const Footprint& callee) {
    used_inputs_ |= callee.used_inputs_;
    poisoned_ |= callee.poisoned_;
    if (poisoned_) return;
    for (const auto& [cell, value] : callee.reads_) on_read(cell, value);
    for (const std::uint64_t cell : callee.writes_) on_write(cell);
    for (const std::uint64_t address : callee.asked_) on_asked(address);
}

}  // namespace sdvlite::concrete
