// SPDX-License-Identifier: Apache-2.0
// What is taken for granted of memory as it was at the start: a field to which only a few numbers are ever assigned holds one of them, what
// never leads into the object in which it lies leads elsewhere, places that hold objects of their own (model/flows.hpp) hold two.
#include <algorithm>

#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;

/// An input that is read where the driver only ever puts a few values is one of them.
void Executor::keep_in_domain(ExprId designator, const Value& v) {
    if (v.known() || !v.symbolic->is_const() || !p_.types.is_integer(p_[designator].type)) return;
    const std::vector<std::uint64_t>& values = m_.domain(m_.classes().of(frames_.back().proc, designator));
    if (values.empty() || v.bits != p_.types.bits_of(p_[designator].type) || !in_domain_.insert(v.symbolic->id()).second) return;
    z3::expr one = c_.bool_val(false);
    for (const std::uint64_t n : values) one = one || *v.symbolic == c_.bv_val(n, v.bits);
    hold_always(*v.symbolic, one);
}

/// A pointer that is read from an object at `address` and leads into it would take an assignment that links an object to itself.
void Executor::keep_out_of_itself(ExprId designator, const Value& v, std::uint64_t address) {
    if (v.known() || !v.symbolic->is_const() || !p_.types.is_pointer(p_[designator].type) || m_.self_links().may(m_.classes().of(frames_.back().proc, designator))) return;
    ExprId whole = designator;
    std::uint64_t offset = 0;
    for (; p_[whole].kind == ExprKind::Field; whole = p_[whole].a) offset += p_.types.rec(p_.types[p_[p_[whole].a].type].record).fields[p_[whole].index].offset;
    if (p_[whole].kind != ExprKind::Deref || whole == designator || !apart_.insert(v.symbolic->id()).second) return;
    const std::uint64_t start = address - offset;
    hold_always(*v.symbolic, lies_outside(*v.symbolic, start, start + p_.types.size_of(p_[whole].type)));
}

/// Where each place of a field holds an object of its own, two places of one object hold two.
void Executor::keep_from_others(ExprId designator, const Value& v, const Designator& d) {
    const Expr& e = p_[designator];
    if (v.known() || !v.symbolic->is_const() || e.kind != ExprKind::Field || !p_.types.is_pointer(e.type)) return;
    const model::Flows::Node field = m_.flows().field(p_.types[p_[e.a].type].record, e.index);
    if (!m_.flows().is_owned(field)) return;
    std::vector<Owned>& seen = owned_[m_.flows().owner(field)];
    const auto known = [&](const Owned& o) { return o.address == d.address && z3::eq(o.held, *v.symbolic); };
    if (std::any_of(seen.begin(), seen.end(), known)) return;
    for (const Owned& o : seen) {
        const bool one_object = ir::is_input_address(o.address) && ir::is_input_address(d.address) && ir::input_number(o.address) == ir::input_number(d.address);
        if (o.address != d.address && one_object && !z3::eq(o.held, *v.symbolic)) hold_always(*v.symbolic, are_two(*v.symbolic, o.held));
    }
    seen.push_back({d.address, *v.symbolic, c_.provenance.unite(class_of(designator), d.from)});
}

z3::expr Executor::are_two(const z3::expr& a, const z3::expr& b) { return a == c_.bv_val(0, 64) || a != b; }

/// And places of two objects do where the path says that they are two. What the rule compares is more than NULL: a lock in a record.
void Executor::keep_owned_apart() {
    for (const auto& [field, seen] : owned_) {
        for (std::size_t i = 0; i < seen.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const Owned &a = seen[i], &b = seen[k];
                if (a.address == b.address || z3::eq(a.held, b.held)) continue;
                const auto why = told_apart(a.address, b.address);
                if (!why) continue;
                const z3::expr two = rule_asks(a.held, b.held) ? a.held != b.held : are_two(a.held, b.held);
                keep(two, c_.provenance.unite(*why, c_.provenance.unite(a.from, b.from)));
            }
        }
    }
}

bool Executor::rule_asks(const z3::expr& a, const z3::expr& b) const {
    const auto x = mentions_.find(a.id()), y = mentions_.find(b.id());
    return x != mentions_.end() && y != mentions_.end() && std::any_of(x->second.begin(), x->second.end(), [&](std::size_t i) {
        return conditions_[i].of_rule && std::find(y->second.begin(), y->second.end(), i) != y->second.end();
    });
}

/// Where the places lie in two objects, as is known from the condition that says of the pointers to them that they are two; or in one.
std::optional<ProvenanceId> Executor::told_apart(std::uint64_t a, std::uint64_t b) {
    if (!ir::is_input_address(a) || !ir::is_input_address(b)) return std::nullopt;
    const std::uint64_t first = ir::input_number(a), second = ir::input_number(b);
    if (first == second) return kNowhere;
    const auto leads_to = [&](unsigned id, std::uint64_t number) {
        const auto n = fixed_.find(id);
        return n != fixed_.end() && ir::is_input_address(n->second) && ir::input_number(n->second) == number;
    };
    const auto says_so = [&](const Condition& c) {
        z3::expr holds = c.asked ? *c.asked : c.holds;
        z3::expr_vector from(c_), to(c_);
        each_variable(holds, [&](const z3::expr& v) {
            if (leads_to(v.id(), first)) from.push_back(v);
            if (leads_to(v.id(), second)) to.push_back(v);
        });
        return from.size() == 1 && to.size() == 1 && holds.substitute(from, to).simplify().is_false();
    };
    for (const auto& [id, number] : fixed_) {
        if (!leads_to(id, first)) continue;
        for (const std::size_t i : mentions_[id]) {
            if (says_so(conditions_[i])) return conditions_[i].from;
        }
    }
    const auto settled = std::find_if(settled_.begin(), settled_.end(), says_so);
    return settled == settled_.end() ? std::nullopt : std::optional(settled->from);
}

}  // namespace sdvlite::refine
