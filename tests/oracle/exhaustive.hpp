// SPDX-License-Identifier: Apache-2.0
// All runs of a small program, by the reference semantics: a depth-first walk over lists of
// inputs. A run is repeated from its start for every list; nothing is shared with the engine.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/concrete/interpreter.hpp"

namespace sdvlite::oracle {

struct Violation {
    std::string message;
    concrete::Place place;
    friend bool operator==(const Violation&, const Violation&) = default;
    friend bool operator<(const Violation& a, const Violation& b);
};

struct Bounds {
    /// Unconstrained integers take these values (cut to their size).
    std::vector<std::uint64_t> integers{0, 1};
    bool null_pointers = false;     ///< unconstrained pointers may be NULL
    bool shared_objects = false;    ///< ... or point to an object that another one points to
    bool shared_variables = false;  ///< ... or to one of the driver's records
    std::size_t max_inputs = 64;    ///< of one run
    std::uint64_t max_runs = 200'000;
    concrete::Options run{.max_steps = 20'000, .max_frames = 200};
};

struct Explored {
    std::set<Violation> violations;
    /// No bound was hit and no run ended in a hole or fault: within the domain of the inputs, `violations` is exact.
    bool complete = true;
    std::uint64_t runs = 0;
    std::map<concrete::OutcomeKind, std::uint64_t> outcomes;
    /// For each violation, the choices and values of the first run that had it, to reproduce it by hand.
    std::map<Violation, std::vector<std::uint64_t>> witnesses;
};

Explored exhaustive(const ir::Program& program, const automaton::Automaton& rule, ir::ProcId entry,
                    const concrete::BindOptions& bind = {}, const Bounds& bounds = {});

/// For messages: kind, place, statement.
std::string describe(const ir::Program& program, const std::set<Violation>& violations);

}  // namespace sdvlite::oracle
