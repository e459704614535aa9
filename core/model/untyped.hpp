// SPDX-License-Identifier: Apache-2.0
// What lies behind a pointer that says nothing of it (`void*`, or to bytes), by what is made of it: the pointers that are put where
// it lies, through other places too, and what those are taken for to which it goes from there. Flow-insensitive, one node for each
// location class; what comes and goes through functions that nobody knows, and through numbers, is not seen.
#pragma once

#include <map>
#include <vector>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"

namespace sdvlite::model {

class Untyped {
public:
    Untyped(const ir::Program& program, const Classes& classes);

    /// Of pointers in places of this class; sorted.
    const std::vector<ClassId>& behind(ClassId place);

private:
    using List = std::vector<ClassId>;
    void statement(ir::ProcId proc, const ir::Stmt& s);
    void casts(ir::ProcId proc, const ir::Stmt& s);
    void goes(ir::ProcId proc, ir::ExprId value, ClassId to, ir::TypeId type);
    bool told(ir::TypeId pointer) const;
    ir::ExprId start(ir::ExprId pointer) const;
    void reached(ClassId from, bool back, List& out) const;

    const ir::Program& p_;
    const Classes& classes_;
    std::vector<List> before_, after_;  ///< by class: where its pointers come from, and go
    std::vector<List> put_, taken_;     ///< by class: what is behind those that are put there; what they are taken for
    std::map<ClassId, List> known_;
};

}  // namespace sdvlite::model
