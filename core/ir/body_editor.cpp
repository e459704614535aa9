// SPDX-License-Identifier: Apache-2.0
#include "core/ir/body_editor.hpp"

namespace sdvlite::ir {

StmtIndex BodyEditor::fresh_label() {
    starts_.push_back(kNoStmt);
    return static_cast<StmtIndex>(starts_.size() - 1);
}

std::vector<Stmt> BodyEditor::finish() {
    for (Stmt& s : out_) {
        for (StmtIndex& t : s.targets) t = starts_[t];
        for (SwitchCase& c : s.cases) c.target = starts_[c.target];
        if (s.unwind != kNoStmt) s.unwind = starts_[s.unwind];
    }
    return std::move(out_);
}

}  // namespace sdvlite::ir
