// SPDX-License-Identifier: Apache-2.0
// Control of the path encoder: which way at decisions, and the end.
#include "core/refine/executor.hpp"

#include <algorithm>
#include <deque>

#include "core/base/thread_clock.hpp"

namespace sdvlite::refine {

using base::thread_seconds;
using explore::Derivation;
using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

constexpr const char* kContradiction = "the conditions on the path contradict one another";

}  // namespace

Executor::Executor(Context& context, const model::Model& model, const ir::Program& original, const Derivation& derivation,
                   const PathOptions& options, Fixes& fixes, FreeWays& ways)
    : c_(context), m_(model), p_(model.program()), original_(original), d_(derivation), options_(options), solver_(c_, z3::solver::simple()),
      memory_(c_, [this](std::uint64_t a, unsigned n, unsigned alignment) { return input(a, n, alignment); }),
      globals_(ir::layout_globals(original)), fixed_from_(c_), fixed_to_(c_), always_(c_), fixes_(fixes), ways_(ways) {
    start_ = thread_seconds();
    began_ = c_.effort();
    limit(solver_, options.solver_effort);
    const std::vector<bool>& hidden = model.private_globals();
    for (std::size_t i = 0; globals_ && i < original.globals.size(); ++i) {
        if (hidden[i]) private_.emplace_back(ir::kGlobalBase + globals_->objects[i].offset, p_.types.size_of(original.globals[i].type));
    }
    std::vector<std::uint32_t> uses(derivation.activations.size(), 0);
    for (const Derivation::Activation& a : derivation.activations) {
        for (const Derivation::Step& s : a.steps) {
            if (s.activation >= 0 && ++uses[static_cast<std::size_t>(s.activation)] > 1) share_ = true;
        }
    }
}

/// Every path begins with the same values of variables: they are worked out once, and never copied.
void Executor::initialise_globals() {
    InitialGlobals& shared = c_.globals;
    if (shared.model != &m_ || shared.arbitrary != options_.arbitrary_globals) {
        shared = {};
        write_globals();
        shared = {&m_, options_.arbitrary_globals, memory_.written()};
        memory_.clear();
    }
    memory_.lay_over(shared.image);
}

void Executor::write_globals() {
    frames_.push_back({});  // a frame for expressions of initialisers, which mention no locals
    for (std::size_t i = 0; i < p_.globals.size(); ++i) {
        const ir::Global& g = p_.globals[i];
        const bool fixed = !g.is_extern && (g.is_const || g.origin != ir::Origin::Driver || !options_.arbitrary_globals);
        if (!fixed) continue;
        const std::uint64_t size = p_.types.size_of(g.type);
        std::uint64_t at = 0;
        if (i < original_.globals.size()) {
            at = ir::kGlobalBase + globals_->objects[i].offset;
        } else {
            at = 0x7'0000'0000 + 16 * i;
        }
        constexpr std::uint64_t kMost = 1u << 16;
        if (size > kMost) throw Stop{Feasibility::Unknown, "the variable '" + g.display_name + "' is too large"};
        for (std::uint64_t b = 0; b + 8 <= size; b += 8) memory_.write(at + b, Value::of(64, 0));
        for (std::uint64_t b = size / 8 * 8; b < size; ++b) memory_.write(at + b, Value::of(8, 0));
        for (const ir::InitItem& item : g.init) {
            const unsigned width = p_.types.bits_of(p_[item.value].type);
            if (width == 0 || width > 64) continue;
            Value v = value(item.value);
            if (item.bit_width != 0) {
                const unsigned unit = std::max(8u, width);
                Value old = memory_.read(at + item.offset, unit / 8);
                const std::uint64_t mask = item.bit_width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << item.bit_width) - 1;
                v = binary(c_, ir::BinOp::And, false, resize(c_, v, unit, false), Value::of(unit, mask));
                v = binary(c_, ir::BinOp::Shl, false, v, Value::of(unit, item.bit_offset));
                v = binary(c_, ir::BinOp::Or, false, old, v);
            }
            memory_.write(at + item.offset, v);
        }
    }
    frames_.clear();
}

Executor::Condition Executor::condition(const Stmt& s, std::uint32_t choice) {
    const Value raw = value(s.rhs), v = bound(raw);
    if (s.kind == StmtKind::Branch) {
        Condition out{choice == 0 ? truth(c_, v) : !truth(c_, v), v.from};
        if (v.known() && !raw.known()) out.asked = choice == 0 ? truth(c_, raw) : !truth(c_, raw);
        return out;
    }
    const bool is_signed = p_.types.is_signed(p_[s.rhs].type);
    auto in = [&](const ir::SwitchCase& k) {
        const Value ge = binary(c_, ir::BinOp::Ge, is_signed, v, Value::of(v.bits, k.low));
        const Value le = binary(c_, ir::BinOp::Le, is_signed, v, Value::of(v.bits, k.high));
        return truth(c_, ge) && truth(c_, le);
    };
    if (choice != 0) return {in(s.cases[choice - 1]), v.from};
    z3::expr none = c_.bool_val(true);
    for (const ir::SwitchCase& k : s.cases) none = none && !in(k);
    return {none, v.from};
}

void Executor::note_choice(const Stmt& s, std::uint32_t choice) {
    const model::StmtInfo& info = m_.woven().info[top().proc.index()][top().pc];
    memory_.spoil();
    if (!info.rule) {
        if (s.targets.size() > 1) choices_.push_back({false, choice});
    } else if (s.targets[0] == top().pc + 1) {
        choices_.push_back({false, choice == 0 ? 1u : 0u});  // the watch: taking the object comes first here
    }
}

StmtIndex Executor::target() const {
    const Frame& f = frames_.back();
    if (f.round != ir::kNoStmt) return f.round;
    if (f.activation >= 0) {
        const auto& steps = d_.activations[static_cast<std::size_t>(f.activation)].steps;
        if (f.cursor < steps.size()) return steps[f.cursor].stmt;
    }
    return static_cast<StmtIndex>(p_[f.proc].body.size());
}

/// Statements on the shortest way from `from` to `target`; large when there is none.
std::uint32_t Executor::distance(ProcId proc, StmtIndex from, StmtIndex target) {
    auto [it, isNew] = distances_.try_emplace({proc.value, target});
    std::vector<std::uint32_t>& d = it->second;
    if (isNew) {
        d.assign(p_[proc].body.size() + 1, UINT32_MAX);
        std::deque<StmtIndex> todo{target};
        d[target] = 0;
        while (!todo.empty()) {
            const StmtIndex at = todo.front();
            todo.pop_front();
            for (StmtIndex q : m_.flow(proc).predecessors[at]) {
                if (d[q] == UINT32_MAX) d[q] = d[at] + 1, todo.push_back(q);
            }
        }
    }
    return from < d.size() ? d[from] : UINT32_MAX;
}

std::uint32_t Executor::choose_freely(const Stmt& s, const std::vector<StmtIndex>& targets) {
    std::vector<std::uint32_t> order(targets.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const StmtIndex goal = target();
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return distance(top().proc, targets[a], goal) < distance(top().proc, targets[b], goal);
    });
    blame_ = {};
    const std::size_t at = next_way_++;
    const bool replayed = at < ways_.chosen.size();
    std::vector<Condition> refused;
    for (std::uint32_t i : order) {
        if (replayed && i != ways_.chosen[at]) continue;
        const bool out = at < ways_.excluded.size() && std::find(ways_.excluded[at].begin(), ways_.excluded[at].end(), i) != ways_.excluded[at].end();
        if (!replayed && out) continue;
        if (s.kind != StmtKind::Choose) {
            Condition c = condition(s, i);
            c.way = static_cast<int>(at);
            if (!require(c)) {
                wait_for_wish(c);
                refused.push_back(std::move(c));
                continue;
            }
        }
        if (!replayed) ways_.chosen.push_back(i);
        return i;
    }
    blame_ = {};
    if (is_worth_explaining()) {
        for (const Condition& c : refused) explain(c);
    }
    if (at < ways_.excluded.size()) blame_.way = std::max(blame_.way, static_cast<int>(at) - 1);  // none is left here
    if (!goes_on("no way on at a decision")) throw Stop{Feasibility::Infeasible, blame_.why};
    if (!replayed) ways_.chosen.push_back(order.front());
    return order.front();
}

/// Whether the program can't take the derived way out of a loop yet: a number says so, or what the path demands of its inputs.
bool Executor::goes_round(const Stmt& s, const std::vector<StmtIndex>& targets, std::uint32_t choice) {
    if (!options_.rounds || s.kind != StmtKind::Branch || distance(top().proc, targets[1 - choice], top().pc) == UINT32_MAX) return false;
    const Value v = value(s.rhs);
    if (v.known()) return (v.number != 0) != (choice == 0);
    const z3::expr leaves = condition(s, choice).holds.simplify();
    if (leaves.is_true() || leaves.is_false() || !touches_constrained(leaves)) return false;
    if (++questions_ > options_.max_questions) throw Stop{Feasibility::Unknown, "the path leaves too much open to be solved", true};
    return !possible(leaves);
}

void Executor::decide(const Stmt& s, bool followed, std::uint32_t choice) {
    std::vector<StmtIndex> targets;
    ir::successors(s, top().pc, targets);
    const bool matters = m_.relevant(top().proc, top().pc);
    if (followed && choice != explore::kSkipped && goes_round(s, targets, choice)) {
        top().round = top().pc;
        --top().cursor;
        followed = false;
        choice = choose_freely(s, targets);
    } else if (followed && choice != explore::kSkipped) {
        blame_ = {};
        const bool ok = s.kind == StmtKind::Choose || (matters ? demand(condition(s, choice)) : require(condition(s, choice)));
        if (!ok && matters) throw Stop{Feasibility::Infeasible, "the conditions on the path contradict one another at " +
                                                                     p_.sources.describe(s.span)};
        if (!ok) {
            top().activation = -1;  // nothing that matters follows in this procedure
            choice = choose_freely(s, targets);
        }
    } else {
        choice = choose_freely(s, targets);
    }
    if (s.kind == StmtKind::Choose) note_choice(s, choice);
    record(explore::WalkStep::Kind::Decision, followed, choice);
    record_reads();
    if (s.kind != StmtKind::Choose) record_seen(s);
    top().pc = targets[choice];
}

/// Goes on behind what can't matter, as the search does. False where it must be looked at all the same.
bool Executor::pass_over(const Stmt& s) {
    Frame& f = top();
    if (model::decides(s)) {
        const StmtIndex meet = m_.flow(f.proc).ipdom[f.pc];
        if (meet == ir::kNoStmt || meet >= p_[f.proc].body.size()) return false;
        f.pc = meet;
        return true;
    }
    if (s.kind == StmtKind::Goto || s.kind == StmtKind::Return || s.kind == StmtKind::Abort || s.kind == StmtKind::Hole) return false;
    ++f.pc;
    return true;
}

/// A run evaluates all arguments of a call before the rule hears of it; woven before its code are those that it asks for.
void Executor::violate(bool derived) {
    const std::vector<model::StmtInfo>& info = m_.woven().info[top().proc.index()];
    const std::int32_t event = info[top().pc].event;
    if (event >= 0 && !options_.lean && !m_.woven().events[static_cast<std::size_t>(event)].exit) {
        const auto call = std::find_if(info.begin() + top().pc, info.end(), [&](const model::StmtInfo& i) { return i.event == event && !i.rule; });
        if (call != info.end()) evaluate_arguments(p_[top().proc].body[static_cast<std::size_t>(call - info.begin())]);
    }
    record(explore::WalkStep::Kind::Violation, derived);
    done_ = true;
}

/// But for those of which a run may leave a part out, or which may not have a value.
void Executor::evaluate_arguments(const Stmt& s) {
    for (const ExprId a : s.args) {
        bool whole = p_.types.is_scalar(p_[a].type);
        std::vector<ExprId> todo{a};
        while (whole && !todo.empty()) {
            const ir::Expr& e = p_[todo.back()];
            todo.pop_back();
            using Op = ir::BinOp;
            whole = e.kind != ir::ExprKind::Binary || (e.bin != Op::LogAnd && e.bin != Op::LogOr && e.bin != Op::Div && e.bin != Op::Rem);
            if (e.a.valid()) todo.push_back(e.a);
            if (e.b.valid()) todo.push_back(e.b);
        }
        if (whole) value(a);
    }
}

void Executor::step() {
    memory_.clear_log();
    if (++steps_ > options_.max_steps) throw Stop{Feasibility::Unknown, "the path has too many steps to be solved", true};
    constexpr std::uint64_t kBetweenLooks = 64;
    if (steps_ % kBetweenLooks == 0 && (c_.effort() - began_ > options_.most_effort || thread_seconds() - start_ > options_.most_seconds)) {
        throw Stop{Feasibility::Unknown, "the path takes too long to be solved", true};
    }
    // It can't be taken: other contradictions are looked for only as far as that is not much longer.
    constexpr std::uint64_t kLonger = 20'000;
    if (conflicts_.empty()) {
        enough_ = 4 * steps_ + kLonger;
    } else if (steps_ > enough_) {
        throw Stop{Feasibility::Unknown, kContradiction};
    }
    Frame& f = top();
    const std::vector<Stmt>& body = p_[f.proc].body;
    const Derivation::Step* next = nullptr;
    if (f.round == f.pc) f.round = ir::kNoStmt;
    if (f.activation >= 0 && f.round == ir::kNoStmt) {
        const auto& steps = d_.activations[static_cast<std::size_t>(f.activation)].steps;
        if (f.cursor < steps.size() && steps[f.cursor].stmt == f.pc) next = &steps[f.cursor++];
    }
    if (f.pc >= body.size()) return leave(nullptr);
    const Stmt& s = body[f.pc];
    if (!matters(f.pc) && pass_over(s)) return;
    if (model::decides(s)) return decide(s, next != nullptr, next != nullptr ? next->choice : 0);
    switch (s.kind) {
        case StmtKind::Goto: f.pc = s.targets[0]; return;
        case StmtKind::Return: return leave(&s);
        case StmtKind::Abort: return violate(next != nullptr);
        case StmtKind::Hole: throw Stop{Feasibility::Infeasible, "the path reaches code that was not lowered"};
        case StmtKind::Call: return call(s, next);
        case StmtKind::Assign:
            record(explore::WalkStep::Kind::Statement, next != nullptr);
            if (p_.types.is_scalar(p_[s.lhs].type)) {
                const Value v = value(s.rhs);
                store(s.lhs, v);
                record_write(v);
                if (m_.woven().info[f.proc.index()][f.pc].rule) record_rule();
            } else if (ir::is_designator(p_[s.rhs].kind) && !p_.types.is_scalar(p_[s.rhs].type)) {
                copy(s.lhs, designate(s.rhs), p_[s.lhs].type);
            } else {
                havoc(s.lhs);
            }
            break;
        case StmtKind::Havoc:
            record(explore::WalkStep::Kind::Statement, next != nullptr);
            havoc(s.lhs);
            break;
        case StmtKind::Alloc: {
            record(explore::WalkStep::Kind::Statement, next != nullptr);
            memory_.spoil();
            const std::uint64_t size = fix(value(s.rhs));
            const auto after = ir::next_allocation(heap_, size);
            if (!after) throw Stop{Feasibility::Unknown, "an allocation that does not fit into memory"};
            store(s.lhs, Value::of(64, heap_));
            heap_ = *after;
            break;
        }
        case StmtKind::Assume: {
            record(explore::WalkStep::Kind::Statement, next != nullptr);
            const Value v = bound(value(s.rhs));
            record_reads();
            blame_ = {};
            if (!demand({truth(c_, v), v.from})) {
                throw Stop{Feasibility::Infeasible, "an assumption on the path does not hold at " + p_.sources.describe(s.span)};
            }
            break;
        }
        default: break;
    }
    ++top().pc;
}

void Executor::require_model() {
    const z3::check_result r = solver_.check();
    if (r == z3::unknown) throw Stop{Feasibility::Unknown, "the solver gave up on the path's conditions"};
    if (r == z3::unsat) throw Stop{Feasibility::Unknown, kContradiction};
}

PathResult Executor::finish() {
    PathResult out;
    if (!conflicts_.empty()) throw Stop{Feasibility::Unknown, {}};
    keep_owned_apart();
    require_model();
    own_objects();
    require_room();
    const z3::model model = solver_.get_model();
    // An input that no condition of the path mentions stays open: what holds of every pointer makes none a pointer that can be followed.
    auto number = [&](const z3::expr& e) -> std::optional<std::uint64_t> {
        if (aligned_.contains(e.id()) && !mentions_.contains(e.id())) return std::nullopt;
        std::uint64_t n = 0;
        return model.eval(e, false).is_numeral_u64(n) ? std::optional(n) : std::nullopt;
    };
    for (const Input& i : inputs_) {
        if (const auto n = number(i.variable)) out.inputs.memory.push_back({i.address, i.size, *n, {}});
    }
    for (const HavocInput& h : havocs_) {
        const auto n = number(*h.variable);
        std::uint64_t open = 0;
        // An open pointer must still be some pointer: an object of its own.
        if (!n && aligned_.contains(h.variable->id())) open = ir::input_address(next_object_++);
        out.inputs.havocs.push_back({h.proc, h.stmt, n ? *n : open});
    }
    finish_walk(out.walk, &model);
    out.inputs.choices = choices_;
    out.unmodelled = unmodelled_;
    out.unknown_calls = unknown_calls_;
    out.verdict = Feasibility::Feasible;
    return out;
}

PathResult Executor::run() {
    try {
        if (!globals_) throw Stop{Feasibility::Unknown, "the program's variables do not fit into memory"};
        initialise_globals();
        push(d_.activations[0].proc, 0);
        while (!done_ && !frames_.empty()) step();
        if (!done_) throw Stop{Feasibility::Unknown, "the path ended before the violation"};
        return finish();
    } catch (const Stop& s) {
        // What stopped it may be of no account: conditions are only looked at together here.
        const bool contradicts = !conflicts_.empty();
        if (s.verdict == Feasibility::Infeasible) conflicts_.push_back(blame_);
        if (solver_.check() == z3::unsat) find_conflicts();
        const char* const first = conflicts_.empty() ? nullptr : conflicts_.front().why;
        const std::string why = first != nullptr ? first : contradicts || s.why == kContradiction ? kContradiction + describe_conflict() : s.why;
        PathResult out = unfinished(conflicts_.empty() ? s.verdict : Feasibility::Infeasible, why);
        out.spent = s.spent && out.verdict == Feasibility::Unknown;
        return out;
    } catch (const z3::exception& e) {
        return unfinished(Feasibility::Unknown, std::string("the solver failed: ") + e.msg());
    }
}

PathResult Executor::unfinished(Feasibility verdict, std::string why) {
    PathResult out;
    out.verdict = verdict;
    out.why = std::move(why);
    finish_walk(out.walk, nullptr);
    if (verdict != Feasibility::Infeasible) return out;
    ProvenanceId from = kNowhere;
    std::size_t fewest = SIZE_MAX;
    std::vector<std::size_t> asks;
    for (const Conflict& c : conflicts_) {
        asks.push_back(options_.teaches ? options_.teaches(c_.provenance.classes(c.from)) : 0);
        if (asks.back() != 0) fewest = std::min(fewest, asks.back());
    }
    for (std::size_t i = 0; i < conflicts_.size(); ++i) {
        if (asks[i] == fewest || fewest == SIZE_MAX || options_.every_lesson) from = c_.provenance.unite(from, conflicts_[i].from);
    }
    out.core = c_.provenance.classes(from);
    out.wishes = wishes_;
    out.by_solver = std::any_of(conflicts_.begin(), conflicts_.end(), [](const Conflict& c) { return c.by_solver; });
    ProvenanceId where = kNowhere;
    for (const auto& [cls, address] : stores_) {
        if (cls == model::kNoClass || std::binary_search(out.core.begin(), out.core.end(), cls)) where = c_.provenance.unite(where, address);
    }
    out.aliases = c_.provenance.classes(where);
    // Another way where it is open helps only when each contradiction has one in it.
    const bool open = std::all_of(conflicts_.begin(), conflicts_.end(), [](const Conflict& c) { return c.way >= 0; });
    ways_.guilty = open ? conflicts_.front().way : -1;
    return out;
}

}  // namespace sdvlite::refine
