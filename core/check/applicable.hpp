// SPDX-License-Identifier: Apache-2.0
// Does the driver have what the rule is about? (semantics 1.7)
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "core/check/check.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::check {

/// Whether the rule applies, else why not in one sentence.
struct Applicability {
    bool applies = true;
    bool missing = false;  ///< because something was not found in the driver that code which was not lowered may have
    std::string reason;
};

/// A statement that was not lowered, or (kNoStmt) a whole procedure.
using Hole = std::pair<ir::ProcId, ir::StmtIndex>;

/// Before the search: what the rule's description requires.
Applicability preconditions(const ir::Program& program, const Job& job);

/// Whether an event of the rule can happen in a run from `root`: in code of the driver that can run, or at a
/// call of the harness itself that `visited` says was reached. When the rule names DDIs, only those count.
bool event_possible(const model::Woven& woven, const Job& job, ir::ProcId root,
                    const std::function<bool(ir::ProcId, ir::StmtIndex)>& visited);
/// The driver's code that can run from `root` and was not lowered: nobody knows what it calls.
std::set<Hole> not_lowered(const ir::Program& program, ir::ProcId root);
/// Whether the rule names DDIs and neither driver nor harness calls one of them, nor does code that was not lowered by its text: then
/// it has nothing to say about the program, and need not be bound to it (it may be about variables of another driver model, say).
bool about_others(const ir::Program& program, const Job& job);
/// Whether all of the rule's events are about an object that it watches, of a DDI that neither driver nor harness calls.
bool watches_nothing(const ir::Program& program, const Job& job);
/// Why no event could happen.
std::string missing_events(const ir::Program& program, const Job& job);

}  // namespace sdvlite::check
