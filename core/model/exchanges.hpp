// SPDX-License-Identifier: Apache-2.0
// Two places that exchange what they hold: `t = x; x = y; y = t`, one statement right after the other. Nothing comes into either that
// was not in one of them before, and where each held an object of its own each still does.
#pragma once

#include <map>
#include <utility>

#include "core/ir/program.hpp"
#include "core/model/new_objects.hpp"

namespace sdvlite::model {

class Exchanges {
public:
    Exchanges(const ir::Program& program, const NewObjects& objects);

    /// What the statement puts into its place as half of an exchange: the place where that lay before; invalid for any other statement.
    ir::ExprId other(ir::ProcId proc, ir::StmtIndex at) const;

private:
    void find_in(ir::ProcId proc);
    bool is_exchange(ir::ProcId proc, const ir::Stmt& save, const ir::Stmt& move, const ir::Stmt& put) const;
    bool is_steady(ir::ProcId proc, ir::ExprId place, std::uint32_t saved) const;
    bool is_same(ir::ExprId a, ir::ExprId b) const;
    bool is_own(ir::ProcId proc, ir::ExprId value, std::uint32_t saved) const;

    const ir::Program& p_;
    const NewObjects& objects_;
    std::map<std::pair<ir::ProcId, ir::StmtIndex>, ir::ExprId> other_;
};

}  // namespace sdvlite::model
