// SPDX-License-Identifier: Apache-2.0
// Expressions, places and inputs of the path encoder.
#include <algorithm>
#include <utility>

#include "core/ir/leaves.hpp"
#include "core/ir/pointers.hpp"
#include "core/ir/print.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::TypeId;

namespace {

/// Rule variables and temporaries of woven code lie outside the plan; nothing points to them.
constexpr std::uint64_t kRuleGlobals = 0x7'0000'0000;

/// No object is larger than this, as far as it matters where it ends.
constexpr std::uint64_t kReach = 4096;

}  // namespace

/// `alignment`: 0 for what is no pointer.
Value Executor::fresh(unsigned bits, unsigned alignment) {
    const z3::expr v = c_.bv_const(("v" + std::to_string(counter_++)).c_str(), bits);
    if (alignment != 0) {
        pointers_.push_back(v);
        aligned_.emplace(v.id(), 1);
        align(v, alignment);
        // No input leads to a variable whose address is never stored, nor to what would reach over it.
        for (const auto& [from, size] : private_) hold_always(v, lies_outside(v, from - kReach, from + size));
    }
    return {bits, 0, v, kNowhere};
}

/// What the system or memory gives as a pointer is aligned for what it points to, which does not reach over the end of the address
/// space: no field of it is at NULL. Pointers that are computed are not asked.
void Executor::align(const z3::expr& pointer, unsigned alignment) {
    const auto it = aligned_.find(pointer.id());
    if (it == aligned_.end() || it->second >= alignment) return;
    it->second = alignment;
    const z3::expr ends = z3::ult(pointer, c_.bv_val(0 - kReach, 64));
    hold_always(pointer, (pointer & c_.bv_val(alignment - 1, 64)) == c_.bv_val(0, 64) && (alignment == 1 || ends));
}

/// Neither in [from, end).
z3::expr Executor::lies_outside(const z3::expr& pointer, std::uint64_t from, std::uint64_t end) {
    return z3::ult(pointer, c_.bv_val(from, 64)) || z3::uge(pointer, c_.bv_val(end, 64));
}

Value Executor::input(std::uint64_t address, unsigned size, unsigned alignment) {
    auto [it, isNew] = input_index_.try_emplace({address, size}, inputs_.size());
    if (isNew) {
        inputs_.push_back({address, size, *fresh(size * 8, alignment).symbolic});
        input_ids_.insert(inputs_.back().variable.id());
        if (alignment != 0) leads_elsewhere(inputs_.back().variable, ir::kStackBase);
    }
    return {size * 8, 0, inputs_[it->second].variable, kNowhere};
}

/// A pointer that is there before an object is made does not lead to it: not to what lies from `first` on.
void Executor::leads_elsewhere(const z3::expr& pointer, std::uint64_t first) {
    hold_always(pointer, lies_outside(pointer, first, ir::kInputBase));
}

/// The value with the variables replaced that were fixed to numbers.
Value Executor::bound(const Value& v) {
    if (v.known() || fixed_.empty()) return v;
    z3::expr e = *v.symbolic;
    return Value::of(e.substitute(fixed_from_, fixed_to_)).through(c_, v.from);
}

bool Fixes::advance() {
    if (tried.size() > chosen.size() + 1) tried.resize(chosen.size() + 1);
    // A position at which nothing is left has tried numbers and no chosen one.
    if (tried.size() == chosen.size() + 1) tried.pop_back();
    if (chosen.empty()) return false;
    tried.resize(chosen.size());
    tried.back().push_back(chosen.back());
    chosen.pop_back();
    return true;
}

void Executor::be_fixed(const z3::expr& variable, std::uint64_t n) {
    fixed_[variable.id()] = n;
    fixed_from_.push_back(variable);
    fixed_to_.push_back(c_.bv_val(n, 64));
}

std::uint64_t Executor::fix(const Value& raw, const z3::expr* wish) {
    const Value v = bound(raw);
    if (v.known()) return v.number;
    const std::size_t at = next_fix_++;
    std::uint64_t n = 0;
    if (at < fixes_.chosen.size()) {
        n = fixes_.chosen[at];
    } else {
        mention(*v.symbolic);
        if (wish != nullptr) mention(*wish);
        solver_.push();
        const bool others = at < fixes_.tried.size() && !fixes_.tried[at].empty();
        if (others) {
            for (std::uint64_t other : fixes_.tried[at]) solver_.add(*v.symbolic != c_.bv_val(other, v.bits));
        }
        solver_.push();
        if (wish != nullptr) solver_.add(*wish);
        z3::check_result r = solver_.check();
        if (wish != nullptr && r == z3::unsat) {
            solver_.pop();
            solver_.push();
            r = solver_.check();
        }
        if (r == z3::sat) {
            witness_ = solver_.get_model();
            witness_->eval(*v.symbolic, true).is_numeral_u64(n);
        }
        solver_.pop(2);
        blame_ = {v.from, -1};
        if (r == z3::unknown) throw Stop{Feasibility::Unknown, "the solver gave up on the path's conditions"};
        if (r == z3::unsat && others) throw Stop{Feasibility::Infeasible, "no other number is left for an address"};
        if (r == z3::unsat) throw Stop{Feasibility::Unknown, "the conditions on the path contradict one another"};
        fixes_.chosen.push_back(n);
    }
    keep(*v.symbolic == c_.bv_val(n, v.bits), v.from);
    return n;
}

std::uint64_t Executor::fix_with_room(const z3::expr& pointer, ProvenanceId from) {
    const z3::expr room = room_for(pointer).holds;
    return fix({64, 0, pointer, from}, room.is_true() ? nullptr : &room);
}

/// It is followed: where the path so far leaves nothing but NULL, what made it so is to blame. False then.
bool Executor::may_be_followed(const Value& pointer) {
    const z3::expr there = z3::uge(pointer.expr(c_), c_.bv_val(static_cast<std::uint64_t>(ir::kNullPageEnd), 64));
    if (possible(there)) return true;
    blame_ = {};
    if (is_worth_explaining()) explain({there, pointer.from});
    return false;
}

/// What stands where a path that can't be taken follows a null pointer, as `blame_` says.
std::uint64_t Executor::instead_of_null() {
    if (!goes_on("the path follows a null pointer")) throw Stop{Feasibility::Infeasible, blame_.why};
    if (instead_of_null_ == 0) instead_of_null_ = ir::input_address(next_object_++);
    return instead_of_null_;
}

std::uint64_t Executor::resolve(const Value& pointer, const z3::expr* wish) {
    Value v = bound(pointer);
    if (!v.known()) {
        // Unknown pointers in it get an object of their own each, where the path allows that.
        std::vector<z3::expr> todo{*v.symbolic};
        while (!todo.empty()) {
            const z3::expr e = todo.back();
            todo.pop_back();
            if (e.is_const() && !e.is_numeral()) {
                const bool is_pointer = aligned_.contains(e.id()) || z3::eq(e, *v.symbolic);  // a number that is used as one
                if (!is_pointer || fixed_.contains(e.id())) continue;
                const auto own = own_object(e, pointer.from);
                if (own) continue;
                if (!may_be_followed(v)) return instead_of_null();
                be_fixed(e, fix_with_room(e, pointer.from));
                continue;
            }
            if (!e.is_app()) continue;
            for (unsigned i = 0; i < e.num_args(); ++i) todo.push_back(e.arg(i));
        }
        v = bound(pointer);
    }
    const std::uint64_t at = fix(v, wish);
    blame_ = {v.from, -1};
    return at < ir::kNullPageEnd ? instead_of_null() + at : at;
}

const ir::ObjectLayout& Executor::frame_layout(ir::ProcId proc) {
    auto [it, isNew] = layouts_.try_emplace(proc.value);
    if (isNew) {
        auto layout = ir::layout_frame(original_.types, original_[proc]);
        if (!layout) throw Stop{Feasibility::Unknown, "a procedure's variables do not fit into memory"};
        it->second = std::move(*layout);
    }
    return it->second;
}

/// An element of a variable that is read or written is one of those that it has, for a run that looks elsewhere ends. Behind a pointer there may be more
/// than is declared: an index in the array is only preferred.
void Executor::keep_inside(ExprId array, const Value& index) {
    const std::uint64_t count = p_.types[p_[array].type].count;
    if (count <= 1 || guarded_) return;
    const z3::expr inside = z3::ult(*index.symbolic, c_.bv_val(count, 64));
    ExprId root = array;
    while (p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index) root = p_[root].a;
    if (p_[root].kind == ExprKind::Deref) {
        in_bounds_ = in_bounds_ ? *in_bounds_ && inside : inside;
    } else if (!require({inside, index.from})) {
        blame_ = {};
        explain({inside, index.from});
        throw Stop{Feasibility::Infeasible, "an index on the path lies outside its array"};
    }
}

Value Executor::address(ExprId id, bool element) {
    const Expr& e = p_[id];
    switch (e.kind) {
        case ExprKind::Local: {
            const ir::Proc& own = original_[top().proc];
            if (e.index >= own.locals.size()) return Value::of(64, top().temps + 16 * std::uint64_t{e.index});
            return Value::of(64, top().base + frame_layout(top().proc).objects[e.index].offset);
        }
        case ExprKind::Global:
            if (e.global.index() >= original_.globals.size()) return Value::of(64, kRuleGlobals + 16 * std::uint64_t{e.global.value});
            note_view(Value::of(64, ir::kGlobalBase + globals_->objects[e.global.index()].offset), e.type, true);
            return Value::of(64, ir::kGlobalBase + globals_->objects[e.global.index()].offset);
        case ExprKind::Deref: {
            const Value at = value(e.a);
            note_view(at, e.type, false);
            return at;
        }
        case ExprKind::Field: {
            const ir::Field& f = p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index];
            return binary(c_, BinOp::Add, false, address(e.a, element), Value::of(64, f.offset));
        }
        case ExprKind::Index: {
            const Value i = resize(c_, value(e.b), 64, p_.types.is_signed(p_[e.b].type));
            if (!i.known() && element) keep_inside(e.a, i);
            const Value bytes = binary(c_, BinOp::Mul, false, i, Value::of(64, p_.types.size_of(e.type)));
            return binary(c_, BinOp::Add, false, address(e.a, element), bytes);
        }
        default: throw Stop{Feasibility::Unknown, "an expression that designates nothing"};
    }
}

Executor::Designator Executor::designate(ExprId id) {
    const Expr& e = p_[id];
    const ir::Field* bits = nullptr;
    if (e.kind == ExprKind::Field) {
        const ir::Field& f = p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index];
        if (f.is_bit_field()) bits = &f;
    }
    const bool before = memory_.addressing(true);
    std::optional<z3::expr> outer = std::exchange(in_bounds_, std::nullopt);
    const Value at = address(id);
    const std::optional<z3::expr> wish = std::exchange(in_bounds_, std::move(outer));
    memory_.addressing(before);
    return {resolve(at, wish ? &*wish : nullptr), bits, at.from};
}

Value Executor::load(ExprId id) {
    const TypeId type = p_[id].type;
    const unsigned width = p_.types.bits_of(type);
    if (const auto table = open_row(id)) return any_row(*table, id);
    if (const auto table = row_behind(id)) return any_row(*table, id);
    const Designator d = designate(id);
    if (!names_.contains(d.address)) names_.emplace(d.address, ir::print_expr(p_, &p_[top().proc], id));
    const ProvenanceId from = c_.provenance.unite(class_of(id), d.from);
    if (d.bits == nullptr) {
        const unsigned alignment = ir::pointer_alignment(p_.types, type);
        Value v = memory_.read(d.address, bytes_of(width), alignment);
        if (alignment != 0 && v.symbolic && in_pieces(*v.symbolic)) v = pointer_of_pieces(d.address, v, alignment);
        keep_in_domain(id, v);
        keep_out_of_itself(id, v, d.address);
        keep_from_others(id, v, d);
        return v.through(c_, from);
    }
    const unsigned first = d.bits->bit_offset / 8, last = (d.bits->bit_offset + d.bits->bit_width - 1u) / 8;
    Value all = Value::of(64, 0);
    for (unsigned b = first; b <= last; ++b) {
        const Value one = resize(c_, memory_.read(d.address + b, 1), 64, false);
        all = binary(c_, BinOp::Or, false, all, binary(c_, BinOp::Shl, false, one, Value::of(64, 8 * b)));
    }
    const Value moved = binary(c_, BinOp::Shr, false, all, Value::of(64, d.bits->bit_offset));
    return resize(c_, resize(c_, moved, d.bits->bit_width, false), width, p_.types.is_signed(type)).through(c_, from);
}

/// Several inputs one behind the other, each of them whole.
bool Executor::in_pieces(const z3::expr& e) const {
    if (!e.is_app() || e.decl().decl_kind() != Z3_OP_CONCAT) return false;
    std::vector<z3::expr> todo{e};
    while (!todo.empty()) {
        const z3::expr part = todo.back();
        todo.pop_back();
        if (part.is_app() && part.decl().decl_kind() == Z3_OP_CONCAT) {
            for (unsigned i = 0; i < part.num_args(); ++i) todo.push_back(part.arg(i));
        } else if (!input_ids_.contains(part.id())) {
            return false;
        }
    }
    return true;
}

/// A pointer that was there at the start, and was read before as the numbers of another member of a union: when a record was
/// copied, for one. It is a pointer like others, with an object of its own.
Value Executor::pointer_of_pieces(std::uint64_t address, const Value& pieces, unsigned alignment) {
    Value out = fresh(64, alignment);
    leads_elsewhere(*out.symbolic, ir::kStackBase);
    keep(*out.symbolic == *pieces.symbolic, pieces.from);
    out.from = pieces.from;
    memory_.rename(address, out);
    return out;
}

ProvenanceId Executor::class_of(ExprId designator) const {
    return p_.types.is_scalar(p_[designator].type) ? c_.provenance.of(m_.classes().of(frames_.back().proc, designator)) : kNowhere;
}

void Executor::note_store(model::ClassId cls, ProvenanceId address) {
    if (address != kNowhere) stores_.emplace(cls, address);
}

void Executor::store(ExprId id, const Value& given) {
    const TypeId type = p_[id].type;
    const Designator d = designate(id);
    const bool bulk = m_.bulk(top().proc).has_value();  // the search does those at one stroke, whatever lies there
    note_store(bulk ? model::kNoClass : m_.classes().of(top().proc, id), d.from);
    const Value v = given.through(c_, d.from);
    if (d.bits == nullptr) {
        record_move(d.address, bytes_of(p_.types.bits_of(type)));
        return memory_.write(d.address, resize(c_, v, bytes_of(p_.types.bits_of(type)) * 8, false));
    }
    const unsigned first = d.bits->bit_offset / 8, last = (d.bits->bit_offset + d.bits->bit_width - 1u) / 8;
    const std::uint64_t mask = (d.bits->bit_width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << d.bits->bit_width) - 1) << d.bits->bit_offset;
    const Value wide = binary(c_, BinOp::Shl, false, resize(c_, v, 64, false), Value::of(64, d.bits->bit_offset));
    for (unsigned b = first; b <= last; ++b) {
        const std::uint64_t own = mask >> (8 * b) & 0xff;
        const Value part = binary(c_, BinOp::And, false, resize(c_, binary(c_, BinOp::Shr, false, wide, Value::of(64, 8 * b)), 8, false), Value::of(8, own));
        const Value old = own == 0xff ? Value::of(8, 0) : memory_.read(d.address + b, 1);
        memory_.write(d.address + b, binary(c_, BinOp::Or, false, binary(c_, BinOp::And, false, old, Value::of(8, ~own)), part));
    }
    record_move(d.address + first, last - first + 1);  // the other bits of these bytes were read
}

void Executor::copy(ExprId lhs, const Designator& from, TypeId type) {
    const Designator to = designate(lhs);
    const ProvenanceId both = c_.provenance.unite(from.from, to.from);
    note_store(model::kNoClass, to.from);
    std::vector<std::pair<std::uint64_t, Value>> parts;
    ir::LeafWalk walk(p_.types, type);
    record_reads();  // where from and where to
    for (ir::Leaf leaf; walk.next(leaf) && parts.size() < 4096;) {
        const std::size_t log = memory_.log().size();
        const unsigned size = static_cast<unsigned>(std::max<std::uint64_t>(1, std::min<std::uint64_t>(8, p_.types.size_of(leaf.type))));
        parts.emplace_back(leaf.offset, memory_.read(from.address + leaf.offset, size, ir::pointer_alignment(p_.types, leaf.type)).through(c_, both));
        record_move(to.address + leaf.offset, size, log);
    }
    for (const auto& [at, v] : parts) memory_.write(to.address + at, v);
}

/// A record that was read before, part by part.
void Executor::paste(ExprId lhs, const std::vector<std::pair<std::uint64_t, Value>>& parts) {
    const Designator to = designate(lhs);
    note_store(model::kNoClass, to.from);
    record_move(to.address, p_.types.size_of(p_[lhs].type));
    for (const auto& [at, v] : parts) memory_.write(to.address + at, v.through(c_, to.from));
}

ir::StmtIndex Executor::original_index() const {
    const Frame& f = frames_.back();
    const auto& info = m_.woven().info[f.proc.index()];
    return f.pc < info.size() ? info[f.pc].original : ir::kNoStmt;
}

Value Executor::havoc_value(TypeId type) {
    memory_.spoil();
    const unsigned bits = std::max(8u, p_.types.bits_of(type));
    const Value v = fresh(bits > 64 ? 64 : bits, ir::pointer_alignment(p_.types, type));
    if (p_.types.is_pointer(type)) leads_elsewhere(*v.symbolic, heap_);
    havocs_.push_back({top().proc, original_index(), v.symbolic});
    return v;
}

void Executor::havoc(ExprId lhs) {
    const TypeId type = p_[lhs].type;
    if (p_.types.is_scalar(type)) return store(lhs, havoc_value(type));
    const std::uint64_t at = designate(lhs).address;
    record_move(at, p_.types.size_of(type));
    ir::LeafWalk walk(p_.types, type);
    for (ir::Leaf leaf; walk.next(leaf);) {
        if (p_.types.bits_of(leaf.type) <= 64) memory_.write(at + leaf.offset, havoc_value(leaf.type));
    }
}

// Recursion is bounded by the nesting of one expression, which readers bound.
Value Executor::value(ExprId id) {
    const Expr& e = p_[id];
    if (ir::is_designator(e.kind)) {
        if (p_.types[e.type].kind == ir::TypeKind::Array) return address(id);
        if (!p_.types.is_scalar(e.type)) return fresh(64, 0);
        return load(id);
    }
    switch (e.kind) {
        case ExprKind::Const: return Value::of(p_.types.bits_of(e.type), e.bits);
        case ExprKind::AddrOf: {
            const Value at = address(e.a, false);
            note_row(e.a, at);
            return at;
        }
        case ExprKind::FuncAddr: return Value::of(64, ir::code_address(e.proc));
        case ExprKind::Unary: return unary(c_, e.un, value(e.a));
        case ExprKind::Cast: {
            if (!p_.types.is_scalar(p_[e.a].type) || !p_.types.is_scalar(e.type)) return fresh(std::max(8u, p_.types.bits_of(e.type)), 0);
            const Value v = value(e.a);
            if (v.symbolic && ir::leaves_void(p_.types, p_[e.a].type, e.type)) align(*v.symbolic, ir::pointer_alignment(p_.types, e.type));
            return resize(c_, v, p_.types.bits_of(e.type), p_.types.is_signed(p_[e.a].type));
        }
        default: break;
    }
    const TypeId ta = p_[e.a].type;
    if (!p_.types.is_scalar(ta)) return fresh(std::max(8u, p_.types.bits_of(e.type)), 0);
    const Value a = value(e.a);
    if (e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr) {
        const bool stop = e.bin == BinOp::LogOr;
        if (a.known() && (a.number != 0) == stop) return Value::of(32, stop).through(c_, a.from);
        const bool before = std::exchange(guarded_, guarded_ || !a.known());
        const Value b = value(e.b);
        guarded_ = before;
        const z3::expr both = stop ? truth(c_, a) || truth(c_, b) : truth(c_, a) && truth(c_, b);
        return Value::of(z3::ite(both, c_.bv_val(1, 32), c_.bv_val(0, 32))).through(c_, c_.provenance.unite(a.from, b.from));
    }
    Value b = value(e.b);
    if (e.bin == BinOp::PtrAdd) {
        const std::uint64_t size = std::max<std::uint64_t>(1, p_.types.size_of(p_.types[ta].element));
        b = resize(c_, b, 64, p_.types.is_signed(p_[e.b].type));
        return binary(c_, BinOp::Add, false, a, binary(c_, BinOp::Mul, false, b, Value::of(64, size)));
    }
    if (e.bin == BinOp::PtrSub) {
        const std::uint64_t size = std::max<std::uint64_t>(1, p_.types.size_of(p_.types[ta].element));
        return binary(c_, BinOp::Div, true, binary(c_, BinOp::Sub, false, a, b), Value::of(64, size));
    }
    if (e.bin == BinOp::Div || e.bin == BinOp::Rem) {
        if (b.known() && b.number == 0) return fresh(a.bits, 0);
        if (!b.known()) keep(*b.symbolic != c_.bv_val(0, b.bits), b.from);
    }
    return binary(c_, e.bin, p_.types.is_signed(ta), a, b);
}

}  // namespace sdvlite::refine
