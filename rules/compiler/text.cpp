// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/text.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace sdvlite::rules {
namespace {

// Length of the well-formed UTF-8 sequence at `at` (Unicode, table 3-7); 0 when there is none.
std::size_t sequence_length(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    const auto within = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
    const unsigned b = byte(at);
    if (b < 0x80) return 1;
    if (b >= 0xC2 && b <= 0xDF) return within(at + 1, 0x80, 0xBF) ? 2 : 0;
    if (b >= 0xE0 && b <= 0xEF) {
        const unsigned low = b == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = b == 0xED ? 0x9F : 0xBF;
        return within(at + 1, low, high) && within(at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (b >= 0xF0 && b <= 0xF4) {
        const unsigned low = b == 0xF0 ? 0x90 : 0x80;
        const unsigned high = b == 0xF4 ? 0x8F : 0xBF;
        const bool rest = within(at + 2, 0x80, 0xBF) && within(at + 3, 0x80, 0xBF);
        return within(at + 1, low, high) && rest ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view s) {
    for (std::size_t at = 0; at < s.size();) {
        const std::size_t n = sequence_length(s, at);
        if (n == 0) return false;
        at += n;
    }
    return true;
}

// Windows-1252 differs from Latin-1 here; five bytes mean nothing and become U+FFFD.
constexpr std::array<std::uint16_t, 32> kBytes80To9F = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

} // namespace

std::string to_utf8(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (is_utf8(bytes)) return std::string(bytes);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        append(out, b >= 0x80 && b <= 0x9F ? kBytes80To9F[b - 0x80u] : b);
    }
    return out;
}

bool looks_like_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::optional<std::string> read_file(const std::string& path, std::size_t max_bytes, std::string& error) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    if (!std::filesystem::exists(status)) {
        error = "no such file";
        return std::nullopt;
    }
    if (!std::filesystem::is_regular_file(status)) {
        error = "not a regular file";
        return std::nullopt;
    }
    const auto size = std::filesystem::file_size(path, ec);
    if (!ec && size > max_bytes) {
        error = "larger than the limit of " + std::to_string(max_bytes) + " bytes";
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::string text(ec ? 0 : static_cast<std::size_t>(size), '\0');
    if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (ec || !in || in.gcount() != static_cast<std::streamsize>(text.size())) {
        error = "can't be read";
        return std::nullopt;
    }
    return text;
}

} // namespace sdvlite::rules
