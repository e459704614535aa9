// SPDX-License-Identifier: Apache-2.0
#include "rules/library.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/suggest.hpp"
#include "rules/compiler/text.hpp"
#include "rules/rule_header.hpp"

namespace sdvlite::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxText = 1 << 20; // of a rule.json or a rule list
constexpr int kMaxDepth = 16;             // of folders below a folder of rules

bool has_extension(const fs::path& p, std::string_view extension) {
    return glob_match("*" + std::string(extension), p.filename().string());
}

// Every .slic at and below `folder`, sorted. Links are not followed, so there are no cycles.
std::vector<fs::path> find_slics(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code ec;
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec);
    while (!ec && it != fs::recursive_directory_iterator()) {
        if (it.depth() >= kMaxDepth) it.disable_recursion_pending();
        std::error_code broken;  // a link to nowhere is no reason to stop
        if (has_extension(it->path(), ".slic") && it->is_regular_file(broken)) out.push_back(it->path());
        it.increment(ec);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// `<Rule>.h` beside `<Rule>.slic`, in any letter case.
std::optional<fs::path> header_beside(const fs::path& slic) {
    std::error_code ec;
    const fs::path folder = slic.parent_path();
    fs::directory_iterator entries(folder.empty() ? fs::path(".") : folder, ec);
    for (; !ec && entries != fs::directory_iterator(); entries.increment(ec)) {
        const fs::path& p = entries->path();
        const bool named = has_extension(p, ".h") && glob_match(p.stem().string(), slic.stem().string());
        std::error_code broken;
        if (named && entries->is_regular_file(broken)) return folder / p.filename();
    }
    return std::nullopt;
}

bool is_pattern(std::string_view s) { return s.find_first_of("*?") != std::string_view::npos; }

void add_once(std::vector<RuleInfo>& rules, RuleInfo rule) {
    const auto same = [&](const RuleInfo& r) { return r.path == rule.path; };
    if (std::none_of(rules.begin(), rules.end(), same)) rules.push_back(std::move(rule));
}

void add_all(std::vector<RuleInfo>& rules, std::vector<RuleInfo> more) {
    for (RuleInfo& r : more) add_once(rules, std::move(r));
}

struct Line {
    std::string text;
    base::Span span;
};

// The entries of a rule list.
std::vector<Line> read_list(const std::string& path, base::SourceMap& sources, base::DiagSink& diags) {
    std::string error;
    const auto bytes = read_file(path, kMaxText, error);
    const base::FileId file = sources.add(path, bytes ? to_utf8(*bytes) : std::string());
    if (!bytes) diags.error({file, 0, 0, 0, 0}, "can't read the rule list: " + error);
    std::vector<Line> out;
    std::string_view rest = sources.file(file).text;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string_view::npos) continue;
        const std::size_t last = line.find_last_not_of(" \t\r");
        line = line.substr(first, last - first + 1);
        out.push_back(
            {std::string(line),
             {file, number, static_cast<std::uint32_t>(first + 1), number, static_cast<std::uint32_t>(last + 1)}});
    }
    return out;
}

// Selecting, for a selector that stands at `where` (unknown on a command line).
class Selection {
  public:
    Selection(const std::vector<RuleInfo>& rules, const std::string& folder, std::string_view model,
              base::SourceMap& sources, base::DiagSink& diags)
        : rules_(rules), folder_(folder), model_(model), sources_(sources), diags_(diags) {}

    std::vector<RuleInfo> select(const std::string& selector, const base::Span& where, bool lists);

  private:
    std::vector<RuleInfo> by_name(const std::string& selector) const;
    std::vector<RuleInfo> from_folder(const std::string& folder, const base::Span& where);
    std::vector<RuleInfo> from_list(const std::string& path);
    std::string shipped_list(const std::string& name) const;
    void not_found(const std::string& selector, const base::Span& where);

    const std::vector<RuleInfo>& rules_;
    const std::string& folder_;
    std::string_view model_;
    base::SourceMap& sources_;
    base::DiagSink& diags_;
};

std::vector<RuleInfo> Selection::by_name(const std::string& selector) const {
    const bool with_model = selector.find('/') != std::string::npos;
    std::vector<RuleInfo> out;
    for (const RuleInfo& r : rules_) {
        if (r.opt_in && is_pattern(selector)) continue;
        const bool in_model = with_model || model_.empty() || glob_match(model_, r.model);
        if (in_model && glob_match(selector, with_model ? r.id() : r.name)) out.push_back(r);
    }
    return out;
}

std::vector<RuleInfo> Selection::from_folder(const std::string& folder, const base::Span& where) {
    std::vector<RuleInfo> out;
    const std::vector<fs::path> files = find_slics(folder);
    if (files.empty()) diags_.error(where, "no .slic file in the folder '" + folder + "'");
    for (const fs::path& slic : files) {
        RuleInfo info;
        if (read_rule_info(slic.string(), info, sources_, diags_)) out.push_back(std::move(info));
    }
    return out;
}

// Selectors of a list are relative to the list when they are files.
std::vector<RuleInfo> Selection::from_list(const std::string& path) {
    std::vector<RuleInfo> out;
    for (const Line& line : read_list(path, sources_, diags_)) {
        const fs::path beside = fs::path(path).parent_path() / line.text;
        std::error_code ec;
        const bool file = !is_pattern(line.text) && has_extension(beside, ".slic") && fs::exists(beside, ec);
        add_all(out, select(file ? beside.string() : line.text, line.span, false));
    }
    return out;
}

// The file that `name` means: itself, or the list of that name which comes with the rules of the model.
std::string Selection::shipped_list(const std::string& name) const {
    std::error_code ec;
    if (fs::exists(name, ec) || model_.empty()) return name;
    for (fs::directory_iterator it(fs::path(folder_) / model_, ec); !ec && it != fs::directory_iterator(); it.increment(ec)) {
        if (!is_pattern(name) && glob_match(name, it->path().filename().string())) return it->path().string();
    }
    return name;
}

void Selection::not_found(const std::string& selector, const base::Span& where) {
    std::vector<std::string> names;
    std::vector<std::string> elsewhere;
    for (const RuleInfo& r : rules_) {
        names.push_back(r.name);
        names.push_back(r.id());
        if (glob_match(selector, r.name)) elsewhere.push_back(r.id());
    }
    if (!elsewhere.empty()) {
        std::string all;
        for (const std::string& id : elsewhere) all += (all.empty() ? "" : ", ") + id;
        return diags_.error(where, "no rule '" + selector + "' for " + std::string(model_) + " drivers",
                            "there is " + all);
    }
    const char* what = is_pattern(selector) ? "no rule fits '" : "no rule is called '";
    const bool several = selector.find(',') != std::string::npos;
    diags_.error(where, what + selector + "'",
                 several ? "name each rule on its own: --rules A --rules B" : base::did_you_mean(selector, names));
}

std::vector<RuleInfo> Selection::select(const std::string& selector, const base::Span& where, bool lists) {
    std::vector<RuleInfo> out = by_name(selector);
    std::error_code ec;
    if (!out.empty()) return out;
    if (lists && has_extension(selector, ".sdv")) return from_list(shipped_list(selector));
    if (has_extension(selector, ".slic") && !is_pattern(selector)) {
        RuleInfo info;
        if (!fs::exists(selector, ec)) {
            diags_.error(where, "no such file: '" + selector + "'");
        } else if (read_rule_info(selector, info, sources_, diags_)) {
            out.push_back(std::move(info));
        }
        return out;
    }
    if (fs::is_directory(selector, ec)) return from_folder(selector, where);
    not_found(selector, where);
    return out;
}

} // namespace

bool is_rule_of_folder(const std::string& slic) {
    std::error_code ec;
    const fs::path absolute = fs::absolute(slic, ec);
    return !ec && glob_match(absolute.parent_path().filename().string(), absolute.stem().string());
}

bool read_rule_info(const std::string& slic, RuleInfo& info, base::SourceMap& sources, base::DiagSink& diags) {
    const fs::path path(slic);
    info.name = path.stem().string();
    info.path = slic;
    if (const auto header = header_beside(path)) {
        std::string error;
        const auto text = read_file(header->string(), kMaxText, error);
        if (text) read_rule_header(to_utf8(*text), header->string(), info, sources, diags);
        if (!text) diags.warning({sources.add(header->string()), 0, 0, 0, 0}, error);
    }
    // A folder of many rules has no rule.json; one that holds a single rule has that rule's name.
    std::error_code ec;
    const fs::path json = path.parent_path() / "rule.json";
    if (!is_rule_of_folder(slic) || !fs::exists(json, ec)) return true;
    std::string error;
    const auto text = read_file(json.string(), kMaxText, error);
    if (!text) {
        diags.error({sources.add(json.string()), 0, 0, 0, 0}, error);
        return false;
    }
    return read_rule_json(*text, json.string(), info, sources, diags);
}

RuleLibrary RuleLibrary::open(const std::string& folder, base::SourceMap& sources, base::DiagSink& diags) {
    RuleLibrary library;
    library.folder_ = folder;
    std::error_code ec;
    if (!fs::is_directory(folder, ec)) {
        diags.error({}, "no rule library in '" + folder + "'");
        return library;
    }
    for (const fs::path& slic : find_slics(folder)) {
        RuleInfo info;
        info.model = slic.parent_path().parent_path().filename().string();
        if (read_rule_info(slic.string(), info, sources, diags)) library.rules_.push_back(std::move(info));
    }
    std::sort(library.rules_.begin(), library.rules_.end(),
              [](const RuleInfo& a, const RuleInfo& b) { return a.id() < b.id(); });
    return library;
}

std::vector<Harness> harnesses_for(const RuleInfo& info, const automaton::Automaton& rule) {
    const bool one_run = rule.watch && rule.watch->with_guard && !info.harness_stated;
    return one_run ? std::vector<Harness>{Harness::Callbacks} : info.harness;
}

std::vector<RuleInfo> RuleLibrary::of_model(std::string_view model) const {
    std::vector<RuleInfo> out;
    for (const RuleInfo& r : rules_) {
        if (glob_match(model, r.model)) out.push_back(r);
    }
    return out;
}

std::vector<RuleInfo> RuleLibrary::select(const std::string& selector, std::string_view model, base::SourceMap& sources,
                                          base::DiagSink& diags) const {
    return Selection(rules_, folder_, model, sources, diags).select(selector, {}, true);
}

std::vector<RuleInfo> RuleLibrary::select_all(const std::vector<std::string>& selectors, std::string_view model,
                                              base::SourceMap& sources, base::DiagSink& diags) const {
    std::vector<RuleInfo> out;
    for (const std::string& selector : selectors) add_all(out, select(selector, model, sources, diags));
    return out;
}

namespace {

// Where a property of that name may lie beside the rule `slic`.
std::optional<std::string> beside(const std::string& slic, const std::string& name) {
    const fs::path folder = fs::path(slic).parent_path();
    for (const fs::path& p : {folder / ".." / name / (name + ".slic"), folder / (name + ".slic")}) {
        std::error_code ec;
        if (fs::is_regular_file(p, ec)) return p.string();
    }
    return std::nullopt;
}

} // namespace

std::optional<RuleInfo> RuleLibrary::property(const RuleInfo& of, const std::string& name, base::SourceMap& sources,
                                              base::DiagSink& diags) const {
    std::vector<std::string> known;
    std::optional<RuleInfo> found;
    for (const RuleInfo& r : rules_) {
        const bool fits = of.model.empty() || glob_match(of.model, r.model);
        if (!fits || r.kind != RuleKind::Property) continue;
        known.push_back(r.name);
        if (!found && glob_match(name, r.name)) found = r;
    }
    if (const std::optional<std::string> own = beside(of.path, name)) {
        RuleInfo info;
        info.model = of.model;
        if (!read_rule_info(*own, info, sources, diags)) return std::nullopt;
        found = info;
    }
    if (found && found->kind == RuleKind::Property) return found;
    diags.error({}, "no property rule is called '" + name + "', which the rule '" + of.name + "' requires",
                found ? "'" + name + "' is no property: its rule.json says \"kind\": \"property\" when it is" : base::did_you_mean(name, known));
    return std::nullopt;
}

} // namespace sdvlite::rules
