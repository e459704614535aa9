// SPDX-License-Identifier: Apache-2.0
// The loop: search, confirm, refine.
#include "core/check/check.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/thread_clock.hpp"
#include "core/check/applicable.hpp"
#include "core/check/checker.hpp"

namespace sdvlite::check {

namespace {

/// Work that what helps least may take at least, where what came before took less: half a second, or so.
constexpr std::uint64_t kLastResorts = 20'000;
/// Path edges that a try costs as much as.
constexpr std::uint64_t kTry = 400;
/// And a question to the solver in the search.
constexpr std::uint64_t kQuestion = 50;
/// Work that a search may take in which the solver is asked.
constexpr std::uint64_t kAsking = 10'000;
/// A later harness (a driver's life cycle) does over and over what an earlier one did once. What takes many times as long there
/// are the states of memory that its steps leave behind: of those there are mostly too many for any limit. For each second of
/// the rule's limit, how many times the transitions of what came before it may take, and at least how many.
constexpr double kLaterTimes = 0.8, kLaterLeast = 10'000;
/// Of so few classes all are followed once so many percent of them are, after several searches: what is left mostly makes the
/// states fewer.
constexpr std::uint32_t kFew = 256, kMostly = 60, kSeveral = 3;
constexpr std::uint32_t kMorePatience = 4, kMostPatience = 64;
/// Path edges for each statement that is reached, and for so many at least, that one search may take, and all of a turn, before the
/// other way of learning has its turn.
constexpr std::uint64_t kTurn = 12, kSearches = 3, kFewStatements = 340;

}  // namespace

Checker::Checker(const Subject& subject, const Job& job, const Options& options)
    : subject_(subject), program_(subject.program()), job_(job), options_(options), start_(Clock::now()), began_(base::thread_seconds()), turn_(kTurn) {}

double Checker::worked() const { return base::thread_seconds() - began_; }

std::uint64_t Checker::work() const { return spent_ + searching_ + kTry * tries_ + kQuestion * procedure_.asked(); }

bool Checker::prepare() {
    if (const Applicability a = preconditions(program_, job_); !a.applies) {
        for (const std::string& h : job_.harnesses) {
            if (a.missing) holes_.merge(not_lowered(program_, program_.find_proc(h)));
        }
        result_.verdict = holes_.empty() ? Verdict::NotApplicable : Verdict::Unsupported;
        result_.reason = holes_.empty() ? a.reason : describe_holes(program_);
        return false;
    }
    if (about_others(program_, job_) || watches_nothing(program_, job_)) {
        no_event_possible();
        return false;
    }
    base::DiagSink diags;
    woven_ = model::weave(program_, *job_.rule, job_.aliases, diags);
    if (!woven_) {
        result_.verdict = Verdict::InputError;
        result_.reason = "the rule does not fit this driver: " + diags.all().front().message;
        result_.diagnostics = diags.all();
        return false;
    }
    return true;
}

/// Only where there is something to search.
void Checker::build_model() {
    if (model_) return;
    model_ = std::make_unique<model::Model>(std::move(*woven_), subject_.classes(), options_.slice);
    precision_ = std::make_unique<Precision>(*model_, !options_.refine);
    bind_.aliases = job_.aliases;
    interpreter_ = std::make_unique<concrete::Interpreter>(program_, *job_.rule, bind_);
    explainer_ = std::make_unique<Explainer>(*model_, program_, *job_.rule, *interpreter_, solver_);
}

bool Checker::within_budget(const explore::Explorer& e) {
    if (options_.interrupted != nullptr && options_.interrupted->load()) {
        cut_ = "interrupted";
    } else if (worked() > options_.timeout_seconds) {
        cut_ = "the time limit of " + std::to_string(static_cast<long>(options_.timeout_seconds)) +
               " s was reached; --timeout raises it";
    } else if (moved_ + e.transitions() > share_) {
        cut_ = "the search of '" + harness_ + "' took more transitions than its share; --timeout raises it";
    } else if (e.bytes() > options_.memory_bytes) {
        cut_ = "the memory limit of " + std::to_string(options_.memory_bytes >> 20) + " MB was reached; --memory raises it";
    } else if (spent_ + e.edges() > options_.max_states) {
        cut_ = "the limit of " + std::to_string(options_.max_states) + " states was reached; --max-states raises it";
    } else if (e.full()) {
        cut_ = "there are more states than can be numbered";
    }
    return cut_.empty();
}

/// How many of the attempts call for more to be followed.
std::size_t Checker::lessons(const std::vector<Attempt>& open) const {
    return static_cast<std::size_t>(std::count_if(open.begin(), open.end(), [&](const Attempt& a) { return precision_->teaches(a.core) != 0; }));
}

/// Whether nothing is left to follow for one of them, and it takes a solver to see what contradicts itself: what is known of values
/// that are followed tells more than their ranges do.
bool Checker::is_for_solver(const std::vector<Attempt>& open) const {
    return std::any_of(open.begin(), open.end(), [&](const Attempt& a) {
        return a.by_solver && precision_->teaches(a.core) == 0 && precision_->teaches(a.aliases) == 0;
    });
}

/// Looks at the violations from `first` on. When enough of them call for more to be followed the others can wait, unless
/// no other search comes.
void Checker::confirm_from(std::size_t first, explore::Explorer& e, Target& target, std::vector<Attempt>& open) {
    constexpr std::size_t kEnoughLessons = 8;
    for (std::size_t i = first; i < e.violations().size(); ++i) {
        const std::size_t before = open.size();
        confirm(e, e.violations()[i], target, open);
        if (!target.cut && open.size() > before && lessons(open) >= kEnoughLessons) return;
    }
}

/// To the end (Whole), or until a budget ends it (Cut), or with `first` until something is confirmed. A search that grows
/// while too little is followed is not worth ending: now and then, at double the size each time, what it has found is
/// looked at, and when that teaches something the search is over (Taught), with the lessons in `open`. Over: see turn_is_over(). Vain: the
/// solver was asked, and that took too much.
Checker::Explored Checker::explore(explore::Explorer& e, Target& target, std::vector<Attempt>& open) {
    constexpr std::uint64_t kBetweenLooks = 256;
    constexpr std::uint64_t kFirstLook = 2048;
    std::size_t looked_at = 0;
    std::uint64_t next_look = kFirstLook;
    for (std::uint64_t n = 0; e.step(); ++n) {
        if (n % kBetweenLooks == 0) {
            if (!within_budget(e)) return Explored::Cut;
            searching_ = e.edges();
            if (target.deadline > 0 && work() > target.deadline) return Explored::Cut;
            if (turn_is_over(e, target)) return Explored::Over;
            if (target.asks == Target::Asks::Now && work() > target.asks_until) return Explored::Vain;
            if (has_confirmed() && work() > other_places_until_) {
                ended_early_ = true;
                return Explored::Cut;
            }
        }
        if (e.violations().size() == looked_at) continue;
        if (options_.first) {
            looked_at = e.violations().size();
            if (confirm(e, e.violations().back(), target, open)) return Explored::Whole;
        } else if (e.edges() >= next_look) {
            next_look = 2 * e.edges();
            confirm_from(looked_at, e, target, open);
            looked_at = e.violations().size();
            // With nothing left to follow only more patience can help: what else this search would find the next one finds too.
            const bool impatient = !open.empty() && !target.hasty && precision_->complete() && e.widened() && target.patience < kMostPatience;
            const bool unasked = target.asks == Target::Asks::NotYet && is_for_solver(open);
            if (lessons(open) > 0 || (impatient && options_.join) || unasked) return Explored::Taught;
        }
    }
    return Explored::Whole;
}

/// Mostly the fewer things are followed the fewer states there are; but where half of what hangs together is followed there may be
/// very many. Nobody can tell beforehand, so the two ways of learning take turns, each twice as long as the last one: the better
/// one costs at most a few times what it would cost alone. (Measured by the statements that are reached: path edges grow with
/// the program.)
bool Checker::turn_is_over(const explore::Explorer& e, Target& target) const {
    const bool later = harness_ != job_.harnesses.front();  // what was enough for single callbacks mostly is for what comes after them
    const bool too_late = later || precision_->complete() || target.deadline > 0 || has_confirmed();
    target.reached = std::max(target.reached, e.statements());
    const std::uint64_t most = turn_ * std::max(target.reached, kFewStatements);
    return !too_late && (e.edges() > most || spent_ - turn_began_ + e.edges() > kSearches * most);
}

void Checker::take_turns(const explore::Explorer& e) {
    lavish_ = !lavish_;
    if (!other_precision_) other_precision_ = std::make_unique<Precision>(*model_, !options_.refine);
    std::swap(precision_, other_precision_);
    turn_ *= 2;
    end_search(e);
    turn_began_ = spent_;
    ++result_.stats.refinements;
}

void Checker::end_search(const explore::Explorer& e) {
    spent_ += e.edges();
    moved_ += e.transitions();
    searching_ = 0;
    result_.stats.peak_bytes = std::max(result_.stats.peak_bytes, e.bytes());
}

/// Follows more than before, or keeps more apart. False when nothing is left to try.
bool Checker::refine(const std::vector<Attempt>& open, bool joined, Target& target) {
    std::vector<model::ClassId> core, aliases;
    for (const Attempt& a : open) {
        core.insert(core.end(), a.core.begin(), a.core.end());
        aliases.insert(aliases.end(), a.aliases.begin(), a.aliases.end());
    }
    if (precision_->add(core) || precision_->add(aliases)) {
        const std::uint64_t all = model_->tracked_count();
        if (all <= kFew && target.rounds > kSeveral && 100 * precision_->count() >= kMostly * all) precision_->add_everything();
        return true;
    }
    // What is open may be so because states were joined early.
    if (target.hasty && joined) {
        target.hasty = false;
        return true;
    }
    // What is feasible for the solver and fails when it is run is not for want of being followed.
    if (std::all_of(open.begin(), open.end(), [](const Attempt& a) { return a.refuted > 0 && a.lessons == 0; })) return false;
    if (target.asks == Target::Asks::Now) target.asks = Target::Asks::NoMore;  // it had nothing to say of what is left
    if (target.asks == Target::Asks::NotYet && is_for_solver(open)) {
        target.asks = Target::Asks::Now;
        return true;
    }
    // The last resorts cost most and help least: all together they may take half as long as what came before, or a little.
    if (target.deadline == 0) target.deadline = work() + std::max(kLastResorts, work() / 2);
    // With little followed it is cheap to keep more states apart; with everything followed it is not.
    const bool small = model_->tracked_count() <= kFew;
    if (joined && target.patience == 1 && !small) {
        target.patience = kMorePatience;
        return true;
    }
    if (precision_->add_everything()) {
        target.patience = 1;
        return true;
    }
    if (!joined || target.patience >= kMostPatience) return false;
    target.patience *= kMorePatience;
    return true;
}

/// One search with what is followed now. True when another one, with more, is worth it.
bool Checker::round(Target& target) {
    ++target.rounds;
    explore::SearchOptions options;
    options.order = options_.search == Search::Dfs ? explore::Order::DepthFirst : explore::Order::BreadthFirst;
    options.arbitrary_globals = target.arbitrary;
    options.precision = &precision_->followed();
    constexpr std::uint32_t kNeverJoin = 1u << 24;
    options.patience = options_.join ? target.patience : kNeverJoin;
    options.hasty = target.hasty && options_.join;
    options.ways = options_.join;
    options.procedure = target.asks == Target::Asks::Now ? &procedure_ : nullptr;
    target.asks_until = work() + kAsking;
    explore::Explorer e(*model_, target.root, options);
    learnt_ = std::make_unique<Precision>(*precision_);
    std::vector<Attempt> open;
    const Explored how = explore(e, target, open);
    searching_ = e.edges();
    if (how == Explored::Over) {
        take_turns(e);
        return true;
    }
    if (how == Explored::Vain) {
        target.asks = Target::Asks::NoMore;
        end_search(e);
        ++result_.stats.refinements;
        return true;
    }
    target.cut = how == Explored::Cut;
    const bool stop = options_.first && has_confirmed();
    if (!stop && how != Explored::Taught) {
        open.clear();  // there may be other ways by now
        confirm_from(0, e, target, open);
    }
    applicable_ = applicable_ || event_possible(model_->woven(), job_, target.root, [&](ir::ProcId p, ir::StmtIndex s) { return e.visited(p, s); });
    end_search(e);
    if (how != Explored::Cut && cut_.empty() && !stop && !open.empty() && refine(open, e.widened(), target)) {
        ++result_.stats.refinements;
        target.open = std::move(open);
        return true;
    }
    result_.stats.states += e.edges();
    result_.stats.transitions += e.transitions();
    result_.stats.summaries += e.summaries();
    if (how == Explored::Cut) open.insert(open.end(), std::make_move_iterator(target.open.begin()), std::make_move_iterator(target.open.end()));
    for (Attempt& a : open) {
        if (!target.confirmed.contains(a.place)) keep(std::move(a.found), !target.arbitrary);
    }
    holes_.insert(e.holes().begin(), e.holes().end());
    unmodelled_.insert(e.unmodelled().begin(), e.unmodelled().end());
    return false;
}

void Checker::search(const std::string& harness) {
    Target target;
    target.root = program_.find_proc(harness);
    if (!target.root.valid() || !program_[target.root].has_body) {
        cut_ = "the harness '" + harness + "' is missing";
        return;
    }
    const model::Woven& woven = model_ ? model_->woven() : *woven_;
    if (!event_possible(woven, job_, target.root, [](ir::ProcId, ir::StmtIndex) { return true; })) {
        holes_.merge(not_lowered(woven.program, target.root));
        return;
    }
    build_model();
    for (const ir::Proc& q : model_->program().procs) {
        if (q.body.size() < explore::PathEdges::kMostNodes) continue;
        cut_ = "'" + q.display_name + "' has more statements than can be searched";
        return;
    }
    target.arbitrary = std::find(job_.arbitrary_state.begin(), job_.arbitrary_state.end(), harness) != job_.arbitrary_state.end();
    harness_ = harness;
    if (harness != job_.harnesses.front()) {
        const double times = std::max(kLaterTimes * static_cast<double>(moved_), kLaterLeast);
        share_ = moved_ + static_cast<std::uint64_t>(times * options_.timeout_seconds);
    }
    // A harness before it stayed open, so that only a defect can be found any more.
    if (!found_.empty() && !has_confirmed()) target.deadline = work() + std::max(kLastResorts, work() / 2);
    // Callbacks leave memory that differs in much that matters to nobody: mostly few states need be kept apart. Not with a deadline,
    // which the hasty searches would use up before one that finds more.
    target.hasty = harness != job_.harnesses.front() && target.deadline == 0;
    while (round(target)) {}
}

Result Checker::run() {
    if (prepare()) {
        for (const std::string& h : job_.harnesses) {
            if (cut_.empty() && !(options_.first && has_confirmed())) search(h);
        }
        conclude();
    }
    result_.stats.seconds = elapsed();
    return std::move(result_);
}

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

Result check(const Subject& subject, const Job& job, const Options& options) { return Checker(subject, job, options).run(); }

Result check(const ir::Program& program, const Job& job, const Options& options) { return check(Subject(program), job, options); }

}  // namespace sdvlite::check
