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
    void collect_calls();
    void collect_uses();
    void close_touched();
    void solve();
    void solve_proc(ir::ProcId proc);
    std::vector<ir::ProcId> top_down() const;
    void add(SomeClasses set, ClassId c) const;
    void add_reads(SomeClasses set, ir::ProcId proc, ir::ExprId value) const;
    void add_address(SomeClasses set, ir::ProcId proc, ir::ExprId designator) const;
    void add_designator(SomeClasses set, ir::ProcId proc, ir::ExprId designator) const;
    /// The one class that the statement overwrites wholly, or kUntracked.
    std::uint32_t kills(ir::ProcId proc, const ir::Stmt& s) const;

    const Model& m_;
    const ir::Program& p_;
    Relevance& out_;
    const ClassSet* followed_;
    struct Call {
        ir::StmtIndex at;
        std::vector<ir::ProcId> callees;
    };
    std::vector<std::vector<Call>> calls_;       ///< by procedure, without those that are looked at whole (bulk)
    std::vector<ScopedSets> reads_;              ///< by statement, in the end with what callees touch
};

}  // namespace sdvlite::model
