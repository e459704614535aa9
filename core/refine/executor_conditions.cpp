// SPDX-License-Identifier: Apache-2.0
// The path encoder's conditions: what the solver is told, what contradicts what, and at which of the ways that
// the derivation left open. A path is not given up at its first contradiction: what else contradicts
// itself on it is worth knowing too, since each search that follows one thing more is a search.
#include <algorithm>

#include "core/refine/executor.hpp"

namespace sdvlite::refine {

namespace {

/// Contradictions of one path that are looked for.
constexpr std::size_t kMostConflicts = 4;
/// The same with those between what the rule asks and what the path makes of it.
constexpr std::size_t kMostOfRule = 16;

}  // namespace

bool FreeWays::advance() {
    if (guilty < 0) return false;
    const auto at = static_cast<std::size_t>(guilty);
    excluded.resize(at + 1);
    excluded[at].push_back(chosen[at]);
    chosen.resize(at);
    guilty = -1;
    return true;
}

/// Of what is executed now; none in the rule and in models, which are other people's files.
base::Span Executor::place() const {
    if (frames_.empty()) return {};
    const Frame& f = frames_.back();
    const std::vector<ir::Stmt>& body = p_[f.proc].body;
    return f.pc < body.size() && !in_rule() && p_[f.proc].origin == ir::Origin::Driver ? body[f.pc].span : base::Span{};
}

/// Whether the statement that is executed now is the rule's.
bool Executor::in_rule() const {
    if (frames_.empty()) return false;
    const std::vector<model::StmtInfo>& info = m_.woven().info[frames_.back().proc.index()];
    return frames_.back().pc < info.size() && info[frames_.back().pc].rule;
}

/// For a person: what contradicts what, by place.
std::string Executor::describe_conflict() const {
    constexpr std::size_t kMostPlaces = 4;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::string out;
    for (const base::Span& s : conflicts_.empty() ? std::vector<base::Span>() : conflicts_.front().places) {
        if (!s.known() || !seen.emplace(s.file.value, s.line).second || seen.size() > kMostPlaces) continue;
        out += (out.empty() ? ": " : ", ") + p_.sources.describe({s.file, s.line});
    }
    return out;
}

void Executor::blame(const Conflict& c) {
    blame_.from = c_.provenance.unite(blame_.from, c.from);
    blame_.way = std::max(blame_.way, c.way);
    blame_.by_solver = blame_.by_solver || c.by_solver;
}

/// Whether the values that are known to do may do here too, with the objects that pointers have been given since.
bool Executor::witnessed(const z3::expr& holds) {
    if (!witness_) return false;
    z3::expr e = holds;
    return witness_->eval(fixed_.empty() ? e : e.substitute(fixed_from_, fixed_to_), true).is_true();
}

void Executor::tell(const z3::expr& holds) {
    solver_.add(holds);
    if (!witnessed(holds)) witness_.reset();
}

void Executor::hold_always(const z3::expr& input, const z3::expr& holds) {
    if (mentions_.contains(input.id())) {
        always_.push_back(holds);
        tell(holds);
    } else {
        waiting_[input.id()].push_back(holds);
    }
}

/// Most inputs are never asked about: what holds of them on every path is told of those only that are.
void Executor::mention(const z3::expr& asked) {
    if (waiting_.empty()) return;
    each_variable(asked, [&](const z3::expr& v) {
        const auto it = waiting_.find(v.id());
        if (it == waiting_.end()) return;
        for (const z3::expr& holds : it->second) {
            always_.push_back(holds);
            tell(holds);
        }
        waiting_.erase(it);
    });
}

/// Whether it can hold beside what the solver was told. Values that are known to do may do here too: the solver is
/// asked only when they don't.
bool Executor::possible(const z3::expr& holds) {
    mention(holds);
    if (witnessed(holds)) return true;
    solver_.push();
    solver_.add(holds);
    const z3::check_result r = solver_.check();
    if (r == z3::sat) witness_ = solver_.get_model();
    solver_.pop();
    if (r == z3::unknown) throw Stop{Feasibility::Unknown, "the solver gave up on the path's conditions"};
    return r == z3::sat;
}

void Executor::keep(const z3::expr& holds, ProvenanceId from, int way) {
    mention(holds);
    tell(holds);
    note(holds, from, way);
}

void Executor::note(const z3::expr& holds, ProvenanceId from, int way) {
    each_variable(holds, [&](const z3::expr& v) { mentions_[v.id()].push_back(conditions_.size()); });
    conditions_.push_back({holds, from, way, place(), std::nullopt, in_rule()});
}

bool Executor::touches_constrained(const z3::expr& e) const {
    bool out = false;
    each_variable(e, [&](const z3::expr& v) { out = out || mentions_.contains(v.id()); });
    return out;
}

/// The path can't be taken, for what `blame_` says. Whether it is walked on as though it could, for what else contradicts itself on
/// it: what the rule itself asks comes last on a path and teaches most, so that it is waited for.
bool Executor::goes_on(const char* why) {
    blame_.why = why;
    if (conflicts_.size() < (blame_.of_rule ? kMostOfRule : kMostConflicts)) conflicts_.push_back(blame_);
    return conflicts_.size() < kMostOfRule;
}

/// Whether it is worth knowing what contradicts what; otherwise that something does is enough.
bool Executor::is_worth_explaining() const { return conflicts_.size() < kMostConflicts; }

/// What was asked of pointers to objects of their own is kept in mind: of them nothing is left in the condition.
void Executor::settle(const Condition& c) {
    if (!c.asked || in_rule()) return;
    int own = 0;
    each_variable(*c.asked, [&](const z3::expr& v) { own += own_.contains(v.id()) ? 1 : 0; });
    if (own >= 2) settled_.push_back(c);
}

bool Executor::demand(const Condition& c) {
    const z3::expr holds = c.holds.simplify();
    if (holds.is_true()) {
        settle(c);
        return true;
    }
    if (holds.is_false()) {
        blame_ = {c.from, c.way, {place()}, in_rule(), nullptr, !c.holds.is_false()};
        wish(c);
        return goes_on();
    }
    keep(holds, c.from, c.way);
    return true;
}

/// Pointers that were given objects of their own when they were followed are compared now, and should be equal: notes which number
/// would do for the one that was given its object last. Another run along the path may give it that. Not where it is the rule or a
/// model that compares, but for lists' own: what the driver does not find to be one object is two (semantics 4.2).
bool Executor::wish(const Condition& c) {
    const bool of_driver = p_[top().proc].origin == ir::Origin::Driver || m_.list_effect(top().proc);
    if (!c.asked || in_rule() || !of_driver) return false;
    const z3::expr& asked = *c.asked;
    std::optional<z3::expr> last;
    each_variable(asked, [&](const z3::expr& v) {
        if (own_.contains(v.id()) && (!last || fixed_.at(last->id()) < fixed_.at(v.id()))) last = v;
    });
    if (!last) return false;
    if (wishes_.contains(last->decl().name().str())) return true;
    z3::solver s(c_, z3::solver::simple());
    limit(s, options_.solver_effort / 10);
    s.add(asked);
    each_variable(asked, [&](const z3::expr& v) {
        const auto known = fixed_.find(v.id());
        if (known != fixed_.end() && v.id() != last->id()) s.add(v == c_.bv_val(known->second, v.get_sort().bv_size()));
    });
    std::uint64_t n = 0;
    if (s.check() != z3::sat || !s.get_model().eval(*last, false).is_numeral_u64(n)) return false;
    wishes_.emplace(last->decl().name().str(), n);
    return true;
}

/// A way that the derivation leaves open is refused. Where it is the one that leads on and pointers would have to be one, the path
/// would go round for ever, with a new object each time: another run has to come true what is wished.
void Executor::wait_for_wish(const Condition& c) {
    constexpr unsigned kMostRounds = 3;
    if (!wish(c) || ++waits_[{top().proc, top().pc}] < kMostRounds) return;
    throw Stop{Feasibility::Infeasible, "the conditions on the path contradict one another"};
}

bool Executor::require(const Condition& c) {
    const z3::expr holds = c.holds.simplify();
    if (holds.is_true()) {
        settle(c);
        return true;
    }
    if (holds.is_false()) return false;
    // What says something of new inputs alone can hold, nearly always; otherwise the end tells.
    if (touches_constrained(holds)) {
        if (++questions_ > options_.max_questions) throw Stop{Feasibility::Unknown, "the path leaves too much open to be solved", true};
        if (!possible(holds)) return false;
    }
    keep(holds, c.from, c.way);
    return true;
}

/// Notes in `blame_` why the condition can't hold. That costs much more than to find that it can't: it is asked for only where
/// no way is left.
void Executor::explain(const Condition& c) {
    const z3::expr holds = c.holds.simplify();
    if (holds.is_false()) return blame({c.from, -1});
    std::vector<bool> left(conditions_.size(), true);
    if (const auto why = contradiction(holds, left)) blame({c_.provenance.unite(c.from, why->from), why->way, {}, false, nullptr, true});
}

/// Of the conditions that are `left`, those that can't hold together and with `holds`: the solver's unsatisfiable core.
/// The last of them is not left any more. Nothing when they can hold.
std::optional<Executor::Conflict> Executor::contradiction(const z3::expr& holds, std::vector<bool>& left) {
    mention(holds);
    z3::solver s(c_, z3::solver::simple());
    limit(s, options_.solver_effort);
    s.add(holds);
    for (unsigned i = 0; i < always_.size(); ++i) s.add(always_[static_cast<int>(i)]);
    z3::expr_vector all(c_);
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
        if (!left[i]) continue;
        const z3::expr name = c_.bool_const(("c" + std::to_string(i)).c_str());
        s.add(z3::implies(name, conditions_[i].holds));
        all.push_back(name);
    }
    if (s.check(all) != z3::unsat) return std::nullopt;
    const std::vector<z3::expr> core = smaller(s, s.unsat_core());
    Conflict out;
    out.by_solver = true;
    std::size_t last = 0;
    for (const z3::expr& name : core) {
        const std::size_t at = std::stoul(name.decl().name().str().substr(1));
        out.from = c_.provenance.unite(out.from, conditions_[at].from);
        out.way = std::max(out.way, conditions_[at].way);
        out.places.push_back(conditions_[at].place);
        last = std::max(last, at);
    }
    if (!core.empty()) left[last] = false;
    return out;
}

/// The core without what is not needed for it, one after the other, with little effort for each: the solver's own way of
/// minimising knows no limit.
std::vector<z3::expr> Executor::smaller(z3::solver& s, const z3::expr_vector& core) {
    constexpr std::size_t kMostTried = 24;
    std::vector<z3::expr> left;
    for (unsigned i = 0; i < core.size(); ++i) left.push_back(core[static_cast<int>(i)]);
    if (left.size() > kMostTried) return left;
    limit(s, options_.solver_effort / 10);
    for (std::size_t i = 0; left.size() > 1 && i < left.size();) {
        z3::expr_vector without(c_);
        for (std::size_t k = 0; k < left.size(); ++k) {
            if (k != i) without.push_back(left[k]);
        }
        if (s.check(without) == z3::unsat) {
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    return left;
}

/// Effort, not time: the same answer on a busy machine.
void Executor::limit(z3::solver& s, unsigned effort) {
    z3::params params(c_);
    params.set("rlimit", effort);
    s.set(params);
}

/// All that contradicts itself so far, as far as it is worth knowing.
void Executor::find_conflicts() {
    std::vector<bool> left(conditions_.size(), true);
    while (conflicts_.size() < kMostConflicts) {
        const auto c = contradiction(c_.bool_val(true), left);
        if (!c) return;
        conflicts_.push_back(*c);
        if (c->from == kNowhere) return;
    }
}

/// Whether all that was said of the pointer holds when it is that number, whatever the other variables are.
bool Executor::does_for_all(const z3::expr& pointer, std::uint64_t n) {
    z3::expr_vector from(c_), to(c_);
    from.push_back(pointer);
    to.push_back(c_.bv_val(n, 64));
    const std::vector<std::size_t>& said = mentions_[pointer.id()];
    return std::all_of(said.begin(), said.end(), [&](std::size_t i) {
        z3::expr holds = conditions_[i].holds;
        return holds.substitute(from, to).simplify().is_true();
    });
}

/// The address of a new object, when the pointer may lead to one; then it does. What always holds of a pointer holds of it.
std::optional<std::uint64_t> Executor::own_object(const z3::expr& pointer, ProvenanceId from) {
    const auto wished = fixes_.wished.find(pointer.decl().name().str());
    const std::uint64_t n = wished != fixes_.wished.end() ? wished->second : ir::input_address(next_object_);
    const z3::expr own = pointer == c_.bv_val(n, 64);
    if (mentions_.contains(pointer.id()) && !does_for_all(pointer, n)) {
        solver_.push();
        solver_.add(own);
        const bool possible = solver_.check() == z3::sat;
        if (possible) witness_ = solver_.get_model();
        solver_.pop();
        if (!possible) return std::nullopt;
    }
    if (wished == fixes_.wished.end()) ++next_object_;
    own_.insert(pointer.id());
    waiting_.erase(pointer.id());
    be_fixed(pointer, n);
    solver_.add(own);
    note(own, from);
    return n;
}

/// Pointers that were compared but never followed point to objects of their own where they can: a run may follow them.
void Executor::own_objects() {
    for (const z3::expr& p : std::vector<z3::expr>(pointers_)) {
        if (!fixed_.contains(p.id()) && mentions_.contains(p.id())) own_object(p, kNowhere);
    }
    if (solver_.check() != z3::sat) throw Stop{Feasibility::Unknown, "the solver gave up on the path's conditions"};
}

}  // namespace sdvlite::refine
