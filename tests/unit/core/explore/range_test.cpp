// SPDX-License-Identifier: Apache-2.0
// Ranges against brute force: no operation may lose a value. Four bits are enough to have all of
// signs, wrapping and masks, and few enough to try every range that the operations reach.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

#include "core/explore/range.hpp"

using namespace sdvlite;
using explore::Range;
using explore::sign_extend;
using explore::width_mask;
using ir::BinOp;

namespace {

constexpr unsigned kBits = 4;
constexpr std::uint64_t kValues = 16;
using Set = std::uint32_t;  ///< of values

Set members(const Range& r) {
    Set out = 0;
    for (std::uint64_t v = 0; v < kValues; ++v) {
        if (r.contains(v)) out |= Set{1} << v;
    }
    return out;
}

Set those(const std::function<bool(std::uint64_t)>& f) {
    Set out = 0;
    for (std::uint64_t v = 0; v < kValues; ++v) {
        if (f(v)) out |= Set{1} << v;
    }
    return out;
}

/// Every range that one to three operations make, once for each different content of its fields.
std::vector<Range> ranges() {
    std::vector<Range> out{Range::full(kBits)};
    auto add = [&out](Range r, bool ok) {
        if (!ok) return;
        for (const Range& k : out) {
            if (k == r) return;
        }
        out.push_back(r);
    };
    std::mt19937 random(7);
    for (int round = 0; round < 4000; ++round) {
        Range r = out[random() % out.size()];
        const std::uint64_t v = random() % kValues;
        bool ok = true;
        switch (random() % 6) {
            case 0: ok = r.at_least_u(v); break;
            case 1: ok = r.at_most_u(v); break;
            case 2: ok = r.at_least_s(sign_extend(v, kBits)); break;
            case 3: ok = r.at_most_s(sign_extend(v, kBits)); break;
            case 4: ok = r.exclude(v); break;
            default: ok = r.fix_bits(random() % kValues, v); break;
        }
        add(r, ok);
    }
    return out;
}

}  // namespace

TEST_CASE("an operation on a range keeps every value that satisfies it") {
    const std::vector<Range> all = ranges();
    REQUIRE(all.size() > 500);
    for (const Range& r : all) {
        const Set before = members(r);
        auto check = [&](const char* what, std::uint64_t v, const std::function<bool(Range&)>& op, const Set wanted) {
            Range after = r;
            const bool ok = op(after);
            const Set left = before & wanted;
            const bool right = !ok ? left == 0
                                   : (members(after) & left) == left && (members(after) & ~before) == 0 &&
                                         (!after.is_constant() || after == Range::constant(kBits, after.umin));
            if (right) return;
            INFO(what << " " << v << " of the set " << before << " gives " << members(after));
            REQUIRE(right);
        };
        for (std::uint64_t v = 0; v < kValues; ++v) {
            const std::int64_t s = sign_extend(v, kBits);
            check("at least", v, [&](Range& x) { return x.at_least_u(v); }, those([&](auto x) { return x >= v; }));
            check("at most", v, [&](Range& x) { return x.at_most_u(v); }, those([&](auto x) { return x <= v; }));
            check("at least, signed", v, [&](Range& x) { return x.at_least_s(s); }, those([&](auto x) { return sign_extend(x, kBits) >= s; }));
            check("at most, signed", v, [&](Range& x) { return x.at_most_s(s); }, those([&](auto x) { return sign_extend(x, kBits) <= s; }));
            check("exclude", v, [&](Range& x) { return x.exclude(v); }, those([&](auto x) { return x != v; }));
            for (std::uint64_t mask = 0; mask < kValues; ++mask) {
                check("bits", v, [&](Range& x) { return x.fix_bits(mask, v); }, those([&](auto x) { return (x & mask) == (v & mask); }));
            }
        }
    }
}

TEST_CASE("meeting and comparing ranges lose no value") {
    std::vector<Range> all = ranges();
    std::shuffle(all.begin(), all.end(), std::mt19937(1));
    all.resize(std::min<std::size_t>(all.size(), 300));
    for (const Range& a : all) {
        for (const Range& b : all) {
            const Set in_a = members(a), in_b = members(b);
            Range both = a;
            const Set kept = both.meet(b) ? members(both) : 0;
            if ((kept & in_a & in_b) != (in_a & in_b)) REQUIRE((kept & in_a & in_b) == (in_a & in_b));
            for (const BinOp op : {BinOp::Eq, BinOp::Ne, BinOp::Lt, BinOp::Le, BinOp::Gt, BinOp::Ge}) {
                for (const bool is_signed : {false, true}) {
                    const int decided = explore::compare(op, is_signed, a, b);
                    if (decided < 0) continue;
                    for (std::uint64_t x = 0; x < kValues; ++x) {
                        for (std::uint64_t y = 0; y < kValues; ++y) {
                            if (!(in_a >> x & 1) || !(in_b >> y & 1)) continue;
                            const std::int64_t l = is_signed ? sign_extend(x, kBits) : static_cast<std::int64_t>(x);
                            const std::int64_t r = is_signed ? sign_extend(y, kBits) : static_cast<std::int64_t>(y);
                            bool truth = false;
                            switch (op) {
                                case BinOp::Eq: truth = l == r; break;
                                case BinOp::Ne: truth = l != r; break;
                                case BinOp::Lt: truth = l < r; break;
                                case BinOp::Le: truth = l <= r; break;
                                case BinOp::Gt: truth = l > r; break;
                                default: truth = l >= r; break;
                            }
                            if (decided != static_cast<int>(truth)) {
                                INFO("op " << static_cast<int>(op) << " signed " << is_signed << " of " << x << " and " << y);
                                REQUIRE(decided == static_cast<int>(truth));
                            }
                        }
                    }
                }
            }
        }
    }
}
