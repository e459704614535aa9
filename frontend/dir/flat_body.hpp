// SPDX-License-Identifier: Apache-2.0
// A flat list of statements under construction: jumps go to labels, which get their places later.
#pragma once

#include <vector>

#include "core/ir/stmt.hpp"

namespace sdvlite::frontend::dir {

class FlatBody {
public:
    using Label = ir::StmtIndex;  ///< in `targets`, `cases` and `unwind` until finish()

    Label fresh() {
        places_.push_back(ir::kNoStmt);
        return static_cast<Label>(places_.size() - 1);
    }
    /// The label stands before the next statement.
    void place(Label label);
    /// Adds a statement; the reference is good until the next one.
    ir::Stmt& emit(ir::StmtKind kind, base::Span span);
    void emit_goto(Label to, base::Span span) { emit(ir::StmtKind::Goto, span).targets = {to}; }
    ir::Stmt& operator[](ir::StmtIndex i) { return stmts_[i]; }
    ir::StmtIndex size() const { return static_cast<ir::StmtIndex>(stmts_.size()); }

    /// May control get to where the next statement goes?
    bool falls_through() const;
    /// Replaces labels by places and hands the statements out. Every label has been placed, before a
    /// statement.
    std::vector<ir::Stmt> finish();

private:
    std::vector<ir::Stmt> stmts_;
    std::vector<ir::StmtIndex> places_;  // of each label
    bool label_here_ = false;            // one stands before the next statement
};

/// Does control never go on to the next statement?
bool ends_flow(ir::StmtKind kind);

}  // namespace sdvlite::frontend::dir
