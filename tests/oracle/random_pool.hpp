// SPDX-License-Identifier: Apache-2.0
// Statements of random drivers about objects that are kept in memory: an array of pointers and lists in it, filled with
// what is allocated at one statement again and again. Nothing of a frame is put there, so that no pointer outlives its object.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/oracle/maker.hpp"

namespace sdvlite::oracle {

class RandomPool {
public:
    /// A number below its argument.
    using Roll = std::function<std::uint32_t(std::uint32_t)>;

    RandomPool(ProgramMaker& maker, Roll roll) : m_(maker), roll_(std::move(roll)) {}

    /// `first`: the variables that the pool holds at the start.
    void declare(ir::TypeId ext_ptr, std::uint64_t ext_size, std::vector<ir::GlobalId> first);
    /// What the harness does before the driver runs.
    void initialise(BodyMaker& b);
    /// `pointer`: a variable that may be set; `index`: a byte; `name`: of what it has to declare.
    void statement(BodyMaker& b, ir::ExprId pointer, ir::ExprId index, const std::string& name);

private:
    ir::ExprId slot(std::uint32_t i);
    ir::ExprId slot(ir::ExprId index);
    ir::ExprId first(std::uint32_t i);
    ir::ExprId next(ir::ExprId pointer);
    void allocate(BodyMaker& b, ir::ExprId pointer);
    void push(BodyMaker& b, ir::ExprId pointer);
    void push_some(BodyMaker& b, ir::ExprId pointer, const std::string& name);
    void by_halves(BodyMaker& b, ir::ExprId to, ir::ExprId from, const std::string& name);

    ProgramMaker& m_;
    Roll roll_;
    ir::TypeId ext_ptr_, halves_;
    std::uint64_t ext_size_ = 0;
    std::vector<ir::GlobalId> first_;
    ir::GlobalId pool_;
};

}  // namespace sdvlite::oracle
