// SPDX-License-Identifier: Apache-2.0
#include "core/model/ddi_calls.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/ir/body_editor.hpp"
#include "core/ir/each_expr.hpp"
#include "core/ir/unwritten.hpp"
#include "core/model/flows.hpp"
#include "core/model/own_fields.hpp"
#include "core/model/reach.hpp"

namespace sdvlite::model {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// For each call, by procedure and statement, the DDIs that it may reach.
using Reached = std::map<std::pair<ProcId, StmtIndex>, std::vector<ProcId>>;
using Fields = std::map<FieldOf, std::vector<ProcId>>;

Reached by_type(const ir::Program& p) {
    Reached out;
    std::vector<ProcId> known;  // functions of which somebody has a pointer
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        if (p.procs[i].address_taken) known.push_back(ProcId(i));
    }
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        if (p.procs[i].origin != ir::Origin::Driver) continue;
        const std::vector<Stmt>& body = p.procs[i].body;
        for (StmtIndex s = 0; s < body.size(); ++s) {
            if (body[s].kind != StmtKind::Call || !body[s].callee.valid()) continue;
            for (const ProcId q : known) {
                if (fits_ddi(p, body[s].callee, q)) out[{ProcId(i), s}].push_back(q);
            }
        }
    }
    return out;
}

/// Only those whose address comes there. Where code or an initialiser was lost nobody knows what comes there.
void keep_flows(const ir::Program& p, Reached& reached) {
    if (reached.empty() || !ir::is_complete(p)) return;
    Woven plain;
    plain.program = p;
    for (const ir::Proc& q : p.procs) plain.info.emplace_back(q.body.size());
    const Classes classes(plain.program);
    Flows flows(plain, classes);
    for (auto& [at, ddis] : reached) {
        const ExprId callee = p[at.first].body[at.second].callee;
        std::erase_if(ddis, [&, proc = at.first](ProcId q) { return !flows.may_call(proc, callee, q); });
    }
    std::erase_if(reached, [](const auto& call) { return call.second.empty(); });
}

class Rewriter {
public:
    Rewriter(ir::Program& program, ProcId id, const Reached& reached, const Fields& fields)
        : p_(program), make_(program), id_(id), reached_(reached), fields_(fields), editor_(program[id].body.size()) {}

    void run() {
        const std::vector<Stmt> old = std::move(p_[id_].body);
        for (StmtIndex i = 0; i < old.size(); ++i) {
            editor_.at(i);
            const auto it = reached_.find({id_, i});
            if (it == reached_.end()) {
                editor_.emit(old[i]);
            } else {
                decide(old[i], it->second);
            }
        }
        p_[id_].body = editor_.finish();
    }

private:
    void jump(StmtIndex to, const Stmt& from) {
        Stmt s;
        s.kind = StmtKind::Goto;
        s.span = from.span;
        s.targets = {to};
        editor_.emit(std::move(s));
    }

    void decide(const Stmt& call, const std::vector<ProcId>& ddis) {
        const StmtIndex end = editor_.fresh_label();
        for (const ProcId q : ddis) {
            const StmtIndex yes = editor_.fresh_label(), no = editor_.fresh_label();
            Stmt is;
            is.kind = StmtKind::Branch;
            is.span = call.span;
            is.rhs = make_.binary(ir::BinOp::Eq, call.callee, make_.cast(p_[call.callee].type, make_.func_addr(q)));
            is.targets = {yes, no};
            editor_.emit(std::move(is));
            editor_.place(yes);
            keep_to_tables(call, q);
            direct(call, q);
            jump(end, call);
            editor_.place(no);
        }
        editor_.emit(call);
        editor_.place(end);
    }

    /// Where the pointer lies in one of the driver's tables (own_fields.hpp), it is one of those that have the DDI.
    void keep_to_tables(const Stmt& call, ProcId ddi) {
        const ExprId at = ir::without_casts(p_, call.callee);
        const ExprId table = table_of_call(p_, call.callee);
        if (!table.valid() || !fields_.contains({p_.types[p_[p_[at].a].type].record, p_[at].index})) return;
        ExprId one;
        for (const auto& [g, function] : tables_of_call(p_, call.callee)) {
            if (function != ddi) continue;
            const ExprId here = make_.binary(ir::BinOp::Eq, table, make_.cast(p_[table].type, make_.addr_of(make_.global(g))));
            one = one.valid() ? make_.binary(ir::BinOp::LogOr, one, here) : here;
        }
        if (!one.valid()) return;
        Stmt is;
        is.kind = StmtKind::Assume;
        is.span = call.span;
        is.rhs = one;
        editor_.emit(std::move(is));
    }

    /// Arguments and result are converted as the call itself would.
    void direct(Stmt call, ProcId ddi) {
        const ir::Type type = p_.types[p_[ddi].type];
        call.callee = {};
        call.proc = ddi;
        for (std::size_t i = 0; i < type.params.size(); ++i) {
            if (p_[call.args[i]].type != type.params[i]) call.args[i] = make_.cast(type.params[i], call.args[i]);
        }
        const ExprId wanted = call.lhs;
        const bool converted = wanted.valid() && p_[wanted].type != type.element;
        const base::Span span = call.span;
        if (converted) call.lhs = fresh(type.element, span);
        const ExprId result = call.lhs;
        editor_.emit(std::move(call));
        if (!converted) return;
        Stmt store;
        store.kind = StmtKind::Assign;
        store.span = span;
        store.lhs = wanted;
        store.rhs = make_.cast(p_[wanted].type, result);
        editor_.emit(std::move(store));
    }

    ExprId fresh(ir::TypeId type, base::Span span) {
        ir::Proc& proc = p_[id_];
        proc.locals.push_back({"$result" + std::to_string(proc.locals.size()), type, span});
        return make_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
    }

    ir::Program& p_;
    ir::ExprBuilder make_;
    ProcId id_;
    const Reached& reached_;
    const Fields& fields_;
    ir::BodyEditor editor_;
};

}  // namespace

bool make_ddi_calls_direct(ir::Program& program) {
    Reached reached = by_type(program);
    keep_flows(program, reached);
    if (reached.empty()) return false;
    const Fields fields = own_fields(program);
    ProcId last;
    for (const auto& [at, ddis] : reached) {
        if (at.first != last) Rewriter(program, at.first, reached, fields).run();
        last = at.first;
    }
    return true;
}

bool is_made_direct(const ir::Program& p, const ir::Proc& proc, const Stmt& s) {
    if (s.kind != StmtKind::Branch || p[s.rhs].kind != ir::ExprKind::Binary || p[s.rhs].bin != ir::BinOp::Eq) return false;
    const ir::Expr& is = p[ir::without_casts(p, p[s.rhs].b)];
    return is.kind == ir::ExprKind::FuncAddr && std::any_of(proc.body.begin(), proc.body.end(), [&](const Stmt& call) {
        return call.kind == StmtKind::Call && call.proc == is.proc && call.span == s.span;
    });
}

}  // namespace sdvlite::model
