// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/features.hpp"

#include <vector>

namespace sdvlite::oracle {

namespace {

using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::StmtKind;

class Reader {
public:
    explicit Reader(const ir::Program& program) : p_(program) {}

    std::set<std::string> read(ProcId entry) {
        const std::set<ProcId> all = reachable(entry, true);
        for (const ProcId proc : all) {
            if (p_[proc].origin != ir::Origin::Driver) continue;
            if (reachable(proc, false).contains(proc)) out_.insert("recursion");
            for (ir::StmtIndex i = 0; i < p_[proc].body.size(); ++i) statement(p_[proc].body[i], i);
        }
        // Raised by the driver; the harness handles it if nobody else does.
        if (raises_) out_.insert("SEH");
        return out_;
    }

private:
    /// Through a pointer any function is called whose address the driver takes.
    std::vector<ProcId> callees(const ir::Stmt& s) const {
        std::vector<ProcId> out;
        if (s.kind != StmtKind::Call) return out;
        if (s.proc.valid()) return {s.proc};
        for (std::size_t i = 0; i < p_.procs.size(); ++i) {
            if (p_.procs[i].address_taken) out.push_back(ProcId(i));
        }
        return out;
    }

    std::set<ProcId> reachable(ProcId from, bool itself) const {
        std::set<ProcId> seen;
        std::vector<ProcId> todo{from};
        if (itself) seen.insert(from);
        while (!todo.empty()) {
            const ProcId proc = todo.back();
            todo.pop_back();
            for (const ir::Stmt& s : p_[proc].body) {
                for (const ProcId callee : callees(s)) {
                    if (seen.insert(callee).second) todo.push_back(callee);
                }
            }
        }
        return seen;
    }

    bool pointer(ExprId e) const { return p_.types.is_pointer(p_[e].type); }

    void statement(const ir::Stmt& s, ir::StmtIndex at) {
        if (s.kind == StmtKind::Raise) raises_ = true;
        if (s.kind == StmtKind::Alloc) out_.insert("allocations");
        const bool fixed = s.kind == StmtKind::Assign && p_[s.rhs].kind == ExprKind::AddrOf && p_[p_[s.rhs].a].kind == ExprKind::Global;
        if (s.kind == StmtKind::Assign && pointer(s.lhs) && !fixed) out_.insert("aliasing");
        if (s.kind == StmtKind::Call && !s.proc.valid()) out_.insert("pointer calls");
        for (const ir::StmtIndex target : s.targets) {
            if (target <= at) out_.insert("loops");
        }
        if (s.lhs.valid()) expression(s.lhs);
        if (s.rhs.valid()) expression(s.rhs);
        for (const ExprId a : s.args) expression(a);
    }

    void expression(ExprId root) {
        std::vector<ExprId> todo{root};
        while (!todo.empty()) {
            const ir::Expr& e = p_[todo.back()];
            todo.pop_back();
            if (e.kind == ExprKind::Cast && p_.types.is_pointer(e.type) && pointer(e.a)) out_.insert("casts");
            if (e.kind == ExprKind::Binary && ir::is_comparison(e.bin) && pointer(e.a)) out_.insert("aliasing");
            if (e.kind == ExprKind::Index && p_.types.is_pointer(e.type)) out_.insert("kept pointers");
            if (e.kind == ExprKind::AddrOf && p_[e.a].kind == ExprKind::Local) out_.insert("aliasing");
            if (e.a.valid()) todo.push_back(e.a);
            if (e.b.valid()) todo.push_back(e.b);
        }
    }

    const ir::Program& p_;
    std::set<std::string> out_;
    bool raises_ = false;
};

}  // namespace

std::set<std::string> features_of(const ir::Program& program, ProcId entry) { return Reader(program).read(entry); }

}  // namespace sdvlite::oracle
