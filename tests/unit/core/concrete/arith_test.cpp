// SPDX-License-Identifier: Apache-2.0
// The reference arithmetic against the compiler's own, on all types the compiler has.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>
#include <type_traits>

#include "core/concrete/arith.hpp"

using namespace sdvlite::concrete;
using sdvlite::ir::BinOp;

namespace {

template <class T> constexpr IntType type_of() { return {8 * sizeof(T), std::is_signed_v<T>}; }
template <class T> std::uint64_t bits(T v) { return truncate(static_cast<std::uint64_t>(v), 8 * sizeof(T)); }

template <class T> void agrees_with_compiler() {
    using U = std::make_unsigned_t<T>;
    const IntType t = type_of<T>();
    const bool ok = rc::check([t](T a, T b) {
        auto op = [&](BinOp o) { return arithmetic(o, t, bits(a), bits(b)); };
        const auto wide_a = static_cast<std::uint64_t>(a);
        const auto wide_b = static_cast<std::uint64_t>(b);
        RC_ASSERT(op(BinOp::Add) == bits(static_cast<U>(wide_a + wide_b)));
        RC_ASSERT(op(BinOp::Sub) == bits(static_cast<U>(wide_a - wide_b)));
        RC_ASSERT(op(BinOp::Mul) == bits(static_cast<U>(wide_a * wide_b)));
        RC_ASSERT(op(BinOp::And) == bits(static_cast<T>(a & b)));
        RC_ASSERT(op(BinOp::Xor) == bits(static_cast<T>(a ^ b)));
        RC_ASSERT(op(BinOp::Lt) == std::uint64_t{a < b});
        RC_ASSERT(op(BinOp::Le) == std::uint64_t{a <= b});
        RC_ASSERT(op(BinOp::Gt) == std::uint64_t{a > b});
        RC_ASSERT(op(BinOp::Ge) == std::uint64_t{a >= b});
        RC_ASSERT(op(BinOp::Eq) == std::uint64_t{a == b});
        const bool overflows = std::is_signed_v<T> && b == static_cast<T>(-1) && a == std::numeric_limits<T>::min();
        if (b != 0 && !overflows) {
            RC_ASSERT(op(BinOp::Div) == bits(static_cast<T>(a / b)));
            RC_ASSERT(op(BinOp::Rem) == bits(static_cast<T>(a % b)));
        }
        RC_ASSERT(op(BinOp::Div).has_value() == (b != 0));
        const unsigned count = static_cast<unsigned>(bits(b) % (8 * sizeof(T)));
        const IntType u8{8, false};
        RC_ASSERT(shift(BinOp::Shr, t, bits(a), u8, count) == bits(static_cast<T>(a >> count)));
        RC_ASSERT(shift(BinOp::Shl, t, bits(a), u8, count) == bits(static_cast<U>(static_cast<U>(a) << count)));
    });
    REQUIRE(ok);
}

}  // namespace

TEST_CASE("arithmetic agrees with the compiler's") {
    agrees_with_compiler<std::int8_t>();
    agrees_with_compiler<std::uint8_t>();
    agrees_with_compiler<std::int16_t>();
    agrees_with_compiler<std::int32_t>();
    agrees_with_compiler<std::uint32_t>();
    agrees_with_compiler<std::int64_t>();
    agrees_with_compiler<std::uint64_t>();
}

TEST_CASE("where C leaves arithmetic undefined, the documented value comes out") {
    const IntType i32{32, true}, u32{32, false}, i8{8, true};
    CHECK(arithmetic(BinOp::Div, i32, 0x80000000u, 0xffffffffu) == 0x80000000u);
    CHECK(arithmetic(BinOp::Rem, i32, 0x80000000u, 0xffffffffu) == 0u);
    CHECK(shift(BinOp::Shl, i32, 1, u32, 32) == 0u);
    CHECK(shift(BinOp::Shr, i32, 0x80000000u, u32, 40) == 0xffffffffu);
    CHECK(shift(BinOp::Shr, u32, 0x80000000u, u32, 40) == 0u);
    CHECK(shift(BinOp::Shl, i32, 1, i8, 0xff) == 0u);  // by -1
    CHECK(convert(0x80, i8, 32) == 0xffffff80u);
    CHECK(convert(0x80, IntType{8, false}, 32) == 0x80u);
}
