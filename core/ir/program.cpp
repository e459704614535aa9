// SPDX-License-Identifier: Apache-2.0
#include "core/ir/program.hpp"

namespace sdvlite::ir {

ProcId Program::find_proc(std::string_view wanted) const {
    auto it = proc_index_.find(std::string(wanted));
    return it == proc_index_.end() ? ProcId{} : it->second;
}

GlobalId Program::find_global(std::string_view wanted) const {
    auto it = global_index_.find(std::string(wanted));
    return it == global_index_.end() ? GlobalId{} : it->second;
}

void Program::reindex() {
    proc_index_.clear();
    global_index_.clear();
    for (std::size_t i = 0; i < procs.size(); ++i) proc_index_.emplace(procs[i].name, ProcId(i));
    for (std::size_t i = 0; i < globals.size(); ++i) global_index_.emplace(globals[i].name, GlobalId(i));
}

ProcId Program::add_proc(Proc p) {
    const ProcId id(procs.size());
    proc_index_.emplace(p.name, id);
    procs.push_back(std::move(p));
    return id;
}

GlobalId Program::add_global(Global g) {
    const GlobalId id(globals.size());
    global_index_.emplace(g.name, id);
    globals.push_back(std::move(g));
    return id;
}

ExprId Program::add_expr(const Expr& e) {
    exprs.push_back(e);
    return ExprId(exprs.size() - 1);
}

}  // namespace sdvlite::ir
