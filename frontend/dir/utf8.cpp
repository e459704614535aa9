// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/utf8.hpp"

#include <cstdint>

namespace sdvlite::frontend::dir {

namespace {

// Length of the sequence that `lead` begins; 0 for a byte that begins none.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

bool in_range(std::uint32_t code, std::size_t length) {
    if (length == 3) return code >= 0x800 && (code < 0xD800 || code > 0xDFFF);
    if (length == 4) return code >= 0x10000 && code <= 0x10FFFF;
    return true;
}

}  // namespace

std::size_t malformed_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = length_of(lead);
        if (length == 0 || length > text.size() - at) return at;
        std::uint32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t i = 1; i < length; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            if ((next & 0xC0) != 0x80) return at;
            code = code << 6 | (next & 0x3Fu);
        }
        if (!in_range(code, length)) return at;
        at += length;
    }
    return at;
}

}  // namespace sdvlite::frontend::dir
