// SPDX-License-Identifier: Apache-2.0
#include "core/trace/reduce.hpp"

#include <map>
#include <utility>

namespace sdvlite::trace {

using explore::Derivation;
using explore::WalkStep;

std::optional<Derivation> reduce(const explore::Walk& walk, const Slice& slice) {
    if (walk.steps.empty() || !slice.exact) return std::nullopt;
    Derivation out;
    out.activations.push_back({walk.steps.front().proc, {}, false});
    std::vector<std::int32_t> open{0};  // by depth: the activation, or -1 inside what does not matter
    std::map<std::pair<std::uint32_t, std::uint64_t>, std::int32_t> shown;  // callee, frame: the activation of its last call
    for (std::size_t i = 0; i < walk.steps.size(); ++i) {
        const WalkStep& w = walk.steps[i];
        open.resize(w.depth + 1, -1);
        const std::int32_t here = open[w.depth];
        if (w.kind == WalkStep::Kind::Call) open.push_back(-1);
        if (here < 0) continue;
        Derivation::Activation& a = out.activations[static_cast<std::size_t>(here)];
        if (w.kind == WalkStep::Kind::Return) a.returns = true;
        if (!slice.relevant[i]) continue;
        if (w.kind == WalkStep::Kind::Repeated) {
            // What was demanded of it when its inside was shown, if something was; solver and replay tell whether that was enough.
            const auto [it, fresh] = shown.try_emplace({w.callee.value, w.frame.at}, static_cast<std::int32_t>(out.activations.size()));
            a.steps.push_back({w.stmt, 0, it->second});
            if (fresh) out.activations.push_back({w.callee, {}, true});
            continue;
        }
        if (w.kind == WalkStep::Kind::Decision || w.kind == WalkStep::Kind::Violation) {
            a.steps.push_back({w.stmt, w.choice, -1});
        } else if (w.kind == WalkStep::Kind::Call) {
            open.back() = static_cast<std::int32_t>(out.activations.size());
            shown[{w.callee.value, w.frame.at}] = open.back();
            a.steps.push_back({w.stmt, 0, open.back()});
            out.activations.push_back({w.callee, {}, false});
        }
    }
    return out;
}

}  // namespace sdvlite::trace
