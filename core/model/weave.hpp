// SPDX-License-Identifier: Apache-2.0
// Weaving a rule into a program. The result is an ordinary program in which the rule's variables
// are globals and its blocks are statements at the events, so that the explorer knows nothing of
// rules (the idea of SLIC's instrumentation: Ball, Rajamani, MSR-TR-2001-21). Raised exceptions
// become ordinary control flow here too.
//
// Not done here: what to track (slice.hpp), and counters beyond their bound: `bound` stands for
// "at least bound", and a decrement from there goes both ways.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::model {

/// Other names of procedures and roles: IofCompleteRequest -> IoCompleteRequest.
using Aliases = std::map<std::string, std::string>;

/// Values of Woven::taken: the object was taken; the latest one was not (`with guard` only).
inline constexpr std::uint64_t kTaken = 1;
inline constexpr std::uint64_t kPassedBy = 2;

/// What weaving knows about a statement, beside the statement.
struct StmtInfo {
    bool rule = false;        ///< the rule's own code
    std::int32_t event = -1;  ///< index into Woven::events: this statement belongs to that event
    ir::StmtIndex original = ir::kNoStmt;  ///< the statement of the unwoven procedure that it came from
    bool copy = false;        ///< of the rule's own code: only copies an argument or a result for it
};

/// A place where the rule's code runs.
struct EventSite {
    std::string name;  ///< of the DDI or callback, as the driver writes it
    bool exit = false;
    bool role = false;  ///< the entry or exit of a callback, not of a call
    ir::ProcId proc;    ///< where the code was put
    ir::ProcId subject; ///< the procedure that the event is about
    base::Span span;
    bool memory = false;  ///< the reading of a place: the name says of which
};

struct Woven {
    ir::Program program;
    std::vector<std::vector<StmtInfo>> info;  ///< for each procedure, for each statement
    std::vector<EventSite> events;
    std::vector<ir::GlobalId> rule_vars;  ///< for each of the automaton's variables
    ir::GlobalId tracked;                 ///< of `watch`; invalid without one
    ir::GlobalId taken;                   ///< 0, kTaken or kPassedBy
    std::vector<ir::GlobalId> armed;      ///< for each block: of a memory event the address; else invalid
    ir::GlobalId raised;                  ///< invalid when nothing raises
};

/// Binds `rule` to `program`. On failure (an argument that the DDI does not have, a field that its
/// type does not have, an unknown name) adds errors at the rule's places and returns nothing.
std::optional<Woven> weave(const ir::Program& program, const automaton::Automaton& rule,
                           const Aliases& aliases, base::DiagSink& diags);

/// For each block whether it counts: those in a case of a `select` only when the case applies to this driver.
std::vector<bool> selected_blocks(const ir::Program& program, const automaton::Automaton& rule, const Aliases& aliases);

/// Replaces Raise statements and the unwinding of calls by a flag and branches; part of weave().
void lower_raises(Woven& woven);

/// The name that all aliases of `name` share; without `sdv_` when `program` has no such procedure.
std::string canonical_name(const ir::Program& program, const Aliases& aliases, const std::string& name);

}  // namespace sdvlite::model
