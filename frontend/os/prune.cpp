// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/prune.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace sdvlite::frontend::os {

using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;

namespace {

class Pruner {
  public:
    explicit Pruner(std::vector<ir::Program>& models) : models_(models), seen_(models.size()) {
        for (std::size_t m = 0; m < models_.size(); ++m) {
            seen_[m].resize(models_[m].exprs.size());
            for (std::size_t i = 0; i < models_[m].procs.size(); ++i)
                places_[models_[m].procs[i].name].push_back({m, i});
        }
    }

    void need(const std::string& name) {
        if (needed_.insert(name).second) todo_.push_back(name);
    }

    void need_entries() {
        for (std::size_t m = 0; m < models_.size(); ++m) {
            for (const ir::Proc& p : models_[m].procs)
                if (std::find(p.annotations.begin(), p.annotations.end(), "entry") != p.annotations.end()) need(p.name);
            for (const ir::Global& g : models_[m].globals)
                for (const ir::InitItem& item : g.init) expression(m, item.value);
        }
    }

    void close() {
        while (!todo_.empty()) {
            const std::string name = std::move(todo_.back());
            todo_.pop_back();
            for (const auto& [m, i] : places_[name]) body(m, models_[m].procs[i]);
        }
    }

    void remove() {
        for (ir::Program& model : models_) remove(model);
    }

  private:
    void body(std::size_t m, const ir::Proc& proc) {
        constexpr std::string_view kElse = "else:"; // what the step may do instead
        for (const std::string& a : proc.annotations)
            if (a.starts_with(kElse)) need(a.substr(kElse.size()));
        for (const ir::Stmt& s : proc.body) {
            if (s.proc.valid()) need(models_[m][s.proc].name);
            for (ExprId e : {s.lhs, s.rhs, s.callee}) expression(m, e);
            for (ExprId e : s.args) expression(m, e);
            for (ExprId e : s.before_args) expression(m, e);
        }
    }

    void expression(std::size_t m, ExprId root) {
        std::vector<ExprId> stack{root};
        while (!stack.empty()) {
            const ExprId e = stack.back();
            stack.pop_back();
            if (!e.valid() || seen_[m][e.index()]) continue;
            seen_[m][e.index()] = true;
            const ir::Expr& x = models_[m][e];
            if (x.kind == ExprKind::FuncAddr) need(models_[m][x.proc].name);
            stack.push_back(x.a);
            stack.push_back(x.b);
        }
    }

    void remove(ir::Program& model) const {
        std::vector<ProcId> now(model.procs.size());
        std::vector<ir::Proc> kept;
        for (std::size_t i = 0; i < model.procs.size(); ++i) {
            if (!needed_.contains(model.procs[i].name)) continue;
            now[i] = ProcId(kept.size());
            kept.push_back(std::move(model.procs[i]));
        }
        for (ir::Expr& e : model.exprs) {
            if (e.kind != ExprKind::FuncAddr) continue;
            const ProcId to = now[e.proc.index()];
            if (to.valid()) {
                e.proc = to;
            } else { // only a removed body had a use for it
                e.kind = ExprKind::Const;
                e.proc = {};
            }
        }
        for (ir::Proc& p : kept)
            for (ir::Stmt& s : p.body)
                if (s.proc.valid()) s.proc = now[s.proc.index()];
        model.procs = std::move(kept);
        model.reindex();
    }

    std::vector<ir::Program>& models_;
    std::vector<std::vector<bool>> seen_;
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> places_;
    std::unordered_set<std::string> needed_;
    std::vector<std::string> todo_;
};

} // namespace

void prune(std::vector<ir::Program>& models, const ir::Program& driver) {
    Pruner pruner(models);
    for (const ir::Proc& p : driver.procs)
        if (!p.has_body) pruner.need(p.name);
    pruner.need_entries();
    pruner.close();
    pruner.remove();
}

} // namespace sdvlite::frontend::os
