// SPDX-License-Identifier: Apache-2.0
// The engine against the reference semantics on generated programs.
//
// The engine may say less than the oracle (Inconclusive), never something else: no Pass where a run
// breaks the rule, no defect that no run has, and a defect for each place and message that it did
// not list as unconfirmed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/check/check.hpp"
#include "tests/oracle/features.hpp"
#include "tests/oracle/random_program.hpp"

namespace sdvlite::oracle {

/// What a comparison of many programs saw.
struct Tally {
    std::map<std::string, int> by_verdict;
    std::map<std::string, int> by_feature;  ///< programs that reach such code, by the names of features_of()
    int programs = 0;
    int inconclusive = 0;
    int unconfirmed_but_real = 0;
    int complete = 0;
    double oracle_seconds = 0, engine_seconds = 0;
};

/// In which of its ways the engine is run.
struct Way {
    check::Search search = check::Search::Bfs;
    bool slice = true;
    bool refine = true;
    std::uint64_t max_states = 10'000;  ///< the same verdict on every machine; some programs have too many to be worth the wait
};
/// All ways in turn, the most usual one most often.
Way way_of(unsigned seed);

/// Empty when engine and oracle agree; else what they disagree about, with the program as text.
std::string disagreement(const RandomProgram& p, const Way& way, Tally& tally);

/// Compares the programs of seeds `from` to `to` (excluded) of `length` draws each: the first seed that they disagree about.
std::optional<unsigned> first_disagreement(unsigned from, unsigned to, std::size_t length, Tally& tally);

/// What they disagree about, with the program made smaller.
std::string tell(unsigned seed, std::size_t length);

/// Draws of which engine and oracle disagree still, as few and as small as were found.
Draws shrink(Draws draws, const Way& way);

}  // namespace sdvlite::oracle
