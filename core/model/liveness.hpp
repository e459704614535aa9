// SPDX-License-Identifier: Apache-2.0
// What each procedure touches, and which tracked classes may still be read (backward liveness,
// context-insensitive over calls). What is dead is dropped from states, so that they coincide.
#pragma once

#include "core/model/model.hpp"

namespace sdvlite::model {

class Liveness {
public:
    /// Completes `out`, in which the statements are those that matter; `followed`: of no interest are other classes.
    Liveness(const Model& model, Relevance& out, const ClassSet* followed = nullptr)
        : m_(model), p_(model.program()), out_(out), followed_(followed) {}
    void run();

private:
    void collect_uses();
    void close_touched();
    void solve();
    bool solve_proc(ir::ProcId proc);
    void add(ScopedSet& set, ClassId c) const;
    void add_reads(ScopedSet& set, ir::ProcId proc, ir::ExprId value) const;
    void add_address(ScopedSet& set, ir::ProcId proc, ir::ExprId designator) const;
    void add_designator(ScopedSet& set, ir::ProcId proc, ir::ExprId designator) const;
    std::vector<ir::ProcId> callees(const ir::Stmt& s) const;
    /// The one class that the statement overwrites wholly, or kUntracked.
    std::uint32_t kills(ir::ProcId proc, const ir::Stmt& s) const;

    const Model& m_;
    const ir::Program& p_;
    Relevance& out_;
    const ClassSet* followed_;
    std::vector<std::vector<ScopedSet>> reads_;  ///< by statement, without callees
};

}  // namespace sdvlite::model
