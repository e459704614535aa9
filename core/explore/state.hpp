// SPDX-License-Identifier: Apache-2.0
// A state's data: which cells hold which terms, and what is known of terms (facts). A cell that is
// not listed holds what it held at the start of the run. States are values while they are worked
// on; StateStore keeps each different one once, its bytes compared in full.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/ids.hpp"
#include "core/explore/term.hpp"

namespace sdvlite::explore {

struct StateTag;
struct RangeTag;
using StateId = base::Id<StateTag>;
using RangeId = base::Id<RangeTag>;

class State {
public:
    struct Binding { CellId cell; TermId term; friend bool operator==(const Binding&, const Binding&) = default; };
    struct Fact { TermId term; RangeId range; friend bool operator==(const Fact&, const Fact&) = default; };

    std::vector<Binding> cells;  ///< sorted by cell
    std::vector<Fact> facts;     ///< sorted by term

    std::optional<TermId> find(CellId c) const;
    void bind(CellId c, TermId t);
    void unbind(CellId c);
    std::optional<RangeId> fact(TermId t) const;
    void set_fact(TermId t, RangeId r);
    void drop_fact(TermId t);

    friend bool operator==(const State&, const State&) = default;
};

/// Interns ranges.
class RangeTable {
public:
    RangeId intern(const Range& r);
    const Range& operator[](RangeId id) const { return ranges_[id.index()]; }

private:
    std::vector<Range> ranges_;
    std::vector<std::uint32_t> slots_;
};

/// Interns states into dense ids: open addressing, the words compared in full.
class StateStore {
public:
    StateId intern(const State& s);
    State operator[](StateId id) const;
    std::size_t size() const { return starts_.size(); }
    std::uint64_t bytes() const { return words_.capacity() * 4 + starts_.capacity() * 8 + slots_.capacity() * 4; }

private:
    bool same(StateId id, const std::vector<std::uint32_t>& words) const;
    void grow();

    std::vector<std::uint32_t> words_;   ///< of all states, one after the other: number of cells, cells, facts
    std::vector<std::uint64_t> starts_;
    std::vector<std::uint32_t> slots_;
    std::vector<std::uint32_t> scratch_;
};

}  // namespace sdvlite::explore
