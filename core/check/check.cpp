// SPDX-License-Identifier: Apache-2.0
#include "core/check/check.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

#include "core/check/applicable.hpp"
#include "core/check/replay.hpp"
#include "core/explore/explorer.hpp"
#include "core/refine/path.hpp"
#include "core/trace/build.hpp"

namespace sdvlite::check {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

class Checker {
public:
    Checker(const ir::Program& program, const Job& job, const Options& options)
        : program_(program), job_(job), options_(options), start_(Clock::now()) {}

    Result run();

private:
    struct Found {  ///< one place and message
        Defect defect;
        bool confirmed = false;
        std::string why;
    };

    bool prepare();
    void search(const std::string& harness);
    bool within_budget(const explore::Explorer& e);
    bool confirm_all(explore::Explorer& e, ir::ProcId root, bool arbitrary);
    bool confirm(explore::Explorer& e, const explore::Violation& v, ir::ProcId root, bool arbitrary);
    void keep(Found found, bool life_cycle);
    void conclude();
    void add_assumptions();
    std::string describe_holes() const;

    const ir::Program& program_;
    const Job& job_;
    const Options& options_;
    Clock::time_point start_;
    Result result_;
    std::unique_ptr<model::Model> model_;
    std::unique_ptr<concrete::Interpreter> interpreter_;
    concrete::BindOptions bind_;
    std::vector<Found> found_;
    std::set<std::pair<ir::ProcId, ir::StmtIndex>> holes_;
    std::set<ir::ProcId> unmodelled_;
    bool applicable_ = false;
    std::string cut_;  ///< why the search stopped early; empty when it did not
};

bool Checker::prepare() {
    if (const Applicability a = preconditions(program_, job_); !a.applies) {
        result_.verdict = Verdict::NotApplicable;
        result_.reason = a.reason;
        return false;
    }
    base::DiagSink diags;
    auto woven = model::weave(program_, *job_.rule, job_.aliases, diags);
    if (!woven) {
        result_.verdict = Verdict::InputError;
        result_.reason = "the rule does not fit this driver: " + diags.all().front().message;
        result_.diagnostics = diags.all();
        return false;
    }
    model_ = std::make_unique<model::Model>(std::move(*woven), options_.slice);
    bind_.aliases = job_.aliases;
    interpreter_ = std::make_unique<concrete::Interpreter>(program_, *job_.rule, bind_);
    return true;
}

bool Checker::within_budget(const explore::Explorer& e) {
    if (options_.interrupted != nullptr && options_.interrupted->load()) {
        cut_ = "interrupted";
    } else if (since(start_) > options_.timeout_seconds) {
        cut_ = "the time limit of " + std::to_string(static_cast<long>(options_.timeout_seconds)) +
               " s was reached; --timeout raises it";
    } else if (e.bytes() > options_.memory_bytes) {
        cut_ = "the memory limit of " + std::to_string(options_.memory_bytes >> 20) + " MB was reached; --memory raises it";
    } else if (result_.stats.states + e.edges() > options_.max_states) {
        cut_ = "the limit of " + std::to_string(options_.max_states) + " states was reached; --max-states raises it";
    }
    return cut_.empty();
}

void Checker::search(const std::string& harness) {
    const ir::ProcId root = program_.find_proc(harness);
    if (!root.valid() || !program_[root].has_body) {
        cut_ = "the harness '" + harness + "' is missing";
        return;
    }
    if (!may_matter(*model_, job_, root)) return;
    explore::SearchOptions options;
    options.order = options_.search == Search::Dfs ? explore::Order::DepthFirst : explore::Order::BreadthFirst;
    options.arbitrary_globals = std::find(job_.arbitrary_state.begin(), job_.arbitrary_state.end(), harness) != job_.arbitrary_state.end();
    explore::Explorer e(*model_, root, options);
    constexpr std::uint64_t kBetweenLooks = 256;
    std::size_t looked_at = 0;
    for (std::uint64_t n = 0; e.step(); ++n) {
        if (n % kBetweenLooks == 0 && !within_budget(e)) break;
        if (options_.first && e.violations().size() > looked_at) {
            looked_at = e.violations().size();
            if (confirm(e, e.violations().back(), root, options.arbitrary_globals)) break;
        }
    }
    applicable_ = applicable_ || event_possible(*model_, job_, root, [&](ir::ProcId p, ir::StmtIndex s) { return e.visited(p, s); });
    const bool stopped_at_first = options_.first && std::any_of(found_.begin(), found_.end(), [](const Found& f) { return f.confirmed; });
    if (!stopped_at_first) confirm_all(e, root, options.arbitrary_globals);
    holes_.insert(e.holes().begin(), e.holes().end());
    unmodelled_.insert(e.unmodelled().begin(), e.unmodelled().end());
    result_.stats.states += e.edges();
    result_.stats.transitions += e.transitions();
    result_.stats.summaries += e.summaries();
    result_.stats.peak_bytes = std::max(result_.stats.peak_bytes, e.bytes());
}

bool Checker::confirm_all(explore::Explorer& e, ir::ProcId root, bool arbitrary) {
    bool any = false;
    for (const explore::Violation& v : e.violations()) any |= confirm(e, v, root, arbitrary);
    return any;
}

/// Tries the ways to this place until one is feasible and replays.
bool Checker::confirm(explore::Explorer& e, const explore::Violation& v, ir::ProcId root, bool arbitrary) {
    const ir::Stmt& abort = model_->program()[v.proc].body[v.stmt];
    refine::PathOptions path;
    path.arbitrary_globals = arbitrary;
    Found best;
    // First each way to the place that the search kept, then other callers on the way there.
    constexpr std::uint32_t kMostTries = 48;
    std::vector<std::pair<explore::EdgeId, std::uint32_t>> tries;
    for (std::uint32_t variant = 0; variant < 6; ++variant) {
        for (const explore::EdgeId edge : v.edges) {
            if (tries.size() < kMostTries) tries.emplace_back(edge, variant);
        }
    }
    for (const auto& [edge, variant] : tries) {
        const auto derivation = e.derivation(edge, variant);
        if (!derivation) continue;
        refine::PathResult r = refine::solve(*model_, program_, *derivation, path);
        Found f;
        f.defect.message = abort.text;
        trace::Blame blame;
        f.defect.trace = trace::build(*model_, *job_.rule, r.walk, abort.text, blame);
        f.defect.location = blame.location;
        f.defect.function = blame.function;
        f.defect.entry_role = blame.entry_role;
        f.defect.entry_function = blame.entry_function;
        f.why = r.why;
        if (r.verdict == refine::Feasibility::Feasible) {
            for (ir::ProcId p : r.unmodelled) f.defect.depends_on.push_back(program_[p].display_name);
            const Replay again = replay(*interpreter_, program_, root, r.inputs, arbitrary);
            f.confirmed = again.violated && again.message == abort.text;
            f.why = again.violated ? "the replay ended in another violation: " + again.message : again.why;
        }
        f.defect.trace.confirmed = f.confirmed;
        if (!f.confirmed) {
            // The walk may have stopped short of the violation: its place is known all the same.
            const auto& info = model_->woven().info[v.proc.index()][v.stmt];
            if (info.event >= 0 && program_[v.proc].origin == ir::Origin::Driver) {
                f.defect.location = model_->woven().events[static_cast<std::size_t>(info.event)].span;
                f.defect.function = program_[v.proc].display_name;
            }
        }
        const bool done = f.confirmed;
        if (done || best.why.empty()) best = std::move(f);
        if (done || since(start_) > 2 * options_.timeout_seconds) break;
    }
    const bool confirmed = best.confirmed;
    keep(std::move(best), !arbitrary);
    return confirmed;
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

std::string Checker::describe_holes() const {
    const auto [proc, stmt] = *holes_.begin();
    const ir::Program& p = model_->program();
    const bool whole = stmt == ir::kNoStmt;
    const std::string why = whole ? p[proc].hole_reason : p[proc].body[stmt].text;
    const base::Span span = whole ? p[proc].span : p[proc].body[stmt].span;
    std::string out = "'" + p[proc].display_name + "' was not lowered (" + why + ") at " + p.sources.describe(span);
    if (holes_.size() > 1) out += ", and " + std::to_string(holes_.size() - 1) + " more place(s)";
    return out;
}

void Checker::add_assumptions() {
    auto& out = result_.assumptions;
    out.push_back("pointers that are first reached in different ways point to different objects until the driver compares them");
    out.push_back("callbacks run one after another, a cancel routine after the dispatch routine that set it");
    for (const ir::Proc& p : program_.procs) {
        if (p.origin != ir::Origin::Driver) continue;
        for (const ir::Stmt& s : p.body) {
            if (s.kind == ir::StmtKind::Assume && s.stated) {
                out.push_back("stated at " + program_.sources.describe(s.span) + ": " + s.text);
            }
        }
    }
    if (unmodelled_.empty()) return;
    std::string names;
    for (ir::ProcId p : unmodelled_) names += (names.empty() ? "" : ", ") + program_[p].display_name;
    out.push_back("DDIs without a model change only what their arguments point to: " + names);
}

void Checker::conclude() {
    for (Found& f : found_) {
        if (f.confirmed) {
            result_.defects.push_back(std::move(f.defect));
        } else {
            Unconfirmed u;
            u.message = f.defect.message;
            u.location = f.defect.location;
            u.function = f.defect.function;
            u.why = f.why;
            u.trace = std::move(f.defect.trace);
            result_.unconfirmed.push_back(std::move(u));
        }
    }
    auto before = [this](const auto& a, const auto& b) {
        const auto key = [this](const auto& d) {
            return std::tuple(d.location.file.valid() ? program_.sources.file(d.location.file).path : std::string(), d.location.line,
                              d.location.column, d.message);
        };
        return key(a) < key(b);
    };
    std::sort(result_.defects.begin(), result_.defects.end(), before);
    std::sort(result_.unconfirmed.begin(), result_.unconfirmed.end(), before);
    if (!result_.defects.empty()) {
        result_.verdict = job_.property ? Verdict::Holds : Verdict::Defect;
        result_.reason = result_.defects.front().message;
    } else if (!cut_.empty()) {
        result_.verdict = Verdict::Inconclusive;
        result_.reason = cut_;
    } else if (!result_.unconfirmed.empty()) {
        result_.verdict = Verdict::Inconclusive;
        result_.reason = "a possible violation could be neither confirmed nor ruled out: " + result_.unconfirmed.front().why;
    } else if (!holes_.empty()) {
        result_.verdict = Verdict::Unsupported;
        result_.reason = describe_holes();
    } else if (!applicable_) {
        result_.verdict = Verdict::NotApplicable;
        result_.reason = missing_events(*model_, job_);
    } else {
        result_.verdict = job_.property ? Verdict::DoesNotHold : Verdict::Pass;
        add_assumptions();
    }
}

Result Checker::run() {
    if (prepare()) {
        for (const std::string& h : job_.harnesses) {
            const bool stop = options_.first && std::any_of(found_.begin(), found_.end(), [](const Found& f) { return f.confirmed; });
            if (cut_.empty() && !stop) search(h);
        }
        conclude();
    }
    result_.stats.seconds = since(start_);
    return std::move(result_);
}

}  // namespace

const char* to_string(Verdict v) {
    switch (v) {
        case Verdict::Pass: return "pass";
        case Verdict::Defect: return "defect";
        case Verdict::NotApplicable: return "not-applicable";
        case Verdict::Inconclusive: return "inconclusive";
        case Verdict::Unsupported: return "unsupported";
        case Verdict::InputError: return "input-error";
        case Verdict::Holds: return "holds";
        case Verdict::DoesNotHold: return "does-not-hold";
    }
    return "inconclusive";
}

Result check(const ir::Program& program, const Job& job, const Options& options) { return Checker(program, job, options).run(); }

}  // namespace sdvlite::check
