// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/constants.hpp"

#include <charconv>

#include "grammar/SlicParser.h"

namespace sdvlite::rules {

using automaton::RBinOp;
using automaton::RUnOp;
using grammar::SlicParser;

std::optional<std::int64_t> parse_integer(std::string_view text) {
    constexpr std::string_view kSuffix = "uUlL";
    while (text.size() > 1 && kSuffix.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    int radix = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        radix = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text[0] == '0') {
        radix = 8;
    }
    std::int64_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value, radix);
    if (ec != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

std::int64_t wrap_to_32_bits(std::int64_t value) {
    const bool unsigned_32 = value > INT32_MAX && value <= std::int64_t{UINT32_MAX};
    return unsigned_32 ? static_cast<std::int32_t>(static_cast<std::uint32_t>(value)) : value;
}

RBinOp binary_operator(std::size_t token_kind) {
    switch (token_kind) {
    case SlicParser::PLUS: return RBinOp::Add;
    case SlicParser::MINUS: return RBinOp::Sub;
    case SlicParser::AMP: return RBinOp::BitAnd;
    case SlicParser::BAR: return RBinOp::BitOr;
    case SlicParser::EQ: return RBinOp::Eq;
    case SlicParser::NE: return RBinOp::Ne;
    case SlicParser::LT: return RBinOp::Lt;
    case SlicParser::LE: return RBinOp::Le;
    case SlicParser::GT: return RBinOp::Gt;
    case SlicParser::GE: return RBinOp::Ge;
    case SlicParser::ANDAND: return RBinOp::And;
    default: return RBinOp::Or;
    }
}

std::int64_t fold(RUnOp op, std::int64_t a) {
    switch (op) {
    case RUnOp::Not: return a == 0 ? 1 : 0;
    case RUnOp::Neg: return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a));
    case RUnOp::BitNot: break;
    }
    return ~a;
}

std::int64_t fold(RBinOp op, std::int64_t a, std::int64_t b) {
    const auto ua = static_cast<std::uint64_t>(a);
    const auto ub = static_cast<std::uint64_t>(b);
    switch (op) {
    case RBinOp::Add: return static_cast<std::int64_t>(ua + ub);
    case RBinOp::Sub: return static_cast<std::int64_t>(ua - ub);
    case RBinOp::BitAnd: return a & b;
    case RBinOp::BitOr: return a | b;
    case RBinOp::Eq: return a == b;
    case RBinOp::Ne: return a != b;
    case RBinOp::Lt: return a < b;
    case RBinOp::Le: return a <= b;
    case RBinOp::Gt: return a > b;
    case RBinOp::Ge: return a >= b;
    case RBinOp::And: return a != 0 && b != 0;
    case RBinOp::Or: break;
    }
    return a != 0 || b != 0;
}

std::string list(const std::vector<std::string>& words) {
    constexpr std::size_t kMax = 10;
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < kMax; ++i) out += (i > 0 ? ", " : "") + words[i];
    return words.size() > kMax ? out + ", …" : out;
}

std::string unescape(std::string_view literal) {
    literal = literal.substr(1, literal.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        if (literal[i] != '\\' || i + 1 == literal.size()) {
            out += literal[i];
            continue;
        }
        const char c = literal[++i];
        if (c == 'n') {
            out += '\n';
        } else if (c == 't') {
            out += '\t';
        } else if (c == '"' || c == '\\') {
            out += c;
        } else if (c == '\r' && i + 1 < literal.size() && literal[i + 1] == '\n') {
            ++i;
        } else if (c != '\n') {
            out += '\\';
            out += c;
        }
    }
    return out;
}

} // namespace sdvlite::rules
