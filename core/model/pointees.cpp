// SPDX-License-Identifier: Apache-2.0
// What pointers to scalars lead to, as far as they stay in parameters and locals: `KIRQL irql; Acquire(&lock, &irql);`. Such
// pointers and the places whose addresses they get are classes of their own, found by unification (Steensgaard, "Points-to
// analysis in almost linear time", POPL 1996). A pointer that goes anywhere else (memory, a result, a function that nobody knows,
// an integer, a record) may be met wherever pointers to scalars of its width are: its class is theirs.
#include <algorithm>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::StmtKind;
using ir::TypeId;

namespace {

/// Bits of the scalar to which a pointer of this type points; 0 for other types.
unsigned scalar_behind(const ir::TypeTable& types, TypeId pointer) {
    if (!types.is_pointer(pointer)) return 0;
    const TypeId to = types[pointer].element;
    return types.is_scalar(to) ? types.bits_of(to) : 0;
}

}  // namespace

/// Which locals hold pointers to scalars: each of them has a class for what it points to.
ClassId Classes::number_holders(ClassId next) {
    for (const ir::Proc& q : program_.procs) {
        std::vector<ClassId> of(q.locals.size(), kNoClass);
        for (std::size_t i = 0; i < q.locals.size(); ++i) {
            if (scalar_behind(program_.types, q.locals[i].type) == 0) continue;
            of[i] = next++;
            holder_of_.emplace_back(static_cast<std::uint32_t>(behind_.size()), static_cast<std::uint32_t>(i));
        }
        behind_.push_back(std::move(of));
    }
    return next;
}

/// The pointer without casts that change nothing.
ExprId Classes::plain(ExprId pointer) const {
    const unsigned bits = scalar_behind(program_.types, program_[pointer].type);
    while (bits != 0 && program_[pointer].kind == ExprKind::Cast && scalar_behind(program_.types, program_[program_[pointer].a].type) == bits) {
        pointer = program_[pointer].a;
    }
    return pointer;
}

/// Whether it is the address of a scalar place.
bool Classes::is_address(ExprId plain) const {
    return program_[plain].kind == ExprKind::AddrOf && program_.types.is_scalar(program_[program_[plain].a].type);
}

/// Of a plain pointer that is no such address.
ClassId Classes::behind_value(ProcId proc, ExprId plain) const {
    const Expr& e = program_[plain];
    const unsigned bits = scalar_behind(program_.types, e.type);
    const bool held = bits != 0 && proc.valid() && e.kind == ExprKind::Local;
    return held ? find(behind_[proc.index()][e.index]) : pointed_scalar(bits);
}

ClassId Classes::behind(ProcId proc, ExprId pointer) const {
    const ExprId at = plain(pointer);
    return is_address(at) ? of(proc, program_[at].a) : behind_value(proc, at);
}

/// Looks at all that an expression is made of. A value that is let go of goes where nobody follows it; of one that is used it
/// only matters what is read and compared on the way, and the places that it names; a pointer that is followed (behind() tells
/// where it leads) is let go of where it is none of those.
void Classes::walk(ProcId proc, ExprId root, Way first) {
    std::vector<std::pair<ExprId, Way>> todo{{root, first}};
    while (!todo.empty()) {
        const auto [id, way] = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = program_[id];
        if (way == Way::Followed) {
            const ExprId at = plain(id);
            const ExprKind k = program_[at].kind;
            if (k == ExprKind::Const || (k == ExprKind::Local && scalar_behind(program_.types, program_[at].type) != 0)) continue;
            // A field or an element may be met by way of what lies beside it.
            if (is_address(at) && program_[program_[at].a].kind != ExprKind::Field && program_[program_[at].a].kind != ExprKind::Index) {
                todo.emplace_back(program_[at].a, Way::Place);
            } else {
                todo.emplace_back(id, Way::LetGo);
            }
        } else if (e.kind == ExprKind::Local) {
            if (way != Way::Used) take_any(proc, e.index);
        } else if (e.kind == ExprKind::Deref) {
            todo.emplace_back(e.a, Way::Followed);
        } else if (e.kind == ExprKind::Field || e.kind == ExprKind::Index) {
            todo.emplace_back(e.a, Way::Used);
            todo.emplace_back(e.b, Way::LetGo);
        } else if (e.kind == ExprKind::AddrOf) {
            const TypeId t = program_.types.without_arrays(program_[e.a].type);
            if (program_.types.is_scalar(t)) unite(of(proc, e.a), pointed_scalar(program_.types.bits_of(t)));
            todo.emplace_back(e.a, Way::Place);
        } else if (e.kind == ExprKind::Binary && ir::is_comparison(e.bin)) {
            compared(proc, e);
            todo.emplace_back(e.a, Way::Followed);
            todo.emplace_back(e.b, Way::Followed);
        } else {
            const bool only_asked = e.kind == ExprKind::Unary && e.un == ir::UnOp::LogNot;
            todo.emplace_back(e.a, only_asked ? Way::Followed : Way::LetGo);
            todo.emplace_back(e.b, Way::LetGo);
        }
    }
}

/// Two pointers may be found to be equal.
void Classes::compared(ProcId proc, const Expr& e) {
    const auto holds = [&](ExprId at) { return scalar_behind(program_.types, program_[at].type) != 0 && program_[at].kind != ExprKind::Const; };
    if (holds(e.a) && holds(e.b)) unite(behind(proc, e.a), behind(proc, e.b));
}

/// The value is put into a local, or given as a parameter, that may hold it.
void Classes::give(ProcId from, ExprId value, ProcId to, std::uint32_t local) {
    const ClassId held = behind_[to.index()][local];
    if (held == kNoClass) return walk(from, value, Way::LetGo);
    const unsigned bits = scalar_behind(program_.types, program_[to].locals[local].type);
    if (program_[value].kind == ExprKind::Const) return;
    if (scalar_behind(program_.types, program_[value].type) != bits) {
        unite(held, pointed_scalar(bits));
        return walk(from, value, Way::LetGo);
    }
    unite(held, behind(from, value));
    walk(from, value, Way::Followed);
}

void Classes::call(ProcId proc, const Stmt& s) {
    const bool followed = s.proc.valid() && program_[s.proc].has_body && !bulk_effect(program_[s.proc]);
    if (!s.proc.valid()) walk(proc, s.callee, Way::LetGo);
    for (std::uint32_t i = 0; i < s.args.size(); ++i) {
        if (followed && i < program_[s.proc].param_count) {
            give(proc, s.args[i], s.proc, i);
        } else {
            walk(proc, s.args[i], Way::LetGo);
        }
    }
    if (!followed) return;
    for (std::uint32_t i = static_cast<std::uint32_t>(s.args.size()); i < program_[s.proc].param_count; ++i) take_any(s.proc, i);
}

/// The local may hold any pointer.
void Classes::take_any(ProcId proc, std::uint32_t local) {
    if (const ClassId held = proc.valid() ? behind_[proc.index()][local] : kNoClass; held != kNoClass) {
        unite(held, pointed_scalar(scalar_behind(program_.types, program_[proc].locals[local].type)));
    }
}

void Classes::unite_addresses() {
    std::vector<bool> called_by_address(program_.procs.size());
    for (const Expr& e : program_.exprs) {
        if (e.kind == ExprKind::FuncAddr) called_by_address[e.proc.index()] = true;
    }
    for (std::size_t p = 0; p < program_.procs.size(); ++p) {
        const ProcId proc(p);
        const ir::Proc& q = program_.procs[p];
        if (q.address_taken || called_by_address[p] || bulk_effect(q)) {
            for (std::uint32_t i = 0; i < q.param_count; ++i) take_any(proc, i);
        }
        for (const Stmt& s : q.body) {
            if (s.lhs.valid()) walk(proc, s.lhs, Way::Used);
            const bool to_local = s.lhs.valid() && program_[s.lhs].kind == ExprKind::Local;
            if (s.kind == StmtKind::Call) {
                call(proc, s);
            } else if (s.kind == StmtKind::Assign && to_local) {
                give(proc, s.rhs, proc, program_[s.lhs].index);
            } else if (s.kind == StmtKind::Branch || s.kind == StmtKind::Switch || s.kind == StmtKind::Assume) {
                walk(proc, s.rhs, Way::Followed);
            } else if (s.rhs.valid()) {
                walk(proc, s.rhs, Way::LetGo);
            }
            if (to_local && s.kind != StmtKind::Assign) take_any(proc, program_[s.lhs].index);
        }
    }
    for (const ir::Global& g : program_.globals) {
        for (const ir::InitItem& item : g.init) walk(ProcId(), item.value, Way::LetGo);
    }
}

}  // namespace sdvlite::model
