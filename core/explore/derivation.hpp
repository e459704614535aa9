// SPDX-License-Identifier: Apache-2.0
// How a violation was derived: for each activation of a procedure the statements in order, with the
// way taken at each decision and, at calls, the callee's activation. Activations that returned are
// shared wherever the same summary was used, so a path through 2^n calls has a derivation of size n.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::explore {

/// Choice of a step at a decision that can't matter: the search went straight to where its ways meet.
inline constexpr std::uint32_t kSkipped = UINT32_MAX;
/// Choice of a call step that went to a function that nothing is known of.
inline constexpr std::uint32_t kUnknownCallee = UINT32_MAX - 1;

struct Derivation {
    struct Step {
        ir::StmtIndex stmt = ir::kNoStmt;
        std::uint32_t choice = 0;       ///< number of the successor taken, as model::successors() gives them
        std::int32_t activation = -1;   ///< calls: what the callee did
    };
    struct Activation {
        ir::ProcId proc;
        std::vector<Step> steps;  ///< ends with a Return, or with the Abort, or the call that does not return
        bool returns = false;
    };
    std::vector<Activation> activations;  ///< [0] is the harness; children of one may have smaller indices
};

}  // namespace sdvlite::explore
