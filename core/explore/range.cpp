// SPDX-License-Identifier: Apache-2.0
#include "core/explore/range.hpp"

#include <algorithm>

namespace sdvlite::explore {

using ir::BinOp;

Range Range::full(unsigned bits) {
    Range r;
    r.bits = static_cast<std::uint8_t>(bits);
    r.umax = width_mask(bits);
    r.smin = sign_extend(std::uint64_t{1} << (bits - 1), bits);
    r.smax = static_cast<std::int64_t>(width_mask(bits) >> 1);
    return r;
}

Range Range::constant(unsigned bits, std::uint64_t v) {
    Range r = full(bits);
    r.umin = r.umax = r.value = v & width_mask(bits);
    r.smin = r.smax = sign_extend(v, bits);
    r.known = width_mask(bits);
    return r;
}

bool Range::is_full() const { return *this == full(bits); }

bool Range::contains(std::uint64_t v) const {
    v &= width_mask(bits);
    const std::int64_t s = sign_extend(v, bits);
    return v >= umin && v <= umax && s >= smin && s <= smax && (v & known) == value &&
           std::find(nots.begin(), nots.begin() + not_count, v) == nots.begin() + not_count;
}

/// Lets the parts sharpen each other. False when nothing is left.
bool Range::reduce() {
    const std::uint64_t all = width_mask(bits);
    for (int round = 0; round < 3; ++round) {
        if (umin > umax || smin > smax) return false;
        // Signed to unsigned and back, when on one side of zero.
        if (smin >= 0) {
            umin = std::max(umin, static_cast<std::uint64_t>(smin));
            umax = std::min(umax, static_cast<std::uint64_t>(smax));
        } else if (smax < 0) {
            umin = std::max(umin, static_cast<std::uint64_t>(smin) & all);
            umax = std::min(umax, static_cast<std::uint64_t>(smax) & all);
        }
        if (umin > umax) return false;
        const std::int64_t lo = sign_extend(umin, bits), hi = sign_extend(umax, bits);
        if (lo <= hi) {
            smin = std::max(smin, lo);
            smax = std::min(smax, hi);
        }
        umin = std::max(umin, value);
        umax = std::min(umax, value | (all & ~known));
        for (bool moved = true; moved && umin <= umax;) {
            moved = false;
            for (std::size_t i = 0; i < not_count; ++i) {
                if (nots[i] == umin && umin < umax) ++umin, moved = true;
                if (nots[i] == umax && umin < umax) --umax, moved = true;
            }
        }
        if (umin > umax) return false;
    }
    if (smin > smax) return false;
    if (umin == umax) {
        if (!contains(umin)) return false;
        *this = constant(bits, umin);
        return true;
    }
    std::size_t kept = 0;  // forget exclusions that the interval implies
    for (std::size_t i = 0; i < not_count; ++i) {
        const std::uint64_t v = nots[i];
        const std::int64_t s = sign_extend(v, bits);
        if (v >= umin && v <= umax && s >= smin && s <= smax && (v & known) == value) nots[kept++] = v;
    }
    for (std::size_t i = kept; i < kMaxNot; ++i) nots[i] = 0;
    not_count = static_cast<std::uint8_t>(kept);
    return true;
}

bool Range::at_least_u(std::uint64_t v) { umin = std::max(umin, v); return reduce(); }
bool Range::at_most_u(std::uint64_t v) { umax = std::min(umax, v); return reduce(); }
bool Range::at_least_s(std::int64_t v) { smin = std::max(smin, v); return reduce(); }
bool Range::at_most_s(std::int64_t v) { smax = std::min(smax, v); return reduce(); }

bool Range::exclude(std::uint64_t v) {
    v &= width_mask(bits);
    if (!contains(v)) return true;
    if (is_constant()) return false;
    if (not_count < kMaxNot) {
        nots[not_count++] = v;
        std::sort(nots.begin(), nots.begin() + not_count);
    }
    return reduce();
}

bool Range::fix_bits(std::uint64_t mask, std::uint64_t v) {
    mask &= width_mask(bits);
    v &= mask;
    if (((value ^ v) & known & mask) != 0) return false;
    known |= mask;
    value |= v;
    return reduce();
}

bool Range::meet(const Range& o) {
    if (((value ^ o.value) & known & o.known) != 0) return false;
    known |= o.known;
    value |= o.value;
    umin = std::max(umin, o.umin);
    umax = std::min(umax, o.umax);
    smin = std::max(smin, o.smin);
    smax = std::min(smax, o.smax);
    if (!reduce()) return false;
    for (std::size_t i = 0; i < o.not_count; ++i) {
        if (!exclude(o.nots[i])) return false;
    }
    return true;
}

namespace {

int less(bool is_signed, bool or_equal, const Range& a, const Range& b) {
    if (is_signed) {
        if (or_equal ? a.smax <= b.smin : a.smax < b.smin) return 1;
        if (or_equal ? a.smin > b.smax : a.smin >= b.smax) return 0;
        return -1;
    }
    if (or_equal ? a.umax <= b.umin : a.umax < b.umin) return 1;
    if (or_equal ? a.umin > b.umax : a.umin >= b.umax) return 0;
    return -1;
}

int equal(const Range& a, const Range& b) {
    if (a.is_constant() && b.is_constant()) return a.umin == b.umin;
    Range both = a;
    return both.meet(b) ? -1 : 0;
}

int negate(int v) { return v < 0 ? v : 1 - v; }

}  // namespace

int compare(BinOp op, bool is_signed, const Range& a, const Range& b) {
    switch (op) {
        case BinOp::Eq: return equal(a, b);
        case BinOp::Ne: return negate(equal(a, b));
        case BinOp::Lt: return less(is_signed, false, a, b);
        case BinOp::Le: return less(is_signed, true, a, b);
        case BinOp::Gt: return less(is_signed, false, b, a);
        case BinOp::Ge: return less(is_signed, true, b, a);
        default: return -1;
    }
}

}  // namespace sdvlite::explore
