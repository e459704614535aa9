// SPDX-License-Identifier: Apache-2.0
// A state's data: which cells hold which terms, and what is known of terms (facts). A cell that is
// not listed holds what it held at the start of the run. States are values while they are worked
// on; StateStore keeps each different one once, its bytes compared in full.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/chunked.hpp"
#include "core/base/id_table.hpp"
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
    /// Binds many, which are sorted by cell.
    void bind_all(const std::vector<Binding>& more);
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
    base::IdTable table_;
};

/// Interns states into dense ids. Which cells and terms a state speaks of is its shape, of which there are few; a state is the
/// number of its shape and, for each cell and fact, the number of a term or range: in 16 bits as long as all of them fit.
/// The bytes are compared in full.
class StateStore {
public:
    StateId intern(const State& s);
    State operator[](StateId id);
    /// The same, into a state whose memory is used again.
    void load(StateId id, State& out);
    std::size_t size() const { return starts_.size(); }
    /// Places are about to run out of numbers.
    bool full() const { return blocks_.size() > (std::size_t{1} << (32 - kBlockBits)) - 1024; }
    std::uint64_t bytes() const {
        return blocks_.size() * kBlock * 4 + large_bytes_ + starts_.bytes() + table_.bytes() + shape_keys_.capacity() * 4 +
               shapes_.capacity() * sizeof(Shape) + shape_table_.bytes();
    }

private:
    /// Number of keys in shape_keys_ from `from` on: first cells, then the terms of facts.
    struct Shape {
        std::uint32_t from = 0, cells = 0, facts = 0;
    };
    static constexpr std::size_t kBlockBits = 16;
    static constexpr std::size_t kBlock = std::size_t{1} << kBlockBits;  ///< words in a block; a state lies in one block

    std::uint32_t shape_of(const State& s);
    bool has_shape(const State& s, std::uint32_t shape) const;
    std::uint64_t hash_shape(std::uint32_t shape) const;
    void pack(const State& s);
    bool is_packed(std::uint32_t state) const;
    std::size_t words_of(std::uint32_t head) const;
    const std::uint32_t* at(std::uint32_t state) const { return blocks_[starts_[state] >> kBlockBits].get() + (starts_[state] & (kBlock - 1)); }
    std::uint32_t append();

    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> shape_keys_;
    base::IdTable shape_table_;
    /// What the next state to come often has or is.
    std::uint32_t last_shape_ = 0;
    StateId last_loaded_;
    std::vector<std::unique_ptr<std::uint32_t[]>> blocks_;
    std::size_t used_ = kBlock;  ///< words of the last block
    std::uint64_t large_bytes_ = 0;
    base::Chunked<std::uint32_t> starts_;
    base::IdTable table_;
    std::vector<std::uint32_t> scratch_;
};

}  // namespace sdvlite::explore
