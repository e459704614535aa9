// SPDX-License-Identifier: Apache-2.0
// What writer and reader of the binary form agree on.
#pragma once

#include <cstdint>
#include <string>

namespace sdvlite::ir {

inline constexpr char kMagic[8] = {'s', 'd', 'v', 'l', '-', 'i', 'r', '\n'};
/// Goes up with every change of the layout or of the meaning of the IR.
inline constexpr std::uint64_t kVersion = 4;

/// Which parts of a statement follow.
enum StmtParts : std::uint64_t {
    kStated = 1,
    kClosing = 2,
    kSides = 4,
    kCall = 8,
    kTargets = 16,
    kCases = 32,
    kText = 64,
    kAllParts = 127,
};

/// Little-endian base 128: seven bits a byte, the high bit says that more follow.
inline void append_number(std::string& out, std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>((n & 0x7F) | 0x80);
    out += static_cast<char>(n);
}

}  // namespace sdvlite::ir
