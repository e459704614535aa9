// SPDX-License-Identifier: Apache-2.0
// From an evaluated project file to the driver's C files and how each is compiled.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "frontend/project/command_line.hpp"
#include "frontend/project/msbuild/evaluation.hpp"
#include "frontend/project/msbuild/expand.hpp"
#include "frontend/project/msbuild/toolset.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/project.hpp"
#include "frontend/project/solution.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project {
namespace {

namespace fs = std::filesystem;
using msbuild::Evaluation;
using msbuild::Item;

std::string without_last_slash(std::string path) {
    if (path.size() > 1 && path.back() == '/') path.pop_back();
    return path.empty() ? "." : path;
}

class Reader {
  public:
    Reader(const Evaluation& evaluated, Project& out, base::DiagSink& sink)
        : in_(evaluated), out_(out), sink_(sink), folder_(evaluated.files.front()->folder) {}

    void run() {
        describe();
        for (const Item& item : of_type("clcompile")) add(item);
        for (const Item& item : of_type("projectreference")) {
            if (is_false(item, "linklibrarydependencies") || msbuild::first_hole(item.include)) continue;
            out_.references.push_back(resolve(folder_, msbuild::plain(item.include)));
        }
    }

  private:
    const std::vector<Item>& of_type(const char* type) const {
        static const std::vector<Item> kNone;
        const auto it = in_.items.find(type);
        return it == in_.items.end() ? kNone : it->second;
    }

    std::string property(const char* name) const { return msbuild::plain(in_.properties.get(name)); }

    static std::string metadata(const Item& item, const char* name) {
        const auto it = item.metadata.find(name);
        return it == item.metadata.end() ? "" : it->second;
    }
    static bool is_false(const Item& item, const char* name) { return same_but_case(trimmed(metadata(item, name)), "false"); }
    static bool is_true(const Item& item, const char* name) { return same_but_case(trimmed(metadata(item, name)), "true"); }

    void describe() {
        const std::string type = lower(trimmed(property("ConfigurationType")));
        out_.product = type == "driver"           ? Product::Driver
                       : type == "staticlibrary"  ? Product::Library
                       : type == "dynamiclibrary" ? Product::Dll
                       : type == "application"    ? Product::Program
                       : type.empty()             ? Product::Unknown
                                                  : Product::Other;
        out_.driver_type = trimmed(property("DriverType"));
        const std::string toolset = lower(property("PlatformToolset"));
        const bool kernel = toolset.starts_with("windowskernelmodedriver") || toolset.empty();
        const bool says_driver = out_.product == Product::Driver || same_but_case(out_.driver_type, "WDM") ||
                                 same_but_case(out_.driver_type, "KMDF");
        out_.user_mode = same_but_case(out_.driver_type, "UMDF") ||
                         (!says_driver && out_.product == Product::Program) ||
                         (!says_driver && !kernel && out_.product != Product::Unknown);
        const auto link = in_.definitions.find("link");
        if (link == in_.definitions.end()) return;
        const auto libraries = link->second.find("additionaldependencies");
        if (libraries == link->second.end()) return;
        for (const std::string& library : split_list(msbuild::plain(libraries->second))) {
            const std::size_t slash = library.find_last_of("/\\\x02");
            out_.libraries.push_back(lower(library.substr(slash == std::string::npos ? 0 : slash + 1)));
        }
    }

    void add(const Item& item) {
        if (is_true(item, "excludedfrombuild")) return;
        if (const auto hole = msbuild::first_hole(item.include)) {
            sink_.warning(item.span, "the file '" + msbuild::shown(item.include) + "' depends on '" + *hole +
                                         "', which is not known; it is left out");
            return;
        }
        const std::string path = resolve(folder_, msbuild::plain(item.include));
        const std::string as = lower(trimmed(metadata(item, "compileas")));
        if (as == "compileascpp" || (is_cpp(path) && as != "compileasc")) {
            out_.cpp_files.push_back(path);
            return;
        }
        Unit unit;
        unit.file = path;
        settings(item, unit);
        out_.units.push_back(std::move(unit));
    }

    void settings(const Item& item, Unit& unit) {
        kind_macros(unit.defines);
        for (const std::string& dir : values(item, "additionalincludedirectories")) add_folder(item, dir, unit);
        for (const std::string& dir : split_list(in_.properties.get("IncludePath"))) add_folder(item, dir, unit);
        for (const std::string& d : values(item, "preprocessordefinitions"))
            if (known(item, d)) add_macro(item, replaced(msbuild::plain(d), "\\\"", "\""), unit);
        for (const std::string& u : values(item, "undefinepreprocessordefinitions"))
            if (known(item, u)) unit.undefines.push_back(msbuild::plain(u));
        for (const std::string& f : values(item, "forcedincludefiles"))
            if (known(item, f)) unit.forced_includes.push_back(included(msbuild::plain(f), unit));
        for (const std::string& f : values(item, "wpptracefunction")) add_trace_function(f, unit);
        for (const std::string& f : split_command(msbuild::plain(metadata(item, "wppadditionaloptions"))))
            if (f.starts_with("-func:")) add_trace_function(f.substr(6), unit);
        const std::string more = metadata(item, "additionaloptions");
        if (!msbuild::first_hole(more)) read_cl_arguments(split_command(msbuild::unescaped(msbuild::plain(more))), folder_, unit);
    }

    /// What the kit's build files define for a kind of driver, and for a debug build.
    void kind_macros(std::vector<std::string>& defines) const {
        const auto or_else = [&](const char* name, const char* otherwise) {
            const std::string value = property(name);
            return value.empty() ? std::string(otherwise) : value;
        };
        if (same_but_case(out_.driver_type, "KMDF")) {
            defines.push_back("KMDF_VERSION_MAJOR=" + or_else("KMDF_VERSION_MAJOR", "1"));
            defines.push_back("KMDF_VERSION_MINOR=" + or_else("KMDF_VERSION_MINOR", "15"));
        }
        if (lower(property("Configuration")).find("debug") != std::string::npos) defines.push_back("DBG=1");
        const std::string version = property("_NT_TARGET_VERSION");
        if (!in_.properties.defined("TargetVersion") || version.size() != 6 || lower(version) >= "0x0a00") return;
        defines.push_back("_WIN32_WINNT=" + version);
        defines.push_back("WINVER=" + version);
        defines.push_back("NTDDI_VERSION=" + version + "0000");
    }

    static std::vector<std::string> values(const Item& item, const char* name) {
        std::vector<std::string> out = split_list(metadata(item, name));
        for (std::string& v : out) v = msbuild::unescaped(v);
        return out;
    }

    /// False when the text has a hole; says so once, unless it is a folder of the kit, which our headers stand in for.
    bool known(const Item& item, const std::string& text) {
        const auto hole = msbuild::first_hole(text);
        if (!hole) return true;
        if (!msbuild::is_of_the_kit(*hole) && told_.insert(text).second)
            sink_.warning(item.span, "the setting '" + msbuild::shown(text) + "' depends on '" + *hole + "', which is not known",
                          "it is left out; give it as -I or -D");
        return false;
    }

    /// Some projects have options of the compiler among the macros.
    void add_macro(const Item& item, const std::string& text, Unit& unit) {
        const unsigned char first = text.empty() ? ' ' : static_cast<unsigned char>(text.front());
        if (std::isalpha(first) != 0 || first == '_')
            unit.defines.push_back(text);
        else if (told_.insert("-D" + text).second)
            sink_.warning(item.span, "'" + text + "' is among the macros to define, but is none; it is left out");
    }

    /// `Name(LEVEL,MSG,...)`
    static void add_trace_function(const std::string& written, Unit& unit) {
        const std::string name(trimmed(written.substr(0, written.find_first_of("({"))));
        const bool is_name = std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
        if (!name.empty() && is_name) unit.trace_functions.push_back(name);
    }

    void add_folder(const Item& item, const std::string& text, Unit& unit) {
        if (!known(item, text)) return;
        std::string written(trimmed(msbuild::plain(text)));
        if (written.size() >= 2 && written.front() == '"' && written.back() == '"') written = written.substr(1, written.size() - 2);
        if (written.empty()) return; // $(IncludePath), which nothing defines
        const std::string path = resolve(folder_, written);
        const auto undefined = msbuild::first_undefined(text);
        std::error_code ec;
        if (!undefined || fs::is_directory(path, ec)) {
            unit.include_dirs.push_back(without_last_slash(path));
        } else if (told_.insert(text).second) {
            sink_.warning(item.span, "the folder '" + msbuild::shown(text) + "' is left out: nothing defines $(" + *undefined + ")",
                          "give it as -I, or the property with --property " + *undefined + "=VALUE");
        }
    }

    /// A forced include is looked for as "x.h" is: beside the project, then in the folders of headers.
    std::string included(const std::string& written, const Unit& unit) const {
        std::error_code ec;
        const std::string beside = resolve(folder_, written);
        if (fs::exists(beside, ec)) return beside;
        for (const std::string& dir : unit.include_dirs)
            if (const std::string path = resolve(dir, written); fs::exists(path, ec)) return path;
        return beside;
    }

    const Evaluation& in_;
    Project& out_;
    base::DiagSink& sink_;
    std::string folder_;
    std::set<std::string> told_;
};

/// Release for x64 is what the predecessor asked for, and what our model of memory is.
std::string default_configuration(const std::vector<std::string>& all) {
    const auto score = [](const std::string& c) {
        const std::string name = lower(c);
        return (name.find("x64") != std::string::npos ? 4 : 0) + (name.starts_with("release|") ? 2 : 0) +
               (name.find("release") != std::string::npos ? 1 : 0);
    };
    const auto best = std::max_element(all.begin(), all.end(),
                                       [&](const std::string& a, const std::string& b) { return score(a) < score(b); });
    return best == all.end() ? "Release|x64" : *best;
}

/// The configuration that `wanted` means; empty when there is none.
std::string find_configuration(const std::vector<std::string>& all, const std::string& wanted) {
    std::vector<std::string> fit;
    for (const std::string& c : all) {
        const std::size_t bar = std::min(c.find('|'), c.size());
        const bool part = same_but_case(c.substr(0, bar), wanted) || same_but_case(c.substr(std::min(bar + 1, c.size())), wanted);
        if (same_but_case(c, wanted)) return c;
        if (part) fit.push_back(c);
    }
    if (all.empty()) return wanted.find('|') != std::string::npos ? wanted : wanted + "|x64";
    return fit.empty() ? "" : default_configuration(fit);
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& n : names) out += (out.empty() ? "" : ", ") + n;
    return out;
}

} // namespace

bool read_vcxproj(std::string text, const std::string& path, const ReadOptions& options, base::SourceMap& sources,
                  Project& out, base::DiagSink& sink) {
    Evaluation e;
    const std::size_t errors = sink.errors();
    auto file = msbuild::parse_xml(std::move(text), path, sources, sink);
    if (!file) return false;
    const std::vector<std::string> all = msbuild::configurations(*file);
    const std::string chosen =
        options.configuration.empty() ? default_configuration(all) : find_configuration(all, options.configuration);
    if (chosen.empty()) {
        sink.error(file->span(file->root()), "the project has no configuration '" + options.configuration + "'",
                   all.empty() ? "give it as CONFIGURATION|PLATFORM" : "it has " + joined(all));
        return false;
    }
    out.path = path;
    out.configuration = chosen;
    const std::size_t bar = std::min(chosen.find('|'), chosen.size());
    msbuild::define_project(e.properties, path, options.solution.empty() ? solution_of(path) : options.solution);
    e.properties.fix("Configuration", chosen.substr(0, bar));
    e.properties.fix("Platform", chosen.substr(std::min(bar + 1, chosen.size())));
    for (const auto& [name, value] : options.properties) e.properties.fix(name, value);
    e.files.push_back(std::move(file));
    std::vector<msbuild::Group> definitions, items;
    msbuild::evaluate_properties(e, definitions, items, sources, sink);
    msbuild::evaluate_items(e, definitions, items, sink);
    out.name = msbuild::plain(e.properties.get("ProjectName"));
    if (out.name.empty() || msbuild::first_hole(out.name)) out.name = fs::path(path).stem().string();
    Reader(e, out, sink).run();
    return sink.errors() == errors;
}

bool read_vcxproj_with_libraries(std::string text, const std::string& path, const ReadOptions& options,
                                 base::SourceMap& sources, Project& out, base::DiagSink& sink) {
    if (!read_vcxproj(std::move(text), path, options, sources, out, sink)) return false;
    std::set<std::string> seen{fs::path(path).lexically_normal().string()};
    std::vector<std::string> todo = out.references;
    for (std::size_t i = 0; i < todo.size() && seen.size() < 200; ++i) {
        const std::string& library = todo[i];
        if (!seen.insert(fs::path(library).lexically_normal().string()).second) continue;
        std::string other, error;
        if (!msbuild::read_text_file(library, msbuild::kMaxXmlBytes, other, error)) {
            sink.warning({}, "the project '" + library + "', to which '" + path + "' refers, is left out: " + error);
            continue;
        }
        Project read;
        base::DiagSink own;
        ReadOptions same = options;
        same.configuration = out.configuration;
        bool good = read_vcxproj(other, library, same, sources, read, own);
        if (!good) { // it may lack that configuration
            read = {};
            own = base::DiagSink();
            same.configuration.clear();
            good = read_vcxproj(other, library, same, sources, read, own);
        }
        for (const base::Diagnostic& d : own.all()) sink.add(d);
        if (!good) return false;
        if (read.product != Product::Library) continue;
        out.units.insert(out.units.end(), read.units.begin(), read.units.end());
        out.cpp_files.insert(out.cpp_files.end(), read.cpp_files.begin(), read.cpp_files.end());
        todo.insert(todo.end(), read.references.begin(), read.references.end());
    }
    return true;
}

} // namespace sdvlite::frontend::project
