// SPDX-License-Identifier: Apache-2.0
#include "core/trace/slice.hpp"

#include <algorithm>

namespace sdvlite::trace {

using explore::Bytes;
using explore::Move;
using explore::WalkStep;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

Slicer::Slicer(const model::Model& model) : m_(model), p_(model.program()) {
    const model::Woven& w = m_.woven();
    for (std::size_t i = 0; i < w.rule_vars.size(); ++i) rule_var_[w.rule_vars[i].value] = static_cast<std::uint32_t>(i);
    if (w.tracked.valid()) rule_var_[w.tracked.value] = static_cast<std::uint32_t>(w.rule_vars.size());
    initial_.resize(rule_var_.size());
    for (const auto& [global, number] : rule_var_) {
        const ir::Global& g = p_.globals[global];
        const unsigned bits = p_.types.bits_of(g.type);
        const std::uint64_t value = g.init.empty() ? 0 : p_[g.init.front().value].bits;
        initial_[number] = bits >= 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
    }
    find_effects();
}

/// The test for an exception after a call, made by the weaver.
bool Slicer::is_raise_test(ProcId p, StmtIndex s) const {
    const model::StmtInfo& info = m_.woven().info[p.index()][s];
    const Stmt& stmt = p_[p].body[s];
    return !info.rule && info.original == ir::kNoStmt && stmt.kind == StmtKind::Branch;
}

/// Control flow for dependences. That a rule might have stopped the path earlier, or an exception, makes nothing
/// dependent on it: it did not. `raised`: some exception was raised in this procedure, so there they count.
const model::ControlFlow& Slicer::flow(ProcId p, bool raised) {
    std::unique_ptr<model::ControlFlow>& out = flows_[{p.value, raised}];
    if (out) return *out;
    ir::Proc plain;
    const std::vector<Stmt>& body = p_[p].body;
    plain.body.resize(body.size());
    for (StmtIndex i = 0; i < body.size(); ++i) {
        Stmt& s = plain.body[i];
        s.kind = body[i].kind == StmtKind::Abort ? StmtKind::Nop : body[i].kind;
        s.targets = body[i].targets;
        s.cases = body[i].cases;
        if (!raised && is_raise_test(p, i)) {
            s.kind = StmtKind::Goto;
            s.targets = {body[i].targets[1]};
        }
    }
    out = std::make_unique<model::ControlFlow>(plain);
    return *out;
}

/// What a statement may do to the rule's variables, itself or through what it calls.
void Slicer::effects_of(ProcId p, const Stmt& s, std::int32_t event, bool rule, Effects& out) const {
    auto note = [&](std::size_t var, std::int32_t what) {
        if (out.empty()) out.assign(rule_var_.size(), {-1, -1});
        for (std::int32_t& known : out[var]) {
            if (known == what) return;
            if (known < 0) {
                known = what;
                return;
            }
        }
    };
    // What the beginning or end of a callback does to the rule is its bookkeeping; nobody avoids that.
    const bool counts = rule && event >= 0 && !m_.woven().events[static_cast<std::size_t>(event)].role;
    if (counts && s.kind == StmtKind::Assign && p_[s.lhs].kind == ir::ExprKind::Global) {
        if (const auto it = rule_var_.find(p_[s.lhs].global.value); it != rule_var_.end()) note(it->second, event);
    }
    if (s.kind != StmtKind::Call) return;
    const auto add = [&](ProcId q) {
        const Effects& e = effects_[q.index()];
        for (std::size_t i = 0; i < e.size(); ++i) {
            for (const std::int32_t what : e[i]) {
                if (what >= 0) note(i, what);
            }
        }
    };
    if (s.proc.valid()) return add(s.proc);
    // Who may be called is a guess; outside the driver it is mostly the harness going round.
    if (p_[p].origin != ir::Origin::Driver) return;
    for (ProcId q : m_.candidates(s.callee)) add(q);
}

void Slicer::find_effects() {
    effects_.resize(p_.procs.size());
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            Effects now = effects_[i];
            const std::vector<model::StmtInfo>& info = m_.woven().info[i];
            for (StmtIndex k = 0; k < p_.procs[i].body.size(); ++k) {
                effects_of(ProcId(i), p_.procs[i].body[k], info[k].event, info[k].rule, now);
            }
            if (now == effects_[i]) continue;
            effects_[i] = std::move(now);
            changed = true;
        }
    }
}

/// Of the statements between a decision and where its ways meet, on the ways not taken.
const Slicer::Effects& Slicer::avoided(ProcId p, StmtIndex s, std::uint32_t choice) {
    const auto [it, fresh] = avoided_.try_emplace({p.value, s, choice});
    if (!fresh) return it->second;
    const std::vector<Stmt>& body = p_[p].body;
    const StmtIndex meet = flow(p, false).ipdom[s];
    std::vector<StmtIndex> next, todo;
    ir::successors(body[s], s, next);
    std::vector<bool> seen(body.size() + 1, false);
    for (std::uint32_t i = 0; i < next.size(); ++i) {
        if (i != choice && next[i] != next[choice]) todo.push_back(next[i]);
    }
    while (!todo.empty()) {
        const StmtIndex at = todo.back();
        todo.pop_back();
        if (at == meet || at == s || at >= body.size() || seen[at]) continue;
        seen[at] = true;
        const model::StmtInfo& info = m_.woven().info[p.index()][at];
        effects_of(p, body[at], info.event, info.rule, it->second);
        ir::successors(body[at], at, next);
        todo.insert(todo.end(), next.begin(), next.end());
    }
    return it->second;
}

/// One pass over a walk, from its end.
class SliceRun {
public:
    SliceRun(Slicer& slicer, const explore::Walk& walk, Depth depth) : s_(slicer), walk_(walk), depth_(depth) {}

    Slice run() {
        const std::size_t n = walk_.steps.size();
        out_.relevant.assign(n, false);
        out_.skips.assign(n, -1);
        out_.rule_writes.assign(n, 0);
        if (walk_.dropped != 0) return everything();
        find_raises();
        find_rule_states();
        written_.assign(walk_.rule_vars.size(), false);
        for (std::size_t i = n; i-- > 0;) {
            if (i + 1 == n) {
                enter(walk_.steps[i].depth);
                mark(i);
            } else {
                step(i);
            }
        }
        out_.open = std::move(needed_);
        return std::move(out_);
    }

private:
    /// An activation of a procedure, met from its end.
    struct Activation {
        bool relevant = false;            ///< something in it is
        std::vector<StmtIndex> pending;   ///< statements whose decision has not been met yet
    };

    Slice everything() {
        out_.exact = false;
        out_.rule_writes.assign(walk_.steps.size(), ~std::uint64_t{0});
        for (std::size_t i = 0; i < walk_.steps.size(); ++i) {
            const WalkStep& w = walk_.steps[i];
            out_.relevant[i] = w.stmt < s_.p_[w.proc].body.size() && s_.m_.relevant(w.proc, w.stmt);
        }
        return std::move(out_);
    }

    void find_raises() {
        for (const WalkStep& w : walk_.steps) {
            if (w.kind == WalkStep::Kind::Decision && w.choice == 0 && s_.is_raise_test(w.proc, w.stmt)) raised_.insert(w.proc.value);
        }
    }
    void find_rule_states() {
        const std::vector<std::uint64_t>* state = &s_.initial_;
        std::vector<std::int32_t> setters(s_.initial_.size(), -1);
        for (const WalkStep& w : walk_.steps) {
            before_.push_back(state);
            if (w.kind == WalkStep::Kind::Decision) setters_.emplace(before_.size() - 1, setters);
            if (w.rule.size() != state->size()) continue;
            for (std::size_t k = 0; k < setters.size(); ++k) {
                if (w.rule[k] != (*state)[k]) setters[k] = s_.m_.woven().info[w.proc.index()][w.stmt].event;
            }
            state = &w.rule;
        }
    }
    /// A variable of the rule that is as it was at the start: how it came to be so again does not matter. But the last
    /// change of it, if that was in the same callback, is told: the first of two releases.
    void forget_initial(std::size_t i) {
        const bool outside = s_.p_[walk_.steps[i].proc].origin == ir::Origin::Harness;
        for (std::size_t k = 0; k < before_[i]->size() && k < walk_.rule_vars.size(); ++k) {
            if ((*before_[i])[k] == s_.initial_[k] && (outside || written_[k])) drop(walk_.rule_vars[k]);
        }
    }
    void note_written(std::size_t i, Bytes b) {
        for (std::size_t k = 0; k < walk_.rule_vars.size(); ++k) {
            if (walk_.rule_vars[k].at != b.at) continue;
            written_[k] = true;
            if (k < 64) out_.rule_writes[i] |= std::uint64_t{1} << k;
        }
    }
    const model::ControlFlow& flow(ProcId p) { return s_.flow(p, raised_.contains(p.value)); }

    void enter(std::uint32_t depth) {
        while (open_.size() <= depth) open_.emplace_back();
    }

    bool needs(Bytes b) const {
        const auto it = needed_.lower_bound(b.at);
        return it != needed_.end() && *it - b.at < b.size;
    }
    void drop(Bytes b) { needed_.erase(needed_.lower_bound(b.at), needed_.lower_bound(b.at + b.size)); }
    void need(const std::vector<Bytes>& all) {
        constexpr std::uint64_t kMost = 1u << 16;
        for (const Bytes& b : all) {
            if (b.address && depth_ == Depth::Thin) continue;
            for (std::uint64_t i = 0; i < std::min(b.size, kMost); ++i) needed_.insert(b.at + i);
        }
    }

    void mark(std::size_t i) {
        if (out_.relevant[i]) return;
        const WalkStep& w = walk_.steps[i];
        out_.relevant[i] = true;
        Activation& a = open_[w.depth];
        a.relevant = true;
        std::vector<StmtIndex> controllers;
        if (w.stmt < s_.p_[w.proc].body.size()) flow(w.proc).controllers(w.stmt, controllers);
        const bool known = std::find(a.pending.begin(), a.pending.end(), w.stmt) != a.pending.end();
        if (!controllers.empty() && !known) a.pending.push_back(w.stmt);
        const bool harness = s_.p_[w.proc].origin == ir::Origin::Harness && w.kind == WalkStep::Kind::Decision;
        if (!harness || depth_ == Depth::Full) need(w.reads);
    }

    /// Whether a statement that matters was executed because of this decision.
    bool controls(const WalkStep& w) {
        std::vector<StmtIndex>& pending = open_[w.depth].pending;
        const std::size_t before = pending.size();
        std::vector<StmtIndex> controllers;
        std::erase_if(pending, [&](StmtIndex s) {
            flow(w.proc).controllers(s, controllers);
            return std::find(controllers.begin(), controllers.end(), w.stmt) != controllers.end();
        });
        return pending.size() != before;
    }

    bool looks_outside(const WalkStep& w) const {
        return std::any_of(w.reads.begin(), w.reads.end(), [&](const Bytes& b) {
            return !b.address && std::none_of(walk_.rule_vars.begin(), walk_.rule_vars.end(), [&](const Bytes& own) { return own.at == b.at; });
        });
    }

    void decision(std::size_t i) {
        const WalkStep& w = walk_.steps[i];
        if (controls(w)) mark(i);
        // A rule that looks at the driver's values and leaves its state as it is: the lock was not got.
        const bool rule = s_.m_.woven().info[w.proc.index()][w.stmt].rule;
        if (rule ? !looks_outside(w) : s_.p_[w.proc].origin == ir::Origin::Harness || s_.is_raise_test(w.proc, w.stmt)) return;
        const Slicer::Effects& avoided = s_.avoided(w.proc, w.stmt, w.choice);
        for (std::size_t k = 0; k < avoided.size() && k < walk_.rule_vars.size(); ++k) {
            if (!needs(walk_.rule_vars[k])) continue;
            // The call that brought the rule into this state would have left it there: another round of a loop.
            const std::int32_t setter = setters_.at(i)[k];
            const auto other = std::find_if(avoided[k].begin(), avoided[k].end(), [&](std::int32_t e) { return e >= 0 && e != setter; });
            if (other == avoided[k].end()) continue;
            mark(i);
            out_.skips[i] = *other;
            if (rule && k < 64) out_.rule_writes[i] |= std::uint64_t{1} << k;
            return;
        }
    }

    void step(std::size_t i) {
        const WalkStep& w = walk_.steps[i];
        enter(w.depth);
        if (w.kind == WalkStep::Kind::Call && open_.size() > w.depth + 1) {
            const bool inside = open_[w.depth + 1].relevant;
            open_.resize(w.depth + 1);
            if (inside) mark(i);
        }
        open_.resize(w.depth + 1);
        for (std::size_t k = w.moves.size(); k-- > 0;) {
            const Move& move = w.moves[k];
            if (!needs(move.to)) continue;
            mark(i);
            note_written(i, move.to);
            drop(move.to);
            need(move.from);
            if (w.kind != WalkStep::Kind::Call) need(w.reads);
        }
        drop(w.frame);
        if (w.kind == WalkStep::Kind::Decision) decision(i);
        forget_initial(i);
    }

    Slicer& s_;
    const explore::Walk& walk_;
    Depth depth_;
    Slice out_;
    std::vector<const std::vector<std::uint64_t>*> before_;  ///< the rule's variables before each step
    std::map<std::size_t, std::vector<std::int32_t>> setters_;  ///< before each decision: the events that set them, else -1
    std::set<std::uint64_t> needed_;
    std::vector<Activation> open_;  ///< by depth
    std::set<std::uint32_t> raised_;
    std::vector<bool> written_;  ///< a change of the rule's variable is marked already
};

Slice Slicer::slice(const explore::Walk& walk, Depth depth) { return SliceRun(*this, walk, depth).run(); }

}  // namespace sdvlite::trace
