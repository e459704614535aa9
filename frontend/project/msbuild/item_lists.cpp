// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/item_lists.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kQuotes = "'\"`";
constexpr std::size_t kMaxName = 200; ///< of a list

/// The text in quotes at the beginning of `rest`, which is taken from it.
bool take_quoted(std::string_view& rest, std::string_view& out) {
    rest = trimmed(rest);
    if (rest.empty() || kQuotes.find(rest.front()) == std::string_view::npos) return false;
    const std::size_t close = rest.find(rest.front(), 1);
    if (close == std::string_view::npos) return false;
    out = rest.substr(1, close - 1);
    rest = trimmed(rest.substr(close + 1));
    return true;
}

std::string value_of(const Scope& scope, const Item& item, std::string_view name) {
    const auto it = item.metadata.find(lower(name));
    return it != item.metadata.end() ? it->second : well_known(scope.folder, item, lower(name));
}

/// Each item becomes what the text says of it, and keeps its metadata.
void transform(std::vector<Item>& items, const Scope& scope, std::string_view text) {
    for (Item& item : items) {
        const MetadataOf of_item = [&](std::string_view, std::string_view name) { return value_of(scope, item, name); };
        item.include = expand(text, Scope{scope.properties, scope.folder, &of_item});
    }
    std::erase_if(items, [](const Item& item) { return trimmed(plain(item.include)).empty(); });
}

void distinct(std::vector<Item>& items, bool with_case) {
    std::set<std::string> seen;
    std::erase_if(items, [&](const Item& item) { return !seen.insert(with_case ? item.include : lower(item.include)).second; });
}

/// An item function; false: not one that is evaluated.
bool apply(std::vector<Item>& items, const Scope& scope, const std::string& name, const std::vector<std::string>& arguments) {
    static const std::set<std::string> kWellKnown{"identity", "fullpath", "filename", "extension", "relativedir", "directory", "rootdir"};
    if (arguments.empty() && kWellKnown.count(name) != 0) {
        transform(items, scope, "%(" + name + ")");
    } else if (arguments.empty() && (name == "distinct" || name == "distinctwithcase")) {
        distinct(items, name == "distinctwithcase");
    } else if (arguments.empty() && name == "reverse") {
        std::reverse(items.begin(), items.end());
    } else if (arguments.empty() && name == "clearmetadata") {
        for (Item& item : items) item.metadata.clear();
    } else if (arguments.size() == 1 && name == "metadata") {
        transform(items, scope, "%(" + arguments[0] + ")");
    } else if (arguments.size() == 1 && name == "hasmetadata") {
        std::erase_if(items, [&](const Item& item) { return value_of(scope, item, arguments[0]).empty(); });
    } else if (arguments.size() == 2 && name == "withmetadatavalue") {
        std::erase_if(items, [&](const Item& item) { return !same_but_case(value_of(scope, item, arguments[0]), arguments[1]); });
    } else {
        return false;
    }
    return true;
}

/// `Name(a, b)` at the beginning of `rest`.
bool take_call(std::string_view& rest, std::string& name, std::vector<std::string>& arguments) {
    const std::size_t open = rest.find('(');
    if (open == std::string_view::npos) return false;
    name = lower(trimmed(rest.substr(0, open)));
    rest = trimmed(rest.substr(open + 1));
    while (!rest.starts_with(')')) {
        std::string_view argument;
        if (!take_quoted(rest, argument)) return false;
        arguments.emplace_back(argument);
        if (rest.starts_with(',')) rest = trimmed(rest.substr(1));
        else if (!rest.starts_with(')')) return false;
    }
    rest = trimmed(rest.substr(1));
    return true;
}

std::string joined(const std::vector<Item>& items, std::string_view separator) {
    std::string out;
    for (const Item& item : items) {
        if (!out.empty()) out += separator;
        out += item.include;
    }
    return out;
}

} // namespace

std::vector<std::string> lists_in(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = text.find("@("); at != std::string_view::npos; at = text.find("@(", at + 2)) {
        std::string_view name = text.substr(at + 2, kMaxName);
        name = trimmed(name.substr(0, name.find_first_of(")-,@")));
        if (!name.empty()) out.push_back(lower(name));
    }
    return out;
}

std::vector<std::string> split_items(std::string_view text) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    bool ends = true;  // the references so far: one that does not is looked for to the end of the text
    for (std::size_t at = 0; at <= text.size();) {
        if (ends && text.substr(at).starts_with("@(")) {
            const std::size_t end = end_of_reference(text, at);
            ends = end != std::string_view::npos;
            at = ends ? end : at + 1;
            continue;
        }
        if (at == text.size() || text[at] == ';') {
            const std::string_view item = trimmed(text.substr(begin, at - begin));
            if (!item.empty()) out.emplace_back(item);
            begin = at + 1;
        }
        ++at;
    }
    return out;
}

std::string well_known(const std::string& folder, const Item& item, const std::string& name) {
    const fs::path path = resolve(folder, item.include);
    std::error_code ec;
    if (name == "identity") return item.include;
    if (name == "fullpath") return fs::absolute(path, ec).string();
    if (name == "filename") return path.stem().string();
    if (name == "extension") return path.extension().string();
    const std::string written = replaced(item.include, "\\", "/");
    if (name == "relativedir") return written.substr(0, written.rfind('/') + 1);
    if (name == "directory") return (path.parent_path() / "").relative_path().string();
    if (name == "rootdir") return "/";
    return "";
}

std::vector<Item> referred_items(const Evaluation& known, const Scope& scope, std::string_view reference, std::string& problem) {
    std::vector<Item> out;
    const auto not_evaluated = [&] {
        problem = "the item list '" + std::string(reference) + "' is not evaluated";
        return std::vector<Item>{};
    };
    if (end_of_reference(reference, 0) != reference.size()) return not_evaluated();
    std::string_view rest = trimmed(reference.substr(2, reference.size() - 3));
    const std::string name = lower(trimmed(rest.substr(0, std::min(rest.find("->"), rest.find(',')))));
    rest.remove_prefix(std::min(name.size(), rest.size()));
    if (const auto it = known.items.find(name); it != known.items.end()) out = it->second;
    while ((rest = trimmed(rest)).starts_with("->")) {
        rest = trimmed(rest.substr(2));
        std::string_view text;
        std::string function;
        std::vector<std::string> arguments;
        if (take_quoted(rest, text))
            transform(out, scope, text);
        else if (!take_call(rest, function, arguments) || !apply(out, scope, function, arguments))
            return not_evaluated();
    }
    if (rest.empty()) return out;
    if (!rest.starts_with(',')) return not_evaluated();
    rest.remove_prefix(1);
    std::string_view separator;
    if (!take_quoted(rest, separator) || !rest.empty()) return not_evaluated();
    std::vector<Item> parts;
    for (std::string& part : split_list(joined(out, separator))) {
        parts.emplace_back().include = std::move(part);
        parts.back().span = out.front().span;
    }
    return parts;
}

std::string with_lists(const Evaluation& known, const Scope& scope, std::string_view text, std::string& problem) {
    std::string out;
    while (!text.empty() && out.size() <= kMaxValue) {
        const std::size_t list = text.find("@(");
        const std::size_t end = list == std::string_view::npos ? list : end_of_reference(text, list);
        if (end == std::string_view::npos) return out + expand(text, scope);
        out += expand(text.substr(0, list), scope);
        out += joined(referred_items(known, scope, text.substr(list, end - list), problem), ";");
        text.remove_prefix(end);
    }
    return out;
}

} // namespace sdvlite::frontend::project::msbuild
