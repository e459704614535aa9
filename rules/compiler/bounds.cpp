// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/bounds.hpp"

#include <algorithm>
#include <vector>

namespace sdvlite::rules {
namespace {

using automaton::Automaton;
using automaton::RBinOp;
using automaton::RExpr;
using automaton::RExprId;
using automaton::RExprKind;
using automaton::RStmt;
using automaton::RStmtKind;
using automaton::VarKind;

// Beyond all values of an int.
constexpr std::int64_t kExact = std::int64_t{1} << 32;

// What one expression mentions.
struct Mentions {
    std::vector<std::uint32_t> vars;
    std::int64_t largest = 0;
    bool arithmetic = false;
};

bool is_arithmetic(const RExpr& e) {
    return e.kind == RExprKind::Binary && (e.bin == RBinOp::Add || e.bin == RBinOp::Sub);
}

std::int64_t magnitude(std::int64_t v) { return std::min(kExact, v < 0 ? -std::max(v, -kExact) : v); }

Mentions mentions(const Automaton& a, RExprId root) {
    Mentions m;
    std::vector<RExprId> todo = {root};
    while (!todo.empty()) {
        const RExpr& e = a[todo.back()];
        todo.pop_back();
        if (e.kind == RExprKind::StateVar && a.vars[e.index].kind == VarKind::Int) m.vars.push_back(e.index);
        if (e.kind == RExprKind::Const) m.largest = std::max(m.largest, magnitude(e.value));
        m.arithmetic = m.arithmetic || is_arithmetic(e);
        if (e.a) todo.push_back(e.a);
        if (e.b) todo.push_back(e.b);
    }
    return m;
}

class Bounds {
  public:
    explicit Bounds(const Automaton& a) : largest_(a.vars.size()), group_(a.vars.size()), counts_(a.vars.size()) {
        for (std::size_t i = 0; i < group_.size(); ++i) {
            group_[i] = i;
            largest_[i] = magnitude(a.vars[i].init);
        }
    }

    // The variables and constants of `m` meet in one comparison or assignment.
    void meet(const Mentions& m) {
        for (const std::uint32_t v : m.vars) {
            const std::size_t from = group_[v], to = group_[m.vars[0]];
            for (std::size_t& g : group_) {
                if (g == from) g = to;
            }
            largest_[v] = std::max(largest_[v], m.largest);
        }
    }
    void counts(std::uint32_t var) { counts_[var] = true; }

    void set(std::size_t var, automaton::StateVar& v, std::int64_t min_bound) const {
        for (std::size_t i = 0; i < group_.size(); ++i) {
            if (group_[i] != group_[var]) continue;
            v.compared = std::max(v.compared, largest_[i]);
            v.counts = v.counts || counts_[i];
        }
        v.bound = v.counts ? std::max(min_bound, v.compared + 2) : kExact;
    }

  private:
    std::vector<std::int64_t> largest_;
    std::vector<std::size_t> group_;
    std::vector<bool> counts_;
};

bool is_comparison(const RExpr& e) { return e.kind == RExprKind::Binary && e.bin >= RBinOp::Eq && e.bin <= RBinOp::Ge; }

} // namespace

void set_bounds(Automaton& a, std::int64_t min_bound) {
    Bounds bounds(a);
    for (std::size_t i = 0; i < a.exprs.size(); ++i) {
        if (is_comparison(a.exprs[i])) bounds.meet(mentions(a, RExprId(i)));
    }
    for (const RStmt& s : a.stmts) {
        if (s.kind != RStmtKind::Assign || a.vars[s.var].kind != VarKind::Int) continue;
        Mentions m = mentions(a, s.expr);
        if (m.arithmetic) {
            bounds.counts(s.var);
            m.largest = 0; // the step of a counter is not a value that it is told apart by
        }
        m.vars.push_back(s.var);
        bounds.meet(m);
    }
    for (std::size_t i = 0; i < a.vars.size(); ++i) {
        if (a.vars[i].kind == VarKind::Int) bounds.set(i, a.vars[i], min_bound);
    }
}

} // namespace sdvlite::rules
