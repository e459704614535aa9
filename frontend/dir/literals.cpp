// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/literals.hpp"

#include <array>
#include <charconv>

#include "core/base/suggest.hpp"

namespace sdvlite::frontend::dir {

namespace {

void read_suffix(const FileContext& context, const antlr4::Token* token, std::string_view suffix, Number& out) {
    static constexpr std::array<std::string_view, 4> kWidths{"8", "16", "32", "64"};
    if (suffix.empty()) return;
    out.is_signed = suffix[0] == 'i';
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        if ((suffix[0] == 'i' || suffix[0] == 'u') && suffix.substr(1) == kWidths[i]) out.width = 8u << i;
    }
    if (out.width == 0) {
        fail(context.span(token), "'" + token->getText() + "' is not a number",
             "a number may end in its type: 12u8, 0x10i64");
    }
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// One escape, `at` on the character behind the backslash; moves `at` to its last character.
char unescape(const FileContext& context, const antlr4::Token* token, std::string_view text, std::size_t& at) {
    switch (text[at]) {
        case 'n': return '\n';
        case 't': return '\t';
        case 'r': return '\r';
        case '0': return '\0';
        case '\\':
        case '"':
        case '\'':
        case '`': return text[at];
        case 'x': {
            const int high = at + 1 < text.size() ? hex_digit(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
            if (high < 0 || low < 0) break;
            at += 2;
            return static_cast<char>(high * 16 + low);
        }
        default: break;
    }
    fail(context.span(token), std::string("unknown escape '\\") + text[at] + "'",
         "known are \\n \\t \\r \\0 \\\\ \\\" \\' \\` and \\x with two hexadecimal digits");
}

}  // namespace

Number read_number(const FileContext& context, const antlr4::Token* token) {
    const std::string text = token->getText();
    std::string_view rest = text;
    Number out;
    out.hexadecimal = rest.size() > 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X');
    if (out.hexadecimal) rest.remove_prefix(2);
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + rest.size(), out.bits, out.hexadecimal ? 16 : 10);
    if (error == std::errc::result_out_of_range) fail(context.span(token), "this number needs more than 64 bits");
    if (error != std::errc()) fail(context.span(token), "'" + text + "' is not a number");
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    const bool octal = !out.hexadecimal && text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
    if (octal) fail(context.span(token), "there are no octal numbers", "write it as decimal or 0x...");
    read_suffix(context, token, rest, out);
    return out;
}

std::uint64_t read_plain_number(const FileContext& context, const antlr4::Token* token, std::uint64_t limit) {
    const Number n = read_number(context, token);
    if (n.width != 0) fail(context.span(token), "expected a number without a type here");
    if (n.bits > limit) fail(context.span(token), "this number is too big here (limit " + std::to_string(limit) + ")");
    return n.bits;
}

std::string unquote(const FileContext& context, const antlr4::Token* token) {
    const std::string text = token->getText();
    const std::string_view inner = std::string_view(text).substr(1, text.size() - 2);
    std::string out;
    out.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] != '\\') {
            out += inner[i];
        } else {
            ++i;
            out += unescape(context, token, inner, i);
        }
    }
    return out;
}

std::string text_of(const FileContext& context, Parser::NameContext* name) {
    if (name->QUOTED_NAME() != nullptr) return unquote(context, name->getStart());
    return name->getText();
}

std::uint32_t read_character(const FileContext& context, const antlr4::Token* token) {
    const std::string text = unquote(context, token);
    if (text.size() != 1) fail(context.span(token), "write a character beyond ASCII as a number");
    return static_cast<unsigned char>(text[0]);
}

base::Span read_place(const FileContext& context, Parser::PlaceContext* place) {
    base::Span span;
    if (place->name() != nullptr) {
        const std::string file = text_of(context, place->name());
        const auto known = context.files.find(file);
        if (known == context.files.end()) {
            fail(context.span(place->name()), "unknown file '" + file + "'",
                 "declare it before: file " + file + " \"driver.c\";");
        }
        span.file = known->second;
    }
    auto point = [&](std::size_t i, std::uint32_t& line, std::uint32_t& column) {
        line = static_cast<std::uint32_t>(
            read_plain_number(context, place->placePoint(i)->NUMBER(0)->getSymbol(), UINT32_MAX));
        column = static_cast<std::uint32_t>(
            read_plain_number(context, place->placePoint(i)->NUMBER(1)->getSymbol(), UINT32_MAX));
    };
    if (!place->placePoint().empty()) point(0, span.line, span.column);
    if (place->placePoint().size() > 1) point(1, span.end_line, span.end_column);
    return span;
}

}  // namespace sdvlite::frontend::dir
