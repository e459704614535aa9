// SPDX-License-Identifier: Apache-2.0
// Small constant tables with a computed index. A load from one at an index that is not known would be
// anything; so the state is split by the index before the statement that looks there: what else is loaded
// by the same index afterwards comes from the same row. A local array is a table where the procedure writes
// nothing there but constants, at constant indices, as a declaration with an initialiser does.
#include "core/explore/machine.hpp"
#include "core/ir/each_expr.hpp"

namespace sdvlite::explore {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::StmtIndex;

namespace {

/// Rows of a table, and states of one statement, up to which a state is split.
constexpr std::uint64_t kMostRows = 40;
constexpr std::size_t kMostStates = 64;

std::uint64_t place_of(ProcId proc, StmtIndex stmt) { return std::uint64_t{proc.value} << 32 | stmt; }

/// Of an index that is computed into an array of few rows, the variable; invalid for every other expression.
ExprId indexed(const ir::Program& p, ExprId id) {
    if (p[id].kind != ExprKind::Index || p[p[id].b].kind == ExprKind::Const) return {};
    const std::uint64_t rows = p.types[p[p[id].a].type].count;
    if (rows == 0 || rows > kMostRows) return {};
    while (p[id].kind == ExprKind::Field || p[id].kind == ExprKind::Index) id = p[id].a;
    return id;
}

bool is_constant(const ir::Program& p, ExprId value) {
    const Expr& e = p[ir::without_casts(p, value)];
    return e.kind == ExprKind::Const || e.kind == ExprKind::FuncAddr || (e.kind == ExprKind::Global && p[e.global].is_const);
}

/// Whether a part of a local that is always the same is set to what is always the same.
bool sets_row(const ir::Program& p, const ir::Stmt& s) {
    if (s.kind != ir::StmtKind::Assign || !is_constant(p, s.rhs)) return false;
    ExprId at = s.lhs;
    for (; p[at].kind == ExprKind::Field || p[at].kind == ExprKind::Index; at = p[at].a) {
        if (p[at].kind == ExprKind::Index && p[p[at].b].kind != ExprKind::Const) return false;
    }
    return p[at].kind == ExprKind::Local;
}

/// Which locals are no tables: what is written there is no constant, or not always to the same place, or their addresses are taken.
std::vector<bool> changing_locals(const ir::Program& p, const ir::Proc& q) {
    std::vector<bool> out(q.locals.size(), false);
    struct Use { ExprId id; bool as_value; };
    std::vector<Use> todo;
    for (const ir::Stmt& s : q.body) {
        if (sets_row(p, s)) continue;
        for (const ExprId id : ir::expressions_of(s)) todo.push_back({id, id != s.lhs});
        while (!todo.empty()) {
            const auto [id, as_value] = todo.back();
            todo.pop_back();
            if (!id.valid()) continue;
            const Expr& e = p[id];
            ExprId at = id;
            for (; p[at].kind == ExprKind::Field || p[at].kind == ExprKind::Index; at = p[at].a) {
                if (p[at].kind == ExprKind::Index) todo.push_back({p[at].b, true});
            }
            if (p[at].kind == ExprKind::Local) {
                const bool scalar = p.types.is_scalar(e.type);
                if (!as_value || !scalar) out[p[at].index] = true;
            } else if (at != id) {
                todo.push_back({at, true});
            } else {
                todo.push_back({e.a, e.kind != ExprKind::AddrOf});
                todo.push_back({e.b, true});
            }
        }
    }
    return out;
}

}  // namespace

/// Which statements look into such tables, and where in them.
void Machine::find_tables() {
    tables_known_ = true;
    std::vector<ExprId> indexes(p_.exprs.size());
    bool any = false;
    for (std::size_t i = 0; i < indexes.size(); ++i) {
        const ExprId v = indexed(p_, ExprId(i));
        const bool local = v.valid() && p_[v].kind == ExprKind::Local;
        if (!local && !(v.valid() && p_[v].kind == ExprKind::Global && p_[p_[v].global].is_const && !p_[p_[v].global].is_extern)) continue;
        indexes[i] = v;
        any = true;
    }
    /// `read`: not only its address is taken, which may be that of a place behind the last row.
    struct Part {
        ExprId id;
        bool always = true, read = true;
    };
    std::vector<Part> todo;
    for (std::size_t i = 0; any && i < p_.procs.size(); ++i) {
        const std::vector<ir::Stmt>& body = p_.procs[i].body;
        std::optional<std::vector<bool>> changing;
        const auto is_table = [&](ExprId v) {
            if (!v.valid() || p_[v].kind == ExprKind::Global) return v.valid();
            if (!changing) changing = changing_locals(p_, p_.procs[i]);
            return !(*changing)[p_[v].index];
        };
        for (StmtIndex at = 0; at < body.size(); ++at) {
            for (ExprId id : body[at].args) todo.push_back({id, true, true});
            for (ExprId id : {body[at].lhs, body[at].rhs, body[at].callee}) todo.push_back({id, true, true});
            while (!todo.empty()) {
                const auto [id, always, read] = todo.back();
                todo.pop_back();
                if (!id.valid()) continue;
                const Expr& e = p_[id];
                if (is_table(indexes[id.index()])) table_uses_[place_of(ProcId(i), at)].push_back({id, always && read});
                const bool short_cut = e.kind == ExprKind::Binary && (e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr);
                const bool part = e.kind == ExprKind::Index || e.kind == ExprKind::Field;
                todo.push_back({e.a, always, e.kind == ExprKind::AddrOf ? false : part ? read : true});
                todo.push_back({e.b, always && !short_cut, true});
            }
        }
    }
}

bool Machine::looks_into_table(ProcId proc, StmtIndex stmt) {
    if (!tables_known_) find_tables();
    return !table_uses_.empty() && table_uses_.contains(place_of(proc, stmt));
}

/// The state for each row that the index may name. What is read in any case is read from a row, or the run has come to an
/// end; what a part of the statement reads that may not be reached, or within a row, may lie outside.
void Machine::split_table(const State& s, ProcId proc, const TableUse& use, std::vector<State>& out) {
    const Expr& e = p_[use.index];
    const std::uint64_t rows = p_.types[p_[e.a].type].count;
    State seen = s;
    bool ok = true;
    const bool outer = pure_;
    pure_ = true;
    const TermId index = eval(seen, proc, e.b, ok);
    pure_ = outer;
    const Range r = range(s, index);
    if (terms.is_top(index) || r.is_constant()) {
        out.push_back(s);
        return;
    }
    const unsigned bits = terms[index].bits;
    for (std::uint64_t row = r.umin; row < rows && row <= r.umax; ++row) {
        State way = s;
        if (assume(way, terms.binary(BinOp::Eq, false, index, terms.constant(bits, row)), true)) out.push_back(std::move(way));
    }
    const bool variable = p_[e.a].kind == ExprKind::Global || p_[e.a].kind == ExprKind::Local;
    if ((use.always && variable) || r.umax < rows) return;
    State rest = s;
    if (assume(rest, terms.binary(BinOp::Ge, false, index, terms.constant(bits, rows)), true)) out.push_back(std::move(rest));
}

std::vector<State> Machine::by_rows(State s, ProcId proc, StmtIndex stmt) {
    std::vector<State> out;
    out.push_back(std::move(s));
    for (const TableUse& use : table_uses_.at(place_of(proc, stmt))) {
        std::vector<State> next;
        for (const State& one : out) split_table(one, proc, use, next);
        if (next.size() > kMostStates) return out;
        out = std::move(next);
    }
    return out;
}

}  // namespace sdvlite::explore
