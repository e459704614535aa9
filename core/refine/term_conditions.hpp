// SPDX-License-Identifier: Apache-2.0
// The solver as the search's decision procedure: terms of the search become bit-vectors, what ranges say of them conditions.
// Addresses, and what divides by what may be 0, are values of which nothing is known. Bounded by effort, not by time; what is
// not decided within it can hold.
#pragma once

#include <cstdint>
#include <memory>

#include "core/explore/decision_procedure.hpp"

namespace sdvlite::refine {

struct Context;

class TermConditions : public explore::DecisionProcedure {
public:
    TermConditions();
    ~TermConditions() override;
    bool can_hold(const explore::Terms& terms, std::span<const Condition> all) override;
    /// How often it was asked.
    std::uint64_t asked() const { return asked_; }

private:
    std::unique_ptr<Context> context_;
    std::uint64_t asked_ = 0;
};

}  // namespace sdvlite::refine
