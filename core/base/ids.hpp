// SPDX-License-Identifier: Apache-2.0
// Strong ids: a dense 32-bit index that can't be mixed up with another kind of index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace sdvlite::base {

/// A dense index of the kind `Tag`. Default-constructed ids are invalid.
template <class Tag>
struct Id {
    std::uint32_t value = UINT32_MAX;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}

    constexpr bool valid() const { return value != UINT32_MAX; }
    constexpr explicit operator bool() const { return valid(); }
    constexpr std::size_t index() const { return value; }

    friend constexpr bool operator==(Id a, Id b) { return a.value == b.value; }
    friend constexpr bool operator!=(Id a, Id b) { return a.value != b.value; }
    friend constexpr bool operator<(Id a, Id b) { return a.value < b.value; }
};

}  // namespace sdvlite::base

template <class Tag>
struct std::hash<sdvlite::base::Id<Tag>> {
    std::size_t operator()(sdvlite::base::Id<Tag> id) const noexcept {
        return static_cast<std::size_t>(id.value) * 0x9E3779B97F4A7C15ull;
    }
};
