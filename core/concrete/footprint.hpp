// SPDX-License-Identifier: Apache-2.0
// What a call read before it wrote it, and what it wrote: the key and the effect of the call memo
// (memo.hpp). A cell is a byte of memory, by its address, or a variable of the rule, by an address
// of its own region. Cells of the call's own frame and above are not in it: nobody can tell.
#pragma once

#include <cstdint>
#include <vector>

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include "core/ir/address_plan.hpp"

namespace sdvlite::concrete {

/// Rule variables are cells from here on; not addressable by programs.
inline constexpr std::uint64_t kRuleCells = ir::kPlanEnd;

class Footprint {
public:
    using Cells = tsl::robin_map<std::uint64_t, std::uint64_t>;

    /// `frame_base`: stack addresses from here on are the call's own.
    Footprint(std::uint64_t frame_base, std::size_t limit) : base_(frame_base), limit_(limit) {}

    void on_read(std::uint64_t cell, std::uint64_t value);
    void on_write(std::uint64_t cell);
    /// An input decided the content of `address`, which nobody wrote.
    void on_asked(std::uint64_t address);
    /// A choice, a havoc, an effect.
    void on_input() { used_inputs_ = true; }
    /// The call can't be memoised.
    void poison() { poisoned_ = true; }
    /// What a call made by this one did happens here.
    void absorb(const Footprint& callee);

    const Cells& reads() const { return reads_; }
    const tsl::robin_set<std::uint64_t>& writes() const { return writes_; }
    bool used_inputs() const { return used_inputs_; }
    bool poisoned() const { return poisoned_; }
    /// Something of the frames below was read or written.
    bool touches_callers() const { return touches_callers_; }

private:
    bool own(std::uint64_t cell) const { return cell >= base_ && cell < ir::kHeapBase; }
    void note(std::uint64_t cell);

    std::uint64_t base_;
    std::size_t limit_;
    Cells reads_;
    tsl::robin_set<std::uint64_t> writes_;
    std::vector<std::uint64_t> asked_;  ///< stack addresses of callers whose content inputs decided
    bool used_inputs_ = false;
    bool poisoned_ = false;
    bool touches_callers_ = false;
};

}  // namespace sdvlite::concrete
