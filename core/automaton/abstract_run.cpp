// SPDX-License-Identifier: Apache-2.0
#include "core/automaton/abstract_run.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/automaton/print.hpp"

namespace sdvlite::automaton {
namespace {

/// Values that a run computes with: known, or whatever the program says.
using Value = std::optional<std::int64_t>;

class Runner {
public:
    Runner(const Automaton& rule, const Sequence& sequence, Seen* seen) : rule_(rule), sequence_(sequence), seen_(seen) {}

    /// One way: the first answers are given, the others are "yes".
    Way run(const Valuation& before, std::vector<Literal> given);

private:
    bool ask(const std::string& yes, const std::string& no);
    void watch();
    bool passes(const Guard& guard);
    bool applies(const EventBlock& block);
    void block(RStmtId body);
    void assign(const RStmt& s);
    Value value(RExprId id);
    Value arithmetic(const RExpr& e);
    Value compare(const RExpr& e);
    bool truth(RExprId id);
    bool decide(RExprId id);
    bool undecided(const RExpr& e, RExprId id);
    bool undecided_number(const RExpr& e, std::int64_t c);
    std::string text(RExprId id) const;
    bool taken() const { return way_.after.back() == 1; }

    const Automaton& rule_;
    const Sequence& sequence_;
    Seen* seen_;
    Way way_;
    /// What the answers so far say about numbers: at least, at most.
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> ranges_;
    std::vector<Literal> given_;
    std::size_t next_ = 0;
    bool ended_ = false;
};

Way Runner::run(const Valuation& before, std::vector<Literal> given) {
    way_ = {};
    way_.after = before;
    given_ = std::move(given);
    ranges_.clear();
    next_ = 0;
    ended_ = false;
    for (const std::int32_t b : sequence_) {
        if (ended_) break;
        if (b < 0) {
            watch();
            continue;
        }
        const EventBlock& block = rule_.blocks[static_cast<std::size_t>(b)];
        if (applies(block) && (!block.guard || passes(*block.guard))) this->block(block.body);
    }
    return std::move(way_);
}

/// The same question has the same answer within one event.
bool Runner::ask(const std::string& yes, const std::string& no) {
    for (const Literal& l : way_.when) {
        if (l.yes == yes) return l.truth;
    }
    const bool answer = next_ < given_.size() ? given_[next_].truth : true;
    ++next_;
    way_.when.push_back({yes, no, answer});
    return answer;
}

void Runner::watch() {
    if (taken()) return;
    const std::string v = text(rule_.watch->value);
    if (ask(v + " is the object", v + " is another")) way_.after.back() = 1;
}

bool Runner::passes(const Guard& guard) {
    if (!taken()) return false;
    const std::string v = text(guard.value);
    if (ask(v + " is the object", v + " is another")) return true;
    return guard.or_null && ask(v + " == 0", v + " != 0");
}

bool Runner::applies(const EventBlock& block) {
    if (block.select < 0) return true;
    const Select& s = rule_.selects[static_cast<std::size_t>(block.select)];
    const auto has = [&](const SelectCase& c) {
        return ask("the driver has " + c.name->name, "the driver has no " + c.name->name);
    };
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
        const SelectCase& c = s.cases[i];
        if (i == block.select_case && c.name) return has(c);
        const bool other = c.name && (!s.all || !s.cases[block.select_case].name);
        if (other && has(c)) return false;
    }
    return !s.cases[block.select_case].name;
}

// Recursion is bounded: the rule's reader refuses deep nesting.
void Runner::block(RStmtId id) {
    if (!id.valid() || ended_) return;
    const RStmt& s = rule_[id];
    const std::vector<RStmtId>* body = &s.then_body;
    switch (s.kind) {
        case RStmtKind::Block: break;
        case RStmtKind::If:
            if (!truth(s.expr)) body = &s.else_body;
            break;
        case RStmtKind::Assign: assign(s); return;
        case RStmtKind::Abort:
            way_.end = GraphEnd::Violation;
            way_.message = s.message;
            ended_ = true;
            return;
        case RStmtKind::Halt:
            way_.end = GraphEnd::Halted;
            ended_ = true;
            return;
    }
    for (const RStmtId child : *body) block(child);
}

void Runner::assign(const RStmt& s) {
    const StateVar& var = rule_.vars[s.var];
    const Value old = way_.after[s.var];
    Value v = value(s.expr);
    if (var.kind == VarKind::Pointer && v != 0) v.reset();
    if (v && var.counts) {
        const std::int64_t high = graph_bound(var), low = -high;
        // At the bound the value means "at least": a step inwards may leave it there.
        const bool from_bound = old && ((*old == high && *v < high) || (*old == low && *v > low));
        const std::string is = from_bound ? var.name + " was " : "";
        if (from_bound && !ask(is + std::to_string(*old), is + "beyond " + std::to_string(*old))) v = old;
        v = std::clamp(*v, low, high);
    }
    way_.after[s.var] = v;
}

/// Memory and arguments are unknown.
Value Runner::value(RExprId id) {
    const RExpr& e = rule_[id];
    switch (e.kind) {
        case RExprKind::Const: return e.value;
        case RExprKind::StateVar: return way_.after[e.index];
        case RExprKind::Binary:
            if (e.bin == RBinOp::And || e.bin == RBinOp::Or) return truth(id) ? 1 : 0;
            if (e.bin >= RBinOp::Eq) return compare(e);
            return arithmetic(e);
        case RExprKind::Unary: {
            if (e.un == RUnOp::Not) return truth(e.a) ? 0 : 1;
            const Value a = value(e.a);
            if (!a) return std::nullopt;
            const auto bits = static_cast<std::uint64_t>(*a);
            return static_cast<std::int64_t>(e.un == RUnOp::Neg ? 0 - bits : ~bits);
        }
        default: return std::nullopt;
    }
}

Value Runner::arithmetic(const RExpr& e) {
    const Value a = value(e.a), b = value(e.b);
    if (!a || !b) return std::nullopt;
    const auto x = static_cast<std::uint64_t>(*a), y = static_cast<std::uint64_t>(*b);
    switch (e.bin) {
        case RBinOp::Add: return static_cast<std::int64_t>(x + y);
        case RBinOp::Sub: return static_cast<std::int64_t>(x - y);
        case RBinOp::BitAnd: return static_cast<std::int64_t>(x & y);
        default: return static_cast<std::int64_t>(x | y);
    }
}

Value Runner::compare(const RExpr& e) {
    const Value a = value(e.a), b = value(e.b);
    if (!a || !b) return std::nullopt;
    switch (e.bin) {
        case RBinOp::Eq: return *a == *b;
        case RBinOp::Ne: return *a != *b;
        case RBinOp::Lt: return *a < *b;
        case RBinOp::Le: return *a <= *b;
        case RBinOp::Gt: return *a > *b;
        default: return *a >= *b;
    }
}

bool Runner::truth(RExprId id) {
    const bool holds = decide(id);
    if (seen_ != nullptr) seen_->truth[id.index()] |= holds ? kSeenTrue : kSeenFalse;
    return holds;
}

bool Runner::decide(RExprId id) {
    const RExpr& e = rule_[id];
    if (e.kind == RExprKind::Unary && e.un == RUnOp::Not) return !truth(e.a);
    if (e.kind == RExprKind::Binary && e.bin == RBinOp::And) return truth(e.a) && truth(e.b);
    if (e.kind == RExprKind::Binary && e.bin == RBinOp::Or) return truth(e.a) || truth(e.b);
    if (const Value v = value(id)) return *v != 0;
    return undecided(e, id);
}

/// Compared with a number: what earlier answers decide is not asked, `$3 == 2` after `$3 == 1` for instance.
bool Runner::undecided_number(const RExpr& e, std::int64_t c) {
    const std::string a = text(e.a), b = text(e.b);
    auto& [low, high] = ranges_.try_emplace(a, INT64_MIN, INT64_MAX).first->second;
    switch (e.bin) {
        case RBinOp::Eq:
        case RBinOp::Ne: {
            const bool equal = low <= c && c <= high && ((low == c && high == c) || ask(a + " == " + b, a + " != " + b));
            if (equal) low = high = c;
            return equal == (e.bin == RBinOp::Eq);
        }
        case RBinOp::Lt:
        case RBinOp::Ge: {
            const bool less = low < c && (high < c || ask(a + " < " + b, a + " >= " + b));
            (less ? high : low) = less ? std::min(high, c - 1) : std::max(low, c);
            return less == (e.bin == RBinOp::Lt);
        }
        default: {
            const bool most = low <= c && (high <= c || ask(a + " <= " + b, a + " > " + b));
            (most ? high : low) = most ? std::min(high, c) : std::max(low, c + 1);
            return most == (e.bin == RBinOp::Le);
        }
    }
}

bool Runner::undecided(const RExpr& e, RExprId id) {
    const std::string shown = text(id);
    if (e.kind != RExprKind::Binary || e.bin < RBinOp::Eq) return ask(shown, "!" + shown);
    // Larger ones may be meant as negative numbers: the program's types decide.
    const RExpr& right = rule_[e.b];
    const bool number = right.kind == RExprKind::Const && right.value == static_cast<std::int32_t>(right.value);
    if (number) return undecided_number(e, right.value);
    const std::string a = text(e.a), b = text(e.b);
    switch (e.bin) {
        case RBinOp::Ne: return !ask(a + " == " + b, a + " != " + b);
        case RBinOp::Ge: return !ask(a + " < " + b, a + " >= " + b);
        case RBinOp::Gt: return !ask(a + " <= " + b, a + " > " + b);
        case RBinOp::Lt: return ask(shown, a + " >= " + b);
        case RBinOp::Le: return ask(shown, a + " > " + b);
        default: return ask(shown, a + " != " + b);
    }
}

std::string Runner::text(RExprId id) const { return print(rule_, id); }

/// Combines conjunctions that differ in one answer until none does.
void absorb(std::vector<std::vector<Literal>>& any) {
    const auto key = [](const Literal& l) { return std::pair(l.yes, l.truth); };
    for (auto& all : any) {
        std::sort(all.begin(), all.end(), [&](const Literal& a, const Literal& b) { return key(a) < key(b); });
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < any.size() && !changed; ++i) {
            for (std::size_t j = i + 1; j < any.size() && !changed; ++j) {
                if (any[i].size() != any[j].size()) continue;
                std::size_t differ = any[i].size(), count = 0;
                for (std::size_t k = 0; k < any[i].size(); ++k) {
                    if (any[i][k] == any[j][k]) continue;
                    count += any[i][k].yes == any[j][k].yes ? 1 : 2;
                    differ = k;
                }
                if (count > 1) continue;
                if (count == 1) any[i].erase(any[i].begin() + static_cast<std::ptrdiff_t>(differ));
                any.erase(any.begin() + static_cast<std::ptrdiff_t>(j));
                changed = true;
            }
        }
    }
}

std::string condition(const std::vector<std::vector<Literal>>& any) {
    std::string out;
    for (const auto& all : any) {
        if (all.empty()) return {};
        std::string one;
        for (const Literal& l : all) one += (one.empty() ? "" : " && ") + (l.truth ? l.yes : l.no);
        out += (out.empty() ? "" : " || ") + one;
    }
    return out;
}

}  // namespace

std::vector<Way> run_event(const Automaton& rule, const Sequence& sequence, const Valuation& before, std::size_t limit,
                           bool& complete, Seen* seen) {
    Runner runner(rule, sequence, seen);
    std::vector<Way> out;
    std::vector<Literal> given;
    while (true) {
        out.push_back(runner.run(before, given));
        given = out.back().when;
        while (!given.empty() && !given.back().truth) given.pop_back();
        if (given.empty()) break;
        given.back().truth = false;
        if (out.size() == limit) {
            complete = false;
            break;
        }
    }
    return out;
}

std::vector<MergedWay> merge(std::vector<Way> ways) {
    std::vector<MergedWay> out;
    std::vector<std::vector<std::vector<Literal>>> conditions;
    for (Way& w : ways) {
        std::size_t i = 0;
        for (; i < out.size(); ++i) {
            const Way& o = out[i].way;
            const bool same = o.end == w.end && o.message == w.message;
            if (same && (w.end != GraphEnd::State || o.after == w.after)) break;
        }
        if (i == out.size()) {
            conditions.emplace_back();
            out.push_back({w, {}});
        }
        conditions[i].push_back(std::move(w.when));
    }
    constexpr std::size_t kShown = 24;  // more conditions than anybody reads
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t count = conditions[i].size();
        if (count <= kShown) absorb(conditions[i]);
        out[i].condition = count <= kShown ? condition(conditions[i]) : "any of " + std::to_string(count) + " conditions";
    }
    return out;
}

}  // namespace sdvlite::automaton
