// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace sdvlite::frontend::project {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

using Truth = std::optional<bool>;  // nothing: unknown

Truth both(Truth a, Truth b) {
    if (a == false || b == false) return false;
    return a && b ? Truth(true) : std::nullopt;
}
Truth either(Truth a, Truth b) {
    if (a == true || b == true) return true;
    return a && b ? Truth(false) : std::nullopt;
}

// Recursive descent: or > and > ! > comparison | (...). `depth` bounds nesting; beyond it, and for
// whatever is not of this shape, the answer is "unknown".
class Condition {
public:
    Condition(std::string_view text, const Properties& properties) : rest_(text), properties_(properties) {}

    Truth value() {
        const Truth v = any();
        skip_space();
        return good_ && rest_.empty() ? v : std::nullopt;
    }

private:
    static constexpr int kMaxDepth = 32;

    Truth any() {
        Truth v = all();
        while (word("or")) v = either(v, all());
        return v;
    }
    Truth all() {
        Truth v = one();
        while (word("and")) v = both(v, one());
        return v;
    }
    Truth one() {
        if (++depth_ > kMaxDepth) good_ = false;
        Truth v;
        if (!good_) {
            // Nothing more to read.
        } else if (symbol("!")) {
            v = one();
            if (v) v = !*v;
        } else if (symbol("(")) {
            v = any();
            if (!symbol(")")) good_ = false;
        } else {
            v = comparison();
        }
        --depth_;
        return v;
    }
    Truth comparison() {
        const std::optional<std::string> left = operand();
        const bool equal = symbol("==");
        if (!equal && !symbol("!=")) {
            good_ = false;
            return std::nullopt;
        }
        const std::optional<std::string> right = operand();
        if (!left || !right) return std::nullopt;
        return (lower(*left) == lower(*right)) == equal;
    }
    // 'text' or a bare word.
    std::optional<std::string> operand() {
        skip_space();
        std::string_view text;
        if (symbol("'")) {
            const std::size_t end = rest_.find('\'');
            if (end == std::string_view::npos) {
                good_ = false;
                return std::nullopt;
            }
            text = rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
        } else {
            std::size_t end = 0;
            while (end < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[end])) || rest_[end] == '_' || rest_[end] == '.')) ++end;
            if (end == 0) good_ = false;
            text = rest_.substr(0, end);
            rest_.remove_prefix(end);
        }
        if (text.find("@(") != std::string_view::npos || text.find("%(") != std::string_view::npos) return std::nullopt;
        std::string unknown;
        return properties_.expand(text, unknown);
    }

    void skip_space() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front()))) rest_.remove_prefix(1);
    }
    bool symbol(std::string_view s) {
        skip_space();
        if (rest_.substr(0, s.size()) != s) return false;
        rest_.remove_prefix(s.size());
        return true;
    }
    bool word(std::string_view w) {
        skip_space();
        if (lower(rest_.substr(0, w.size())) != w) return false;
        if (rest_.size() > w.size() && std::isalnum(static_cast<unsigned char>(rest_[w.size()]))) return false;
        rest_.remove_prefix(w.size());
        return true;
    }

    std::string_view rest_;
    const Properties& properties_;
    bool good_ = true;
    int depth_ = 0;
};

}  // namespace

void Properties::set(std::string_view name, std::string value) { values_[lower(name)] = std::move(value); }

std::optional<std::string> Properties::find(std::string_view name) const {
    const auto it = values_.find(lower(name));
    return it == values_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<std::string> Properties::expand(std::string_view text, std::string& unknown) const {
    std::string out;
    while (true) {
        const std::size_t start = text.find("$(");
        out += text.substr(0, start);
        if (start == std::string_view::npos) return out;
        const std::size_t end = text.find(')', start);
        const std::string_view name = text.substr(start + 2, end == std::string_view::npos ? end : end - start - 2);
        const std::optional<std::string> value = find(name);
        if (!value || end == std::string_view::npos) {
            unknown = name;
            return std::nullopt;
        }
        out += *value;
        text.remove_prefix(end + 1);
    }
}

std::optional<bool> holds(std::string_view condition, const Properties& properties) {
    if (condition.find_first_not_of(" \t\r\n") == std::string_view::npos) return true;
    return Condition(condition, properties).value();
}

}  // namespace sdvlite::frontend::project
