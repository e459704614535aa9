// SPDX-License-Identifier: Apache-2.0
// Which node stands for which place: that of its class, mostly. Fields of one record that share a class because their addresses are
// taken have nodes of their own; what is written by way of such addresses comes to all of them (those that hold pointers to such a
// record). Fields that lie over each other, in a union or where one record is seen as another, are one place.
#include <algorithm>

#include "core/model/flows.hpp"
#include "core/model/lent_fields.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::TypeId;

namespace {

/// Invalid for what leads to anything else, and nobody knows to what.
ir::RecordId record_behind(const ir::TypeTable& types, TypeId pointer) {
    if (!types.is_pointer(pointer) || !types.is_record(types[pointer].element)) return {};
    return types[types[pointer].element].record;
}

}  // namespace

/// Fields that share a class, because their addresses are taken for the same.
void Flows::find_shared() {
    for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
        const auto& fields = p_.types.rec(ir::RecordId(r)).fields;
        for (std::uint32_t i = 0; i < fields.size(); ++i) {
            const ClassId c = classes_.field(ir::RecordId(r), i);
            if (p_.types.is_scalar(fields[i].type) && p_.types.bits_of(fields[i].type) == kWide) {
                shared_[c].push_back({ir::RecordId(r), i, fields[i].offset, 0, record_behind(p_.types, fields[i].type)});
            }
        }
    }
    // Places of pointers to one record that are taken for places of pointers to another one.
    for (const Expr& e : p_.exprs) {
        if (e.kind != ExprKind::Cast || !p_.types.is_pointer(e.type) || !p_.types.is_pointer(p_[e.a].type)) continue;
        const ir::RecordId to = record_behind(p_.types, p_.types[e.type].element), from = record_behind(p_.types, p_.types[p_[e.a].type].element);
        if (to.valid() && from.valid() && to != from) mixed_.insert({to, from});
    }
    const ClassId anywhere = classes_.pointed_scalar(kWide);
    std::erase_if(shared_, [&](const auto& s) { return s.second.size() < 2 && s.first != anywhere; });
    const LentFields lent(p_, new_);
    for (auto& [c, fields] : shared_) {
        for (Shared& f : fields) {
            f.node = make();
            flow({f.node}, c);
            // Of one record seen as another one it is the same place.
            for (const Shared& g : fields) {
                if (&g == &f) break;
                if (g.record == f.record || (c == anywhere && g.offset != f.offset)) continue;
                flow({f.node}, g.node);
                flow({g.node}, f.node);
            }
            if (c != anywhere || !lent.is_out(f.record, f.index)) continue;
            flow({f.node}, out_);
            flow({out_}, f.node);
        }
    }
}

Flows::Node Flows::make() {
    from_.emplace_back();
    return static_cast<Node>(from_.size() - 1);
}

/// A pointer to a record is put where such pointers lie, or such as lead to anything.
Flows::Node Flows::written(ClassId shared, TypeId type) {
    // Places that lie over each other are written as what lies there in either.
    const ir::RecordId to = shared == classes_.pointed_scalar(kWide) ? record_behind(p_.types, type) : ir::RecordId();
    const auto [it, fresh] = written_.try_emplace({shared, to}, 0);
    if (!fresh) return it->second;
    const Node all = it->second = make();
    junctions_.insert(all);
    flow({all}, shared);
    for (const Shared& f : shared_.at(shared)) {
        if (!to.valid() || !f.to.valid() || to == f.to || (mixed_.contains(to) && mixed_.contains(f.to))) flow({all}, f.node);
    }
    return all;
}

Flows::Node Flows::field(ir::RecordId record, std::uint32_t index) const {
    const ClassId c = classes_.field(record, index);
    const auto it = shared_.find(c);
    if (it == shared_.end()) return c;
    const auto at = std::find_if(it->second.begin(), it->second.end(), [&](const Shared& f) { return f.record == record && f.index == index; });
    return at == it->second.end() ? c : at->node;
}

Flows::Node Flows::at_start(ClassId c, std::int64_t offset) const {
    const auto it = shared_.find(c);
    if (it == shared_.end()) return c;
    const auto here = [&](const Shared& f) { return static_cast<std::int64_t>(f.offset) == offset; };
    const auto at = std::find_if(it->second.begin(), it->second.end(), here);
    return at == it->second.end() || std::count_if(it->second.begin(), it->second.end(), here) > 1 ? c : at->node;
}

/// What lies in the same bytes of a union is one.
void Flows::find_unions() {
    for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
        const auto& fields = p_.types.rec(ir::RecordId(r)).fields;
        for (std::uint32_t i = 0; i < fields.size(); ++i) {
            for (std::uint32_t k = 0; k < i; ++k) {
                const auto [first, second] = std::minmax(fields[i].offset, fields[k].offset);
                const std::uint32_t before = fields[k].offset <= fields[i].offset ? k : i;
                if (second >= first + p_.types.size_of(fields[before].type)) continue;
                const Nodes a = in_field(ir::RecordId(r), i), b = in_field(ir::RecordId(r), k);
                for (const Node n : a) flow(b, n);
                for (const Node n : b) flow(a, n);
            }
        }
    }
}

/// The pointers that lie in a field, itself or in it.
Flows::Nodes Flows::in_field(ir::RecordId record, std::uint32_t index) const {
    const TypeId t = p_.types.without_arrays(p_.types.rec(record).fields[index].type);
    if (p_.types.is_record(t)) return pointers_in(t);
    return p_.types.is_scalar(t) && p_.types.bits_of(t) == kWide ? Nodes{field(record, index)} : Nodes{};
}

Flows::Nodes Flows::pointers_in(TypeId type) const {
    Nodes out;
    std::vector<TypeId> todo{type}, seen;
    while (!todo.empty()) {
        TypeId t = todo.back();
        todo.pop_back();
        if (t.valid()) t = p_.types.without_arrays(t);
        if (!t.valid() || !p_.types.is_record(t) || std::find(seen.begin(), seen.end(), t) != seen.end()) continue;
        seen.push_back(t);
        const ir::Record& r = p_.types.rec(p_.types[t].record);
        for (std::uint32_t i = 0; i < r.fields.size(); ++i) {
            TypeId f = p_.types.without_arrays(r.fields[i].type);
            if (p_.types.is_record(f)) {
                todo.push_back(f);
            } else if (p_.types.bits_of(f) == kWide) {
                out.push_back(field(p_.types[t].record, i));
            }
        }
    }
    return out;
}

/// Of a scalar that is wide enough.
std::optional<Flows::Node> Flows::place_of(ProcId proc, ExprId designator) const {
    const Expr& e = p_[designator];
    if (!p_.types.is_scalar(e.type) || p_.types.bits_of(e.type) != kWide) return std::nullopt;
    if (e.kind == ExprKind::Field) return field(p_.types[p_[e.a].type].record, e.index);
    return classes_.of(proc, designator);
}

/// The same of what is written there.
std::optional<Flows::Node> Flows::target_of(ProcId proc, ExprId designator) {
    const auto place = place_of(proc, designator);
    if (!place || p_[designator].kind == ExprKind::Field || !shared_.contains(*place)) return place;
    return written(*place, p_[designator].type);
}

}  // namespace sdvlite::model
