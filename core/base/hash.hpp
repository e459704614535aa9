// SPDX-License-Identifier: Apache-2.0
// Names for contents: what has the same hash is taken to be the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sdvlite::base {

/// 128 bits of XXH3: not made against an attacker, who could write into the folders of kept files as well.
struct Hash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Hash&, const Hash&) = default;
};
Hash hash_of(std::string_view bytes);
/// 32 hexadecimal digits.
std::string hex(const Hash& hash);

}  // namespace sdvlite::base
