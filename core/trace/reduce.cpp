// SPDX-License-Identifier: Apache-2.0
#include "core/trace/reduce.hpp"

namespace sdvlite::trace {

using explore::Derivation;
using explore::WalkStep;

std::optional<Derivation> reduce(const explore::Walk& walk, const Slice& slice) {
    if (walk.steps.empty() || !slice.exact) return std::nullopt;
    Derivation out;
    out.activations.push_back({walk.steps.front().proc, {}, false});
    std::vector<std::int32_t> open{0};  // by depth: the activation, or -1 inside what does not matter
    for (std::size_t i = 0; i < walk.steps.size(); ++i) {
        const WalkStep& w = walk.steps[i];
        open.resize(w.depth + 1, -1);
        const std::int32_t here = open[w.depth];
        if (w.kind == WalkStep::Kind::Call) open.push_back(-1);
        if (here < 0) continue;
        Derivation::Activation& a = out.activations[static_cast<std::size_t>(here)];
        if (w.kind == WalkStep::Kind::Return) a.returns = true;
        if (!slice.relevant[i]) continue;
        if (w.kind == WalkStep::Kind::Repeated) return std::nullopt;
        if (w.kind == WalkStep::Kind::Decision || w.kind == WalkStep::Kind::Violation) {
            a.steps.push_back({w.stmt, w.choice, -1});
        } else if (w.kind == WalkStep::Kind::Call) {
            open.back() = static_cast<std::int32_t>(out.activations.size());
            a.steps.push_back({w.stmt, 0, open.back()});
            out.activations.push_back({w.callee, {}, false});
        }
    }
    return out;
}

}  // namespace sdvlite::trace
