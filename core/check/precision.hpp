// SPDX-License-Identifier: Apache-2.0
// What the search follows, of all that can matter to the rule: it begins with what the rule itself reads
// and grows by what contradictions on infeasible paths tell (explicit-value analysis with refinement:
// Beyer, Loewe, FASE 2013). A class that is not followed reads as anything, which only adds paths.
//
// The unit is a location class (model/classes.hpp): a local or parameter of one procedure, a global, a field of
// a record type. Relations between values need no unit of their own: values are terms over symbols.
//
// A program of n procedures in the same style needs the same kind of variable in each. A local is therefore followed
// together with its namesakes of the same type in other procedures (flag2 is one of flag1): without that the number of
// searches would grow with n. Of a procedure of the OS model or the harness all locals are followed when one is: they are few,
// and half of what such a procedure does with its arguments is many states and no news.
#pragma once

#include <map>
#include <string>
#include <utility>
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
    /// Whether nothing is left that could be followed.
    bool complete() const { return complete_; }
    const model::ClassSet& followed() const { return followed_; }
    std::uint32_t count() const { return count_; }

    /// How many of them add() would add; what lies in memory counts for several.
    std::size_t teaches(const std::vector<model::ClassId>& classes) const;

private:
    using Name = std::pair<std::uint32_t, std::string>;  ///< type and name, without the number at its end

    void add_rule();
    void add_arguments();
    void add_settings();
    void add_pointer(ir::ProcId proc, ir::ExprId value, std::vector<std::pair<ir::ProcId, std::uint32_t>>& found);
    bool add(model::ClassId c);
    /// Adds to `classes` what came in.
    void add_namesakes(std::vector<model::ClassId>& classes);
    void add_models(const std::vector<model::ClassId>& classes);

    const model::Model& m_;
    model::ClassSet followed_;
    std::uint32_t count_ = 0;
    bool complete_ = false;
    std::map<model::ClassId, Name> names_;  ///< of locals; filled when first needed
    std::map<Name, std::vector<model::ClassId>> namesakes_;
    std::map<model::ClassId, std::vector<model::ClassId>> models_;  ///< of a local of a model: all of its procedure's
};

}  // namespace sdvlite::check
