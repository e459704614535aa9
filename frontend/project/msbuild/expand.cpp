// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/expand.hpp"

#include <algorithm>
#include <vector>

#include "frontend/project/msbuild/functions.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace {

/// Arguments of functions hold references, whose arguments hold references...
constexpr int kMaxDepth = 16;
constexpr int kMaxUnended = 100;

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string_view take_name(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_name(text[n])) ++n;
    const std::string_view name = text.substr(0, n);
    text.remove_prefix(n);
    return name;
}

class Expander {
  public:
    explicit Expander(const Scope& scope) : scope_(scope) {}

    std::string text(std::string_view rest) {
        if (++depth_ > kMaxDepth) {
            --depth_;
            return hole("...");
        }
        std::string out;
        while (!rest.empty()) {
            const bool property = rest.starts_with("$(");
            const bool metadata = rest.starts_with("%(") && scope_.metadata != nullptr;
            // Each that does not end is looked for to the end of the text.
            const bool reference_begins = (property || metadata) && unended_ < kMaxUnended;
            const std::size_t end = reference_begins ? end_of_reference(rest, 0) : std::string_view::npos;
            if (end == std::string_view::npos) {
                if (reference_begins) ++unended_;
                if (rest[0] > '\x03' || rest[0] < '\x01') out += rest[0]; // the marks of holes can't be written
                rest.remove_prefix(1);
                continue;
            }
            const std::string_view inner = trimmed(rest.substr(2, end - 3));
            out += property ? reference(inner) : metadata_value(inner);
            rest.remove_prefix(end);
            if (out.size() > kMaxValue) {
                out = hole("a value of more than 1 MB");
                break;
            }
        }
        --depth_;
        return out;
    }

  private:
    std::string metadata_value(std::string_view inner) {
        const std::size_t dot = inner.find('.');
        if (dot == std::string_view::npos) return (*scope_.metadata)("", inner);
        return (*scope_.metadata)(trimmed(inner.substr(0, dot)), trimmed(inner.substr(dot + 1)));
    }

    /// What stands in $( ).
    std::string reference(std::string_view inner) {
        if (inner.empty()) return "";
        const std::string all(inner);
        std::string value;
        if (inner.front() == '[') {
            const std::size_t close = inner.find("]::");
            if (close == std::string_view::npos) return hole(all);
            const std::string type(trimmed(inner.substr(1, close - 1)));
            inner.remove_prefix(close + 3);
            const std::string member(take_name(inner));
            std::vector<std::string> arguments;
            if (!take_arguments(inner, arguments)) return hole(all);
            value = static_function(type, member, arguments, scope_).value_or(hole(all));
        } else {
            const std::string_view name = take_name(inner);
            if (name.empty() || (!inner.empty() && inner.front() == ':')) return hole(all); // $(Registry:...)
            value = scope_.properties.get(name);
        }
        return chain(std::move(value), inner, all);
    }

    /// `.Method(arguments).Length[0]...` on `value`.
    std::string chain(std::string value, std::string_view rest, const std::string& all) {
        while (!(rest = trimmed(rest)).empty()) {
            if (first_hole(value)) return value;
            if (rest.front() != '.') return hole(all);
            rest.remove_prefix(1);
            const std::string member(take_name(rest));
            std::vector<std::string> arguments;
            if (member.empty() || !take_arguments(rest, arguments)) return hole(all);
            value = member_function(plain(value), member, arguments).value_or(hole(all));
        }
        return value;
    }

    /// Reads "(a, b)" from the beginning of `rest`; without a bracket there are no arguments.
    bool take_arguments(std::string_view& rest, std::vector<std::string>& out) {
        if (rest.empty() || rest.front() != '(') return true;
        const std::size_t end = end_of_reference(rest, 0);
        if (end == std::string_view::npos) return false;
        std::string_view list = rest.substr(1, end - 2);
        rest.remove_prefix(end);
        if (trimmed(list).empty()) return true;
        for (;;) {
            const std::size_t comma = end_of_argument(list);
            out.push_back(argument(trimmed(list.substr(0, comma))));
            if (comma == list.size()) return true;
            list.remove_prefix(comma + 1);
        }
    }

    static std::size_t end_of_argument(std::string_view list) {
        std::size_t at = 0;
        while (at < list.size() && list[at] != ',') {
            const char c = list[at];
            std::size_t next = at + 1;
            if (c == '\'' || c == '"' || c == '`') next = list.find(c, at + 1) + 1; // npos + 1 is 0
            if (c == '(') next = end_of_reference(list, at);
            if (next == 0 || next == std::string_view::npos) return list.size();
            at = next;
        }
        return at;
    }

    std::string argument(std::string_view written) {
        const bool quoted = written.size() >= 2 && written.front() == written.back() &&
                            (written.front() == '\'' || written.front() == '"' || written.front() == '`');
        if (quoted) written = written.substr(1, written.size() - 2);
        return text(written);
    }

    const Scope& scope_;
    int depth_ = 0;
    int unended_ = 0;
};

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

std::size_t end_of_reference(std::string_view text, std::size_t at) {
    int open = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (open > 0 && (c == '\'' || c == '"' || c == '`')) {
            const std::size_t close = text.find(c, at + 1);
            if (close == std::string_view::npos) return std::string_view::npos;
            at = close;
        } else if (c == '(') {
            ++open;
        } else if (c == ')' && --open == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

std::string expand(std::string_view text, const Scope& scope) { return Expander(scope).text(text); }

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex(text[i + 1]) : -1;
        const int low = high >= 0 ? hex(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace sdvlite::frontend::project::msbuild
