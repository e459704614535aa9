// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/flat_body.hpp"

namespace sdvlite::frontend::dir {

bool ends_flow(ir::StmtKind kind) {
    switch (kind) {
        case ir::StmtKind::Branch:
        case ir::StmtKind::Switch:
        case ir::StmtKind::Goto:
        case ir::StmtKind::Choose:
        case ir::StmtKind::Return:
        case ir::StmtKind::Raise:
        case ir::StmtKind::Abort:
        case ir::StmtKind::Hole: return true;
        default: return false;
    }
}

void FlatBody::place(Label label) {
    places_[label] = size();
    label_here_ = true;
}

ir::Stmt& FlatBody::emit(ir::StmtKind kind, base::Span span) {
    label_here_ = false;
    ir::Stmt& s = stmts_.emplace_back();
    s.kind = kind;
    s.span = span;
    return s;
}

bool FlatBody::falls_through() const { return label_here_ || stmts_.empty() || !ends_flow(stmts_.back().kind); }

std::vector<ir::Stmt> FlatBody::finish() {
    for (ir::Stmt& s : stmts_) {
        for (ir::StmtIndex& t : s.targets) t = places_[t];
        for (ir::SwitchCase& c : s.cases) c.target = places_[c.target];
        if (s.unwind != ir::kNoStmt) s.unwind = places_[s.unwind];
    }
    return std::move(stmts_);
}

}  // namespace sdvlite::frontend::dir
