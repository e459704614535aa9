// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/code.hpp"

#include <utility>

namespace sdvlite::frontend::c {

using ir::kNoStmt;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

Label Code::label() {
    places_.push_back(kNoStmt);
    return static_cast<Label>(places_.size() - 1);
}

void Code::place(Label l) {
    places_[l] = static_cast<StmtIndex>(body_.size());
    last_place_ = body_.size();
}

Stmt& Code::emit(StmtKind kind, const base::Span& span) {
    Stmt& s = body_.emplace_back();
    s.kind = kind;
    s.span = span;
    return s;
}

void Code::jump(Label to) { emit(StmtKind::Goto, {}).targets.push_back(to); }

namespace {

template <class Function> void each_target(Stmt& s, Function f) {
    for (StmtIndex& t : s.targets) f(t);
    for (ir::SwitchCase& c : s.cases) f(c.target);
    if (s.unwind != kNoStmt) f(s.unwind);
}

bool falls_through(StmtKind kind) {
    switch (kind) {
    case StmtKind::Nop:
    case StmtKind::Assign:
    case StmtKind::Call:
    case StmtKind::Havoc:
    case StmtKind::Assume:
    case StmtKind::Alloc:
    case StmtKind::Invoke: return true;
    default: return false;
    }
}

bool made_up(const Stmt& s) { return s.kind == StmtKind::Goto && !s.span.known(); }

} // namespace

bool Code::comes_here() const { return body_.empty() || falls_through(body_.back().kind) || last_place_ == body_.size(); }

void Code::resolve(Stmt& s) {
    const auto lost = static_cast<StmtIndex>(body_.size() - 1);
    each_target(s, [&](StmtIndex& t) { t = places_[t] == kNoStmt ? lost : places_[t]; });
}

void Code::thread(Stmt& s) const {
    each_target(s, [&](StmtIndex& t) {
        for (std::size_t steps = 0; made_up(body_[t]) && steps < 64; ++steps) t = body_[t].targets[0];
    });
}

std::vector<bool> Code::reachable() const {
    std::vector<bool> seen(body_.size(), false);
    std::vector<StmtIndex> todo{0};
    while (!todo.empty()) {
        const StmtIndex i = todo.back();
        todo.pop_back();
        if (seen[i]) continue;
        seen[i] = true;
        // What stands behind a hole never runs. It is kept, for what it registers and calls is the driver's.
        const bool behind_hole = body_[i].kind == StmtKind::Hole && i + 2 < body_.size();
        if (falls_through(body_[i].kind) || behind_hole) todo.push_back(i + 1);
        each_target(const_cast<Stmt&>(body_[i]), [&](StmtIndex& t) { todo.push_back(t); });
    }
    return seen;
}

std::vector<Stmt> Code::finish(const std::string& lost) {
    // Also what a label at the very end stands for, and where a body would run out.
    emit(StmtKind::Hole, {}).text = lost;
    for (Stmt& s : body_) resolve(s);
    for (Stmt& s : body_) thread(s);

    std::vector<bool> keep = reachable();
    const std::size_t n = body_.size();
    // next[i]: the first kept statement from i on. A made-up jump to the next statement goes.
    std::vector<StmtIndex> next(n + 1, static_cast<StmtIndex>(n));
    for (std::size_t i = n; i-- > 0;) {
        if (keep[i] && made_up(body_[i]) && body_[i].targets[0] > i && next[body_[i].targets[0]] == next[i + 1]) {
            keep[i] = false;
        }
        next[i] = keep[i] ? static_cast<StmtIndex>(i) : next[i + 1];
    }
    std::vector<StmtIndex> number(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) number[i + 1] = number[i] + (keep[i] ? 1 : 0);

    std::vector<Stmt> out;
    out.reserve(number[n]);
    for (std::size_t i = 0; i < n; ++i) {
        if (!keep[i]) continue;
        each_target(body_[i], [&](StmtIndex& t) { t = number[next[t]]; });
        out.push_back(std::move(body_[i]));
    }
    return out;
}

} // namespace sdvlite::frontend::c
