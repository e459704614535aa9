// SPDX-License-Identifier: Apache-2.0
// Which fields may lead into the very object that they lie in. Two devices whose extensions point to each other, a child and its
// parent, a record and the next one: pointers to such objects may be one (flows.hpp), but that an object is its own other half takes
// an assignment that says so. Only of a few kinds of assignments it is told that they don't: NULL; and an object that the procedure
// has just made (in one variable) on either side, with a parameter or another such object on the other one. Fields whose addresses
// are taken, that share bytes with others, that are copied with their record, or lie in records that the system knows may hold anything.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/model/classes.hpp"
#include "core/model/new_objects.hpp"

namespace sdvlite::model {

class SelfLinks {
public:
    SelfLinks(const ir::Program& program, const Classes& classes);

    bool may(ClassId field) const { return field >= may_.size() || may_[field]; }

private:
    void records();
    void statement(ir::ProcId proc, const ir::Stmt& s);
    void assigned(ir::ProcId proc, const ir::Stmt& s);
    std::optional<std::uint32_t> found_by(ir::ProcId proc, ir::ExprId pointer) const;
    ir::ExprId pointer_to(ir::ExprId place) const;
    bool are_two(ir::ProcId proc, std::uint32_t a, std::uint32_t b) const;
    void all_of(ir::TypeId record);

    const ir::Program& p_;
    const Classes& classes_;
    std::set<ir::RecordId> known_;  ///< records that the system knows
    NewObjects new_;
    std::vector<bool> may_;                            ///< by class
    std::vector<std::vector<ir::ExprId>> only_value_;  ///< by procedure and local: the one value it is ever given; invalid when there are others
};

}  // namespace sdvlite::model
