// SPDX-License-Identifier: Apache-2.0
// Where a value came from: the location classes through which it flowed. When a path turns out to be
// infeasible, these are the classes that the search has to track to see the contradiction itself (the
// idea of interpolants in explicit-value refinement: Beyer, Loewe, FASE 2013; here syntactic, by
// data flow). A provenance is a node of a graph that shares what it can, so that uniting costs nothing.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/model/classes.hpp"

namespace sdvlite::refine {

using ProvenanceId = std::uint32_t;
inline constexpr ProvenanceId kNowhere = 0;  ///< constants, fresh inputs

class Provenance {
public:
    ProvenanceId of(model::ClassId c) {
        auto [it, fresh] = leaves_.try_emplace(c, static_cast<ProvenanceId>(nodes_.size()));
        if (fresh) nodes_.push_back({c, kNowhere, kNowhere});
        return it->second;
    }
    ProvenanceId unite(ProvenanceId a, ProvenanceId b) {
        if (a == b || b == kNowhere) return a;
        if (a == kNowhere) return b;
        const Node& n = nodes_[a];
        if (n.cls == model::kNoClass && (n.left == b || n.right == b)) return a;
        nodes_.push_back({model::kNoClass, a, b});
        return static_cast<ProvenanceId>(nodes_.size() - 1);
    }
    /// The classes, sorted.
    std::vector<model::ClassId> classes(ProvenanceId p) const;

private:
    struct Node { model::ClassId cls; ProvenanceId left, right; };
    std::vector<Node> nodes_{{model::kNoClass, kNowhere, kNowhere}};
    std::unordered_map<model::ClassId, ProvenanceId> leaves_;
};

}  // namespace sdvlite::refine
