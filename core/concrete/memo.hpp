// SPDX-License-Identifier: Apache-2.0
// The call memo: a completed call is known by procedure, place of its frame, arguments, and the
// values of all cells that it read before it wrote them; a later call that finds the same values
// there does the same, so its effect is applied instead of running it. A path in which each of n
// procedures calls the next one twice is replayed in n steps, not 2^n.
//
// Sound because a run is a function of exactly these things and of its inputs. A call that asked
// for inputs is repeated only when the provider says that it gets the same ones (may_repeat).
// Calls that allocate, return records or touch very much are run each time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/concrete/footprint.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::concrete {

/// Stacks of procedures as numbers: equal numbers, equal stacks. What an address in a caller's
/// frame means depends on them.
class StackNames {
public:
    std::uint32_t push(std::uint32_t below, ir::ProcId proc);

private:
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> names_;
};

struct MemoKey {
    ir::ProcId proc;
    std::uint64_t base = 0;  ///< of the frame; the addresses of locals are values too
    std::vector<std::uint64_t> args;
    friend bool operator==(const MemoKey&, const MemoKey&) = default;
};

struct MemoEntry {
    Footprint footprint;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> effect;  ///< cell, final value
    std::uint32_t callers = 0;  ///< the stack below, when the footprint touches it
    std::uint64_t result = 0;
    ir::StmtIndex returned_at = ir::kNoStmt;
};

class Memo {
public:
    using Cell = std::function<std::uint64_t(std::uint64_t address)>;

    Memo(std::size_t max_cells) : max_cells_(max_cells) {}

    /// An entry whose reads find the same values now. `may_repeat` is asked for those that used inputs.
    const MemoEntry* find(const MemoKey& key, std::uint32_t callers, const Cell& cell,
                          const std::function<bool()>& may_repeat) const;
    void add(MemoKey key, MemoEntry entry);

private:
    struct Hash {
        std::size_t operator()(const MemoKey& k) const;
    };
    static constexpr std::size_t kEntriesPerKey = 8;  ///< the latest ones

    std::unordered_map<MemoKey, std::vector<MemoEntry>, Hash> entries_;
    std::size_t cells_ = 0;
    std::size_t max_cells_;
};

}  // namespace sdvlite::concrete
