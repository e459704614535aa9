// SPDX-License-Identifier: Apache-2.0
#include "core/trace/fold.hpp"

#include <algorithm>
#include <unordered_map>

namespace sdvlite::trace {

using explore::WalkStep;

namespace {

void fold_calls(const model::Model& model, const explore::Walk& walk, const Slice& slice, Folds& out) {
    for (std::size_t i = 0; i < walk.steps.size(); ++i) {
        const WalkStep& w = walk.steps[i];
        if (w.kind != WalkStep::Kind::Call || (slice.relevant[i] && !model.bulk(w.callee))) continue;
        out.summarised[i] = true;
        while (i + 1 < walk.steps.size() && walk.steps[i + 1].depth > w.depth) out.hidden[++i] = true;
    }
}

/// A statement that an activation meets again has gone round a loop since.
void fold_loops(const explore::Walk& walk, const Slice& slice, Folds& out) {
    std::vector<std::size_t> relevant_before(walk.steps.size() + 1, 0);
    for (std::size_t i = 0; i < walk.steps.size(); ++i) relevant_before[i + 1] = relevant_before[i] + slice.relevant[i];
    std::vector<std::unordered_map<ir::StmtIndex, std::size_t>> met;  // by depth: where a statement was met last
    for (std::size_t i = 0; i < walk.steps.size(); ++i) {
        const WalkStep& w = walk.steps[i];
        met.resize(w.depth + 1);
        // Rule code runs at several places of one statement; a return belongs to its call.
        if (w.kind == WalkStep::Kind::Return) continue;
        const auto [it, fresh] = met[w.depth].try_emplace(w.stmt, i);
        if (fresh) continue;
        const std::size_t last = it->second;
        it->second = i;
        if (out.hidden[last] || relevant_before[last] != relevant_before[i]) continue;
        std::fill(out.hidden.begin() + static_cast<std::ptrdiff_t>(last), out.hidden.begin() + static_cast<std::ptrdiff_t>(i), true);
        out.rounds[i] = out.rounds[last] + 1;
    }
}

}  // namespace

Folds fold(const model::Model& model, const explore::Walk& walk, const Slice& slice) {
    Folds out;
    out.hidden.assign(walk.steps.size(), false);
    out.rounds.assign(walk.steps.size(), 0);
    out.summarised.assign(walk.steps.size(), false);
    if (!slice.exact) return out;
    fold_loops(walk, slice, out);
    fold_calls(model, walk, slice, out);
    return out;
}

}  // namespace sdvlite::trace
