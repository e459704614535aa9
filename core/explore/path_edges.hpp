// SPDX-License-Identifier: Apache-2.0
// The path edges of a search: each once, in 16 bytes, with the way on which it was found first. What few edges have (the exit
// of the callee that a call came back from, a number of a choice that is large) lies beside.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/chunked.hpp"
#include "core/base/id_table.hpp"
#include "core/explore/derivation.hpp"
#include "core/explore/state.hpp"

namespace sdvlite::explore {

using EdgeId = std::uint32_t;
inline constexpr EdgeId kNoEdge = UINT32_MAX;

/// A way to an edge: from where, by which choice, and over which exit where a call came back.
struct Way {
    EdgeId parent = kNoEdge;
    std::uint32_t choice = 0;
    EdgeId callee_exit = kNoEdge;
};

class PathEdges {
public:
    /// Procedures with more statements than this can't be searched.
    static constexpr std::uint32_t kMostNodes = (1u << 24) - 1;

    struct Edge {
        std::uint32_t entry;
        StateId data;
        EdgeId parent;
        std::uint32_t node : 24;
        std::uint32_t choice : 8;  ///< as way() decodes it
    };

    const Edge& operator[](EdgeId e) const { return edges_[e]; }
    std::size_t size() const { return edges_.size(); }
    /// Ids are about to run out.
    bool full() const { return edges_.size() > 0xF000'0000; }

    EdgeId find(std::uint32_t entry, ir::StmtIndex node, StateId data) const {
        return table_.find(hash(entry, node, data), [&](EdgeId i) {
            const Edge& e = edges_[i];
            return e.data == data && e.node == node && e.entry == entry;
        });
    }
    /// Adds one that is not there.
    EdgeId add(std::uint32_t entry, ir::StmtIndex node, StateId data, const Way& way) {
        const EdgeId id = table_.add(hash(entry, node, data), [&](EdgeId i) { return hash(edges_[i].entry, edges_[i].node, edges_[i].data); });
        edges_.push_back({entry, data, way.parent, node & kMostNodes, encode(id, way.choice)});
        if (way.callee_exit != kNoEdge) exits_.push_back({id, way.callee_exit});
        return id;
    }
    /// The way on which the edge was found first.
    Way way(EdgeId id) const {
        Way out{edges_[id].parent, edges_[id].choice, kNoEdge};
        if (out.choice == kSkippedCode) out.choice = kSkipped;
        if (out.choice == kUnknownCode) out.choice = kUnknownCallee;
        if (out.choice == kLargeCode) out.choice = large_.at(id);
        const auto it = std::lower_bound(exits_.begin(), exits_.end(), std::pair<EdgeId, EdgeId>(id, 0));
        if (it != exits_.end() && it->first == id) out.callee_exit = it->second;
        return out;
    }
    /// Gives the edge another way, and returns the one that it had.
    Way replace_way(EdgeId id, const Way& way) {
        const Way before = this->way(id);
        edges_[id].parent = way.parent;
        large_.erase(id);
        edges_[id].choice = encode(id, way.choice);
        const auto it = std::lower_bound(exits_.begin(), exits_.end(), std::pair<EdgeId, EdgeId>(id, 0));
        const bool had = it != exits_.end() && it->first == id;
        if (had && way.callee_exit != kNoEdge) it->second = way.callee_exit;
        if (had && way.callee_exit == kNoEdge) exits_.erase(it);
        if (!had && way.callee_exit != kNoEdge) exits_.insert(it, {id, way.callee_exit});
        return before;
    }
    std::uint64_t bytes() const { return edges_.bytes() + table_.bytes() + exits_.capacity() * sizeof(exits_[0]) + large_.size() * 32; }

private:
    static constexpr std::uint32_t kSkippedCode = 255, kUnknownCode = 254, kLargeCode = 253;

    static std::uint64_t hash(std::uint32_t entry, ir::StmtIndex node, StateId data) {
        return base::mix(base::mix(std::uint64_t{entry} << 32 | node, data.value), 0);
    }
    std::uint32_t encode(EdgeId id, std::uint32_t choice) {
        if (choice == kSkipped) return kSkippedCode;
        if (choice == kUnknownCallee) return kUnknownCode;
        if (choice < kLargeCode) return choice;
        large_.emplace(id, choice);
        return kLargeCode;
    }

    base::Chunked<Edge> edges_;
    base::IdTable table_;
    std::vector<std::pair<EdgeId, EdgeId>> exits_;  ///< edge, exit of the callee; edges ascending
    std::unordered_map<EdgeId, std::uint32_t> large_;
};
static_assert(sizeof(PathEdges::Edge) == 16);

}  // namespace sdvlite::explore
