// SPDX-License-Identifier: Apache-2.0
#include "core/model/kept.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

class Kept {
public:
    explicit Kept(const Woven& woven) : w_(woven), p_(woven.program), globals_(p_.globals.size(), false) {
        for (const ir::Proc& q : p_.procs) locals_.emplace_back(q.locals.size(), false);
    }

    std::vector<bool> run() {
        for (const ir::Global& g : p_.globals) {
            for (const ir::InitItem& item : g.init) mark(ProcId(), item.value);
        }
        do {
            changed_ = false;
            for (std::size_t i = 0; i < p_.procs.size(); ++i) visit(ProcId(i));
        } while (changed_);
        return globals_;
    }

private:
    void set(std::vector<bool>& in, std::size_t at) {
        changed_ = changed_ || !in[at];
        in[at] = true;
    }

    void visit(ProcId proc) {
        const std::vector<Stmt>& body = p_[proc].body;
        for (StmtIndex i = 0; i < body.size(); ++i) {
            const StmtInfo& info = w_.info[proc.index()][i];
            if (info.rule && !(info.copy && keeps_copy(proc, body[i]))) continue;
            if (body[i].kind == StmtKind::Call) {
                call(proc, body[i]);
            } else if (body[i].kind != StmtKind::Branch && body[i].kind != StmtKind::Switch && body[i].kind != StmtKind::Assume) {
                mark(proc, body[i].rhs);
            }
        }
    }

    /// The copy of an argument that weaving made is kept when it is kept where it is passed on to.
    bool keeps_copy(ProcId proc, const Stmt& s) const {
        const Expr& to = p_[s.lhs];
        const bool temporary = to.kind == ExprKind::Local && p_[proc].locals[to.index].name.starts_with("$arg");
        return !temporary || locals_[proc.index()][to.index];
    }

    void call(ProcId proc, const Stmt& s) {
        for (std::size_t i = 0; i < s.args.size(); ++i) {
            bool kept = true;  // an unknown function, or one without a model, may keep anything
            if (s.proc.valid() && p_[s.proc].has_body) {
                kept = i >= p_[s.proc].param_count || locals_[s.proc.index()][i];
            } else if (s.proc.valid()) {
                kept = !p_[s.proc].modelled;
            }
            if (kept) mark(proc, s.args[i]);
        }
    }

    /// The addresses and pointers that a value carries on. What is read through a pointer does not carry the pointer, nor
    /// does what a comparison says.
    void mark(ProcId proc, ExprId root) {
        std::vector<ExprId> todo{root};
        while (!todo.empty()) {
            const ExprId id = todo.back();
            todo.pop_back();
            if (!id.valid()) continue;
            const Expr& e = p_[id];
            if (e.kind == ExprKind::AddrOf) {
                address(proc, e.a, todo);
            } else if (ir::is_designator(e.kind)) {
                if (p_.types[e.type].kind == ir::TypeKind::Array) address(proc, id, todo);
                if (e.kind == ExprKind::Local) set(locals_[proc.index()], e.index);
            } else if (e.kind != ExprKind::Binary || !ir::is_comparison(e.bin)) {
                todo.push_back(e.a);
                todo.push_back(e.b);
            }
        }
    }

    void address(ProcId proc, ExprId designator, std::vector<ExprId>& todo) {
        while (p_[designator].kind == ExprKind::Field || p_[designator].kind == ExprKind::Index) designator = p_[designator].a;
        const Expr& e = p_[designator];
        if (e.kind == ExprKind::Global) set(globals_, e.global.index());
        if (e.kind == ExprKind::Local) set(locals_[proc.index()], e.index);
        if (e.kind == ExprKind::Deref) todo.push_back(e.a);
    }

    const Woven& w_;
    const ir::Program& p_;
    std::vector<bool> globals_;
    std::vector<std::vector<bool>> locals_;
    bool changed_ = false;
};

}  // namespace

std::vector<bool> private_globals(const Woven& woven) {
    const ir::Program& p = woven.program;
    const std::vector<bool> kept = Kept(woven).run();
    std::vector<bool> out(p.globals.size(), false);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const ir::Global& g = p.globals[i];
        out[i] = g.origin == ir::Origin::Driver && !g.is_extern && p.types.is_integer(g.type) && !kept[i];
    }
    return out;
}

}  // namespace sdvlite::model
