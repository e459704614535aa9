// SPDX-License-Identifier: Apache-2.0
#include "core/ir/successors.hpp"

namespace sdvlite::ir {

void successors(const Stmt& s, StmtIndex index, std::vector<StmtIndex>& out) {
    out.clear();
    switch (s.kind) {
        case StmtKind::Branch:
        case StmtKind::Goto:
        case StmtKind::Choose: out = s.targets; return;
        case StmtKind::Switch:
            out = s.targets;
            for (const SwitchCase& c : s.cases) out.push_back(c.target);
            return;
        case StmtKind::Return:
        case StmtKind::Abort:
        case StmtKind::Hole: return;
        case StmtKind::Raise: break;
        default: out.push_back(index + 1); break;
    }
    if (s.unwind != kNoStmt) out.push_back(s.unwind);
}

}  // namespace sdvlite::ir
