// SPDX-License-Identifier: Apache-2.0
// What follows from the states that a rule can reach: states without an end, conditions that always have one value. A
// rule with more states than a graph may have is not looked at.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/automaton/graph.hpp"
#include "core/automaton/print.hpp"
#include "rules/lint/lint.hpp"
#include "rules/lint/walk.hpp"

namespace sdvlite::rules {
namespace {

using automaton::Automaton;
using automaton::Graph;
using automaton::GraphEnd;
using automaton::GraphTransition;
using automaton::RBinOp;
using automaton::RExpr;
using automaton::RExprId;
using automaton::RExprKind;
using automaton::RStmt;
using automaton::RStmtKind;
using automaton::StateVar;
using automaton::VarKind;

class Flow {
  public:
    Flow(const Automaton& rule, base::DiagSink& diags) : rule_(rule), diags_(diags) {}

    void run() {
        graph_ = automaton::build_graph(rule_, {}, &seen_);
        if (!graph_.complete) return;
        for (std::uint32_t v = 0; v < rule_.vars.size(); ++v) {
            if (rule_.vars[v].kind == VarKind::Enum) states_of(v);
        }
        for (const automaton::EventBlock& b : rule_.blocks) block(b);
    }

  private:
    void states_of(std::uint32_t v);
    std::vector<bool> hopeless() const;
    bool is_left(std::uint32_t v, std::int64_t value) const;
    void block(const automaton::EventBlock& b);
    void condition(RExprId id);
    bool explained(RExprId id) const;
    bool is_logic(RExprId id) const {
        const RExpr& e = rule_[id];
        return e.kind == RExprKind::Binary && (e.bin == RBinOp::And || e.bin == RBinOp::Or);
    }
    bool has(std::uint32_t state, std::uint32_t v, std::int64_t value) const {
        const automaton::GraphValue& known = graph_.states[state].valuations.front()[v];
        return !known || *known == value;
    }

    const Automaton& rule_;
    base::DiagSink& diags_;
    Graph graph_;
    automaton::Seen seen_;
    std::set<std::pair<std::uint32_t, std::int64_t>> unreached_;
};

// The states from which no way leads to a violation.
std::vector<bool> Flow::hopeless() const {
    std::vector<bool> out(graph_.states.size(), true);
    for (bool changed = true; changed;) {
        changed = false;
        for (const GraphTransition& t : graph_.transitions) {
            const bool leads = t.end == GraphEnd::Violation || (t.end == GraphEnd::State && !out[t.to]);
            if (!leads || !out[t.from]) continue;
            out[t.from] = false;
            changed = true;
        }
    }
    return out;
}

bool Flow::is_left(std::uint32_t v, std::int64_t value) const {
    return std::any_of(graph_.transitions.begin(), graph_.transitions.end(), [&](const GraphTransition& t) {
        return has(t.from, v, value) && (t.end == GraphEnd::Halted || (t.end == GraphEnd::State && !has(t.to, v, value)));
    });
}

void Flow::states_of(std::uint32_t v) {
    const StateVar& var = rule_.vars[v];
    const std::vector<bool> none = hopeless();
    for (std::size_t i = 0; i < var.enumerators.size(); ++i) {
        const auto value = static_cast<std::int64_t>(i);
        bool reached = false, ends = true;
        for (std::uint32_t s = 0; s < graph_.states.size(); ++s) {
            if (!has(s, v, value)) continue;
            reached = true;
            ends = ends && none[s];
        }
        const base::Span at = i < var.enumerator_spans.size() ? var.enumerator_spans[i] : var.span;
        const std::string state = "'" + var.enumerators[i] + "' of '" + var.name + "'";
        if (!reached) {
            unreached_.emplace(v, value);
            if (is_set(rule_, v, value)) {
                diags_.warning(at, "the state " + state + " is never reached: what sets it never runs");
            }
        } else if (ends && !none[0] && !is_left(v, value)) {
            diags_.warning(at, "the state " + state + " is never left, and nothing in it breaks the rule",
                           "leave it at an event, or 'halt;' instead of going there");
        }
    }
}

// Whether another warning says already why it has one value: constants, variables that nothing sets, states that
// nothing reaches, twice the same.
bool Flow::explained(RExprId id) const {
    const RExpr& e = rule_[id];
    if (e.kind == RExprKind::Const) return true;
    bool variables = false, set = false, compares_unreached = false;
    for_each_expr(rule_, id, [&](const RExpr& x) {
        if (x.kind == RExprKind::StateVar) {
            variables = true;
            set = set || is_set(rule_, x.index);
        }
        if (x.kind == RExprKind::Binary && rule_[x.a].kind == RExprKind::StateVar && rule_[x.b].kind == RExprKind::Const) {
            compares_unreached = compares_unreached || unreached_.contains({rule_[x.a].index, rule_[x.b].value});
        }
    });
    const bool same_sides = e.kind == RExprKind::Binary && print(rule_, e.a) == print(rule_, e.b);
    return (variables && !set) || compares_unreached || same_sides;
}

// Parts of a condition are looked at first: the whole follows from them.
void Flow::condition(RExprId id) {
    const RExpr& e = rule_[id];
    if (e.kind == RExprKind::Unary && e.un == automaton::RUnOp::Not) return condition(e.a);
    if (is_logic(id)) {
        condition(e.a);
        condition(e.b);
        return;
    }
    const auto truth = seen_.truth[id.index()];
    if ((truth != automaton::kSeenFalse && truth != automaton::kSeenTrue) || explained(id)) return;
    diags_.warning(e.span, "'" + print(rule_, id) + "' is always " + (truth == automaton::kSeenTrue ? "true" : "false") + " here");
}

void Flow::block(const automaton::EventBlock& b) {
    for_each_stmt(rule_, b.body, [&](const RStmt& s) {
        if (s.kind == RStmtKind::If) condition(s.expr);
    });
}

} // namespace

void lint_flow(const Automaton& rule, base::DiagSink& diags) { Flow(rule, diags).run(); }

} // namespace sdvlite::rules
