// SPDX-License-Identifier: Apache-2.0
#include "core/concrete/memo.hpp"

#include <algorithm>

namespace sdvlite::concrete {

std::uint32_t StackNames::push(std::uint32_t below, ir::ProcId proc) {
    // 0 is the empty stack.
    return names_.try_emplace({below, proc.value}, static_cast<std::uint32_t>(names_.size() + 1)).first->second;
}

std::size_t Memo::Hash::operator()(const MemoKey& k) const {
    std::size_t h = k.proc.value;
    auto mix = [&h](std::uint64_t v) { h = (h ^ v) * 0x9E3779B97F4A7C15ull; };
    mix(k.base);
    for (const std::uint64_t a : k.args) mix(a);
    return h ^ (h >> 32);
}

const MemoEntry* Memo::find(const MemoKey& key, std::uint32_t callers, const Cell& cell,
                            const std::function<bool()>& may_repeat) const {
    auto it = entries_.find(key);
    if (it == entries_.end()) return nullptr;
    auto same = [&](const MemoEntry& entry) {
        if (entry.footprint.touches_callers() && entry.callers != callers) return false;
        const auto& reads = entry.footprint.reads();
        return std::all_of(reads.begin(), reads.end(), [&](const auto& r) { return cell(r.first) == r.second; });
    };
    bool asked = false;
    for (auto entry = it->second.rbegin(); entry != it->second.rend(); ++entry) {
        if (!same(*entry)) continue;
        if (!entry->footprint.used_inputs()) return &*entry;
        if (asked) continue;
        asked = true;  // the provider consumes a mark when it agrees
        if (may_repeat()) return &*entry;
    }
    return nullptr;
}

void Memo::add(MemoKey key, MemoEntry entry) {
    const std::size_t cells = entry.footprint.reads().size() + entry.effect.size() + key.args.size() + 8;
    if (cells_ + cells > max_cells_) return;
    cells_ += cells;
    auto& entries = entries_[std::move(key)];
    if (entries.size() == kEntriesPerKey) entries.erase(entries.begin());
    entries.push_back(std::move(entry));
}

}  // namespace sdvlite::concrete
