// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"

namespace sdvlite::report {

void Node::fail(const std::string& what) const { throw Malformed{printable(way_.empty() ? "/" : way_) + ": " + what}; }

Node Node::operator[](const char* key) const {
    if (!value_.is_object()) fail("an object is expected");
    const auto it = value_.find(key);
    if (it == value_.end()) fail(fmt::format("'{}' is missing", key));
    return {*it, way_ + "/" + key};
}

std::string Node::str() const {
    if (!value_.is_string()) fail("a text is expected");
    return value_.get<std::string>();
}

std::uint64_t Node::number(std::uint64_t most) const {
    if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() > most) fail(fmt::format("a whole number up to {} is expected", most));
    return value_.get<std::uint64_t>();
}

std::uint64_t Node::hex() const {
    const std::string s = str();
    std::uint64_t out = 0;
    if (s.size() < 3 || s.size() > 18 || s.rfind("0x", 0) != 0) fail("a number such as \"0x1f\" is expected");
    for (const char c : s.substr(2)) {
        const std::size_t digit = std::string_view("0123456789abcdef").find(c);
        if (digit == std::string_view::npos) fail("a number such as \"0x1f\" is expected");
        out = out << 4 | digit;
    }
    return out;
}

bool Node::boolean() const {
    if (!value_.is_boolean()) fail("true or false is expected");
    return value_.get<bool>();
}

std::optional<Json> parse_json(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags) {
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& e) {
        const std::size_t byte = std::min(e.byte == 0 ? 0 : e.byte - 1, text.size());
        base::Span at;
        at.file = files.add(path, std::string(text));
        at.line = 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
        const std::size_t start = byte == 0 ? std::string_view::npos : text.rfind('\n', byte - 1);
        at.column = static_cast<std::uint32_t>(start == std::string_view::npos ? byte + 1 : byte - start);
        diags.error(at, "this is not JSON");
    }
    return std::nullopt;
}

void add_malformed(const Malformed& what, std::string_view path, base::SourceMap& files, base::DiagSink& diags) {
    base::Span at;
    at.file = files.add(path);
    diags.error(at, what.message);
}

}  // namespace sdvlite::report
