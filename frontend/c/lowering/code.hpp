// SPDX-License-Identifier: Apache-2.0
// The flat statements of a procedure while it is being lowered: jumps name labels, which may be
// placed later. finish() turns labels into statement numbers, follows jumps that lowering made up
// and drops what can't be reached.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ir/stmt.hpp"

namespace sdvlite::frontend::c {

/// A place to jump to, valid in the Code that made it.
using Label = std::uint32_t;
inline constexpr Label kNoLabel = UINT32_MAX;

class Code {
  public:
    Label label();
    /// `l` is the place of the next statement.
    void place(Label l);
    /// Whether control may come to the next statement, from the one before it or by a label that is placed there.
    bool comes_here() const;
    bool placed(Label l) const { return places_[l] != ir::kNoStmt; }

    /// Appends a statement. The reference is good until the next call.
    ir::Stmt& emit(ir::StmtKind kind, const base::Span& span);
    /// A jump that lowering made up: it has no place in the source.
    void jump(Label to);
    ir::Stmt& operator[](std::size_t i) { return body_[i]; }
    std::size_t size() const { return body_.size(); }
    /// Takes back the statements from number `size` on, and the labels that nothing else refers to.
    void cut(std::size_t size) { body_.resize(size); }

    /// The finished body. Labels that were never placed lead to a Hole with the text `lost`.
    std::vector<ir::Stmt> finish(const std::string& lost);

  private:
    void resolve(ir::Stmt& s);
    void thread(ir::Stmt& s) const;
    std::vector<bool> reachable() const;

    std::vector<ir::Stmt> body_;
    std::vector<ir::StmtIndex> places_; // by label
    std::size_t last_place_ = SIZE_MAX;
};

} // namespace sdvlite::frontend::c
