// SPDX-License-Identifier: Apache-2.0
#include "core/ir/text.hpp"

#include <algorithm>

namespace sdvlite::ir {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_identifier(std::string_view name) {
    return !name.empty() && is_letter(name[0]) &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

std::string quote(std::string_view text, char delimiter) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out(1, delimiter);
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == delimiter || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte >= 0x7F) {
            out += "\\x";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    return out + delimiter;
}

}  // namespace

const std::vector<std::string_view>& reserved_words() {
    static const std::vector<std::string_view> words{
        // types
        "void", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "float32", "float64", "float80",
        "struct", "union", "fn",
        // declarations
        "typedef", "const", "global", "static", "extern",
        // statements
        "if", "else", "while", "do", "switch", "case", "default", "choose", "or", "goto", "break", "continue",
        "return", "havoc", "assume", "alloc", "raise", "hole", "abort", "invoke",
        // expressions
        "exact", "sizeof", "offsetof", "NULL",
        // words of C that the reader refuses with a hint
        "for", "int", "char", "short", "long", "signed", "unsigned", "float", "double", "enum", "volatile",
        "register", "auto", "inline", "__int64", "__try", "restrict", "nullptr",
    };
    return words;
}

std::string quote_name(std::string_view name) {
    const auto& words = reserved_words();
    if (is_identifier(name) && std::find(words.begin(), words.end(), name) == words.end()) return std::string(name);
    return quote(name, '`');
}

std::string quote_string(std::string_view text) { return quote(text, '"'); }

}  // namespace sdvlite::ir
