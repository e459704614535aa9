// SPDX-License-Identifier: Apache-2.0
// The loop: bind a rule to a program, search, rebuild the trace of each violation, confirm it by
// solver and replay, and say the verdict. The one entry point of core for the command and tests.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/check/subject.hpp"
#include "core/ir/program.hpp"
#include "core/trace/trace.hpp"

namespace sdvlite::check {

enum class Verdict : std::uint8_t {
    Pass, Defect, NotApplicable, Inconclusive, Unsupported, InputError, Holds, DoesNotHold,
};

/// "pass", "defect", "not-applicable", ... as in the JSON results.
const char* to_string(Verdict v);

enum class Search : std::uint8_t { Bfs, Dfs };

/// Options that can change a verdict; echoed in every report.
struct Options {
    Search search = Search::Bfs;
    double timeout_seconds = 10;                    ///< for each rule, of its own work: other load does not count
    std::uint64_t memory_bytes = 4ull << 30;        ///< for each rule
    std::uint64_t max_states = 50'000'000;          ///< path edges for each rule
    bool first = false;                             ///< stop at the first confirmed defect
    bool slice = true;                              ///< false: everything is tracked; the same verdicts, more states
    bool refine = true;                             ///< false: all that can matter is followed from the start; the same verdicts
    bool join = true;                               ///< false: no two states are made one; a search that needs it does not end
    const std::atomic<bool>* interrupted = nullptr; ///< when it becomes true: Inconclusive, with what is known
};

/// What to check: one rule, on one program that is linked with the OS model and its harness.
struct Job {
    const automaton::Automaton* rule = nullptr;
    /// Procedures of the program where runs start, in order: sdv_main_callbacks, sdv_main_lifecycle.
    std::vector<std::string> harnesses;
    /// Harnesses that start from an arbitrary state of the driver's globals (single callbacks).
    std::vector<std::string> arbitrary_state;
    bool property = false;
    /// Other names of DDIs: IofCompleteRequest -> IoCompleteRequest.
    std::map<std::string, std::string> aliases;
    /// Preconditions: at least one of the roles (any) and one of the DDIs of each list must occur; empty: none.
    std::vector<std::vector<std::string>> required_roles;
    std::vector<std::vector<std::string>> required_ddis;
    std::vector<std::string> excluded_ddis;  ///< none of these may occur
};

struct Defect {
    std::string message;
    base::Span location;    ///< in the driver's own source
    std::string function;
    std::string entry_role;
    std::string entry_function;
    std::vector<std::string> depends_on;  ///< unmodelled DDIs whose results the path relies on
    trace::Trace trace;
};

struct Unconfirmed {
    std::string message;
    base::Span location;
    std::string function;
    std::string why;
    trace::Trace trace;
};

/// Counts are those of the search that decided, for each harness; the searches before it, which followed less, cost time.
struct Stats {
    double seconds = 0;             ///< of all searches
    std::uint64_t states = 0;       ///< path edges: a control point with its data, for each procedure entry
    std::uint64_t transitions = 0;
    std::uint64_t summaries = 0;    ///< (procedure, entry state, exit state) triples
    std::uint64_t refinements = 0;
    std::uint64_t peak_bytes = 0;   ///< of the state store
};

struct Result {
    Verdict verdict = Verdict::Inconclusive;
    std::string reason;  ///< one sentence; for Pass empty
    std::string cut;     ///< why the search stopped early, whatever the verdict: after a defect there may be others; else empty
    std::vector<std::string> assumptions;
    std::vector<Defect> defects;
    std::vector<Unconfirmed> unconfirmed;
    std::vector<base::Diagnostic> diagnostics;  ///< InputError: why the rule can't be bound to this program
    Stats stats;
};

/// Never throws for bad input; `InputError` carries diagnostics. Throws std::bad_alloc only.
Result check(const Subject& subject, const Job& job, const Options& options);
/// Of one rule only: nothing is kept for the next one.
Result check(const ir::Program& program, const Job& job, const Options& options);

}  // namespace sdvlite::check
