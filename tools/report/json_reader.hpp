// SPDX-License-Identifier: Apache-2.0
// Members of a JSON value, taken with the type that they must have. What is wrong is said once, with the way to it:
// "/steps/3/kind: a text is expected". Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/diag.hpp"
#include "tools/report/json_parts.hpp"

namespace sdvlite::report {

/// Thrown by Node, caught by whoever began to read.
struct Malformed {
    std::string message;
};

/// A value and the way to it.
class Node {
public:
    Node(const Json& value, std::string way) : value_(value), way_(std::move(way)) {}

    /// The member; it must be there.
    Node operator[](const char* key) const;
    bool has(const char* key) const { return value_.is_object() && value_.contains(key) && !value_[key].is_null(); }
    std::string str() const;
    std::string str_or(const char* key, std::string other) const { return has(key) ? (*this)[key].str() : std::move(other); }
    std::uint64_t number(std::uint64_t most) const;
    std::uint64_t hex() const;  ///< "0x1f"
    bool boolean() const;
    bool is_null() const { return value_.is_null(); }
    bool is_text() const { return value_.is_string(); }
    [[noreturn]] void fail(const std::string& what) const;

    template <class F>
    void each(F f) const {
        if (!value_.is_array()) fail("a list is expected");
        for (std::size_t i = 0; i < value_.size(); ++i) f(Node(value_[i], way_ + "/" + std::to_string(i)));
    }
    template <class F>
    void each_member(F f) const {
        if (!value_.is_object()) fail("an object is expected");
        for (const auto& [key, value] : value_.items()) f(key, Node(value, way_ + "/" + key));
    }

private:
    const Json& value_;
    std::string way_;
};

/// Parses; nothing after an error, which is in `diags` with its place in `text`.
std::optional<Json> parse_json(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags);

/// What a file is not, as an error about the whole file.
void add_malformed(const Malformed& what, std::string_view path, base::SourceMap& files, base::DiagSink& diags);

}  // namespace sdvlite::report
