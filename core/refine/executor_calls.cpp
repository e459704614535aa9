// SPDX-License-Identifier: Apache-2.0
// Calls and returns of the path encoder. An activation that occurs again in the same situation is not
// executed again: what it wrote is written again, with the same inputs (so that a path through 2^n
// calls takes n of them).
#include <algorithm>

#include "core/ir/leaves.hpp"
#include "core/ir/pointers.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using explore::Derivation;
using ir::ProcId;
using ir::Stmt;

void Executor::push(ProcId proc, std::int32_t activation) {
    Frame f;
    f.proc = proc;
    f.base = frames_.empty() ? ir::kStackBase : top().end;
    f.end = f.base + frame_layout(proc).size;
    f.temps = 0x6'0000'0000 + (frames_.size() << 20);
    f.activation = activation;
    f.first_choice = choices_.size();
    memory_.forget(f.base, f.end);
    if (share_) memory_.push_record();
    frames_.push_back(f);
}

/// A pointer to a record of the driver's own leads to one of those that have one of the functions.
void Executor::keep_to_tables(ir::ExprId callee, const std::vector<ProcId>& wanted) {
    std::vector<ir::GlobalId> tables;
    for (const ProcId q : wanted) {
        const std::vector<ir::GlobalId> more = m_.tables(callee, q);
        if (more.empty()) return;
        tables.insert(tables.end(), more.begin(), more.end());
    }
    if (tables.empty()) return;
    const Value pointer = bound(value(model::table_of_call(p_, callee)));
    z3::expr one = c_.bool_val(false);
    for (const ir::GlobalId g : tables) one = one || pointer.expr(c_) == c_.bv_val(ir::kGlobalBase + globals_->objects[g.index()].offset, 64);
    if (!demand({one, pointer.from})) throw Stop{Feasibility::Infeasible, "the pointer leads to another table"};
}

void Executor::be_one_of(const Value& v, const std::vector<ProcId>& functions) {
    z3::expr one = c_.bool_val(false);
    for (const ProcId q : functions) one = one || v.expr(c_) == c_.bv_val(ir::code_address(q), 64);
    if (!demand({one, v.from})) throw Stop{Feasibility::Infeasible, "the called pointer is another function"};
}

ProcId Executor::callee_of(const Stmt& s, const Derivation::Step* step) {
    if (s.proc.valid()) return s.proc;
    const bool entered = step != nullptr && step->activation >= 0;
    const bool some = !entered && m_.only_candidates(s.callee);  // where the search passed over it
    std::vector<ProcId> wanted;
    if (entered) wanted.push_back(d_.activations[static_cast<std::size_t>(step->activation)].proc);
    if (some) wanted = m_.candidates(s.callee);
    keep_to_tables(s.callee, wanted);
    const Value v = bound(value(s.callee));
    blame_ = {v.from, -1};
    auto checked = [&](std::uint64_t n) {
        if (n < ir::kNullPageEnd) throw Stop{Feasibility::Infeasible, "the path calls a null pointer"};
        return ir::proc_at(original_, n);
    };
    const bool unknown = step != nullptr && step->choice == explore::kUnknownCallee;
    if (entered || some) be_one_of(v, wanted);
    if (entered) return wanted.front();
    if (v.known()) {
        const ProcId p = checked(v.number);
        if (unknown && p.valid() && p_[p].has_body) throw Stop{Feasibility::Infeasible, "the function that is called is known where the search had to leave it open"};
        return p;
    }
    return checked(some ? fix(bound(v)) : resolve(v));
}

Executor::Result Executor::result_of(const Stmt* s, ProcId proc) {
    const ir::TypeId type = p_.types[p_[proc].type].element;
    const bool given = s != nullptr && s->rhs.valid();
    Result out;
    if (s != nullptr && !matters(top().pc)) return out;
    if (p_.types.is_scalar(type)) {
        out.scalar = given ? resize(c_, value(s->rhs), p_.types.bits_of(type), p_.types.is_signed(p_[s->rhs].type)) : havoc_value(type);
    } else if (given && ir::is_designator(p_[s->rhs].kind)) {
        const Designator from = designate(s->rhs);
        ir::LeafWalk walk(p_.types, type);
        for (ir::Leaf leaf; walk.next(leaf) && out.parts.size() < 4096;) {
            const unsigned size = static_cast<unsigned>(std::clamp<std::uint64_t>(p_.types.size_of(leaf.type), 1, 8));
            const Value v = memory_.read(from.address + leaf.offset, size, ir::pointer_alignment(p_.types, leaf.type));
            out.parts.emplace_back(leaf.offset, v.through(c_, from.from));
        }
    }
    out.scalar = out.scalar.through(c_, c_.provenance.of(m_.classes().result(proc)));
    return out;
}

void Executor::store_result(const Stmt& s, const Result& result, ir::TypeId type) {
    if (!s.lhs.valid()) return;
    if (p_.types.is_scalar(p_[s.lhs].type)) {
        if (options_.lean && m_.tracked(m_.classes().of(top().proc, s.lhs)) == model::kUntracked) return;
        store(s.lhs, resize(c_, result.scalar, p_.types.bits_of(p_[s.lhs].type), p_.types.is_signed(type)));
    } else if (result.parts.empty()) {
        havoc(s.lhs);
    } else {
        paste(s.lhs, result.parts);
    }
}

void Executor::external(const Stmt& s, ProcId callee) {
    ir::TypeId type;
    if (callee.valid()) {
        const ir::Proc& q = p_[callee];
        if (!q.hole_reason.empty()) throw Stop{Feasibility::Infeasible, "the path calls a function that was not lowered"};
        if (q.is_noreturn) throw Stop{Feasibility::Infeasible, "the path ends in '" + q.display_name + "'"};
        const bool result_used = s.lhs.valid();  // the rule's use of it went through a temporary on the left, too
        // Where there are annotations it writes through its parameters, and what it writes is part of the path.
        const bool writes = std::any_of(q.annotations.begin(), q.annotations.end(), [](const std::string& a) { return a.starts_with("out:") || a.starts_with("inout:"); });
        if (!q.modelled && (result_used || writes) && std::find(unmodelled_.begin(), unmodelled_.end(), callee) == unmodelled_.end()) unmodelled_.push_back(callee);
        type = p_.types[q.type].element;
        for (ir::ExprId a : s.args) {
            if (!p_.types.is_scalar(p_[a].type) || (options_.lean && q.modelled)) continue;
            const Value v = value(a);  // a run evaluates it, and follows pointers in it
            // The search lets a callee without a model change what its arguments reach.
            if (!q.modelled && model::pointee_of_argument(p_, a).valid()) note_store(model::kNoClass, v.from);
        }
    } else {
        const ir::TypeId pointer = p_[s.callee].type;
        type = p_.types[p_.types[pointer].element].element;
        const bool own = p_[top().proc].origin == ir::Origin::Driver;
        if (own && s.lhs.valid() && std::find(unknown_calls_.begin(), unknown_calls_.end(), s.span) == unknown_calls_.end()) unknown_calls_.push_back(s.span);
    }
    record(explore::WalkStep::Kind::Outside, true, 0, callee);
    record_reads();
    if (p_.types.is_scalar(type)) {
        const Value v = havoc_value(type);
        store_result(s, {v, {}}, type);
        if (s.lhs.valid()) record_write(v);
    } else if (s.lhs.valid()) {
        havoc(s.lhs);
    }
    ++top().pc;
}

bool Executor::apply_memo(const Stmt& s, std::int32_t activation, const std::vector<explore::Move>& arguments) {
    auto it = memos_.find(activation);
    if (!share_ || it == memos_.end() || it->second.base != top().end) return false;
    const Memo& m = it->second;
    for (const auto& [address, v] : m.reads) {
        if (!same(bound(memory_.read(address, v.bits / 8)), bound(v))) return false;
    }
    const ProcId callee = d_.activations[static_cast<std::size_t>(activation)].proc;
    record(explore::WalkStep::Kind::Repeated, true, 0, callee);
    memory_.clear_log();
    if (recording()) {
        explore::WalkStep& step = walk_.steps.back();
        step.moves = arguments;
        for (const auto& [address, v] : m.reads) step.reads.push_back({address, v.bits / 8});
        for (const auto& [address, v] : m.writes) step.moves.push_back({{address, v.bits / 8}, {}});
        step.frame = {top().end, frame_layout(callee).size};
    }
    for (const auto& [address, v] : m.writes) memory_.write(address, v);
    record_rule();
    memory_.clear_log();
    if (m.last_choice != m.first_choice) {
        PathInputs::Choice again;
        again.repeat = true;
        choices_.push_back(again);
    }
    store_result(s, m.result, p_.types[p_[callee].type].element);
    ++top().pc;
    return true;
}

void Executor::call(const Stmt& s, const Derivation::Step* step) {
    const ProcId callee = callee_of(s, step);
    if (!callee.valid() || !p_[callee].has_body) return external(s, callee);
    const std::int32_t activation = step != nullptr && step->choice != explore::kUnknownCallee ? step->activation : -1;
    const ir::Proc& q = p_[callee];
    const ir::ObjectLayout& layout = frame_layout(callee);
    std::vector<std::pair<std::uint64_t, Value>> values;
    std::vector<explore::Move> moves;
    const std::vector<explore::Bytes> looked_at = memory_.log();  // for the function to call
    const auto moved = [&](std::uint64_t at, std::uint64_t size) {
        moves.push_back({{at, size}, memory_.log()});
        memory_.clear_log();
    };
    memory_.clear_log();
    const std::uint64_t base = top().end;
    for (std::uint32_t i = 0; i < q.param_count && i < s.args.size(); ++i) {
        const std::uint64_t at = base + layout.objects[i].offset;
        const ir::TypeId type = q.locals[i].type;
        if (p_.types.is_scalar(type)) {
            if (options_.lean && m_.tracked(m_.classes().local(callee, i)) == model::kUntracked) continue;
            const Value v = value(s.args[i]);
            values.emplace_back(at, resize(c_, v, p_.types.bits_of(type), p_.types.is_signed(p_[s.args[i]].type)));
            moved(at, p_.types.size_of(type));
        } else if (ir::is_designator(p_[s.args[i]].kind)) {
            const Designator from = designate(s.args[i]);
            for (std::uint64_t b = 0; b < p_.types.size_of(type) && b < 4096; ++b) {
                values.emplace_back(at + b, memory_.read(from.address + b, 1).through(c_, from.from));
            }
            moved(at, p_.types.size_of(type));
        }
    }
    constexpr std::size_t kMostFrames = 20'000;
    if (frames_.size() > kMostFrames) throw Stop{Feasibility::Unknown, "the path nests too many calls"};
    // Arguments are part of the situation: they are compared as the memory that the callee reads.
    memory_.forget(base, base + layout.size);
    for (const auto& [at, v] : values) memory_.write(at, v);
    if (activation >= 0 && apply_memo(s, activation, moves)) return;
    record(explore::WalkStep::Kind::Call, activation >= 0, 0, callee);
    if (recording()) {
        walk_.steps.back().reads = looked_at;
        walk_.steps.back().moves = std::move(moves);
        walk_.steps.back().frame = {base, layout.size};
    }
    push(callee, activation);
    for (const auto& [at, v] : values) memory_.write(at, v);
    arguments_.emplace_back(std::move(values));
}

void Executor::leave(const Stmt* s) {
    const Frame f = top();
    const ir::TypeId type = p_.types[p_[f.proc].type].element;
    const Result result = result_of(s, f.proc);
    record(explore::WalkStep::Kind::Return, f.activation >= 0);
    if (s != nullptr && s->rhs.valid() && p_.types.is_scalar(type)) record_write(result.scalar);
    if (f.activation >= 0 && !d_.activations[static_cast<std::size_t>(f.activation)].returns) {
        throw Stop{Feasibility::Unknown, "the path returned before the violation"};
    }
    std::vector<explore::Bytes> read = memory_.log();  // for the result, not what is read for the memo
    if (share_) {
        Memo memo;
        CallRecord r = memory_.pop_record(f.base, f.end);
        if (f.activation >= 0 && r.usable && !memos_.contains(f.activation)) {
            memo.reads = r.reads;
            for (const auto& [at, v] : arguments_.back()) memo.reads.insert_or_assign(at, v);
            for (const auto& [at, size] : r.writes) memo.writes.emplace_back(at, memory_.read(at, size));
            memo.result = result;
            memo.base = f.base;
            memo.first_choice = f.first_choice;
            memo.last_choice = choices_.size();
            memos_.emplace(f.activation, std::move(memo));
        }
    }
    memory_.set_log(std::move(read));
    if (!arguments_.empty()) arguments_.pop_back();
    memory_.forget(f.base, f.end);
    frames_.pop_back();
    if (frames_.empty()) return;
    const Stmt& call = current();
    store_result(call, result, type);
    ++top().pc;
}

}  // namespace sdvlite::refine
