// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/condition.hpp"

#include <filesystem>

#include "frontend/project/msbuild/functions.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace {

using Truth = std::optional<bool>; // nothing: unknown

Truth both(Truth a, Truth b) {
    if (a == false || b == false) return false;
    return a && b ? Truth(true) : std::nullopt;
}
Truth either(Truth a, Truth b) {
    if (a == true || b == true) return true;
    return a && b ? Truth(false) : std::nullopt;
}

Truth truth_of(const std::string& text) {
    for (const char* yes : {"true", "on", "yes", "!false", "!off", "!no"})
        if (same_but_case(text, yes)) return true;
    for (const char* no : {"false", "off", "no", "!true", "!on", "!yes"})
        if (same_but_case(text, no)) return false;
    return std::nullopt;
}

enum class Compare { None, Equal, Unequal, Less, LessOrEqual, More, MoreOrEqual };

Truth compare(Compare how, const std::string& a, const std::string& b) {
    const auto x = number(a);
    const auto y = number(b);
    if (how == Compare::Equal || how == Compare::Unequal) {
        const auto p = truth_of(a);
        const auto q = truth_of(b);
        const bool equal = (x && y) ? *x == *y : (p && q) ? *p == *q : same_but_case(a, b);
        return equal == (how == Compare::Equal);
    }
    if (!x || !y) return std::nullopt;
    switch (how) {
    case Compare::Less: return *x < *y;
    case Compare::LessOrEqual: return *x <= *y;
    case Compare::More: return *x > *y;
    default: return *x >= *y;
    }
}

/// Recursive descent: or > and > ! > comparison | (...). `depth_` bounds nesting; beyond it, and for whatever is not of
/// this shape, the answer is "unknown".
class Condition {
  public:
    Condition(std::string_view text, const Scope& scope) : rest_(text), scope_(scope) {}

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
        } else if (rest_.substr(0, 2) != "!=" && symbol("!")) {
            v = one();
            if (v) v = !*v;
        } else if (symbol("(")) {
            v = any();
            if (!symbol(")")) good_ = false;
        } else if (word("exists")) {
            v = asks([&](const std::string& path) {
                std::error_code ec;
                return !path.empty() && std::filesystem::exists(resolve(scope_.folder, path), ec);
            });
        } else if (word("hastrailingslash")) {
            v = asks([](const std::string& path) {
                return !path.empty() && (path.back() == '/' || path.back() == '\\');
            });
        } else {
            v = comparison();
        }
        --depth_;
        return v;
    }

    template <class Question>
    Truth asks(const Question& question) {
        if (!symbol("(")) good_ = false;
        const std::optional<std::string> path = operand();
        if (!symbol(")")) good_ = false;
        if (!path) return std::nullopt;
        return question(*path);
    }

    Truth comparison() {
        const std::optional<std::string> left = operand();
        const Compare how = operation();
        if (how == Compare::None) return left ? truth_of(*left) : std::nullopt;
        const std::optional<std::string> right = operand();
        if (!left || !right) return std::nullopt;
        return compare(how, *left, *right);
    }

    Compare operation() {
        if (symbol("==")) return Compare::Equal;
        if (symbol("!=")) return Compare::Unequal;
        if (symbol("<=")) return Compare::LessOrEqual;
        if (symbol(">=")) return Compare::MoreOrEqual;
        if (symbol("<")) return Compare::Less;
        return symbol(">") ? Compare::More : Compare::None;
    }

    /// 'text', a reference $(...), or a bare word.
    std::optional<std::string> operand() {
        skip_space();
        std::string_view text;
        if (symbol("'")) {
            text = quoted();
        } else {
            std::size_t end = rest_.starts_with("$(") || rest_.starts_with("%(") || rest_.starts_with("@(")
                                  ? end_of_reference(rest_, 0)
                                  : std::min(rest_.find_first_of(" \t\r\n()=!<>'\""), rest_.size());
            if (end == 0 || end == std::string_view::npos) {
                good_ = false;
                return std::nullopt;
            }
            text = rest_.substr(0, end);
            rest_.remove_prefix(end);
        }
        if (text.find("@(") != std::string_view::npos) return std::nullopt;
        if (!scope_.metadata && text.find("%(") != std::string_view::npos) return std::nullopt;
        const std::string value = expand(text, scope_);
        if (first_hole(value)) return std::nullopt;
        return unescaped(plain(value));
    }

    /// Up to the closing quote; quotes inside of $( ) don't count.
    std::string_view quoted() {
        std::size_t at = 0;
        while (at < rest_.size() && rest_[at] != '\'') {
            const std::size_t end = rest_.substr(at).starts_with("$(") ? end_of_reference(rest_, at) : at + 1;
            at = end == std::string_view::npos ? at + 1 : end;
        }
        if (at >= rest_.size()) {
            good_ = false;
            return {};
        }
        const std::string_view text = rest_.substr(0, at);
        rest_.remove_prefix(at + 1);
        return text;
    }

    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
    bool symbol(std::string_view s) {
        skip_space();
        if (!rest_.starts_with(s)) return false;
        rest_.remove_prefix(s.size());
        return true;
    }
    bool word(std::string_view w) {
        skip_space();
        if (!same_but_case(rest_.substr(0, w.size()), w)) return false;
        if (rest_.size() > w.size()) {
            const char next = rest_[w.size()];
            if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9') ||
                next == '_')
                return false;
        }
        rest_.remove_prefix(w.size());
        return true;
    }

    std::string_view rest_;
    const Scope& scope_;
    bool good_ = true;
    int depth_ = 0;
};

} // namespace

std::optional<bool> holds(std::string_view condition, const Scope& scope) {
    if (trimmed(condition).empty()) return true;
    return Condition(condition, scope).value();
}

} // namespace sdvlite::frontend::project::msbuild
