// SPDX-License-Identifier: Apache-2.0
// A program that rules are checked on, with what is worked out of it once for all of them, when the first one needs it. What
// depends on a rule's code, too, is in the model of the program into which that was woven (model/model.hpp).
#pragma once

#include <memory>
#include <mutex>

#include "core/ir/program.hpp"
#include "core/model/classes.hpp"

namespace sdvlite::check {

/// Threads may share one. It keeps a reference to the program.
class Subject {
public:
    explicit Subject(const ir::Program& program) : program_(program) {}

    const ir::Program& program() const { return program_; }
    const model::Classes& classes() const {
        std::call_once(made_, [this] { classes_ = std::make_unique<model::Classes>(program_); });
        return *classes_;
    }

private:
    const ir::Program& program_;
    mutable std::once_flag made_;
    mutable std::unique_ptr<model::Classes> classes_;
};

}  // namespace sdvlite::check
