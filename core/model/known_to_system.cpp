// SPDX-License-Identifier: Apache-2.0
#include "core/model/known_to_system.hpp"

#include <vector>

namespace sdvlite::model {

std::set<ir::RecordId> known_to_system(const ir::Program& p) {
    std::set<ir::RecordId> out;
    std::vector<ir::TypeId> todo;
    std::set<ir::TypeId> seen;
    for (const ir::Proc& q : p.procs) {
        if (q.origin == ir::Origin::Driver && q.has_body) continue;
        todo.push_back(q.type);
        for (const ir::Variable& v : q.locals) todo.push_back(v.type);
    }
    for (const ir::Global& g : p.globals) {
        if (g.origin != ir::Origin::Driver || g.is_extern) todo.push_back(g.type);
    }
    while (!todo.empty()) {
        const ir::TypeId at = todo.back();
        todo.pop_back();
        if (!at.valid() || !seen.insert(at).second) continue;
        const ir::Type& t = p.types[at];
        using ir::TypeKind;
        if (t.kind == TypeKind::Array || t.kind == TypeKind::Pointer || t.kind == TypeKind::Function) todo.push_back(t.element);
        if (t.kind == TypeKind::Function) todo.insert(todo.end(), t.params.begin(), t.params.end());
        if (t.kind != TypeKind::Record) continue;
        out.insert(t.record);
        for (const ir::Field& f : p.types.rec(t.record).fields) todo.push_back(f.type);
    }
    return out;
}

}  // namespace sdvlite::model
