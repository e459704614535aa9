// SPDX-License-Identifier: Apache-2.0
#include "tools/report/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace sdvlite::report {
namespace {

struct Decoded {
    std::uint32_t code = 0;
    std::size_t length = 0;  ///< 0: no UTF-8
};

Decoded decode(std::string_view s) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || s.size() < length) return {};
    std::uint32_t code = lead & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        code = code << 6 | (byte(i) & 0x3fu);
    }
    constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {};
    return {code, length};
}

void append(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xe0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

// Windows-1252, bytes 0x80 to 0x9f.
constexpr std::array<std::uint16_t, 32> k1252 = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

// What a reader cannot see, or what reorders what he sees: the same as ODD in html/text.js, which has more to say on it.
bool is_odd(std::uint32_t code) {
    constexpr std::array<std::array<std::uint32_t, 2>, 15> kRanges = {{
        {0x00ad, 0x00ad}, {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
        {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffc}, {0xfffe, 0xffff}, {0xe0000, 0xe0fff},
        {0x10fffe, 0x10ffff}}};
    return std::any_of(kRanges.begin(), kRanges.end(), [&](const auto& range) { return code >= range[0] && code <= range[1]; });
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Decoded d = decode(bytes);
        if (d.length == 0) return false;
        bytes.remove_prefix(d.length);
    }
    return true;
}

std::string to_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append(out, byte >= 0x80 && byte < 0xa0 ? k1252[byte - 0x80] : byte);
    }
    return out;
}

std::string from_windows_1252(std::string_view utf8) {
    std::string out;
    while (!utf8.empty()) {
        const Decoded d = decode(utf8);
        const auto high = std::find(k1252.begin(), k1252.end(), d.code);
        if (d.length == 0 || (d.code >= 0x100 && high == k1252.end())) {
            out += '?';
        } else {
            out += static_cast<char>(high == k1252.end() ? d.code : 0x80u + static_cast<std::uint32_t>(high - k1252.begin()));
        }
        utf8.remove_prefix(std::max<std::size_t>(1, d.length));
    }
    return out;
}

std::string printable(std::string_view bytes) {
    const std::string text = to_utf8(bytes);
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const Decoded d = decode(rest);
        if (d.code == '\t' || d.code == '\n' || d.code == '\r') {
            out += ' ';
        } else if (d.code < 0x20 || (d.code >= 0x7f && d.code < 0xa0)) {
            out += fmt::format("\\x{:02x}", d.code);
        } else if (is_odd(d.code)) {
            out += fmt::format("\\u{{{:x}}}", d.code);
        } else {
            out += rest.substr(0, d.length);
        }
        rest.remove_prefix(d.length);
    }
    return out;
}

std::size_t columns(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

std::string shortened(std::string_view utf8, std::size_t width) {
    if (columns(utf8) <= width) return std::string(utf8);
    const std::size_t keep = width > 3 ? width - 3 : 0;
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < utf8.size(); ++bytes) {
        if ((static_cast<unsigned char>(utf8[bytes]) & 0xc0) != 0x80 && seen++ == keep) break;
    }
    return std::string(utf8.substr(0, bytes)) + std::string("...").substr(0, width);
}

}  // namespace sdvlite::report
