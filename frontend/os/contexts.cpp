// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/contexts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/ir/each_expr.hpp"
#include "core/ir/link.hpp"
#include "core/ir/successors.hpp"

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

namespace {

/// Whether what a procedure passes as an argument is an object.
class Objects {
  public:
    Objects(const ir::Program& program, const ir::Proc& proc) : p_(program), proc_(proc) {}

    bool is_object(StmtIndex call, ExprId e) {
        e = ir::without_casts(p_, e);
        if (p_[e].kind == ExprKind::AddrOf) return true;
        return p_[e].kind == ExprKind::Local && !has_address(p_[e].index) && is_followed_before(call, p_[e].index);
    }

  private:
    bool is_local(ExprId e, std::uint32_t local) const { return p_[e].kind == ExprKind::Local && p_[e].index == local; }

    bool has_address(std::uint32_t local) const {
        return std::any_of(proc_.body.begin(), proc_.body.end(), [&](const Stmt& s) {
            return ir::any_expr(p_, ir::expressions_of(s), [&](ExprId e) { return p_[e].kind == ExprKind::AddrOf && is_local(p_[e].a, local); });
        });
    }

    // What && and || leave out may be just that.
    bool follows(const Stmt& s, std::uint32_t local) const {
        const auto is_guarded = [&](ExprId e) {
            return p_[e].kind == ExprKind::Binary && (p_[e].bin == ir::BinOp::LogAnd || p_[e].bin == ir::BinOp::LogOr);
        };
        const auto is_it = [&](ExprId e) {
            return p_[e].kind == ExprKind::Deref && is_local(ir::without_casts(p_, p_[e].a), local);
        };
        return ir::any_expr(p_, ir::expressions_of(s), is_it) && !ir::any_expr(p_, ir::expressions_of(s), is_guarded);
    }

    // On every way to the call, and not assigned since then.
    bool is_followed_before(StmtIndex call, std::uint32_t local) {
        if (predecessors_.empty()) find_predecessors();
        if (follows(proc_.body[call], local)) return true;
        std::vector<bool> seen(proc_.body.size(), false);
        std::vector<StmtIndex> todo{call};
        while (!todo.empty()) {
            const StmtIndex at = todo.back();
            todo.pop_back();
            if (at == 0) return false;
            for (const StmtIndex before : predecessors_[at]) {
                if (seen[before]) continue;
                seen[before] = true;
                const Stmt& s = proc_.body[before];
                if (s.lhs.valid() && is_local(s.lhs, local)) return false;
                if (!follows(s, local)) todo.push_back(before);
            }
        }
        return true;
    }

    void find_predecessors() {
        predecessors_.resize(proc_.body.size());
        std::vector<StmtIndex> next;
        for (StmtIndex i = 0; i < proc_.body.size(); ++i) {
            ir::successors(proc_.body[i], i, next);
            for (const StmtIndex n : next)
                if (n < proc_.body.size()) predecessors_[n].push_back(i);
        }
    }

    const ir::Program& p_;
    const ir::Proc& proc_;
    std::vector<std::vector<StmtIndex>> predecessors_;
};

class Finder {
  public:
    Finder(ir::Program& program, const RoleTable& table) : p_(program), table_(table) {}

    void run() {
        for (const ir::Proc& proc : p_.procs)
            if (proc.origin == ir::Origin::Driver) look(proc);
        for (const ir::Global& g : p_.globals)
            for (const ir::InitItem& item : g.init) ir::each_expr(p_, {item.value}, [&](ExprId e) { mention(e); });
        for (const auto& [f, parameter] : given_)
            if (parameter != 0) p_[f].annotations.push_back(std::string(ir::kGiven) + std::to_string(parameter));
        for (ir::Proc& ddi : p_.procs) tell(ddi);
    }

  private:
    void tell(ir::Proc& ddi) const {
        const auto context = table_.contexts.find(ddi.name);
        if (context == table_.contexts.end() || (ddi.origin == ir::Origin::Driver && ddi.has_body)) return;
        ddi.annotations.push_back("context:" + std::to_string(context->second.argument - 1) + ":" + std::to_string(context->second.parameter - 1));
    }

    void look(const ir::Proc& proc) {
        Objects objects(p_, proc);
        for (StmtIndex i = 0; i < proc.body.size(); ++i) {
            const Stmt& s = proc.body[i];
            registered_ = registration(s);
            if (registered_.valid()) give(s, objects.is_object(i, s.args[table_.contexts.at(p_[s.proc].name).argument - 1]));
            ir::each_expr(p_, ir::expressions_of(s), [&](ExprId e) { mention(e); });
        }
    }

    // The routine that the call registers together with a context.
    ExprId registration(const Stmt& s) const {
        if (s.kind != StmtKind::Call || !s.proc.valid()) return {};
        const auto context = table_.contexts.find(p_[s.proc].name);
        if (context == table_.contexts.end() || context->second.argument > s.args.size()) return {};
        const auto routine = table_.arguments.lower_bound({context->first, 0});
        if (routine == table_.arguments.end() || routine->first.first != context->first || routine->first.second > s.args.size()) return {};
        const ExprId value = ir::without_casts(p_, s.args[routine->first.second - 1]);
        return p_[value].kind == ExprKind::FuncAddr ? value : ExprId();
    }

    void give(const Stmt& call, bool object) {
        const std::uint32_t parameter = object ? table_.contexts.at(p_[call.proc].name).parameter : 0;
        const auto [it, first] = given_.try_emplace(p_[registered_].proc, parameter);
        if (!first && it->second != parameter) it->second = 0;
    }

    // Whoever gets the address otherwise may call it with anything.
    void mention(ExprId e) {
        if (p_[e].kind == ExprKind::FuncAddr && e != registered_) given_[p_[e].proc] = 0;
    }

    ir::Program& p_;
    const RoleTable& table_;
    std::map<ProcId, std::uint32_t> given_; // the parameter that is an object; 0: none is, not always
    ExprId registered_;
};

} // namespace

void note_given_contexts(ir::Program& program, const RoleTable& table) { Finder(program, table).run(); }

} // namespace sdvlite::frontend::os
