// SPDX-License-Identifier: Apache-2.0
// One who knows more of arithmetic than ranges and bits tell: whether what is known of several values can be so at once. The
// search asks where it comes to the end of its own means; who answers lives with the solver (core/refine/term_conditions.hpp).
#pragma once

#include <span>

#include "core/explore/range.hpp"
#include "core/explore/term.hpp"

namespace sdvlite::explore {

class DecisionProcedure {
public:
    /// The value lies in the range.
    struct Condition {
        TermId value;
        Range range;
    };

    DecisionProcedure() = default;
    DecisionProcedure(const DecisionProcedure&) = delete;
    DecisionProcedure& operator=(const DecisionProcedure&) = delete;
    virtual ~DecisionProcedure() = default;

    /// False only when there are no values of the symbols for which all conditions hold.
    virtual bool can_hold(const Terms& terms, std::span<const Condition> all) = 0;
};

}  // namespace sdvlite::explore
