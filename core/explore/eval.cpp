// SPDX-License-Identifier: Apache-2.0
// Expressions to terms and places.
#include <algorithm>

#include "core/explore/machine.hpp"
#include "core/ir/places.hpp"
#include "core/ir/pointers.hpp"

namespace sdvlite::explore {

using ir::BinOp;
using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;

ObjectId Machine::local_object(ProcId proc, std::uint32_t index) {
    std::vector<ObjectId>& known = local_objects_[proc.index()];
    if (known.empty()) known.resize(p_[proc].locals.size());
    if (known[index].valid()) return known[index];
    Object o;
    o.kind = ObjectKind::Local;
    o.proc = proc;
    o.index = index;
    return known[index] = terms.intern(o);
}

TermId Machine::scaled(TermId index, ir::TypeId index_type, std::uint64_t size) {
    const bool is_signed = p_.types.is_signed(index_type);
    const TermId wide = terms.cast(is_signed ? CastKind::Sext : CastKind::Zext, 64, index);
    return terms.binary(BinOp::Mul, false, wide, terms.constant(64, size));
}

TermId Machine::address_of(State& s, ProcId proc, ExprId designator, bool& ok) {
    const Expr& e = p_[designator];
    switch (e.kind) {
        case ExprKind::Local: return terms.address(local_object(proc, e.index), 0);
        case ExprKind::Global: {
            Object o;
            o.kind = ObjectKind::Global;
            o.global = e.global;
            return terms.address(terms.intern(o), 0);
        }
        case ExprKind::Deref: return eval(s, proc, e.a, ok);
        case ExprKind::Field: {
            const ir::Field& f = p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index];
            return terms.offset_by(address_of(s, proc, e.a, ok), terms.constant(64, f.offset));
        }
        case ExprKind::Index: {
            const TermId base = address_of(s, proc, e.a, ok);
            TermId index = eval(s, proc, e.b, ok);
            if (const Range r = range(s, index); r.is_constant()) index = terms.constant(r.bits, r.umin);
            return terms.offset_by(base, scaled(index, p_[e.b].type, p_.types.size_of(e.type)));
        }
        default: return terms.top(64);
    }
}

/// Following a pointer: NULL ends the path, an unknown one is not NULL from now on.
void Machine::follow(State& s, TermId pointer, bool& ok) {
    const Term& t = terms[pointer];
    if (t.kind == TermKind::Const) {
        constexpr std::uint64_t kFirstPage = 4096;  // a field of NULL; other numbers may be mapped hardware
        if (!pure_ && t.value < kFirstPage) ok = false;
        return;
    }
    if (t.kind == TermKind::Sym && t.bits == 64 && !pure_ && range(s, pointer).contains(0)) {
        ok = assume(s, terms.binary(BinOp::Ne, false, pointer, terms.constant(64, 0)), true) && ok;
    }
}

void Machine::note_part(TermId address, ExprId designator) {
    Part part;
    for (; p_[designator].kind == ExprKind::Field; designator = p_[designator].a) {
        part.record = p_[p_[designator].a].type;
        part.offset += p_.types.rec(p_.types[part.record].record).fields[p_[designator].index].offset;
    }
    // Of a record in an array it is not known here how far it is from the start of the whole.
    const Term& t = terms[address];
    const bool sum = t.kind == TermKind::Binary && static_cast<BinOp>(t.op) == BinOp::Add && terms.is_const(TermId(t.b));
    if (!part.record.valid() || p_[designator].kind == ExprKind::Index || (t.kind != TermKind::Addr && t.kind != TermKind::Sym && !sum)) return;
    std::vector<Part>& known = parts_[address.value];
    const bool old = std::any_of(known.begin(), known.end(), [&](const Part& k) { return k.record == part.record && k.offset == part.offset; });
    if (!old) known.push_back(part);
}

/// Whether the records of which the two places are parts can lie over each other so. What is not known of either is
/// no objection.
bool Machine::may_be_one(const State& s, TermId a, TermId b) {
    if (are_unlinked(s, a, b)) return false;
    const auto x = parts_.find(a.value), y = parts_.find(b.value);
    if (x == parts_.end() || y == parts_.end()) return true;
    for (const Part& p : x->second) {
        for (const Part& q : y->second) {
            if (ir::may_share(p_.types, p.record, q.record, static_cast<std::int64_t>(q.offset - p.offset))) return true;
        }
    }
    return false;
}

Access Machine::access(State& s, ProcId proc, ExprId designator, bool& ok) {
    const Expr& e = p_[designator];
    Access a;
    a.bits = static_cast<std::uint8_t>(p_.types.bits_of(e.type));
    a.alignment = static_cast<std::uint8_t>(ir::pointer_alignment(p_.types, e.type));
    if (e.kind == ExprKind::Field) {
        const ir::Field& f = p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index];
        if (f.is_bit_field()) {
            a.bit_field = true;
            a.bit_offset = f.bit_offset;
            a.bits = f.bit_width;
        }
    }
    if (p_.types.is_scalar(e.type)) a.cls = tracked(m_.classes().of(proc, designator));
    if (e.kind == ExprKind::Local) {  // what is asked for most
        a.place = {local_object(proc, e.index), 0};
        return a;
    }
    const TermId address = address_of(s, proc, designator, ok);
    ExprId root = designator;
    while (p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index) root = p_[root].a;
    if (p_[root].kind == ExprKind::Deref) {
        const TermId at = terms[address].kind == TermKind::Addr ? terms.address(ObjectId(terms[address].a), 0) : address;
        follow(s, at, ok);
    }
    a.place = place(address);
    a.into = a.place.object.valid() ? kAnywhere : terms.leads(address);
    if (!a.place.object.valid()) a.vague = terms.vague_place(address);
    return a;
}

TermId Machine::convert(ir::TypeId from, ir::TypeId to, TermId t) {
    if (!p_.types.is_scalar(from) || !p_.types.is_scalar(to)) return terms.top(std::max(1u, p_.types.bits_of(to)));
    const unsigned have = terms[t].bits, want = p_.types.bits_of(to);
    if (have == want) return t;
    const CastKind kind = want < have ? CastKind::Trunc : p_.types.is_signed(from) ? CastKind::Sext : CastKind::Zext;
    return terms.cast(kind, want, t);
}

/// A symbol that memory or the system gives as a pointer: aligned for what it points to.
TermId Machine::given(TermId symbol, unsigned multiple) {
    if (multiple == 0 || terms[symbol].kind != TermKind::Sym) return symbol;
    const std::uint32_t at = terms[symbol].a;
    if (at >= alignments_.size()) alignments_.resize(std::max<std::size_t>(at + 1, alignments_.size() * 2), 0);
    alignments_[at] = std::max(alignments_[at], static_cast<std::uint8_t>(multiple));
    return symbol;
}

/// 0 for what is no symbol that was given as a pointer.
unsigned Machine::alignment(TermId t) const {
    const Term& x = terms[t];
    return x.kind == TermKind::Sym && x.a < alignments_.size() ? alignments_[x.a] : 0;
}

/// A void* that was given is known to be aligned from where it becomes a pointer to something.
TermId Machine::eval_cast(State& s, ProcId proc, const Expr& e, bool& ok) {
    const ir::TypeId from = p_[e.a].type;
    if (!p_.types.is_scalar(from) || !p_.types.is_scalar(e.type)) return terms.top(std::max(8u, p_.types.bits_of(e.type)));
    const TermId t = eval(s, proc, e.a, ok);
    if (!pure_ && ir::leaves_void(p_.types, from, e.type) && alignment(t) != 0) {
        Range r = range(s, t);
        if (r.fix_bits(ir::pointer_alignment(p_.types, e.type) - 1, 0)) ok = narrow(s, t, r) && ok;
    }
    return convert(from, e.type, t);
}

/// Bits in a pointer that are known (it is aligned, or was marked before) are set and cleared by adding: the pointer stays one
/// that is known to lead into its object.
TermId Machine::retag(const State& s, BinOp op, TermId a, TermId b) {
    if (op != BinOp::And && op != BinOp::Or && op != BinOp::Xor) return {};
    if (terms.is_const(a)) std::swap(a, b);
    if (!terms.is_const(b) || (terms[a].kind != TermKind::Addr && alignment(a) == 0)) return {};
    const std::uint64_t bits = op == BinOp::And ? ~terms[b].value : terms[b].value;
    const Range r = range(s, a);
    if ((bits & ~r.known) != 0) return {};
    const std::uint64_t after = op == BinOp::Or ? bits : op == BinOp::Xor ? bits & ~r.value : 0;
    return terms.offset_by(a, terms.constant(64, after - (bits & r.value)));
}

TermId Machine::eval_binary(State& s, ProcId proc, const Expr& e, bool& ok) {
    const bool logic = e.bin == BinOp::LogAnd || e.bin == BinOp::LogOr;
    const TermId a = eval(s, proc, e.a, ok);
    if (logic) {
        const int known = decide(s, a);
        if (known == (e.bin == BinOp::LogOr ? 1 : 0)) return terms.constant(32, known);
        const bool outer = pure_;
        pure_ = pure_ || known < 0;  // `b` may not be reached, so it teaches nothing
        const TermId b = eval(s, proc, e.b, ok);
        pure_ = outer;
        if (known >= 0) return terms.binary(BinOp::Ne, false, b, terms.constant(terms[b].bits, 0));
        return terms.binary(e.bin, false, a, b);
    }
    TermId b = eval(s, proc, e.b, ok);
    const ir::TypeId ta = p_[e.a].type;
    if (e.bin == BinOp::PtrAdd) {
        const std::uint64_t size = std::max<std::uint64_t>(1, p_.types.size_of(p_.types[ta].element));
        return terms.offset_by(a, scaled(b, p_[e.b].type, size));
    }
    if (e.bin == BinOp::PtrSub) {
        const std::uint64_t size = std::max<std::uint64_t>(1, p_.types.size_of(p_.types[ta].element));
        const TermId bytes = terms.binary(BinOp::Sub, false, a, b);
        return terms.binary(BinOp::Div, true, bytes, terms.constant(64, size));
    }
    const bool equality = e.bin == BinOp::Eq || e.bin == BinOp::Ne;
    if (ir::is_comparison(e.bin) && !equality && p_.types.is_pointer(ta)) {
        if (const TermId t = terms.order_places(e.bin, a, b); t.valid()) return t;
    }
    if (equality && in_rule_ && !may_be_one(s, a, b)) return terms.constant(32, e.bin == BinOp::Ne ? 1 : 0);
    if (const TermId t = tell_apart(s, e.bin, a, b); t.valid()) return t;
    if (terms[a].bits != terms[b].bits && e.bin != BinOp::Shl && e.bin != BinOp::Shr) b = convert(p_[e.b].type, ta, b);
    if (const TermId t = retag(s, e.bin, a, b); t.valid()) return t;
    return terms.binary(e.bin, p_.types.is_signed(ta), a, b);
}

// Recursion is bounded by the nesting of one expression, which readers bound.
TermId Machine::eval(State& s, ProcId proc, ExprId id, bool& ok) {
    const Expr e = p_[id];
    if (ir::is_designator(e.kind)) {
        if (p_.types[e.type].kind == ir::TypeKind::Array) return address_of(s, proc, id, ok);
        if (!p_.types.is_scalar(e.type)) return terms.top(64);
        const Access a = access(s, proc, id, ok);
        const TermId v = read(s, a);
        if (!a.bit_field) return v;
        const bool is_signed = p_.types.is_signed(e.type);
        return terms.cast(is_signed ? CastKind::Sext : CastKind::Zext, p_.types.bits_of(e.type), v);
    }
    switch (e.kind) {
        case ExprKind::Const: {
            TermId& known = constants_[id.index()];
            if (!known.valid()) known = terms.constant(p_.types.bits_of(e.type), e.bits);
            return known;
        }
        case ExprKind::AddrOf: {
            const TermId a = address_of(s, proc, e.a, ok);
            note_part(a, e.a);
            return a;
        }
        case ExprKind::FuncAddr: return terms.func(e.proc);
        case ExprKind::Unary: {
            const TermId a = eval(s, proc, e.a, ok);
            if (e.un != ir::UnOp::LogNot) return terms.unary(e.un, a);
            return terms.binary(BinOp::Eq, false, a, terms.constant(terms[a].bits, 0));
        }
        case ExprKind::Binary:
            if (!p_.types.is_scalar(p_[e.a].type)) return terms.top(std::max(8u, p_.types.bits_of(e.type)));
            return eval_binary(s, proc, e, ok);
        case ExprKind::Cast: return eval_cast(s, proc, e, ok);
        default: return terms.top(64);
    }
}

}  // namespace sdvlite::explore
