// SPDX-License-Identifier: Apache-2.0
// What becomes of one violation that the search found: its ways are given to the solver and what it finds to
// the concrete interpreter, until one is confirmed; otherwise what the infeasible ones teach.
#include <algorithm>

#include "core/check/checker.hpp"

namespace sdvlite::check {

namespace {

constexpr std::uint32_t kMostTries = 16;     ///< ways to one place that are tried
constexpr std::uint32_t kMostLessons = 3;    ///< infeasible ways that teach something new, before the search goes on with it
constexpr std::uint32_t kMostVariants = 6;
/// Infeasible ways that teach nothing, one after the other for the same reason or in all, while more could be followed: the
/// others will not be better before it is.
constexpr std::uint32_t kMostAlike = 4, kMostVain = 8;
/// Feasible ways that do not lead there when they are run. The search was too coarse about the rule itself (a counter that
/// stands at its bound), and that no solver tells: other ways to the place mostly end like these.
constexpr std::uint32_t kMostRefuted = 4;
/// Work that the search for other places may take at least, when the rule is known to be broken at one; and how often what it took
/// until then. A defect in the middle of a driver is found when half of it is searched, more or less.
constexpr std::uint64_t kOtherPlaces = 20'000, kOtherPlacesShare = 2;

}  // namespace

Checker::Found Checker::judge(const explore::Violation& v, const refine::PathResult& r, const Target& target) {
    const std::string& message = model_->program()[v.proc].body[v.stmt].text;
    const auto& info = model_->woven().info[v.proc.index()][v.stmt];
    const base::Span place = info.event >= 0 ? model_->woven().events[static_cast<std::size_t>(info.event)].span
                                             : model_->program()[v.proc].body[v.stmt].span;
    Found f = explainer_->explain(r, message, place, target.root, target.arbitrary, [&] { return worked() < options_.timeout_seconds; });
    if (!f.confirmed) {
        // The walk may have stopped short of the violation: its place is known all the same.
        if (info.event >= 0 && program_[v.proc].origin == ir::Origin::Driver) {
            f.defect.location = model_->woven().events[static_cast<std::size_t>(info.event)].span;
            f.defect.function = program_[v.proc].display_name;
        }
    }
    return f;
}

/// Solves one way to the violation. True when the others need not be looked at: it is confirmed, or enough is learnt.
bool Checker::try_way(const explore::Violation& v, const explore::Derivation& way, const Target& target, Attempt& out) {
    refine::PathOptions path;
    path.arbitrary_globals = target.arbitrary;
    if (!target.cut) path.teaches = [this](const std::vector<model::ClassId>& core) { return precision_->teaches(core); };
    // Little is followed where little is enough; a search that has been begun again often needs more than that.
    constexpr std::uint32_t kFrugal = 4;
    path.every_lesson = lavish_ || target.rounds > kFrugal;
    ++tries_;
    const refine::PathResult r = solver_.solve(*model_, program_, way, path);
    const bool feasible = r.verdict == refine::Feasibility::Feasible;
    if (feasible || out.found.why.empty()) {
        Found f = judge(v, r, target);
        if (f.confirmed || out.found.why.empty()) out.found = std::move(f);
        if (out.found.confirmed) return true;
    }
    constexpr std::uint32_t kMostSpent = 2;  // what other ways to the place cost is much the same
    if (r.spent && ++out.spent >= kMostSpent) return true;
    if (feasible) return ++out.refuted >= kMostRefuted;
    if (r.verdict != refine::Feasibility::Infeasible) return false;
    out.by_solver = out.by_solver || r.by_solver;
    out.core.insert(out.core.end(), r.core.begin(), r.core.end());
    out.aliases.insert(out.aliases.end(), r.aliases.begin(), r.aliases.end());
    if (target.cut) return false;
    if (precision_->teaches(r.core) == 0) {
        out.alike = r.core == out.last_core ? out.alike + 1 : 1;
        out.last_core = r.core;
        ++out.vain;
        return (out.alike >= kMostAlike || out.vain >= kMostVain) && !precision_->complete();
    }
    // What others have taught already need not be taught again.
    return !learnt_->add(r.core) || ++out.lessons >= kMostLessons;
}

/// First each way to the place that the search kept, then other callers on the way there, then later ways to what is
/// passed on it. `known`: the place is a defect already, so that only a better way is worth something.
Checker::Attempt Checker::attempt(explore::Explorer& e, const explore::Violation& v, const Target& target, bool known) {
    Attempt out;
    out.place = {v.proc, v.stmt};
    auto too_long = [&] { return worked() > 2 * options_.timeout_seconds; };
    if (too_long()) {
        refine::PathResult untried;
        untried.why = "the time limit was reached before this was looked at";
        out.found = judge(v, untried, target);
        return out;
    }
    std::uint32_t tries = 0;
    for (std::uint32_t variant = 0; variant < kMostVariants; ++variant) {
        for (const explore::EdgeId edge : v.edges) {
            if (++tries > (known ? kMostVariants : kMostTries) || too_long()) break;
            const auto way = e.derivation(edge, variant);
            if (way && try_way(v, *way, target, out)) return out;
        }
        if (out.lessons > 0) return out;
    }
    if (known) return out;
    tries = 0;
    for (std::uint32_t detour : {explore::Explorer::kAllDetours, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u}) {
        for (const explore::EdgeId edge : v.edges) {
            if (tries >= kMostTries || too_long()) return out;
            const auto way = e.derivation(edge, 0, detour);
            if (!way) continue;
            ++tries;
            if (try_way(v, *way, target, out) || out.lessons > 0) return out;
        }
    }
    return out;
}

namespace {

/// The call over which a way comes to the function in which it ends; kNoStmt where that is where the run begins.
std::pair<ir::ProcId, ir::StmtIndex> last_call(const explore::Derivation& way) {
    std::size_t at = 0;
    std::pair<ir::ProcId, ir::StmtIndex> out{way.activations[0].proc, ir::kNoStmt};
    for (std::size_t n = 0; n < way.activations.size(); ++n) {
        const explore::Derivation::Activation& a = way.activations[at];
        if (a.steps.empty() || a.steps.back().activation < 0) break;
        out = {a.proc, a.steps.back().stmt};
        at = static_cast<std::size_t>(a.steps.back().activation);
        if (way.activations[at].returns) break;
    }
    return out;
}

}  // namespace

/// What is wrong at the entry of a function of the driver's is so at the call: other calls of it are other places.
void Checker::other_calls(explore::Explorer& e, const explore::Violation& v, Target& target) {
    const auto& info = model_->woven().info[v.proc.index()][v.stmt];
    if (options_.first || info.event < 0 || program_[v.proc].origin != ir::Origin::Driver) return;
    const model::EventSite& site = model_->woven().events[static_cast<std::size_t>(info.event)];
    if (!site.role || site.exit) return;
    for (std::uint32_t variant = 0; variant < kMostVariants; ++variant) {
        for (const explore::EdgeId edge : v.edges) {
            if (worked() > options_.timeout_seconds) return;
            const auto way = e.derivation(edge, variant);
            if (!way || ++target.calls_tried[last_call(*way)] > kMostAlike) continue;
            Attempt other;
            other.place = {v.proc, v.stmt};
            try_way(v, *way, target, other);
            if (!other.found.confirmed) continue;
            target.calls_tried[last_call(*way)] = kMostAlike;
            keep(std::move(other.found), !target.arbitrary);
        }
    }
}

/// Confirmed places are kept; what stays open goes to `open`. True when confirmed.
bool Checker::confirm(explore::Explorer& e, const explore::Violation& v, Target& target, std::vector<Attempt>& open) {
    const Place place{v.proc, v.stmt};
    if (target.confirmed.contains(place)) {
        other_calls(e, v, target);
        return true;
    }
    const std::string& message = model_->program()[v.proc].body[v.stmt].text;
    const auto& info = model_->woven().info[v.proc.index()][v.stmt];
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
        return f.confirmed && f.defect.message == message && info.event >= 0 &&
               f.defect.location == model_->woven().events[static_cast<std::size_t>(info.event)].span;
    });
    Attempt a = attempt(e, v, target, known);
    if (!a.found.confirmed) {
        if (!known) open.push_back(std::move(a));
        return false;
    }
    if (!has_confirmed()) other_places_until_ = work() + std::max(kOtherPlaces, kOtherPlacesShare * work());
    target.confirmed.insert(place);
    keep(std::move(a.found), !target.arbitrary);
    other_calls(e, v, target);
    return true;
}

void Checker::keep(Found found, bool life_cycle) {
    for (Found& f : found_) {
        if (!(f.defect.location == found.defect.location) || f.defect.message != found.defect.message) continue;
        // A life cycle says more than an arbitrary state; what was confirmed says more than what was not.
        if (found.confirmed && (!f.confirmed || life_cycle)) f = std::move(found);
        return;
    }
    found_.push_back(std::move(found));
}

bool Checker::has_confirmed() const {
    return std::any_of(found_.begin(), found_.end(), [](const Found& f) { return f.confirmed; });
}

}  // namespace sdvlite::check
