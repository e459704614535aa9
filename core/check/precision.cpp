// SPDX-License-Identifier: Apache-2.0
#include "core/check/precision.hpp"

namespace sdvlite::check {

Precision::Precision(const model::Model& model, bool everything) : m_(model), followed_(model.tracked_count()) {
    if (everything) {
        add_everything();
    } else {
        add_rule();
    }
}

bool Precision::add(model::ClassId c) {
    const std::uint32_t i = m_.tracked(c);
    if (i == model::kUntracked || followed_.has(i)) return false;
    followed_.add(i);
    return true;
}

bool Precision::add(const std::vector<model::ClassId>& classes) {
    bool fresh = false;
    for (model::ClassId c : classes) fresh |= add(c);
    return fresh;
}

bool Precision::add_everything() {
    bool fresh = false;
    for (std::uint32_t i = 0; i < m_.tracked_count(); ++i) {
        fresh |= !followed_.has(i);
        followed_.add(i);
    }
    return fresh;
}

/// The rule's variables, its copies of arguments, and the variables of the OS model that it names.
void Precision::add_rule() {
    const ir::Program& p = m_.program();
    std::vector<model::ClassId> classes;
    std::vector<ir::ExprId> todo;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        const ir::ProcId proc(i);
        const std::vector<ir::Stmt>& body = p.procs[i].body;
        for (ir::StmtIndex s = 0; s < body.size(); ++s) {
            const model::StmtInfo& info = m_.woven().info[i][s];
            if (!info.rule || info.copy) continue;
            if (body[s].lhs.valid()) todo.push_back(body[s].lhs);
            if (body[s].rhs.valid()) todo.push_back(body[s].rhs);
            while (!todo.empty()) {
                const ir::ExprId id = todo.back();
                const ir::Expr& e = p[id];
                todo.pop_back();
                if (ir::is_designator(e.kind) && p.types.is_scalar(e.type)) classes.push_back(m_.classes().of(proc, id));
                if (e.a.valid()) todo.push_back(e.a);
                if (e.b.valid()) todo.push_back(e.b);
            }
        }
    }
    add(classes);
}

}  // namespace sdvlite::check
