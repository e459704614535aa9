// SPDX-License-Identifier: Apache-2.0
// Tables of functions: records of which there are constant variables and nothing else. Whatever pointer to such a record the
// driver's memory holds, it leads to one of the tables, so that a call through one of their fields reaches one of the functions in
// them, also where memory is arbitrary (a single callback). That such memory holds no other pointer is an assumption, which is
// printed. Fields of records that the driver fills while it runs are not looked at.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

/// A record and the number of a field.
using FieldOf = std::pair<ir::RecordId, std::uint32_t>;

/// The functions in the tables, the driver's and DDIs, by field. None of a record that the system knows, that lies in another
/// one, of which there is a variable that is no constant, that is written or lent, or of which a pointer was made of anything
/// else or is made anything else. None at all where the program is not complete.
std::map<FieldOf, std::vector<ir::ProcId>> own_fields(const ir::Program& program);

/// The functions that a local leads to into which the procedure only ever reads such fields (or NULL); none when it may lead elsewhere.
std::vector<ir::ProcId> own_values(const ir::Program& program, const ir::Proc& proc, std::uint32_t local,
                                   const std::map<FieldOf, std::vector<ir::ProcId>>& fields);

/// Of a call through a field of such a record the pointer to the record; invalid for every other callee.
ir::ExprId table_of_call(const ir::Program& program, ir::ExprId callee);

/// Which variables have which function in the field that the call goes through. None where some of them are arrays.
std::vector<std::pair<ir::GlobalId, ir::ProcId>> tables_of_call(const ir::Program& program, ir::ExprId callee);

}  // namespace sdvlite::model
