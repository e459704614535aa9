// SPDX-License-Identifier: Apache-2.0
#include "core/check/precision.hpp"

#include <algorithm>

namespace sdvlite::check {

namespace {

/// What is followed in memory is followed in each object: it tells more states apart than a local does.
constexpr std::size_t kInMemory = 4;

}  // namespace

Precision::Precision(const model::Model& model, bool everything) : m_(model), followed_(model.tracked_count()) {
    if (everything) {
        add_everything();
    } else {
        add_rule();
        add_arguments();
        add_settings();
    }
}

bool Precision::add(model::ClassId c) {
    const std::uint32_t i = m_.tracked(c);
    if (i == model::kUntracked || followed_.has(i)) return false;
    followed_.add(i);
    ++count_;
    return true;
}

std::size_t Precision::teaches(const std::vector<model::ClassId>& classes) const {
    std::size_t sum = 0;
    for (const model::ClassId c : classes) {
        const std::uint32_t i = m_.tracked(c);
        if (i != model::kUntracked && !followed_.has(i)) sum += m_.classes().shared(c) || m_.classes().in_record(c) ? kInMemory : 1;
    }
    return sum;
}

bool Precision::add(const std::vector<model::ClassId>& classes) {
    std::vector<model::ClassId> fresh;
    for (const bool last : {false, true}) {
        for (model::ClassId c : classes) {
            if (m_.last_resort(c) == last && add(c)) fresh.push_back(c);
        }
        if (!fresh.empty()) break;
    }
    add_namesakes(fresh);
    add_models(fresh);
    return !fresh.empty();
}

void Precision::add_namesakes(std::vector<model::ClassId>& classes) {
    const ir::Program& p = m_.program();
    const bool known = !names_.empty();
    for (std::size_t i = 0; !known && i < p.procs.size(); ++i) {
        const ir::Proc& q = p.procs[i];
        for (std::uint32_t k = 0; q.has_body && k < q.locals.size(); ++k) {
            const model::ClassId c = m_.classes().local(ir::ProcId(i), k);
            if (!p.types.is_scalar(q.locals[k].type) || m_.classes().shared(c) || m_.tracked(c) == model::kUntracked) continue;
            std::string name = q.locals[k].name;
            while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
            const Name full{q.locals[k].type.value, std::move(name)};
            if (names_.emplace(c, full).second) namesakes_[full].push_back(c);
        }
    }
    const std::size_t first = classes.size();
    for (std::size_t k = 0; k < first; ++k) {
        const auto it = names_.find(classes[k]);
        if (it == names_.end()) continue;
        for (model::ClassId other : namesakes_[it->second]) {
            if (m_.last_resort(other) == m_.last_resort(classes[k]) && add(other)) classes.push_back(other);
        }
    }
}

void Precision::add_models(const std::vector<model::ClassId>& classes) {
    const ir::Program& p = m_.program();
    const bool known = !models_.empty();
    for (std::size_t i = 0; !known && i < p.procs.size(); ++i) {
        const ir::Proc& q = p.procs[i];
        if (!q.has_body || q.origin == ir::Origin::Driver) continue;
        std::vector<model::ClassId> own{m_.classes().result(ir::ProcId(i))};
        for (std::uint32_t k = 0; k < q.locals.size(); ++k) own.push_back(m_.classes().local(ir::ProcId(i), k));
        std::erase_if(own, [&](model::ClassId c) { return m_.classes().shared(c) || m_.last_resort(c) || m_.tracked(c) == model::kUntracked; });
        for (model::ClassId c : own) models_.emplace(c, own);
    }
    for (model::ClassId c : classes) {
        const auto it = models_.find(c);
        if (it == models_.end()) continue;
        for (model::ClassId other : it->second) add(other);
    }
}

bool Precision::add_everything() {
    bool fresh = false;
    complete_ = true;
    for (std::uint32_t i = 0; i < m_.tracked_count(); ++i) {
        fresh |= !followed_.has(i);
        followed_.add(i);
    }
    count_ = m_.tracked_count();
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
    for (model::ClassId c : classes) add(c);
}

/// Variables of the OS model that only the harness sets, before it calls anything: what such a one decides is decided alike
/// through the whole run. That tells no two states apart, and keeps ways apart that are never on one path.
void Precision::add_settings() {
    const ir::Program& p = m_.program();
    std::vector<bool> called(p.procs.size()), changes(p.globals.size());
    for (const ir::Proc& q : p.procs) {
        for (const ir::Stmt& s : q.body) {
            if (s.kind == ir::StmtKind::Call && s.proc.valid()) called[s.proc.index()] = true;
        }
    }
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        for (const ir::Stmt& s : p.procs[i].body) {
            const bool whole = s.lhs.valid() && p[s.lhs].kind == ir::ExprKind::Global;
            if (called[i] && whole) changes[p[s.lhs].global.index()] = true;
        }
    }
    for (std::size_t g = 0; g < p.globals.size(); ++g) {
        const model::ClassId c = m_.classes().global(ir::GlobalId(g));
        const bool of_model = p.globals[g].origin == ir::Origin::OsModel || p.globals[g].origin == ir::Origin::Harness;
        if (of_model && !changes[g] && p.types.is_scalar(p.globals[g].type) && !m_.classes().shared(c)) add(c);
    }
}

/// Locals of pointer type in a value that is nothing but an address: itself, or that of a field or element behind it.
void Precision::add_pointer(ir::ProcId proc, ir::ExprId value, std::vector<std::pair<ir::ProcId, std::uint32_t>>& found) {
    const ir::Program& p = m_.program();
    for (ir::ExprId id = value; id.valid();) {
        const ir::Expr& e = p[id];
        if (e.kind == ir::ExprKind::Local) {
            const model::ClassId c = m_.classes().local(proc, e.index);
            if (p.types.is_pointer(e.type) && !m_.last_resort(c) && add(c)) found.emplace_back(proc, e.index);
            return;
        }
        const bool step = e.kind == ir::ExprKind::AddrOf || e.kind == ir::ExprKind::Field || e.kind == ir::ExprKind::Index ||
                          e.kind == ir::ExprKind::Cast;
        // Behind a pointer that was read from memory lies another object: what leads to it is learnt when it is needed.
        if (!step && !(e.kind == ir::ExprKind::Deref && p[e.a].kind == ir::ExprKind::Local)) return;
        id = e.a;
    }
}

/// Which object an event is about is what most rules ask first: the pointers that its arguments are made of, and where
/// they are parameters those that callers pass.
void Precision::add_arguments() {
    const ir::Program& p = m_.program();
    std::vector<std::pair<ir::ProcId, std::uint32_t>> todo;
    std::map<ir::ProcId, std::vector<std::pair<ir::ProcId, ir::StmtIndex>>> calls;
    for (std::size_t i = 0; i < p.procs.size(); ++i) {
        const std::vector<ir::Stmt>& body = p.procs[i].body;
        for (ir::StmtIndex s = 0; s < body.size(); ++s) {
            if (body[s].kind == ir::StmtKind::Call && body[s].proc.valid()) calls[body[s].proc].emplace_back(ir::ProcId(i), s);
            if (m_.woven().info[i][s].copy && m_.relevant(ir::ProcId(i), s)) add_pointer(ir::ProcId(i), body[s].rhs, todo);
        }
    }
    while (!todo.empty()) {
        const auto [proc, local] = todo.back();
        todo.pop_back();
        if (local >= p[proc].param_count) continue;
        for (const auto& [caller, s] : calls[proc]) {
            const std::vector<ir::ExprId>& args = p[caller].body[s].args;
            if (local < args.size()) add_pointer(caller, args[local], todo);
        }
    }
}

}  // namespace sdvlite::check
