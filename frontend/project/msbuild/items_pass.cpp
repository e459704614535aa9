// SPDX-License-Identifier: Apache-2.0
// The second and third pass: item definitions (what items of a type have when they say nothing
// else), then items: Include, Exclude, Remove, Update, lists of lists, wildcards.
#include <algorithm>
#include <filesystem>
#include <set>

#include "frontend/project/msbuild/condition.hpp"
#include "frontend/project/msbuild/evaluation.hpp"
#include "frontend/project/msbuild/item_lists.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"
#include "frontend/project/wildcard.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxItems = 10'000;
constexpr std::string_view kGiveFiles = "its files are left out; give the files on the command line";
constexpr std::string_view kGiveSetting = "it is left out; give it as -I or -D";

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
            return it != to.end() ? it->second : item ? well_known(folder_, *item, lower(name)) : std::string();
        };
        const Scope scope{out_.properties, folder_, &current};
        static const std::set<std::string_view> kOwn{"Include", "Exclude",      "Remove", "Update",
                                                     "Label",   "Condition",    "KeepMetadata", "RemoveMetadata",
                                                     "KeepDuplicates"};
        for (const pugi::xml_attribute a : from.attributes())
            if (kOwn.count(a.name()) == 0) to[lower(a.name())] = value(group, from, a.value(), scope);
        for (const pugi::xml_node m : from.children()) {
            if (m.type() != pugi::node_element) continue;
            const std::optional<bool> applies = holds(m.attribute("Condition").value(), scope);
            const bool matters = same_but_case(from.name(), "ClCompile") && is_setting(m.name());
            if (!applies && matters) not_understood({group.file, m}, m, kGiveSetting);
            if (applies == true) to[lower(m.name())] = value(group, m, m.text().get(), scope);
        }
    }

    std::string value(const Group& group, const pugi::xml_node& node, const char* text, const Scope& scope) {
        std::string problem;
        std::string out = with_lists(out_, scope, text, problem);
        if (!problem.empty()) sink_.warning(group.file->span(node), problem, std::string(kGiveSetting));
        return out;
    }

    static bool is_setting(std::string_view name) {
        static const std::set<std::string_view> kSettings{
            "AdditionalIncludeDirectories", "PreprocessorDefinitions", "UndefinePreprocessorDefinitions",
            "ForcedIncludeFiles", "ExcludedFromBuild", "CompileAs"};
        return kSettings.count(name) != 0;
    }

    /// Paths that mean the same file have the same key.
    std::string key(const std::string& include) const { return lower(resolve(folder_, include)); }

    /// The items that a list in an attribute means; those of other lists come with their metadata.
    std::vector<Item> listed(const Group& group, const pugi::xml_node& node, const char* attribute, const Scope& scope) {
        std::vector<Item> out;
        const std::string value = expand(node.attribute(attribute).value(), scope);
        for (const std::string& part : split_items(value)) {
            Item item;
            item.span = group.file->span(node);
            if (part.starts_with("@(")) {
                std::string problem;
                for (Item& other : referred_items(out_, scope, part, problem)) out.push_back(std::move(other));
                if (!problem.empty()) sink_.warning(item.span, problem, std::string(kGiveFiles));
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
        if (node.attribute("Remove")) {
            const Chosen removed = chosen(node, "Remove", scope);
            std::erase_if(list, [&](const Item& item) { return is_one_of(item, removed); });
        }
        if (node.attribute("Update")) {
            const Chosen updated = chosen(node, "Update", scope);
            for (Item& item : list)
                if (is_one_of(item, updated)) read_metadata(group, node, item.metadata, &item);
        }
        if (!node.attribute("Include")) return;
        const Chosen excluded = chosen(node, "Exclude", scope);
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

    /// What an attribute that chooses among items names.
    struct Chosen {
        std::set<std::string> keys;
        std::vector<std::string> wildcards;
    };

    Chosen chosen(const pugi::xml_node& node, const char* attribute, const Scope& scope) const {
        Chosen out;
        for (const std::string& pattern : split_items(expand(node.attribute(attribute).value(), scope))) {
            std::string problem; // told where such a list is included
            if (pattern.starts_with("@("))
                for (const Item& other : referred_items(out_, scope, pattern, problem)) out.keys.insert(key(other.include));
            else if (has_wildcard(pattern))
                out.wildcards.push_back(resolve(folder_, pattern));
            else
                out.keys.insert(key(pattern));
        }
        return out;
    }

    bool is_one_of(const Item& item, const Chosen& chosen) const {
        if (!chosen.keys.empty() && chosen.keys.count(key(item.include)) != 0) return true;
        return std::any_of(chosen.wildcards.begin(), chosen.wildcards.end(),
                           [&](const std::string& pattern) { return matches(pattern, resolve(folder_, item.include)); });
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
                for (const pugi::xml_node m : node.children())
                    for (std::string& list : lists_in(m.text().get())) types.insert(std::move(list));
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
