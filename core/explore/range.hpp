// SPDX-License-Identifier: Apache-2.0
// What is known of a value that is not a constant: an interval unsigned and signed, known bits, and
// a few values that it is not. Every member over-approximates, so dropping knowledge is always sound.
#pragma once

#include <array>
#include <cstdint>

#include "core/ir/expr.hpp"

namespace sdvlite::explore {

inline std::uint64_t width_mask(unsigned bits) { return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1; }
inline std::int64_t sign_extend(std::uint64_t v, unsigned bits) {
    if (bits >= 64) return static_cast<std::int64_t>(v);
    const std::uint64_t m = std::uint64_t{1} << (bits - 1);
    v &= width_mask(bits);
    return static_cast<std::int64_t>((v ^ m) - m);
}

struct Range {
    static constexpr std::size_t kMaxNot = 8;

    std::uint8_t bits = 0;
    std::uint8_t not_count = 0;
    std::uint64_t umin = 0, umax = 0;
    std::int64_t smin = 0, smax = 0;
    std::uint64_t known = 0;  ///< bits whose value is known
    std::uint64_t value = 0;  ///< their values
    std::array<std::uint64_t, kMaxNot> nots{};  ///< sorted

    static Range full(unsigned bits);
    static Range constant(unsigned bits, std::uint64_t v);

    bool is_full() const;
    bool is_constant() const { return umin == umax; }
    bool contains(std::uint64_t v) const;
    /// Each false when nothing is left.
    bool at_least_u(std::uint64_t v);
    bool at_most_u(std::uint64_t v);
    bool at_least_s(std::int64_t v);
    bool at_most_s(std::int64_t v);
    bool exclude(std::uint64_t v);
    bool fix_bits(std::uint64_t mask, std::uint64_t v);
    bool meet(const Range& o);

    friend bool operator==(const Range&, const Range&) = default;

private:
    bool reduce();
};

/// Decides `a op b` for comparisons: 1, 0, or -1 when both are possible.
int compare(ir::BinOp op, bool is_signed, const Range& a, const Range& b);

}  // namespace sdvlite::explore
