// SPDX-License-Identifier: Apache-2.0
// One pass over the children of <Project>, in order, as MSBuild evaluates them: properties, then
// item definitions (defaults for ClCompile), then the ClCompile items.
#include <algorithm>
#include <filesystem>
#include <set>

#include <pugixml.hpp>

#include "frontend/project/msbuild.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/position.hpp"
#include "frontend/project/project.hpp"

namespace sdvlite::frontend::project {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        std::string_view item = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t first = item.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos) continue;
        item = item.substr(first, item.find_last_not_of(" \t\r\n") - first + 1);
        out.emplace_back(item);
    }
    return out;
}

/// The metadata of ClCompile that change what the preprocessor sees, unexpanded.
struct Settings {
    std::vector<std::string> include_dirs, defines, undefines, forced_includes;
    bool excluded = false;
};

class Reader {
public:
    Reader(std::string_view text, const std::string& path, base::FileId file, Project& out, base::DiagSink& sink)
        : text_(text), file_(file), out_(out), sink_(sink), folder_(fs::path(path).parent_path().string()) {
        const std::string name = fs::path(path).stem().string();
        std::error_code ec;
        const std::string absolute = fs::absolute(folder_.empty() ? "." : folder_, ec).string();
        out_.name = name;
        properties_.set("MSBuildProjectName", name);
        properties_.set("ProjectName", name);
        properties_.set("MSBuildProjectDirectory", absolute);
        properties_.set("ProjectDir", absolute + "/");
        properties_.set("MSBuildThisFileDirectory", absolute + "/");
    }

    bool read() {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed = document.load_buffer(text_.data(), text_.size());
        if (!parsed) {
            sink_.error(span(parsed.offset), std::string("this is no XML: ") + parsed.description());
            return false;
        }
        const pugi::xml_node project = document.document_element();
        if (std::string_view(project.name()) != "Project") {
            sink_.error(span(project), "this is no project file: the outermost element is not <Project>");
            return false;
        }
        choose_configuration(project);
        for (const pugi::xml_node child : project.children()) {
            const std::string_view name = child.name();
            if (name == "PropertyGroup") property_group(child);
            if (name == "ItemDefinitionGroup") definition_group(child);
            if (name == "Import") import(child);
            if (name == "ImportGroup") {
                for (const pugi::xml_node one : child.children("Import")) import(one);
            }
        }
        // Items see the definitions of the whole file.
        for (const pugi::xml_node group : project.children("ItemGroup")) item_group(project, group);
        if (out_.units.empty() && !sink_.has_errors()) sink_.error(span(project), "the project compiles no C file");
        return !sink_.has_errors();
    }

private:
    base::Span span(std::ptrdiff_t offset) const { return span_at(text_, file_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0))); }
    base::Span span(const pugi::xml_node& node) const { return span(node.offset_debug()); }

    // Release for x64 is what the predecessor asked for, and what our model of memory is.
    void choose_configuration(const pugi::xml_node& project) {
        std::vector<std::string> all;
        for (const pugi::xml_node group : project.children("ItemGroup")) {
            for (const pugi::xml_node c : group.children("ProjectConfiguration")) all.emplace_back(c.attribute("Include").value());
        }
        const auto score = [](const std::string& c) {
            return (c.find("x64") != std::string::npos ? 2 : 0) + (c.find("Release") != std::string::npos ? 1 : 0);
        };
        const auto best = std::max_element(all.begin(), all.end(),
                                           [&](const std::string& a, const std::string& b) { return score(a) < score(b); });
        const std::string chosen = best == all.end() ? "Release|x64" : *best;
        const std::size_t bar = std::min(chosen.find('|'), chosen.size());
        properties_.set("Configuration", chosen.substr(0, bar));
        properties_.set("ConfigurationName", chosen.substr(0, bar));
        properties_.set("Platform", chosen.substr(std::min(bar + 1, chosen.size())));
    }

    /// False when the condition is false; when it can't be told, says so and takes it as false.
    bool applies(const pugi::xml_node& node, std::string_view matters) {
        const std::string_view condition = node.attribute("Condition").value();
        const std::optional<bool> value = holds(condition, properties_);
        if (!value && !matters.empty()) {
            sink_.warning(span(node), "the condition \"" + std::string(condition) + "\" is not understood",
                          std::string(matters));
        }
        return value.value_or(false);
    }

    void property_group(const pugi::xml_node& group) {
        if (!applies(group, "")) return;
        for (const pugi::xml_node p : group.children()) {
            std::string unknown;
            if (p.type() != pugi::node_element || !applies(p, "")) continue;
            if (auto value = properties_.expand(p.text().get(), unknown)) properties_.set(p.name(), std::move(*value));
        }
    }

    void definition_group(const pugi::xml_node& group) {
        const pugi::xml_node compile = group.child("ClCompile");
        if (!compile || !applies(group, "its settings are left out; give them as -I and -D")) return;
        read_settings(compile, defaults_);
    }

    void import(const pugi::xml_node& node) {
        const std::string_view project = node.attribute("Project").value();
        // What every project imports, and the user's own sheet, hold nothing about a driver's macros.
        if (project.find("Microsoft.Cpp.") != std::string_view::npos || project.empty()) return;
        sink_.warning(span(node), "the imported file '" + std::string(project) + "' is not read",
                      "if it has settings that the driver needs, give them as -I and -D");
    }

    void read_settings(const pugi::xml_node& from, Settings& to) {
        for (const pugi::xml_node m : from.children()) {
            const std::string_view name = m.name();
            std::vector<std::string>* list = name == "AdditionalIncludeDirectories"       ? &to.include_dirs
                                             : name == "PreprocessorDefinitions"          ? &to.defines
                                             : name == "UndefinePreprocessorDefinitions"  ? &to.undefines
                                             : name == "ForcedIncludeFiles"               ? &to.forced_includes
                                                                                          : nullptr;
            if (name == "ExcludedFromBuild") {
                if (applies(m, "the file is not left out")) to.excluded = std::string_view(m.text().get()) == "true";
            } else if (list != nullptr && applies(m, "the setting is left out; give it as -I or -D")) {
                std::vector<std::string> read;
                for (std::string& item : split_list(m.text().get())) {
                    if (item.substr(0, 2) == "%(") {
                        read.insert(read.end(), list->begin(), list->end());  // %(Name): what was there before
                    } else {
                        read.push_back(std::move(item));
                    }
                }
                *list = std::move(read);
            }
        }
    }

    void item_group(const pugi::xml_node& project, const pugi::xml_node& group) {
        if (!group.child("ClCompile")) return;
        if (!applies(group, "its files are left out; give the files on the command line")) return;
        for (const pugi::xml_node item : group.children("ClCompile")) {
            if (!applies(item, "its files are left out; give the files on the command line")) continue;
            Settings settings = defaults_;
            read_settings(item, settings);
            if (settings.excluded) continue;
            for (const std::string& include : split_list(item.attribute("Include").value())) {
                add_unit(project, item, include, settings);
            }
        }
    }

    void add_unit(const pugi::xml_node& project, const pugi::xml_node& item, const std::string& include, const Settings& settings) {
        if (include.substr(0, 2) == "@(") {
            const std::string list = include.substr(2, include.find(')') - 2);
            if (project.find_node([&](const pugi::xml_node& n) { return list == n.name(); })) {
                sink_.error(span(item), "the item list '" + include + "' is not evaluated", "name the files in ClCompile");
            }
            return;  // a list that nothing fills is empty
        }
        std::string unknown;
        const std::optional<std::string> path = properties_.expand(include, unknown);
        if (!path) {
            sink_.error(span(item), "the file '" + include + "' depends on $(" + unknown + "), which is not known");
        } else if (path->find('*') != std::string::npos) {
            sink_.error(span(item), "the wildcard '" + include + "' is not evaluated", "name the files in ClCompile");
        } else if (is_cpp(*path)) {
            sink_.error(span(item), "'" + include + "' is C++, which is not supported");
        } else {
            out_.units.push_back(make_unit(item, *path, settings));
        }
    }

    Unit make_unit(const pugi::xml_node& item, const std::string& path, const Settings& settings) {
        Unit unit;
        unit.file = resolve(folder_, path);
        for (const std::string& dir : expanded(item, settings.include_dirs)) unit.include_dirs.push_back(resolve(folder_, dir));
        for (const std::string& file : expanded(item, settings.forced_includes)) unit.forced_includes.push_back(resolve(folder_, file));
        unit.defines = expanded(item, settings.defines);
        unit.undefines = expanded(item, settings.undefines);
        return unit;
    }

    std::vector<std::string> expanded(const pugi::xml_node& item, const std::vector<std::string>& list) {
        std::vector<std::string> out;
        for (const std::string& text : list) {
            std::string unknown;
            if (auto value = properties_.expand(text, unknown)) {
                out.push_back(std::move(*value));
            } else if (told_.insert(text).second) {
                sink_.warning(span(item), "the setting '" + text + "' depends on $(" + unknown + "), which is not known",
                              "it is left out; give it as -I or -D, or the folder of the kit with --wdk");
            }
        }
        return out;
    }

    std::string_view text_;
    base::FileId file_;
    Project& out_;
    base::DiagSink& sink_;
    std::string folder_;
    Properties properties_;
    Settings defaults_;
    std::set<std::string> told_;
};

}  // namespace

bool read_vcxproj(std::string_view text, const std::string& path, base::FileId file, Project& out, base::DiagSink& sink) {
    return Reader(text, path, file, out, sink).read();
}

}  // namespace sdvlite::frontend::project
