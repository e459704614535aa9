// SPDX-License-Identifier: Apache-2.0
// Which values are objects that nobody else has: what a statement has just allocated, what a procedure returns that hands out what it
// allocated and keeps it nowhere. Two of them are two, each time that the statement runs. Of a local variable it is told which
// statement gave it the object, where only one can have; of a parameter whether its procedure keeps it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/ir/program.hpp"
#include "core/model/control.hpp"

namespace sdvlite::model {

class NewObjects {
public:
    explicit NewObjects(const ir::Program& program);

    bool returned_by(ir::ProcId proc) const { return returning_[proc.index()]; }
    /// The statement that gave the local the new object which it holds before `at`; nothing when it may hold anything else.
    std::optional<ir::StmtIndex> given_by(ir::ProcId proc, ir::StmtIndex at, std::uint32_t local);
    /// Whether the local never holds anything but what its procedure has made by then, others too; NULL before.
    bool is_given_fresh(ir::ProcId proc, std::uint32_t local) const;
    /// Whether control comes from behind `at` to it again and not by way of `maker`: what that made is there twice.
    bool runs_twice(ir::ProcId proc, ir::StmtIndex at, ir::StmtIndex maker);

    /// Whether the parameter's value goes further than to be followed, compared or handed on to one that is not kept.
    bool keeps(ir::ProcId proc, std::uint32_t parameter) const { return kept_.contains({proc, parameter}); }
    /// Whether its address is taken.
    bool is_lent(ir::ProcId proc, std::uint32_t local) const;

private:
    using Place = std::pair<ir::ProcId, std::uint32_t>;
    bool makes(const ir::Stmt& s, const std::vector<bool>& by) const;
    bool hands_out(ir::ProcId proc, const std::vector<bool>& by, bool alone) const;
    bool holds_new(ir::ProcId proc, std::uint32_t local, const std::vector<bool>& by) const;
    bool gives_fresh(ir::ProcId proc, std::uint32_t parameter) const;
    bool gives_fresh_itself(ir::ProcId proc, std::uint32_t parameter) const;
    std::set<std::uint32_t> kept_locals(ir::ProcId proc) const;
    std::vector<ir::ExprId> values_that_go(const ir::Stmt& s) const;
    std::vector<std::uint32_t> made_of(ir::ExprId value) const;
    bool gives(const ir::Stmt& s, std::uint32_t local) const;
    std::optional<ir::StmtIndex> only_giver(ir::ProcId proc, ir::StmtIndex at, std::uint32_t local);
    const ControlFlow& flow(ir::ProcId proc);

    const ir::Program& p_;
    std::set<Place> kept_;
    std::vector<bool> returning_;  ///< by procedure
    std::vector<bool> fresh_;      ///< the same, of what others may have by then
    std::map<ir::ProcId, ControlFlow> flows_;
};

}  // namespace sdvlite::model
