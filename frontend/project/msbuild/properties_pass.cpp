// SPDX-License-Identifier: Apache-2.0
// The first pass: properties and imports, in the order of the files. Files and elements that hold
// others stand on an explicit stack.
#include <filesystem>
#include <set>

#include "frontend/project/msbuild/condition.hpp"
#include "frontend/project/msbuild/evaluation.hpp"
#include "frontend/project/msbuild/toolset.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"
#include "frontend/project/wildcard.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxFiles = 500;
constexpr std::size_t kMaxOpen = 200; // nested imports and choices

class PropertiesPass {
  public:
    PropertiesPass(Evaluation& out, std::vector<Group>& definitions, std::vector<Group>& items,
                   base::SourceMap& sources, base::DiagSink& sink)
        : out_(out), definitions_(definitions), items_(items), sources_(sources), sink_(sink),
          scope_{out.properties, out.files.front()->folder} {}

    void run() {
        const XmlFile* project = out_.files.front().get();
        done_.insert(identity(project->path));
        open_.push_back({project, project->root().first_child(), true});
        if (project->root().attribute("Sdk")) import_default("Directory.Build.props");
        while (!open_.empty()) {
            Open& top = open_.back();
            if (!top.next) {
                const bool file_ends = top.whole_file;
                open_.pop_back();
                if (file_ends && !open_.empty()) out_.properties.enter_file(open_.back().file->path);
                continue;
            }
            const pugi::xml_node node = top.next;
            top.next = node.next_sibling();
            if (node.type() == pugi::node_element) element(node);
        }
    }

  private:
    struct Open {
        const XmlFile* file;
        pugi::xml_node next;
        bool whole_file;
    };

    const XmlFile& file() const { return *open_.back().file; }

    std::optional<bool> condition(const pugi::xml_node& node) const {
        return holds(node.attribute("Condition").value(), scope_);
    }

    void element(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        if (name == "PropertyGroup") {
            if (condition(node) == true) property_group(node);
        } else if (name == "ItemDefinitionGroup") {
            definitions_.push_back({&file(), node});
        } else if (name == "ItemGroup") {
            items_.push_back({&file(), node});
        } else if (name == "Import") {
            import(node);
        } else if (name == "ImportGroup" || name == "When" || name == "Otherwise") {
            if (condition(node) == true) enter(node);
        } else if (name == "Choose") {
            choose(node);
        }
    }

    void enter(const pugi::xml_node& node) {
        if (open_.size() >= kMaxOpen) {
            sink_.warning(file().span(node), "this nests too deeply; it is left out");
            return;
        }
        open_.push_back({&file(), node.first_child(), false});
    }

    void choose(const pugi::xml_node& node) {
        for (const pugi::xml_node branch : node.children()) {
            const std::string_view name = branch.name();
            if (name != "Otherwise" && (name != "When" || condition(branch) != true)) continue;
            enter(branch);
            return;
        }
    }

    void property_group(const pugi::xml_node& group) {
        for (const pugi::xml_node p : group.children()) {
            if (p.type() != pugi::node_element || condition(p) != true) continue;
            out_.properties.set(p.name(), expand(p.text().get(), scope_));
        }
    }

    static std::string identity(const std::string& path) {
        std::error_code ec;
        const fs::path real = fs::weakly_canonical(path, ec);
        return ec ? path : real.string();
    }

    void import(const pugi::xml_node& node) {
        if (condition(node) != true) return;
        const std::string written = node.attribute("Project").value();
        const std::string base = lower(fs::path(replaced(written, "\\", "/")).filename().string());
        if (base == "microsoft.cpp.default.props") {
            define_defaults(out_.properties);
            import_default("Directory.Build.props");
            return;
        }
        if (base == "microsoft.cpp.props") return define_outputs(out_.properties);
        if (base == "microsoft.cpp.targets") return import_default("Directory.Build.targets");
        const std::string value = expand(written, scope_);
        if (first_hole(value) || trimmed(value).empty()) return; // a file of the kit
        const std::string path = unescaped(plain(value));
        if (!has_wildcard(path)) return open(resolve(file().folder, path), node, written);
        for (const std::string& one : matching_files(file().folder, path)) open(resolve(file().folder, one), node, written);
    }

    /// The nearest file of that name from the project's folder upwards, which the build tools import by themselves.
    void import_default(const char* name) {
        std::error_code ec;
        fs::path at = fs::absolute(out_.files.front()->path, ec).lexically_normal().parent_path();
        for (;; at = at.parent_path()) {
            const std::string path = resolve(at.string(), name);
            if (fs::is_regular_file(path, ec)) return open(path, {}, name);
            if (at == at.parent_path()) return;
        }
    }

    void open(const std::string& path, const pugi::xml_node& from, const std::string& written) {
        const base::Span at = from ? file().span(from) : base::Span{};
        for (const Open& o : open_) {
            if (!o.whole_file || identity(o.file->path) != identity(path)) continue;
            sink_.warning(at, "'" + written + "' is imported by itself; it is read once");
            return;
        }
        if (!done_.insert(identity(path)).second) return; // MSBuild reads a file once
        std::string text;
        std::string error;
        if (out_.files.size() >= kMaxFiles || open_.size() >= kMaxOpen) error = "there are too many imported files";
        if (!error.empty() || !read_text_file(path, kMaxXmlBytes, text, error)) {
            sink_.warning(at, "the imported file '" + written + "' is left out: " + error,
                          "if it has settings that the driver needs, give them as -I and -D");
            out_.missing_imports.push_back(path);
            return;
        }
        auto file = parse_xml(std::move(text), path, sources_, sink_);
        if (!file) return; // an error was said
        out_.properties.enter_file(path);
        open_.push_back({file.get(), file->root().first_child(), true});
        out_.files.push_back(std::move(file));
    }

    Evaluation& out_;
    std::vector<Group>& definitions_;
    std::vector<Group>& items_;
    base::SourceMap& sources_;
    base::DiagSink& sink_;
    Scope scope_;
    std::vector<Open> open_;
    std::set<std::string> done_;
};

} // namespace

void evaluate_properties(Evaluation& out, std::vector<Group>& definitions, std::vector<Group>& items,
                         base::SourceMap& sources, base::DiagSink& sink) {
    PropertiesPass(out, definitions, items, sources, sink).run();
}

std::vector<std::string> configurations(const XmlFile& project) {
    std::vector<std::string> out;
    for (const pugi::xml_node group : project.root().children("ItemGroup"))
        for (const pugi::xml_node c : group.children("ProjectConfiguration"))
            out.emplace_back(trimmed(c.attribute("Include").value()));
    return out;
}

} // namespace sdvlite::frontend::project::msbuild
