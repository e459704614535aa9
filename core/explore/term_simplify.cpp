// SPDX-License-Identifier: Apache-2.0
// The constructors of terms: constants are folded, constants move to the right, comparisons with
// 0 and 1 of comparisons vanish, masks of masks merge. Every rule is an identity of C's arithmetic
// at the term's width; tests compare with the arithmetic itself.
#include <algorithm>
#include <bit>

#include "core/explore/term.hpp"

namespace sdvlite::explore {

using ir::BinOp;
using ir::UnOp;

BinOp negated(BinOp op) {
    switch (op) {
        case BinOp::Eq: return BinOp::Ne;
        case BinOp::Ne: return BinOp::Eq;
        case BinOp::Lt: return BinOp::Ge;
        case BinOp::Le: return BinOp::Gt;
        case BinOp::Gt: return BinOp::Le;
        default: return BinOp::Lt;
    }
}

BinOp mirrored(BinOp op) {
    switch (op) {
        case BinOp::Lt: return BinOp::Gt;
        case BinOp::Le: return BinOp::Ge;
        case BinOp::Gt: return BinOp::Lt;
        case BinOp::Ge: return BinOp::Le;
        default: return op;
    }
}

bool Terms::is_comparison(TermId t) const {
    const Term& x = terms_[t.index()];
    return x.kind == TermKind::Binary && (ir::is_comparison(static_cast<BinOp>(x.op)) ||
                                          static_cast<BinOp>(x.op) == BinOp::LogAnd || static_cast<BinOp>(x.op) == BinOp::LogOr);
}

TermId Terms::unary(UnOp op, TermId a) {
    const Term t = terms_[a.index()];
    if (op == UnOp::LogNot) return binary(BinOp::Eq, false, a, constant(t.bits, 0));
    if (is_open(a)) return top(t.bits);
    if (t.kind == TermKind::Const) return constant(t.bits, op == UnOp::Neg ? 0 - t.value : ~t.value);
    if (t.kind == TermKind::Unary && static_cast<UnOp>(t.op) == op) return TermId(t.a);
    if (t.size + 1u > kMaxSize) return top(t.bits);
    Term out;
    out.kind = TermKind::Unary;
    out.op = static_cast<std::uint8_t>(op);
    out.bits = t.bits;
    out.size = static_cast<std::uint16_t>(t.size + 1);
    out.a = a.value;
    return intern(out);
}

TermId Terms::cast(CastKind kind, unsigned bits, TermId a) {
    const Term t = terms_[a.index()];
    if (t.bits == bits) return a;
    if (is_open(a)) return top(bits);
    if (t.kind == TermKind::Const) {
        return constant(bits, kind == CastKind::Sext ? static_cast<std::uint64_t>(sign_extend(t.value, t.bits)) : t.value);
    }
    if (t.kind == TermKind::Cast) {
        const CastKind inner = static_cast<CastKind>(t.op);
        const Term x = terms_[t.a];
        if (kind == CastKind::Trunc && inner != CastKind::Trunc) {
            if (x.bits == bits) return TermId(t.a);
            return cast(x.bits > bits ? CastKind::Trunc : inner, bits, TermId(t.a));
        }
        if (kind == inner) return cast(kind, bits, TermId(t.a));
        if (kind == CastKind::Sext && inner == CastKind::Zext) return cast(CastKind::Zext, bits, TermId(t.a));
    }
    if (kind == CastKind::Sext && is_comparison(a)) kind = CastKind::Zext;  // 0 or 1
    if (t.size + 1u > kMaxSize) return top(bits);
    Term out;
    out.kind = TermKind::Cast;
    out.op = static_cast<std::uint8_t>(kind);
    out.bits = static_cast<std::uint8_t>(bits);
    out.size = static_cast<std::uint16_t>(t.size + 1);
    out.a = a.value;
    return intern(out);
}

TermId Terms::fold(BinOp op, bool is_signed, const Term& a, const Term& b) {
    const unsigned w = a.bits;
    const std::uint64_t x = a.value, y = b.value;
    const std::int64_t sx = sign_extend(x, w), sy = sign_extend(y, b.bits);
    switch (op) {
        case BinOp::Add: return constant(w, x + y);
        case BinOp::Sub: return constant(w, x - y);
        case BinOp::Mul: return constant(w, x * y);
        case BinOp::Div:
            if (y == 0) return top(w);
            if (!is_signed) return constant(w, x / y);
            return sy == -1 ? constant(w, 0 - x) : constant(w, static_cast<std::uint64_t>(sx / sy));
        case BinOp::Rem:
            if (y == 0) return top(w);
            if (!is_signed) return constant(w, x % y);
            return sy == -1 ? constant(w, 0) : constant(w, static_cast<std::uint64_t>(sx % sy));
        case BinOp::And: return constant(w, x & y);
        case BinOp::Or: return constant(w, x | y);
        case BinOp::Xor: return constant(w, x ^ y);
        case BinOp::Shl: return constant(w, y >= w ? 0 : x << y);
        case BinOp::Shr:
            if (is_signed) return constant(w, static_cast<std::uint64_t>(sx >> std::min<std::uint64_t>(y, w - 1)));
            return constant(w, y >= w ? 0 : x >> y);
        case BinOp::Eq: return boolean(x == y);
        case BinOp::Ne: return boolean(x != y);
        case BinOp::Lt: return boolean(is_signed ? sx < sy : x < y);
        case BinOp::Le: return boolean(is_signed ? sx <= sy : x <= y);
        case BinOp::Gt: return boolean(is_signed ? sx > sy : x > y);
        case BinOp::Ge: return boolean(is_signed ? sx >= sy : x >= y);
        case BinOp::LogAnd: return boolean(x != 0 && y != 0);
        case BinOp::LogOr: return boolean(x != 0 || y != 0);
        case BinOp::PtrAdd:
        case BinOp::PtrSub: break;
    }
    return top(w);
}

/// Equality of addresses; invalid when it can't be decided here.
/// Whether the unknown pointer by which the object is named was kept in memory or in a variable that is no parameter.
bool Terms::kept_elsewhere(const Object& pointee) const {
    if (pointee.kind != ObjectKind::Pointee) return false;
    const Term& t = terms_[pointee.term.index()];
    if (t.kind != TermKind::Sym) return false;
    const Sym& y = syms_[t.a];
    if (y.kind == SymKind::Site || !y.cell.valid()) return false;
    const Object& home = objects_[cells_[y.cell.index()].object.index()];
    if (home.kind == ObjectKind::Local) return home.proc.index() < holders_.size() && home.index < holders_[home.proc.index()].size() && !holders_[home.proc.index()][home.index];
    if (home.kind == ObjectKind::Global) return home.global.index() < of_rule_.size() && !of_rule_[home.global.index()];
    return home.kind != ObjectKind::Result;
}

/// An object, and how far behind its start; object invalid where that is not how the pointer was made.
std::pair<ObjectId, TermId> Terms::from_start(TermId pointer) {
    const Term t = terms_[pointer.index()];
    if (t.kind == TermKind::Addr) return {ObjectId(t.a), constant(64, t.value)};
    if (t.kind == TermKind::Sym) return {place(pointer).object, constant(64, 0)};
    if (t.kind != TermKind::Binary || static_cast<BinOp>(t.op) != BinOp::Add) return {};
    const Term base = terms_[t.a];
    const Place at = base.kind == TermKind::Addr || base.kind == TermKind::Sym ? place(TermId(t.a)) : Place{};
    if (!at.object.valid()) return {};
    return {at.object, binary(BinOp::Add, false, TermId(t.b), constant(64, static_cast<std::uint64_t>(at.offset)))};
}

/// Two places in one object, at least one of them at an unknown offset: the offsets decide.
TermId Terms::compare_elements(BinOp op, TermId a, TermId b) {
    if (terms_[a.index()].kind == TermKind::Sym || terms_[b.index()].kind == TermKind::Sym) return {};
    const auto [x, at] = from_start(a);
    const auto [y, to] = from_start(b);
    return x.valid() && x == y ? compare(op, false, at, to) : TermId{};
}

TermId Terms::order_places(BinOp op, TermId a, TermId b) {
    const auto [x, at] = from_start(a);
    const auto [y, to] = from_start(b);
    return x.valid() && x == y ? binary(op, true, at, to) : TermId{};
}

TermId Terms::compare_pointers(BinOp op, TermId a, TermId b) {
    if (op != BinOp::Eq && op != BinOp::Ne) return {};
    const Term ta = terms_[a.index()], tb = terms_[b.index()];
    const bool eq = op == BinOp::Eq;
    auto is_address = [](const Term& t) { return t.kind == TermKind::Addr || t.kind == TermKind::Func; };
    if (is_address(ta) && tb.kind == TermKind::Const) {
        // No object and no function of interest lies at a fixed address.
        return boolean(!eq);
    }
    if (ta.kind == TermKind::Binary && tb.kind == TermKind::Binary) return compare_elements(op, a, b);
    if (!is_address(ta) && !is_address(tb)) return compare_offsets(op, a, b);
    if (ta.kind == TermKind::Func && tb.kind == TermKind::Func) return boolean((ta.a == tb.a) == eq);
    if (ta.kind == TermKind::Func || tb.kind == TermKind::Func) {
        return is_address(ta) && is_address(tb) ? boolean(!eq) : TermId{};
    }
    auto object = [this](const Term& t, TermId id) {
        return t.kind == TermKind::Addr ? objects_[t.a] : objects_[place(id).object.valid() ? place(id).object.index() : 0];
    };
    if (ta.kind == TermKind::Addr && tb.kind == TermKind::Addr && ta.a == tb.a) return boolean((ta.value == tb.value) == eq);
    if (const TermId t = compare_elements(op, a, b); t.valid()) return t;
    if ((ta.kind != TermKind::Addr && ta.kind != TermKind::Sym) || (tb.kind != TermKind::Addr && tb.kind != TermKind::Sym)) return compare_offsets(op, a, b);
    const Place pa = place(a), pb = place(b);
    if (!pa.object.valid() || !pb.object.valid()) return compare_offsets(op, a, b);
    // An unknown pointer stands for its object's first byte, so that p and &p->second are told apart here.
    if (pa.object == pb.object) return boolean((pa.offset == pb.offset) == eq);
    const Object oa = object(ta, a), ob = object(tb, b);
    auto exact = [](const Object& o) {
        return o.kind == ObjectKind::Global || o.kind == ObjectKind::Local || o.kind == ObjectKind::Fresh;
    };
    // An input pointer does not point to a local or to what this run allocated; it may point to a global.
    auto initial = [&](const Object& o) {
        if (o.kind != ObjectKind::Pointee) return false;
        const Term& t = terms_[o.term.index()];
        return t.kind == TermKind::Sym && is_old(o.term);
    };
    auto fresh = [](const Object& o) { return o.kind == ObjectKind::Local || o.kind == ObjectKind::Fresh; };
    auto hidden = [this](const Object& o) {
        return o.kind == ObjectKind::Global && o.global.index() < hidden_.size() && hidden_[o.global.index()];
    };
    if (exact(oa) && exact(ob)) return boolean(!eq);
    if ((hidden(oa) && kept_elsewhere(ob)) || (hidden(ob) && kept_elsewhere(oa))) return boolean(!eq);
    if ((fresh(oa) && initial(ob)) || (fresh(ob) && initial(oa))) return boolean(!eq);
    if (oa.kind != ObjectKind::Pointee || ob.kind != ObjectKind::Pointee) return {};
    // What is told of two such places is told of the pointers: &p->second == &q->second as p == q.
    const bool first = pa.object < pb.object;
    const TermId x = address(first ? pa.object : pb.object, first ? pa.offset - pb.offset : pb.offset - pa.offset);
    const TermId y = address(first ? pb.object : pa.object, 0);
    return (x == a && y == b) || (x == b && y == a) ? TermId{} : compare(op, false, x, y);
}

/// The same of pointers that name no object, where both are as far from them.
TermId Terms::compare_offsets(BinOp op, TermId a, TermId b) {
    const auto pointer = [this](TermId id) {
        const Term t = terms_[id.index()];
        if (t.kind == TermKind::Addr && objects_[t.a].kind == ObjectKind::Pointee) return std::pair(objects_[t.a].term, t.value);
        if (t.kind == TermKind::Binary && static_cast<BinOp>(t.op) == BinOp::Add && is_const(TermId(t.b))) return std::pair(TermId(t.a), terms_[t.b].value);
        return std::pair(id, std::uint64_t{0});
    };
    const auto [p, at] = pointer(a);
    const auto [q, to] = pointer(b);
    if (terms_[p.index()].kind != TermKind::Sym || terms_[q.index()].kind != TermKind::Sym) return {};
    if (p == q) return boolean((at == to) == (op == BinOp::Eq));
    return at == to && at != 0 ? compare(op, false, p, q) : TermId{};
}

/// In how many low bits two values of this shape can differ, both being unsigned, or both signed; 64 when that isn't known.
unsigned Terms::spread(TermId id) const {
    const Term& t = terms_[id.index()];
    if (t.kind == TermKind::Cast && static_cast<CastKind>(t.op) != CastKind::Trunc) return terms_[t.a].bits;
    if (t.kind != TermKind::Binary || terms_[t.b].kind != TermKind::Const) return 64;
    const std::uint64_t c = terms_[t.b].value;
    if (static_cast<BinOp>(t.op) == BinOp::And) return static_cast<unsigned>(std::bit_width(c));
    return static_cast<BinOp>(t.op) == BinOp::Shr && !t.is_signed && c < t.bits ? t.bits - static_cast<unsigned>(c) : 64;
}

namespace {

/// Whether k * x and k * y differ where x and y do, of such values, in 64 bits.
bool keeps_apart(std::uint64_t k, unsigned spread) { return k != 0 && spread + static_cast<unsigned>(std::countr_zero(k)) <= 64; }

bool is_signed_cast(const Term& t) { return t.kind == TermKind::Cast && static_cast<CastKind>(t.op) == CastKind::Sext; }

}  // namespace

/// x * k == y * k as x == y, and that of widened values as of the values: what is left of comparing elements of one array.
TermId Terms::compare_scaled(BinOp op, TermId a, TermId b) {
    if (op != BinOp::Eq && op != BinOp::Ne) return {};
    const Term ta = terms_[a.index()], tb = terms_[b.index()];
    if (ta.bits != 64 || ta.kind != tb.kind || ta.op != tb.op) return {};
    if (ta.kind == TermKind::Cast && static_cast<CastKind>(ta.op) != CastKind::Trunc) {
        return terms_[ta.a].bits == terms_[tb.a].bits ? binary(op, false, TermId(ta.a), TermId(tb.a)) : TermId{};
    }
    if (ta.kind != TermKind::Binary || static_cast<BinOp>(ta.op) != BinOp::Mul || ta.b != tb.b || terms_[ta.b].kind != TermKind::Const) return {};
    const bool alike = is_signed_cast(terms_[ta.a]) == is_signed_cast(terms_[tb.a]);
    if (!alike || !keeps_apart(terms_[ta.b].value, std::max(spread(TermId(ta.a)), spread(TermId(tb.a))))) return {};
    return binary(op, false, TermId(ta.a), TermId(tb.a));
}

/// x * k == c as x == c / k, or never.
TermId Terms::solve_scaled(BinOp op, const Term& product, std::uint64_t c) {
    const TermId x(product.a);
    const std::uint64_t k = terms_[product.b].value;
    const bool is_signed = is_signed_cast(terms_[x.index()]);
    if (product.bits != 64 || !keeps_apart(k, spread(x))) return {};
    const int zeros = std::countr_zero(k);
    if ((c & width_mask(static_cast<unsigned>(zeros))) != 0) return boolean(op == BinOp::Ne);
    std::uint64_t inverse = 1;  // of the odd part, modulo 2^64 (Newton)
    for (int i = 0; i < 6; ++i) inverse *= 2 - (k >> zeros) * inverse;
    const unsigned left = 64 - static_cast<unsigned>(zeros);
    const std::uint64_t v = ((c >> zeros) * inverse) & width_mask(left);
    return binary(op, false, x, constant(64, is_signed ? static_cast<std::uint64_t>(sign_extend(v, left)) : v));
}

TermId Terms::compare_with_constant(BinOp op, bool is_signed, TermId a, TermId b) {
    const Term ta = terms_[a.index()];
    const std::uint64_t c = terms_[b.index()].value;
    const bool equality = op == BinOp::Eq || op == BinOp::Ne;
    if (is_comparison(a) && equality && c <= 1) {
        const bool same = (op == BinOp::Ne) == (c == 0);
        if (same) return a;
        const BinOp inner = static_cast<BinOp>(ta.op);
        if (ir::is_comparison(inner)) return binary(negated(inner), ta.is_signed, TermId(ta.a), TermId(ta.b));
    }
    if (ta.kind == TermKind::Cast && equality) {
        const Term x = terms_[ta.a];
        const CastKind kind = static_cast<CastKind>(ta.op);
        if (kind != CastKind::Trunc) {
            const std::uint64_t low = c & width_mask(x.bits);
            const std::uint64_t again = kind == CastKind::Sext
                                            ? static_cast<std::uint64_t>(sign_extend(low, x.bits)) & width_mask(ta.bits)
                                            : low;
            if (again != c) return boolean(op == BinOp::Ne);
            return binary(op, is_signed, TermId(ta.a), constant(x.bits, low));
        }
        if (is_comparison(TermId(ta.a)) && c <= 1) return binary(op, is_signed, TermId(ta.a), constant(x.bits, c));
    }
    if (ta.kind == TermKind::Binary && equality) {
        const Term y = terms_[ta.b];
        const BinOp inner = static_cast<BinOp>(ta.op);
        if (y.kind == TermKind::Const && (inner == BinOp::Add || inner == BinOp::Xor)) {
            return binary(op, is_signed, TermId(ta.a), constant(ta.bits, inner == BinOp::Add ? c - y.value : c ^ y.value));
        }
        if (y.kind == TermKind::Const && inner == BinOp::Mul) {
            if (const TermId t = solve_scaled(op, ta, c); t.valid()) return t;
        }
        if (inner == BinOp::Sub) return binary(op, is_signed, TermId(ta.a), binary(BinOp::Add, false, TermId(ta.b), b));
    }
    return {};
}

/// x + c == y + d, with one constant only, at the first of x and y.
TermId Terms::compare_sums(BinOp op, TermId a, TermId b) {
    if (op != BinOp::Eq && op != BinOp::Ne) return {};
    auto split = [this](TermId id) {
        const Term& t = terms_[id.index()];
        const bool sum = t.kind == TermKind::Binary && static_cast<BinOp>(t.op) == BinOp::Add && terms_[t.b].kind == TermKind::Const;
        return sum ? std::pair(TermId(t.a), terms_[t.b].value) : std::pair(id, std::uint64_t{0});
    };
    auto [x, c] = split(a);
    auto [y, d] = split(b);
    const unsigned w = terms_[a.index()].bits;
    if (x == y && c != d) return boolean(op == BinOp::Ne);
    const Term tx = terms_[x.index()], ty = terms_[y.index()];
    if (c == d && tx.kind == TermKind::Binary && ty.kind == TermKind::Binary && static_cast<BinOp>(tx.op) == BinOp::And && tx.op == ty.op && tx.b == ty.b) {
        // Slots of a ring: the low bits of x and x + n.
        const Term mask = terms_[tx.b];
        const auto [u, m] = split(TermId(tx.a));
        const auto [v, n] = split(TermId(ty.a));
        if (mask.kind == TermKind::Const && (mask.value & (mask.value + 1)) == 0 && u == v) return boolean((((m - n) & mask.value) == 0) == (op == BinOp::Eq));
    }
    if (c == 0 && d == 0) return {};
    if (y < x) std::swap(x, y), std::swap(c, d);
    const std::uint64_t by = (c - d) & width_mask(w);
    const TermId sum = by == 0 ? x : binary(BinOp::Add, false, x, constant(w, by));
    if ((sum == a && y == b) || (sum == b && y == a)) return {};
    return binary(op, false, sum, y);
}

TermId Terms::compare(BinOp op, bool is_signed, TermId a, TermId b) {
    if (a == b) return boolean(op == BinOp::Eq || op == BinOp::Le || op == BinOp::Ge);
    if (terms_[a.index()].kind == TermKind::Const) std::swap(a, b), op = mirrored(op);
    if (const TermId t = compare_pointers(op, a, b); t.valid()) return t;
    if (terms_[b.index()].kind == TermKind::Const) {
        if (const TermId t = compare_with_constant(op, is_signed, a, b); t.valid()) return t;
    } else if (const TermId t = compare_sums(op, a, b); t.valid()) {
        return t;
    } else if (const TermId u = compare_scaled(op, a, b); u.valid()) {
        return u;
    } else if (b < a) {
        std::swap(a, b);
        op = mirrored(op);
    }
    Term out;
    out.kind = TermKind::Binary;
    out.op = static_cast<std::uint8_t>(op);
    out.bits = 32;
    out.is_signed = is_signed && op != BinOp::Eq && op != BinOp::Ne;
    out.size = static_cast<std::uint16_t>(terms_[a.index()].size + terms_[b.index()].size + 1);
    if (out.size > kMaxSize) return top(32);
    out.a = a.value;
    out.b = b.value;
    return intern(out);
}

TermId Terms::arithmetic(BinOp op, bool is_signed, TermId a, TermId b) {
    const Term ta = terms_[a.index()];
    Term tb = terms_[b.index()];
    const unsigned w = ta.bits;
    if (op == BinOp::Sub && a == b) return constant(w, 0);
    if (op == BinOp::Sub && tb.kind == TermKind::Const) return binary(BinOp::Add, is_signed, a, constant(w, 0 - tb.value));
    if (op == BinOp::Sub && ta.kind == TermKind::Addr && tb.kind == TermKind::Addr && ta.a == tb.a) return constant(w, ta.value - tb.value);
    const bool commutes = op == BinOp::Add || op == BinOp::Mul || op == BinOp::And || op == BinOp::Or || op == BinOp::Xor;
    if (commutes && ta.kind == TermKind::Const) return binary(op, is_signed, b, a);
    if (op == BinOp::Add && tb.kind == TermKind::Addr && ta.kind != TermKind::Addr) return binary(op, is_signed, b, a);  // an offset is added to it
    if ((op == BinOp::And || op == BinOp::Or) && a == b) return a;
    if (op == BinOp::Xor && a == b) return constant(w, 0);
    if (tb.kind == TermKind::Const) {
        const std::uint64_t c = tb.value;
        if (c == 0) {
            if (op == BinOp::And || op == BinOp::Mul) return b;
            if (op == BinOp::Add || op == BinOp::Or || op == BinOp::Xor || op == BinOp::Shl || op == BinOp::Shr) return a;
        }
        if (c >= w && op == BinOp::Shl) return constant(w, 0);
        if (c >= w && op == BinOp::Shr) {
            if (!is_signed) return constant(w, 0);
            return binary(op, is_signed, a, constant(tb.bits, w - 1));  // the sign
        }
        if (c == width_mask(w) && op == BinOp::And) return a;
        if (c == width_mask(w) && op == BinOp::Or) return b;
        if (c == 1 && (op == BinOp::Mul || op == BinOp::Div)) return a;
        if (op == BinOp::Rem && !is_signed && c != 0 && (c & (c - 1)) == 0) return binary(BinOp::And, false, a, constant(w, c - 1));
        if (op == BinOp::Add && ta.kind == TermKind::Addr) return address(ObjectId(ta.a), static_cast<std::int64_t>(ta.value + c));
        if (ta.kind == TermKind::Binary && terms_[ta.b].kind == TermKind::Const) {
            const BinOp inner = static_cast<BinOp>(ta.op);
            const std::uint64_t d = terms_[ta.b].value;
            const TermId x(ta.a);
            if (op == BinOp::Add && inner == BinOp::Add) return binary(op, is_signed, x, constant(w, c + d));
            if (op == BinOp::And && inner == BinOp::And) return binary(op, is_signed, x, constant(w, c & d));
            if (op == BinOp::Or && inner == BinOp::Or) return binary(op, is_signed, x, constant(w, c | d));
            if (op == BinOp::Xor && inner == BinOp::Xor) return binary(op, is_signed, x, constant(w, c ^ d));
            if (op == BinOp::And && inner == BinOp::Or) {
                if ((c & ~d) == 0) return b;
                if ((c & d) == 0) return binary(BinOp::And, is_signed, x, b);
            }
            if (op == BinOp::Or && inner == BinOp::And && (~d & ~c & width_mask(w)) == 0) return binary(BinOp::Or, is_signed, x, b);
        }
        if (op == BinOp::And && ta.kind == TermKind::Cast && static_cast<CastKind>(ta.op) == CastKind::Zext) {
            const Term x = terms_[ta.a];
            const std::uint64_t low = c & width_mask(x.bits);
            if (low == width_mask(x.bits)) return a;
            return cast(CastKind::Zext, w, binary(BinOp::And, is_signed, TermId(ta.a), constant(x.bits, low)));
        }
    }
    if (ta.size + tb.size + 1u > kMaxSize) return top(w);
    if (commutes && tb.kind != TermKind::Const && b < a && w != 64) std::swap(a, b);
    Term out;
    out.kind = TermKind::Binary;
    out.op = static_cast<std::uint8_t>(op);
    out.bits = static_cast<std::uint8_t>(w);
    out.is_signed = is_signed && (op == BinOp::Div || op == BinOp::Rem || op == BinOp::Shr);
    out.size = static_cast<std::uint16_t>(ta.size + tb.size + 1);
    out.a = a.value;
    out.b = b.value;
    return intern(out);
}

TermId Terms::binary(BinOp op, bool is_signed, TermId a, TermId b) {
    const Term ta = terms_[a.index()], tb = terms_[b.index()];
    const bool logic = op == BinOp::LogAnd || op == BinOp::LogOr;
    auto is_new = [this](const Term& t, TermId id) { return t.kind == TermKind::Addr && new_object(id).valid(); };
    if (logic) {
        const bool decides = op == BinOp::LogOr;
        auto truth = [](const Term& t) { return t.kind == TermKind::Const ? (t.value != 0 ? 1 : 0) : -1; };
        if (truth(ta) == decides || truth(tb) == decides) return boolean(decides);
        if (truth(ta) == !decides) return binary(BinOp::Ne, false, b, constant(tb.bits, 0));
        if (truth(tb) == !decides) return binary(BinOp::Ne, false, a, constant(ta.bits, 0));
    }
    if ((op == BinOp::Eq || op == BinOp::Ne) && (is_new(ta, a) ? is_old(b) : is_new(tb, b) && is_old(a))) return boolean(op == BinOp::Ne);
    if (is_open(a) || is_open(b)) return top(logic || ir::is_comparison(op) ? 32 : ta.bits);
    if (ta.kind == TermKind::Const && tb.kind == TermKind::Const) return fold(op, is_signed, ta, tb);
    if (ir::is_comparison(op)) return compare(op, is_signed, a, b);
    if (!logic) return arithmetic(op, is_signed, a, b);
    if (ta.size + tb.size + 1u > kMaxSize) return top(32);
    Term out;
    out.kind = TermKind::Binary;
    out.op = static_cast<std::uint8_t>(op);
    out.bits = 32;
    out.size = static_cast<std::uint16_t>(ta.size + tb.size + 1);
    out.a = a.value;
    out.b = b.value;
    return intern(out);
}

TermId Terms::offset_by(TermId pointer, TermId bytes) {
    const Term p = terms_[pointer.index()], c = terms_[bytes.index()];
    if (p.kind == TermKind::Top) return pointer;  // an old one leads to old memory wherever it leads
    if (p.kind == TermKind::Inside || is_open(bytes)) return inside(pointer);
    if (c.kind == TermKind::Const) {
        if (c.value == 0) return pointer;
        const Place at = p.kind == TermKind::Binary ? Place{} : place(pointer);
        if (at.object.valid()) return address(at.object, at.offset + static_cast<std::int64_t>(c.value));
        if (p.kind == TermKind::Binary && static_cast<BinOp>(p.op) == BinOp::Add && terms_[p.b].kind != TermKind::Const) {
            return binary(BinOp::Add, false, offset_by(TermId(p.a), bytes), TermId(p.b));
        }
    }
    return binary(BinOp::Add, false, pointer, bytes);
}

}  // namespace sdvlite::explore
