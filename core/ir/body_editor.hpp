// SPDX-License-Identifier: Apache-2.0
// Rewrites a body statement by statement: each old one becomes any number of new ones, jumps keep
// their meaning.
#pragma once

#include <vector>

#include "core/ir/stmt.hpp"

namespace sdvlite::ir {

class BodyEditor {
public:
    explicit BodyEditor(std::size_t old_size) : starts_(old_size, kNoStmt) {}

    /// What is emitted from here on stands for the old statement `old`: jumps to it come here.
    void at(StmtIndex old) { starts_[old] = size(); }
    /// A jump target for emitted statements, besides the old indices.
    StmtIndex fresh_label();
    /// The label stands before the next statement.
    void place(StmtIndex label) { starts_[label] = size(); }
    /// Targets in `s` are old indices or fresh labels.
    void emit(Stmt s) { out_.push_back(std::move(s)); }
    StmtIndex size() const { return static_cast<StmtIndex>(out_.size()); }
    /// Every old statement and every label that is a target has got its place.
    std::vector<Stmt> finish();

private:
    std::vector<StmtIndex> starts_;
    std::vector<Stmt> out_;
};

}  // namespace sdvlite::ir
