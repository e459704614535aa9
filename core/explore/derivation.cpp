// SPDX-License-Identifier: Apache-2.0
// How an edge was reached: the first way found, or a later one.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

namespace {

/// Whether an activation calls itself: a later way through a recursive procedure may use what it is to show.
bool contains_itself(const Derivation& d) {
    enum : std::uint8_t { New, Open, Done };
    std::vector<std::uint8_t> seen(d.activations.size(), New);
    std::vector<std::pair<std::size_t, std::size_t>> stack{{0, 0}};  // activation, next step
    seen[0] = Open;
    while (!stack.empty()) {
        auto& [at, next] = stack.back();
        const std::vector<Derivation::Step>& steps = d.activations[at].steps;
        while (next < steps.size() && (steps[next].activation < 0 || seen[static_cast<std::size_t>(steps[next].activation)] == Done)) ++next;
        if (next == steps.size()) {
            seen[at] = Done;
            stack.pop_back();
            continue;
        }
        const auto callee = static_cast<std::size_t>(steps[next++].activation);
        if (seen[callee] == Open) return true;
        seen[callee] = Open;
        stack.emplace_back(callee, 0);
    }
    return false;
}

}  // namespace

/// The first way to a state may be none that the program can take where another one is: what tells the two apart need
/// not be followed.
void Explorer::note_way(EdgeId to, const Way& way) {
    constexpr std::size_t kMost = 3;
    if (!options_.ways || way.parent == kNoEdge) return;
    std::vector<Way>& known = ways_[to];
    if (known.size() < kMost) known.push_back(way);
}

/// The edges of the activations that did not return, innermost first. The first caller of an entry was found before
/// it, so following first callers ends; a variant leaves that way at one level only.
std::optional<std::vector<EdgeId>> Explorer::open_calls(EdgeId edge, std::uint32_t variant) const {
    std::vector<EdgeId> stack{edge};
    std::uint32_t skip = variant;  // callers other than first ones that are still to be passed over
    for (std::uint32_t entry = edges_[edge].entry; !entries_[entry].callers.empty();) {
        const auto& callers = entries_[entry].callers;
        std::size_t which = 0;
        if (skip > 0) {
            const std::uint32_t others = static_cast<std::uint32_t>(callers.size() - 1);
            if (skip <= others) which = skip;
            skip -= std::min(skip, others);
        }
        stack.push_back(callers_[callers[which]].edge);
        entry = edges_[stack.back()].entry;
    }
    if (skip > 0) return std::nullopt;
    return stack;
}

std::optional<Derivation> Explorer::derivation(EdgeId edge, std::uint32_t variant, std::uint32_t detour) const {
    const auto calls = open_calls(edge, variant);
    if (!calls) return std::nullopt;
    const std::vector<EdgeId>& stack = *calls;
    Derivation out;
    std::map<EdgeId, std::int32_t> known;  // exit edge -> its activation
    std::vector<std::pair<EdgeId, std::int32_t>> todo;
    auto activation_of = [&](EdgeId exit) {
        auto [it, fresh] = known.try_emplace(exit, static_cast<std::int32_t>(out.activations.size()));
        if (fresh) {
            out.activations.push_back({entries_[edges_[exit].entry].proc, {}, true});
            todo.emplace_back(exit, it->second);
        }
        return it->second;
    };
    std::uint32_t passed = 0;  // later ways so far
    auto way_to = [&](EdgeId at) -> Way {
        const Way first = edges_.way(at);
        const auto others = detour == 0 ? ways_.end() : ways_.find(at);
        if (others == ways_.end()) return first;
        const std::uint32_t before = passed;
        passed += static_cast<std::uint32_t>(others->second.size());
        if (detour != kAllDetours) return before < detour && detour <= passed ? others->second[detour - before - 1] : first;
        for (const Way& w : others->second) {  // from older edges only: so that this ends
            if (w.parent < at && (w.callee_exit == kNoEdge || w.callee_exit < at)) return w;
        }
        return first;
    };
    auto path_to = [&](EdgeId last, std::int32_t index) {  // steps of one activation, up to and with `last`
        std::vector<Derivation::Step> steps{{edges_[last].node, 0, -1}};
        for (EdgeId at = last; edges_[at].parent != kNoEdge;) {
            const Way way = way_to(at);
            const std::int32_t callee = way.callee_exit == kNoEdge ? -1 : activation_of(way.callee_exit);
            steps.push_back({edges_[way.parent].node, way.choice, callee});
            at = way.parent;
        }
        out.activations[static_cast<std::size_t>(index)].steps.assign(steps.rbegin(), steps.rend());
    };
    // [0] is the harness.
    const std::size_t open = stack.size();
    for (std::size_t i = 0; i < open; ++i) {
        out.activations.push_back({entries_[edges_[stack[open - 1 - i]].entry].proc, {}, false});
    }
    for (std::size_t i = 0; i < open; ++i) {
        path_to(stack[open - 1 - i], static_cast<std::int32_t>(i));
        if (i + 1 < open) out.activations[i].steps.back().activation = static_cast<std::int32_t>(i + 1);
    }
    while (!todo.empty()) {
        const auto [exit, index] = todo.back();
        todo.pop_back();
        path_to(exit, index);
    }
    if (detour != 0 && passed < (detour == kAllDetours ? 1 : detour)) return std::nullopt;
    if (detour != 0 && contains_itself(out)) return std::nullopt;
    return out;
}

}  // namespace sdvlite::explore
