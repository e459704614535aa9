// SPDX-License-Identifier: Apache-2.0
// The second and third pass: item definitions (what items of a type have when they say nothing
// else), then items: Include, Exclude, Remove, Update, lists of lists, wildcards.
#include <algorithm>
#include <filesystem>
#include <set>

#include "frontend/project/msbuild/condition.hpp"
#include "frontend/project/msbuild/evaluation.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"
#include "frontend/project/wildcard.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxItems = 50'000;
constexpr std::string_view kGiveFiles = "its files are left out; give the files on the command line";
constexpr std::string_view kGiveSetting = "it is left out; give it as -I or -D";

/// The names of the lists that `text` refers to as @(Name).
std::vector<std::string> lists_in(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = text.find("@("); at != std::string_view::npos; at = text.find("@(", at + 2)) {
        const std::string_view rest = text.substr(at + 2);
        out.push_back(lower(trimmed(rest.substr(0, rest.find_first_of(")-,")))));
    }
    return out;
}

class ItemsPass {
  public:
    ItemsPass(Evaluation& out, base::DiagSink& sink)
        : out_(out), sink_(sink), folder_(out.files.front()->folder) {}

    void definitions(const Group& group) {
        out_.properties.enter_file(group.file->path);
        const Scope scope{out_.properties, folder_};
        if (holds(group.node.attribute("Condition").value(), scope) == false) return;
        const bool known = holds(group.node.attribute("Condition").value(), scope) == true;
        for (const pugi::xml_node type : group.node.children()) {
            if (type.type() != pugi::node_element) continue;
            if (!known) {
                if (std::string_view(type.name()) == "ClCompile") not_understood(group, group.node, kGiveSetting);
                continue;
            }
            if (holds(type.attribute("Condition").value(), scope) != true) continue;
            read_metadata(group, type, out_.definitions[lower(type.name())], nullptr);
        }
    }

    void items(const Group& group, const std::set<std::string>& types) {
        out_.properties.enter_file(group.file->path);
        const Scope scope{out_.properties, folder_};
        const std::optional<bool> applies = holds(group.node.attribute("Condition").value(), scope);
        if (applies == false) return;
        for (const pugi::xml_node node : group.node.children()) {
            if (node.type() != pugi::node_element || types.count(lower(node.name())) == 0) continue;
            const std::optional<bool> item = holds(node.attribute("Condition").value(), scope);
            if (!applies || !item) {
                not_understood(group, applies ? node : group.node, kGiveFiles);
                if (!applies) return;
                continue;
            }
            if (*item) one(group, node, scope);
        }
    }

  private:
    void not_understood(const Group& group, const pugi::xml_node& node, std::string_view hint) {
        sink_.warning(group.file->span(node),
                      "the condition \"" + std::string(node.attribute("Condition").value()) + "\" is not understood",
                      std::string(hint));
    }

    /// Reads the children of `from`, and its attributes that are metadata, into `to`. `item` is what they belong to.
    void read_metadata(const Group& group, const pugi::xml_node& from, Metadata& to, const Item* item) {
        const MetadataOf current = [&](std::string_view, std::string_view name) {
            const auto it = to.find(lower(name));
            return it != to.end() ? it->second : item ? well_known(*item, lower(name)) : std::string();
        };
        const Scope scope{out_.properties, folder_, &current};
        static const std::set<std::string_view> kOwn{"Include", "Exclude",      "Remove", "Update",
                                                     "Label",   "Condition",    "KeepMetadata", "RemoveMetadata",
                                                     "KeepDuplicates"};
        for (const pugi::xml_attribute a : from.attributes())
            if (kOwn.count(a.name()) == 0) to[lower(a.name())] = expand(a.value(), scope);
        for (const pugi::xml_node m : from.children()) {
            if (m.type() != pugi::node_element) continue;
            const std::optional<bool> applies = holds(m.attribute("Condition").value(), scope);
            const bool matters = same_but_case(from.name(), "ClCompile") && is_setting(m.name());
            if (!applies && matters) not_understood({group.file, m}, m, kGiveSetting);
            if (applies == true) to[lower(m.name())] = expand(m.text().get(), scope);
        }
    }

    static bool is_setting(std::string_view name) {
        static const std::set<std::string_view> kSettings{
            "AdditionalIncludeDirectories", "PreprocessorDefinitions", "UndefinePreprocessorDefinitions",
            "ForcedIncludeFiles", "ExcludedFromBuild", "CompileAs"};
        return kSettings.count(name) != 0;
    }

    std::string well_known(const Item& item, const std::string& name) const {
        const fs::path path = resolve(folder_, item.include);
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

    /// Paths that mean the same file have the same key.
    std::string key(const std::string& include) const { return lower(resolve(folder_, include)); }

    /// The items that a list in an attribute means; those of other lists come with their metadata.
    std::vector<Item> listed(const Group& group, const pugi::xml_node& node, const char* attribute, const Scope& scope) {
        std::vector<Item> out;
        const std::string value = expand(node.attribute(attribute).value(), scope);
        for (const std::string& part : split_list(value)) {
            Item item;
            item.span = group.file->span(node);
            if (part.starts_with("@(")) {
                const std::vector<std::string> list = lists_in(part);
                if (part.find("->") != std::string::npos || part.find(',') != std::string::npos)
                    sink_.warning(item.span, "the item list '" + part + "' is not evaluated", std::string(kGiveFiles));
                else if (!list.empty())
                    for (const Item& other : out_.items[list.front()]) out.push_back(other);
                continue;
            }
            item.include = unescaped(part);
            if (!has_wildcard(part) || first_hole(part)) {
                out.push_back(item);
                continue;
            }
            for (const std::string& file : matching_files(folder_, plain(item.include))) {
                item.include = file;
                out.push_back(item);
            }
        }
        return out;
    }

    void one(const Group& group, const pugi::xml_node& node, const Scope& scope) {
        std::vector<Item>& list = out_.items[lower(node.name())];
        if (node.attribute("Remove")) remove(node, list, scope);
        if (node.attribute("Update")) {
            const std::vector<std::string> patterns = split_list(expand(node.attribute("Update").value(), scope));
            for (Item& item : list)
                if (is_one_of(item, patterns)) read_metadata(group, node, item.metadata, &item);
        }
        if (!node.attribute("Include")) return;
        const std::vector<std::string> excluded = split_list(expand(node.attribute("Exclude").value(), scope));
        for (Item& item : listed(group, node, "Include", scope)) {
            if (is_one_of(item, excluded)) continue;
            if (list.size() >= kMaxItems) {
                sink_.warning(item.span, "the project has too many items; the rest is left out");
                return;
            }
            Metadata own = out_.definitions[lower(node.name())];
            for (auto& [name, value] : item.metadata) own[name] = value;
            item.metadata = std::move(own);
            item.span = group.file->span(node);
            read_metadata(group, node, item.metadata, &item);
            list.push_back(std::move(item));
        }
    }

    void remove(const pugi::xml_node& node, std::vector<Item>& list, const Scope& scope) {
        const std::vector<std::string> patterns = split_list(expand(node.attribute("Remove").value(), scope));
        std::erase_if(list, [&](const Item& item) { return is_one_of(item, patterns); });
    }

    bool is_one_of(const Item& item, const std::vector<std::string>& patterns) const {
        return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
            if (pattern.starts_with("@(")) {
                const std::vector<std::string> lists = lists_in(pattern);
                const auto other = out_.items.find(lists.empty() ? "" : lists.front());
                return other != out_.items.end() && std::any_of(other->second.begin(), other->second.end(), [&](const Item& o) {
                           return key(o.include) == key(item.include);
                       });
            }
            if (has_wildcard(pattern)) return matches(resolve(folder_, pattern), resolve(folder_, item.include));
            return key(pattern) == key(item.include);
        });
    }

    Evaluation& out_;
    base::DiagSink& sink_;
    std::string folder_;
};

/// ClCompile, ProjectReference, and the types that their items are taken from.
std::set<std::string> types_that_matter(const std::vector<Group>& items) {
    std::set<std::string> types{"clcompile", "projectreference"};
    for (std::size_t before = 0; before != types.size();) {
        before = types.size();
        for (const Group& group : items) {
            for (const pugi::xml_node node : group.node.children()) {
                if (types.count(lower(node.name())) == 0) continue;
                for (const char* attribute : {"Include", "Exclude", "Remove", "Update"})
                    for (std::string& list : lists_in(node.attribute(attribute).value())) types.insert(std::move(list));
            }
        }
    }
    return types;
}

} // namespace

void evaluate_items(Evaluation& out, const std::vector<Group>& definitions, const std::vector<Group>& items,
                    base::DiagSink& sink) {
    ItemsPass pass(out, sink);
    for (const Group& group : definitions) pass.definitions(group);
    const std::set<std::string> types = types_that_matter(items);
    for (const Group& group : items) pass.items(group, types);
}

} // namespace sdvlite::frontend::project::msbuild
