// SPDX-License-Identifier: Apache-2.0
// Which memory an expression reads, in the order of evaluation: what events on reading memory look at.
#pragma once

#include <utility>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// A scalar that is read when all conditions hold: the left sides of && and || around it.
struct Load {
    ir::ExprId place;
    std::vector<std::pair<ir::ExprId, bool>> conditions;
};

/// The loads of evaluating `e`; with `address`, of evaluating where `e` is.
std::vector<Load> loads_of(const ir::Program& program, ir::ExprId e, bool address);

bool is_bit_field(const ir::Program& program, ir::ExprId place);

}  // namespace sdvlite::model
