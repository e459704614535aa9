// SPDX-License-Identifier: Apache-2.0
// Control flow of one procedure: successors, postdominators, control dependence (Ferrante,
// Ottenstein, Warren 1987), loop heads. Statements that can't reach the end get an edge to it, so
// that everything has a postdominator.
#pragma once

#include <vector>

#include "core/ir/program.hpp"
#include "core/ir/successors.hpp"

namespace sdvlite::model {

/// More than one way to go.
inline bool decides(const ir::Stmt& s) {
    return s.kind == ir::StmtKind::Branch || s.kind == ir::StmtKind::Switch || s.kind == ir::StmtKind::Choose;
}

struct ControlFlow {
    std::vector<std::vector<ir::StmtIndex>> predecessors;
    /// Immediate postdominator; the number of statements stands for the end.
    std::vector<ir::StmtIndex> ipdom;
    std::vector<bool> loop_head;   ///< target of a back edge of a depth-first search
    std::vector<bool> reaches_end; ///< some path leads to a Return

    /// The decisions on which `s` depends directly.
    void controllers(ir::StmtIndex s, std::vector<ir::StmtIndex>& out) const { out = controls_[s]; }

    explicit ControlFlow(const ir::Proc& proc);

private:
    std::vector<std::vector<ir::StmtIndex>> controls_;
};

}  // namespace sdvlite::model
