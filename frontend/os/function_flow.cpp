// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/function_flow.hpp"

#include <algorithm>

namespace sdvlite::frontend::os {

using ir::BinOp;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::StmtKind;

namespace {

/// Pointers to pointers are followed this far.
constexpr int kMaxHops = 4;

std::int64_t constant(const ir::Program& p, ExprId e) {
    const ir::Expr& x = p[e];
    return x.kind == ExprKind::Const && x.bits < (1u << 20) ? static_cast<std::int64_t>(x.bits) : kAnyElement;
}

} // namespace

FunctionFlow::FunctionFlow(const ir::Program& program) : p_(program) {
    find_addresses();
    flow_globals();
    for (std::size_t i = 0; i < p_.procs.size(); ++i) flow_body(ProcId(i));
    std::vector<std::uint32_t> all(nodes_.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    spread(std::move(all));
}

ExprId FunctionFlow::strip(ExprId e) const {
    while (true) {
        const ir::Expr& x = p_[e];
        if (x.kind == ExprKind::Cast) {
            e = x.a;
        } else if (x.kind == ExprKind::AddrOf && p_[x.a].kind == ExprKind::Deref) {
            e = p_[x.a].a;
        } else {
            return e;
        }
    }
}

// What `p = &x->f[3];` says about the local p.
void FunctionFlow::find_addresses() {
    for (std::uint32_t i = 0; i < p_.procs.size(); ++i) {
        for (const ir::Stmt& s : p_.procs[i].body) {
            if (s.kind != StmtKind::Assign || p_[s.lhs].kind != ExprKind::Local) continue;
            const ExprId value = strip(s.rhs);
            const ir::Expr& x = p_[value];
            const bool address = x.kind == ExprKind::AddrOf || x.kind == ExprKind::Local ||
                                 (x.kind == ExprKind::Binary && x.bin == BinOp::PtrAdd);
            if (address) addresses_[{i, p_[s.lhs].index}].push_back(value);
        }
    }
}

// Places that the pointer expression `pointer` may point to.
std::vector<Place> FunctionFlow::pointed(ProcId proc, ExprId pointer, int hops) const {
    std::int64_t shift = 0;
    pointer = strip(pointer);
    while (p_[pointer].kind == ExprKind::Binary && p_[pointer].bin == BinOp::PtrAdd) {
        const std::int64_t step = constant(p_, strip(p_[pointer].b));
        shift = step == kAnyElement || shift == kAnyElement ? kAnyElement : shift + step;
        pointer = strip(p_[pointer].a);
    }
    std::vector<Place> found;
    const ir::Expr& x = p_[pointer];
    if (x.kind == ExprKind::AddrOf) {
        found = denoted(proc, x.a, hops);
    } else if (x.kind == ExprKind::Local && hops > 0) {
        auto it = addresses_.find({proc.value, x.index});
        if (it == addresses_.end()) return {};
        for (ExprId value : it->second) {
            // A pointer that walks through an array may be anywhere in it.
            const bool walks = p_[value].kind == ExprKind::Binary;
            for (Place place : pointed(proc, value, hops - 1)) {
                if (walks && place.element != kNoElement) place.element = kAnyElement;
                found.push_back(place);
            }
        }
    }
    for (Place& place : found) {
        if (place.element == kNoElement) continue;
        if (shift == kAnyElement || place.element == kAnyElement)
            place.element = kAnyElement;
        else
            place.element += shift;
    }
    return found;
}

std::vector<Place> FunctionFlow::denoted(ProcId proc, ExprId e, int hops) const {
    const ir::Expr& x = p_[e];
    switch (x.kind) {
    case ExprKind::Local: return {{Place::Kind::Local, proc.value, x.index, kNoElement}};
    case ExprKind::Global: return {{Place::Kind::Global, x.global.value, 0, kNoElement}};
    case ExprKind::Field: return {{Place::Kind::Field, p_.types[p_[x.a].type].record.value, x.index, kNoElement}};
    case ExprKind::Index: {
        ExprId array = x.a;
        std::int64_t element = constant(p_, strip(x.b));
        while (p_[array].kind == ExprKind::Index) { // of several dimensions: any element
            array = p_[array].a;
            element = kAnyElement;
        }
        std::vector<Place> places = denoted(proc, array, hops);
        for (Place& place : places) place.element = element;
        return places;
    }
    case ExprKind::Deref: return hops > 0 ? pointed(proc, x.a, hops) : std::vector<Place>{};
    default: return {};
    }
}

std::vector<Place> FunctionFlow::places(ProcId proc, ExprId e) const { return denoted(proc, e, kMaxHops); }

std::vector<Place> FunctionFlow::places(ir::GlobalId global, std::uint64_t offset) const {
    Place place{Place::Kind::Global, global.value, 0, kNoElement};
    ir::TypeId type = p_[global].type;
    while (true) {
        const ir::Type& t = p_.types[type];
        if (t.kind == ir::TypeKind::Array) {
            const std::uint64_t size = p_.types.size_of(t.element);
            if (size == 0) return {};
            const bool outer = place.element != kNoElement;
            place.element = outer ? kAnyElement : static_cast<std::int64_t>(offset / size);
            offset %= size;
            type = t.element;
        } else if (t.kind == ir::TypeKind::Record) {
            const ir::Record& record = p_.types.rec(t.record);
            std::uint32_t i = 0;
            while (i < record.fields.size() &&
                   !(record.fields[i].offset <= offset &&
                     offset < record.fields[i].offset + p_.types.size_of(record.fields[i].type)))
                ++i;
            if (i == record.fields.size()) return {};
            place = {Place::Kind::Field, t.record.value, i, kNoElement};
            offset -= record.fields[i].offset;
            type = record.fields[i].type;
        } else {
            return {place};
        }
    }
}

std::uint32_t FunctionFlow::node(const Place& place) {
    auto [it, fresh] = ids_.try_emplace(place, static_cast<std::uint32_t>(nodes_.size()));
    if (fresh) nodes_.emplace_back();
    return it->second;
}

// An array has a node for each constant index, one for what is written at unknown indices, and one that collects all
// (element -3) for reads at unknown indices.
std::vector<std::uint32_t> FunctionFlow::written(const Place& place) {
    if (place.element == kNoElement) return {node(place)};
    Place all = place;
    all.element = -3;
    return {node(place), node(all)};
}

std::vector<std::uint32_t> FunctionFlow::read(const Place& place) {
    if (place.element == kNoElement) return {node(place)};
    Place other = place;
    other.element = place.element == kAnyElement ? -3 : kAnyElement;
    return place.element == kAnyElement ? std::vector{node(other)} : std::vector{node(place), node(other)};
}

void FunctionFlow::flow(const std::vector<Place>& to, ProcId proc, ExprId from) {
    if (to.empty()) return;
    from = strip(from);
    std::vector<std::uint32_t> targets;
    for (const Place& place : to)
        for (std::uint32_t n : written(place)) targets.push_back(n);
    if (p_[from].kind == ExprKind::FuncAddr) {
        for (std::uint32_t n : targets) nodes_[n].values.insert(p_[from].proc);
        return;
    }
    for (const Place& place : places(proc, from))
        for (std::uint32_t source : read(place)) nodes_[source].targets.insert(targets.begin(), targets.end());
}

void FunctionFlow::flow_globals() {
    for (std::uint32_t g = 0; g < p_.globals.size(); ++g) {
        for (const ir::InitItem& item : p_.globals[g].init) {
            const ExprId value = strip(item.value);
            if (p_[value].kind != ExprKind::FuncAddr) continue;
            flow(places(ir::GlobalId(g), item.offset), ProcId(), value);
        }
    }
}

void FunctionFlow::flow_body(ProcId proc) {
    for (const ir::Stmt& s : p_[proc].body) {
        if (s.kind == StmtKind::Assign && p_.types.is_scalar(p_[s.lhs].type)) {
            flow(places(proc, s.lhs), proc, s.rhs);
        } else if (s.kind == StmtKind::Return && s.rhs.valid()) {
            flow({{Place::Kind::Result, proc.value, 0, kNoElement}}, proc, s.rhs);
        } else if (s.kind == StmtKind::Call) {
            flow_call(proc, s);
        }
    }
}

void FunctionFlow::flow_call(ProcId proc, const ir::Stmt& call) {
    if (!call.proc.valid()) return;
    const ir::Proc& callee = p_[call.proc];
    const std::size_t count = std::min<std::size_t>(call.args.size(), callee.param_count);
    for (std::uint32_t i = 0; i < count && callee.has_body; ++i)
        flow({{Place::Kind::Local, call.proc.value, i, kNoElement}}, proc, call.args[i]);
    if (!call.lhs.valid() || !callee.has_body) return;
    const std::uint32_t result = node({Place::Kind::Result, call.proc.value, 0, kNoElement});
    for (const Place& place : places(proc, call.lhs))
        for (std::uint32_t n : written(place)) nodes_[result].targets.insert(n);
}

void FunctionFlow::spread(std::vector<std::uint32_t> changed) {
    while (!changed.empty()) {
        const std::uint32_t from = changed.back();
        changed.pop_back();
        for (std::uint32_t to : nodes_[from].targets) {
            const std::size_t before = nodes_[to].values.size();
            if (to != from) nodes_[to].values.insert(nodes_[from].values.begin(), nodes_[from].values.end());
            if (nodes_[to].values.size() != before) changed.push_back(to);
        }
    }
}

ProcSet FunctionFlow::functions(ProcId proc, ExprId e) const {
    e = strip(e);
    if (p_[e].kind == ExprKind::FuncAddr) return {p_[e].proc};
    ProcSet found;
    for (const Place& place : places(proc, e)) found.merge(functions(place));
    return found;
}

ProcSet FunctionFlow::functions(const Place& place) const {
    ProcSet found;
    const auto add = [&](std::int64_t element) {
        Place at = place;
        at.element = element;
        auto it = ids_.find(at);
        if (it != ids_.end()) found.insert(nodes_[it->second].values.begin(), nodes_[it->second].values.end());
    };
    if (place.element == kAnyElement) {
        add(-3);
    } else {
        add(place.element);
        if (place.element != kNoElement) add(kAnyElement);
    }
    return found;
}

std::vector<Place> FunctionFlow::pointees(ProcId proc, ExprId e) const { return pointed(proc, e, kMaxHops); }

} // namespace sdvlite::frontend::os
