// SPDX-License-Identifier: Apache-2.0
// What the search follows, of all that can matter to the rule: it begins with what the rule itself reads
// and grows by what contradictions on infeasible paths tell (explicit-value analysis with refinement:
// Beyer, Loewe, FASE 2013). A class that is not followed reads as anything, which only adds paths.
//
// The unit is a location class (model/classes.hpp): a local or parameter of one procedure, a global, a field of
// a record type. Relations between values need no unit of their own: values are terms over symbols.
#pragma once

#include <vector>

#include "core/model/model.hpp"

namespace sdvlite::check {

class Precision {
public:
    /// `everything`: no refinement, all that can matter is followed from the start.
    Precision(const model::Model& model, bool everything);

    /// True when something came in that was not followed before.
    bool add(const std::vector<model::ClassId>& classes);
    bool add_everything();
    const model::ClassSet& followed() const { return followed_; }

private:
    void add_rule();
    bool add(model::ClassId c);

    const model::Model& m_;
    model::ClassSet followed_;
};

}  // namespace sdvlite::check
