// SPDX-License-Identifier: Apache-2.0
// Tables of functions in the driver's own records: a field in which the driver puts nothing but its own functions leads to those.
// Where the driver's memory is arbitrary (a single callback) the field may hold anything; but nobody else knows the record, so
// that nobody else fills it. This is an assumption, which is printed: memory of another kind that is cast to the record, and
// another driver that is handed it through a void pointer, are left out.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// A record and the number of a field.
using FieldOf = std::pair<ir::RecordId, std::uint32_t>;

/// The fields that are pointers to functions and get only functions of the driver, or NULL, and at least one function. None of a
/// record that the system knows (what a DDI or the OS model names, and what that leads to), whose address is taken, that lies in a
/// union, or that other code is handed. None at all where the program is not complete.
std::map<FieldOf, std::vector<ir::ProcId>> own_fields(const ir::Program& program);

/// The functions that a local leads to into which the procedure only ever reads such fields (or NULL); none when it may lead elsewhere.
std::vector<ir::ProcId> own_values(const ir::Program& program, const ir::Proc& proc, std::uint32_t local,
                                   const std::map<FieldOf, std::vector<ir::ProcId>>& fields);

}  // namespace sdvlite::model
