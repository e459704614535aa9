// SPDX-License-Identifier: Apache-2.0
// The path encoder's record of what it executed, with the values that the solver found.
#include "core/ir/print.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using explore::WalkStep;

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

void Executor::record_rule() {
    if (walk_.dropped != 0 || pending_.empty()) return;
    std::vector<Value>& out = pending_.back().rule;
    out.clear();
    auto read = [&](ir::GlobalId g) {
        const unsigned size = static_cast<unsigned>(p_.types.size_of(p_[g].type));
        out.push_back(memory_.read(kRuleGlobals + 16 * std::uint64_t{g.value}, size, false));
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
        for (const Value& v : pending_[i].rule) {
            bool known = false;
            s.rule.push_back(number(v, known));
        }
    }
    if (model != nullptr) {
        for (const Input& in : inputs_) {
            std::uint64_t n = 0;
            const std::string name = name_of(in.address, in.size);
            if (in.pointer || name.empty() || !model->eval(in.variable, false).is_numeral_u64(n)) continue;
            walk_.initial.push_back({name, n, in.size * 8});
        }
    }
    out = std::move(walk_);
}

}  // namespace sdvlite::refine
