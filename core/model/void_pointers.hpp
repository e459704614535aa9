// SPDX-License-Identifier: Apache-2.0
// As what the memory is used to which a void* leads: a context that is a record where it is made and a pointer to the record's first
// field in the routine that gets it, a device extension that several record types describe, each from its start. Pointers without a
// type and the places that hold them are put together along assignments, arguments and results (Steensgaard, "Points-to analysis in
// almost linear time", POPL 1996); each such group has the types from which and to which it is converted.
//
// What a DDI is given together with a routine goes to that routine. What comes out of a function that only passes on what the
// system has allocated is another thing for each caller. Bytes are not seen: a record that is written as an array of bytes.
#pragma once

#include <map>
#include <vector>

#include "core/model/classes.hpp"

namespace sdvlite::model {

class VoidPointers {
public:
    /// `classes` only tells holders apart.
    VoidPointers(const ir::Program& program, const Classes& classes);

    struct Group {
        std::vector<ir::TypeId> types;  ///< records and scalars that lie at its start; sorted
        /// Scalars that lie further on: `*(ULONG*)((UCHAR*)p + 8)`.
        std::vector<std::pair<std::uint64_t, ir::TypeId>> behind;
    };
    std::vector<Group> groups();

private:
    void statement(ir::ProcId proc, const ir::Stmt& s);
    void call(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void call_back(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void casts(ir::ProcId proc, const ir::Stmt& s);
    void give(ir::ProcId proc, ir::ExprId value, ClassId to);
    void pass(ir::ProcId proc, ir::ExprId value, ir::TypeId to_type, ClassId to);
    bool is_void(ir::TypeId pointer) const;
    ClassId holder(ir::ProcId proc, ir::ExprId value) const;
    void add(ClassId holder, ir::TypeId pointer);
    void convert(ir::TypeId from, ir::TypeId to);
    void behind(ir::ProcId proc, ir::ExprId cast);
    bool allocates(ir::ProcId q) const;
    ClassId find(ClassId c);

    const ir::Program& p_;
    const Classes& classes_;
    std::vector<ClassId> parent_;
    std::map<ClassId, Group> seen_;  ///< by holder, not yet put together
    std::vector<Group> direct_;      ///< of conversions without a holder between
};

}  // namespace sdvlite::model
