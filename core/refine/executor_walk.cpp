// SPDX-License-Identifier: Apache-2.0
// The path encoder's record of what it executed: what each step read and wrote, with the values that the solver found.
#include <algorithm>

#include "core/ir/print.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using explore::Seen;
using explore::WalkStep;
using ir::Stmt;

namespace {

constexpr std::uint64_t kRuleGlobals = 0x7'0000'0000;

}  // namespace

void Executor::record(WalkStep::Kind kind, bool derived, std::uint32_t choice, ir::ProcId callee) {
    if (walk_.steps.size() >= options_.max_walk && kind != WalkStep::Kind::Violation) {
        ++walk_.dropped;
        return;
    }
    WalkStep s;
    s.kind = kind;
    s.proc = top().proc;
    s.stmt = top().pc;
    s.callee = callee;
    s.depth = static_cast<std::uint32_t>(frames_.size() - 1);
    s.choice = choice;
    s.derived = derived;
    walk_.steps.push_back(std::move(s));
    pending_.emplace_back();
}

void Executor::record_write(const Value& v) {
    if (walk_.dropped == 0 && !pending_.empty()) pending_.back().written = v;
}

/// What the statement has read so far is what it looked at.
void Executor::record_reads() {
    if (recording()) walk_.steps.back().reads = memory_.log();
}

/// Bytes got a value made of what was read since the entry `log_from` of the memory's log.
void Executor::record_move(std::uint64_t at, std::uint64_t size, std::size_t log_from) {
    if (!recording()) return;
    const auto& log = memory_.log();
    walk_.steps.back().moves.push_back({{at, size}, {log.begin() + static_cast<std::ptrdiff_t>(std::min(log_from, log.size())), log.end()}});
}

/// The scalars that the condition of a decision is made of.
void Executor::record_seen(const Stmt& s) {
    if (!recording() || !s.rhs.valid()) return;
    constexpr std::size_t kMost = 6;
    std::vector<ir::ExprId> todo{s.rhs};
    std::vector<Seen>& seen = walk_.steps.back().seen;
    while (!todo.empty() && seen.size() < kMost) {
        const ir::ExprId id = todo.back();
        const ir::Expr& e = p_[id];
        todo.pop_back();
        if (ir::is_designator(e.kind)) {
            if (!p_.types.is_scalar(e.type)) continue;
            seen.push_back({id, 0});
            pending_.back().seen.push_back(value(id));
        } else if (e.kind == ir::ExprKind::Unary || e.kind == ir::ExprKind::Cast) {
            todo.push_back(e.a);
        } else if (e.kind == ir::ExprKind::Binary) {
            // What a short-circuit did not look at may not be there.
            if (e.bin != ir::BinOp::LogAnd && e.bin != ir::BinOp::LogOr) todo.push_back(e.b);
            todo.push_back(e.a);
        }
    }
}

void Executor::record_rule() {
    if (!recording()) return;
    std::vector<Value>& out = pending_.back().rule;
    out.clear();
    auto read = [&](ir::GlobalId g) {
        const unsigned size = static_cast<unsigned>(p_.types.size_of(p_[g].type));
        out.push_back(memory_.read(kRuleGlobals + 16 * std::uint64_t{g.value}, size));
    };
    for (ir::GlobalId g : m_.woven().rule_vars) read(g);
    if (m_.woven().tracked.valid()) read(m_.woven().tracked);
}

/// A name for memory that the driver did not write: `count`, `extension->State`, or the bare address.
std::string Executor::name_of(std::uint64_t address, unsigned) const {
    if (globals_ && address >= ir::kGlobalBase && address < ir::kCodeBase) {
        if (const auto i = globals_->find(address - ir::kGlobalBase, 1)) {
            const std::uint64_t offset = address - ir::kGlobalBase - globals_->objects[*i].offset;
            const std::string& name = original_.globals[*i].display_name;
            return offset == 0 ? name : name + "+" + std::to_string(offset);
        }
    }
    auto it = names_.find(address);
    return it == names_.end() ? std::string() : it->second;
}

void Executor::finish_walk(explore::Walk& out, const z3::model* model) {
    auto number = [&](const Value& v, bool& known) {
        known = true;
        if (v.known()) return v.number;
        std::uint64_t n = 0;
        known = model != nullptr && model->eval(*v.symbolic, true).is_numeral_u64(n);
        return n;
    };
    for (std::size_t i = 0; i < pending_.size() && i < walk_.steps.size(); ++i) {
        WalkStep& s = walk_.steps[i];
        if (pending_[i].written) s.value = number(*pending_[i].written, s.has_value);
        for (std::size_t k = 0; k < pending_[i].seen.size(); ++k) {
            bool known = false;
            s.seen[k].value = number(pending_[i].seen[k], known);
        }
        for (const Value& v : pending_[i].rule) {
            bool known = false;
            s.rule.push_back(number(v, known));
        }
    }
    if (model != nullptr) {
        for (const Input& in : inputs_) {
            std::uint64_t n = 0;
            const std::string name = name_of(in.address, in.size);
            if (aligned_.contains(in.variable.id()) || name.empty() || !model->eval(in.variable, false).is_numeral_u64(n)) continue;
            walk_.initial.push_back({name, n, in.size * 8, in.address});
        }
    }
    auto rule_place = [&](ir::GlobalId g) { return explore::Bytes{kRuleGlobals + 16 * std::uint64_t{g.value}, p_.types.size_of(p_[g].type)}; };
    for (ir::GlobalId g : m_.woven().rule_vars) walk_.rule_vars.push_back(rule_place(g));
    if (m_.woven().tracked.valid()) walk_.rule_vars.push_back(rule_place(m_.woven().tracked));
    out = std::move(walk_);
}

}  // namespace sdvlite::refine
