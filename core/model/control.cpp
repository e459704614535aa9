// SPDX-License-Identifier: Apache-2.0
#include "core/model/control.hpp"

#include <algorithm>

namespace sdvlite::model {

using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// Postorder of the reversed graph from the end, without recursion.
std::vector<StmtIndex> reverse_postorder(const std::vector<std::vector<StmtIndex>>& preds, StmtIndex end) {
    std::vector<StmtIndex> order;
    std::vector<std::uint8_t> seen(preds.size(), 0);
    std::vector<std::pair<StmtIndex, std::size_t>> stack{{end, 0}};
    seen[end] = 1;
    while (!stack.empty()) {
        auto& [node, next] = stack.back();
        if (next < preds[node].size()) {
            const StmtIndex p = preds[node][next++];
            if (!seen[p]) {
                seen[p] = 1;
                stack.emplace_back(p, 0);
            }
        } else {
            order.push_back(node);
            stack.pop_back();
        }
    }
    std::reverse(order.begin(), order.end());
    return order;
}

}  // namespace

ControlFlow::ControlFlow(const ir::Proc& proc) {
    const StmtIndex n = static_cast<StmtIndex>(proc.body.size());
    std::vector<std::vector<StmtIndex>> succ(n + 1);
    predecessors.resize(n + 1);
    std::vector<StmtIndex> out;
    for (StmtIndex i = 0; i < n; ++i) {
        ir::successors(proc.body[i], i, out);
        if (out.empty()) out.push_back(n);
        for (StmtIndex& t : out) t = std::min(t, n);
        succ[i] = out;
    }
    for (StmtIndex i = 0; i < n; ++i) {
        for (StmtIndex t : succ[i]) predecessors[t].push_back(i);
    }
    // Loop heads: back edges of a depth-first search from the start.
    loop_head.assign(n + 1, false);
    std::vector<std::uint8_t> colour(n + 1, 0);
    std::vector<std::pair<StmtIndex, std::size_t>> stack;
    if (n > 0) stack.emplace_back(0, 0), colour[0] = 1;
    while (!stack.empty()) {
        auto& [node, next] = stack.back();
        if (next < succ[node].size()) {
            const StmtIndex t = succ[node][next++];
            if (colour[t] == 1) loop_head[t] = true;
            if (colour[t] == 0) colour[t] = 1, stack.emplace_back(t, 0);
        } else {
            colour[node] = 2;
            stack.pop_back();
        }
    }
    // Statements in endless loops get an edge to the end (from loop heads that don't reach it).
    std::vector<StmtIndex> order = reverse_postorder(predecessors, n);
    reaches_end.assign(n + 1, false);
    for (StmtIndex s : order) reaches_end[s] = true;
    for (StmtIndex i = 0; i < n; ++i) {
        if (reaches_end[i] || (!loop_head[i] && colour[i] != 0)) continue;
        succ[i].push_back(n);
        predecessors[n].push_back(i);
    }
    order = reverse_postorder(predecessors, n);
    // Cooper, Harvey, Kennedy: "A simple, fast dominance algorithm", on the reversed graph.
    std::vector<std::uint32_t> rank(n + 1, UINT32_MAX);
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    ipdom.assign(n + 1, ir::kNoStmt);
    ipdom[n] = n;
    for (bool changed = true; changed;) {
        changed = false;
        for (StmtIndex node : order) {
            if (node == n) continue;
            StmtIndex best = ir::kNoStmt;
            for (StmtIndex s : succ[node]) {
                if (ipdom[s] == ir::kNoStmt) continue;
                if (best == ir::kNoStmt) {
                    best = s;
                    continue;
                }
                StmtIndex a = s, b = best;
                while (a != b) {
                    while (rank[a] > rank[b]) a = ipdom[a];
                    while (rank[b] > rank[a]) b = ipdom[b];
                }
                best = a;
            }
            if (best != ipdom[node]) ipdom[node] = best, changed = true;
        }
    }
    controls_.resize(n + 1);
    for (StmtIndex i = 0; i < n; ++i) {
        if (succ[i].size() < 2 || ipdom[i] == ir::kNoStmt) continue;
        for (StmtIndex s : succ[i]) {
            for (StmtIndex at = s; at != ipdom[i] && at != n && at != ir::kNoStmt; at = ipdom[at]) {
                if (controls_[at].empty() || controls_[at].back() != i) controls_[at].push_back(i);
            }
        }
    }
}

}  // namespace sdvlite::model
