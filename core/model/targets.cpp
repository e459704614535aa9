// SPDX-License-Identifier: Apache-2.0
#include "core/model/targets.hpp"

#include <algorithm>

#include "core/ir/each_expr.hpp"
#include "core/ir/fold.hpp"

namespace sdvlite::model {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::Stmt;
using ir::TypeId;

namespace {

/// Only what is as wide as a pointer carries one.
constexpr unsigned kWide = 64;
/// Of the places in one memory to which one pointer leads; from there on it leads anywhere.
constexpr std::size_t kMostPlaces = 8;
/// Of the records that are told apart in a place that many share.
constexpr std::size_t kMostTold = 64;
/// Of all places. So many come about where most pointers have been put together already, in drivers of more than ten thousand lines.
constexpr std::size_t kMostTargets = 50'000;

}  // namespace

bool Targets::carries(const ir::TypeTable& types, TypeId t) { return types.is_scalar(t) && types.bits_of(t) == kWide; }

bool Targets::is_number_of_system(ExprId designator) const {
    const Expr& e = p_[designator];
    return e.kind == ExprKind::Field && !p_.types.is_pointer(e.type) && known_.contains(p_.types[p_[e.a].type].record);
}

bool Targets::is_whole_of_system(const Target& t) const {
    const Memory& m = memory_[t.memory];
    return m.kind == Kind::Record && t.at == 0 && t.low == 0 && t.high >= static_cast<std::int64_t>(p_.types.size_of(m.type)) && known_.contains(p_.types[m.type].record);
}

TypeId Targets::led_to(const ir::TypeTable& types, TypeId t) {
    const TypeId to = types.is_pointer(t) ? types.without_arrays(types[t].element) : types.void_type();
    return types[to].kind == ir::TypeKind::Function ? types.void_type() : to;
}

/// Of a field, or of an element whose number is known; nothing where it is not.
std::optional<std::int64_t> Targets::offset_of(const Expr& e) const {
    const TypeId whole = p_[e.a].type;
    if (e.kind == ExprKind::Field) return static_cast<std::int64_t>(p_.types.rec(p_.types[whole].record).fields[e.index].offset);
    if (!p_.types.is_scalar(p_.types.without_arrays(whole))) return 0;  // one record of an array stands for all
    const auto i = ir::constant_value(p_, e.b);
    if (!i) return std::nullopt;
    return ir::as_signed(p_.types, *i, p_[e.b].type) * static_cast<std::int64_t>(p_.types.size_of(p_.types[whole].element));
}

/// Bytes, as declared; an array at the end of a record may go on.
std::int64_t Targets::extent(ExprId designator) const {
    const ir::Type& t = p_.types[p_[designator].type];
    const bool open = t.kind == ir::TypeKind::Array && t.count <= 1;
    return open ? kFar : static_cast<std::int64_t>(p_.types.size_of(p_[designator].type));
}

Targets::Targets(const ir::Program& program, const Classes& classes, const std::set<ir::RecordId>& known, const Joined& joined)
    : p_(program), classes_(classes), known_(known) {
    find_lent();
    for (std::size_t i = 0; i < p_.procs.size(); ++i) {
        if (bulk_effect(p_.procs[i])) continue;  // whatever is filled comes together there
        for (const Stmt& s : p_.procs[i].body) statement(ProcId(i), s);
    }
    for (std::size_t i = 0; i < p_.procs.size(); ++i) start(ProcId(i));
    for (std::size_t g = 0; g < p_.globals.size(); ++g) initialiser(p_.globals[g], ir::GlobalId(g));
    for (const auto& [a, b] : joined) {
        const Node x = place(a, true), y = place(b, true);
        edge(x, y);
        edge(y, x);
    }
    start();
    spread();
    std::sort(uses_.begin(), uses_.end());
    uses_.erase(std::unique(uses_.begin(), uses_.end()), uses_.end());
}

Holder Targets::holder(const ir::TypeTable& types, ClassId c, TypeId scalar) {
    return {c, carries(types, scalar) ? led_to(types, scalar) : TypeId()};
}

Targets::Node Targets::fresh() {
    edges_.emplace_back();
    held_.emplace_back();
    shared_.push_back(false);
    before_.push_back(kNothing);
    return static_cast<Node>(edges_.size() - 1);
}

/// A record behind a typed pointer is at least that record; behind others nobody knows what was there before.
Targets::Node Targets::place(const Holder& at, bool shared) {
    const auto [it, first] = places_.try_emplace(at, 0);
    if (!first) {
        shared_[it->second] = shared_[it->second] || shared;
        return it->second;
    }
    const Node n = it->second = fresh();
    shared_[n] = shared;
    starts_.emplace_back(n, at);
    return n;
}

Targets::Node Targets::place(ProcId proc, ExprId designator) {
    const ClassId c = classes_.of(proc, designator);
    const bool model = proc.valid() && p_[proc].origin != ir::Origin::Driver && p_[designator].kind == ExprKind::Local;
    return place({c, led_to(p_.types, p_[designator].type)}, model || classes_.shared(c) || classes_.in_memory(c));
}

Targets::Node Targets::local(ProcId proc, std::uint32_t index) {
    const ClassId c = classes_.local(proc, index);
    return place({c, led_to(p_.types, p_[proc].locals[index].type)}, p_[proc].origin != ir::Origin::Driver || classes_.shared(c));
}

Targets::Node Targets::result(ProcId proc) {
    return place({classes_.result(proc), led_to(p_.types, p_.types[p_[proc].type].element)}, p_[proc].origin != ir::Origin::Driver);
}

void Targets::edge(Node from, Node to, Step step) {
    if (from != to || step.kind != Step::Kind::Add || step.by != 0) edges_[from].push_back({to, step});
}

/// Where to give what goes on to `to` with that step.
Targets::Node Targets::stepped(Step step, Node to) {
    if (step.kind == Step::Kind::Add && step.by == 0) return to;
    const Node n = fresh();
    edge(n, to, step);
    return n;
}

std::uint32_t Targets::remember(const Memory& m) {
    memory_.push_back(m);
    return static_cast<std::uint32_t>(memory_.size() - 1);
}

std::uint32_t Targets::record(TypeId type) {
    const auto [it, first] = records_.try_emplace(type, 0);
    if (first) it->second = remember({Kind::Record, type, Holder(), false});
    return it->second;
}

void Targets::seed(Node n, std::uint32_t memory) {
    const Memory& m = memory_[memory];
    Target t{memory, 0, 0, kFar, false, shared_[n]};
    if (m.type.valid()) t.high = static_cast<std::int64_t>(p_.types.size_of(m.type));
    hold(n, t);
}

/// The address of a variable. Records are alike wherever they lie.
Targets::Node Targets::variable(ProcId proc, ExprId root) {
    const Expr& e = p_[root];
    const bool global = e.kind == ExprKind::Global;
    const auto [it, first] = variables_.try_emplace({global ? UINT32_MAX : proc.value, global ? e.global.value : e.index}, 0);
    if (!first) return it->second;
    const Node n = it->second = fresh();
    const TypeId element = p_.types.without_arrays(e.type);
    const std::uint32_t memory = p_.types.is_record(element) ? record(element) : remember({Kind::Variable, e.type, holder(p_.types, classes_.of(proc, root), element), element == e.type});
    if (!p_.types.is_record(element)) variable_memory_[n] = memory;
    hold(n, {memory, 0, 0, static_cast<std::int64_t>(p_.types.size_of(e.type)), false, false});
    return n;
}

void Targets::flow(ProcId proc, ExprId value, Node to) {
    std::vector<std::pair<ExprId, Node>> todo{{value, to}};
    while (!todo.empty()) {
        const auto [id, into] = todo.back();
        todo.pop_back();
        if (!id.valid()) continue;
        const Expr& e = p_[id];
        if (e.kind == ExprKind::AddrOf || (ir::is_designator(e.kind) && p_.types[e.type].kind == ir::TypeKind::Array)) {
            todo.push_back(address(proc, e.kind == ExprKind::AddrOf ? e.a : id, into));
        } else if (!carries(p_.types, e.type)) {
            continue;
        } else if (ir::is_designator(e.kind)) {
            if (!is_number_of_system(id)) edge(place(proc, id), into);
        } else if (e.kind == ExprKind::Cast) {
            todo.emplace_back(e.a, into);
        } else if (e.kind == ExprKind::Binary && !ir::is_comparison(e.bin)) {
            const auto n = ir::constant_value(p_, e.b);
            const bool pointer = e.bin == BinOp::PtrAdd, sum = pointer || e.bin == BinOp::Add || e.bin == BinOp::Sub;
            const bool bits = e.bin == BinOp::And || e.bin == BinOp::Or || e.bin == BinOp::Xor;
            if (!sum && !bits) continue;
            const TypeId element = pointer ? p_.types[p_[e.a].type].element : TypeId();
            const std::int64_t unit = pointer ? std::max<std::int64_t>(1, static_cast<std::int64_t>(p_.types.size_of(element))) : 1;
            Step step;
            if (sum && n) step.by = (e.bin == BinOp::Sub ? -1 : 1) * ir::as_signed(p_.types, *n, p_[e.b].type) * unit;
            step.element = pointer && p_.types.is_record(element);
            if (sum && !n && !step.element) step.kind = pointer ? Step::Kind::Anywhere : Step::Kind::Mixed;
            todo.emplace_back(e.a, stepped(step, into));
            if (!pointer && !n) todo.emplace_back(e.b, stepped(step, into));
        }
    }
}

/// The address of something in a variable, or in what a pointer leads to: of that pointer the rest, to go on with.
std::pair<ExprId, Targets::Node> Targets::address(ProcId proc, ExprId designator, Node to) {
    if (p_[designator].kind == ExprKind::Index && p_.types.is_scalar(p_[designator].type)) {  // in the array, not in the element alone
        const auto at = offset_of(p_[designator]);
        to = stepped(at ? Step{Step::Kind::Add, *at} : Step{Step::Kind::Anywhere, 0}, to);
        designator = p_[designator].a;
    }
    ExprId root = designator;
    std::int64_t at = 0;
    for (; p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index; root = p_[root].a) at += offset_of(p_[root]).value_or(0);
    if (root != designator) {
        to = stepped({Step::Kind::Part, extent(designator)}, to);
        to = stepped({Step::Kind::Add, at}, to);
    }
    if (p_[root].kind == ExprKind::Deref) return {p_[root].a, to};
    edge(variable(proc, root), to);
    return {ExprId(), to};
}

/// What the pointer leads to, by itself.
Targets::Node Targets::node_of(ProcId proc, ExprId pointer) {
    const ExprId at = ir::without_casts(p_, pointer);
    if (ir::is_designator(p_[at].kind) && carries(p_.types, p_[at].type)) return place(proc, at);
    const auto [it, first] = values_.try_emplace({proc.value, pointer.value}, 0);
    if (!first) return it->second;
    const Node n = fresh();
    values_[{proc.value, pointer.value}] = n;
    flow(proc, pointer, n);
    return n;
}

/// What was there before anything was put there.
void Targets::start() {
    for (const auto& [n, at] : starts_) {
        if (p_.types.is_record(at.to)) {
            before_[n] = record(at.to);
        } else if (shared_[n] || classes_.in_memory(at.cls)) {
            before_[n] = remember({});
        }
    }
    for (const auto& [n, at] : starts_) {
        if (before_[n] != kNothing) seed(n, before_[n]);
    }
    for (const auto& [n, memory] : given_) seed(n, memory);
    for (const Node n : by_element_) memory_[variable_memory_[n]].by_element = true;
}

/// Beyond what is one record. What is vague is taken for no more than it is: an entry of a list not for that in which it lies.
bool Targets::outside(const Target& t) const {
    if (t.anywhere) return false;
    if (t.vague && (t.at < t.low || t.at >= t.high)) return true;
    const Memory& m = memory_[t.memory];
    return m.kind == Kind::Record && (t.at < 0 || t.at >= static_cast<std::int64_t>(p_.types.size_of(m.type)));
}

/// `element`: it was led there from one record of an array to another, which stand for all.
void Targets::hold(Node n, Target t, bool element) {
    t.vague = t.vague || shared_[n];
    if (outside(t)) return;
    const Kind kind = memory_[t.memory].kind;
    if (t.vague && kind == Kind::Allocated) {
        if (t.at == 0 && before_[n] != kNothing) mixed_.emplace(t.memory, before_[n]);
        return;
    }
    if (t.vague && kind == Kind::Record && t.at == 0 && held_[n].size() >= kMostTold && before_[n] != kNothing && before_[n] != t.memory) {
        mixed_.emplace(t.memory, before_[n]);
        return;
    }
    std::vector<std::uint32_t>& known = by_memory_[{n, t.memory}];
    for (const std::uint32_t i : known) {
        const Target& h = held_[n][i];
        const bool there = h.anywhere ? h.low <= t.low && t.high <= h.high : !t.anywhere && h.at == t.at && h.low == t.low && h.high == t.high;
        if (there && (!h.vague || t.vague)) return;
    }
    if (known.size() > 2 * kMostPlaces || (element && known.size() >= kMostPlaces)) return;
    if (known.size() > kMostPlaces) t.anywhere = true;
    known.push_back(static_cast<std::uint32_t>(held_[n].size()));
    held_[n].push_back(t);
    todo_.emplace_back(n, t);
    ++found_;
}

void Targets::spread() {
    while (!todo_.empty()) {
        if (found_ > kMostTargets) {
            is_cut_ = true;
            return;
        }
        const auto [n, t] = todo_.back();
        todo_.pop_back();
        for (const Edge& e : edges_[n]) {
            if (e.step.kind == Step::Kind::Mixed && t.vague) continue;  // any number, rather than that address
            if (e.step.kind == Step::Kind::Anywhere && is_whole_of_system(t)) continue;  // to what follows the record
            Target next = t;
            if (e.step.kind == Step::Kind::Anywhere || e.step.kind == Step::Kind::Mixed) {
                next.anywhere = true;
            } else if (e.step.kind == Step::Kind::Add) {
                next.at += e.step.by;
            } else if (!t.anywhere) {
                next.low = next.at;
                next.high = std::min(kFar, next.at + e.step.by);
            }
            hold(e.to, next, e.step.element);
        }
    }
}

}  // namespace sdvlite::model
