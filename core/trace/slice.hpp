// SPDX-License-Identifier: Apache-2.0
// Which steps of an executed path the violation depends on: a dynamic backward slice (Korel, Laski 1988), over the bytes
// that each step read and wrote and the decision that each step's execution hung on (Xin, Zhang 2007). A decision also
// matters when its other way might have changed the rule's state that the violation reads: the release that was not
// made (potential dependence: Gyimothy et al. 1999; for the rule's variables only).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/explore/walk.hpp"
#include "core/model/model.hpp"

namespace sdvlite::trace {

struct Slice {
    std::vector<bool> relevant;       ///< for each step of the walk
    std::vector<std::uint64_t> rule_writes;  ///< for each step the rule's variables whose new value matters, or that they keep the old one
    std::vector<std::int32_t> skips;  ///< decisions that matter for what they avoid: that event (Woven::events), else -1
    std::set<std::uint64_t> open;     ///< bytes that matter and that no step wrote: what the path starts with
    bool exact = true;                ///< false: steps are missing from the walk; every step that might matter is marked
};

/// Thin: the values that matter and the decisions, not how the places were found in which they lie, nor that the harness
/// came so far (thin slicing: Sridharan, Fink, Bodik 2007). Full: everything.
enum class Depth : std::uint8_t { Thin, Full };

/// Prepared once for a model; keeps what it computes about procedures.
class Slicer {
public:
    explicit Slicer(const model::Model& model);
    Slice slice(const explore::Walk& walk, Depth depth);

private:
    friend class SliceRun;
    /// What the ways of a decision that were not taken might do to the rule: for each of its variables up to two events, else -1.
    using Effects = std::vector<std::array<std::int32_t, 2>>;

    const model::ControlFlow& flow(ir::ProcId p, bool raised);
    const Effects& avoided(ir::ProcId p, ir::StmtIndex s, std::uint32_t choice);
    bool is_raise_test(ir::ProcId p, ir::StmtIndex s) const;
    void find_effects();
    void effects_of(ir::ProcId p, const ir::Stmt& s, std::int32_t event, bool rule, Effects& out) const;

    const model::Model& m_;
    const ir::Program& p_;
    std::map<std::uint32_t, std::uint32_t> rule_var_;  ///< by global: number of the rule's variable
    std::vector<std::uint64_t> initial_;               ///< values of the rule's variables at the start
    std::vector<Effects> effects_;                     ///< of each procedure and what it calls; empty: none
    std::map<std::pair<std::uint32_t, bool>, std::unique_ptr<model::ControlFlow>> flows_;
    std::map<std::tuple<std::uint32_t, ir::StmtIndex, std::uint32_t>, Effects> avoided_;
};

}  // namespace sdvlite::trace
