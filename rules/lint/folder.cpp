// SPDX-License-Identifier: Apache-2.0
// What stands beside a rule: rule.json and the folder's name.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/suggest.hpp"
#include "rules/compiler/text.hpp"
#include "rules/library.hpp"
#include "rules/lint/lint.hpp"

namespace sdvlite::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxText = 1 << 20;

/// The place of the word `"word"` in a JSON text, behind `key`.
base::Span place_of(const std::string& text, base::FileId file, const std::string& key, const std::string& word) {
    const std::size_t start = text.find('"' + key + '"');
    const std::size_t at = text.find('"' + word + '"', start == std::string::npos ? 0 : start);
    if (at == std::string::npos) return {file, 0, 0, 0, 0};
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t column = before == std::string::npos ? at + 1 : at - before;
    return {file, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column), 0, 0};
}

class Requires {
  public:
    Requires(const std::string& text, base::FileId file, const Interface& interface, base::DiagSink& diags)
        : text_(text), file_(file), interface_(interface), diags_(diags) {}

    void ddis(const std::string& key, const std::vector<std::string>& names) const {
        for (const std::string& name : names) {
            if (interface_.find_function(name)) continue;
            diags_.warning(place_of(text_, file_, key, name), "no DDI called '" + name + "' is known: hardly any driver calls it",
                           base::did_you_mean(name, interface_.function_names()));
        }
    }
    void roles(const std::string& key, const std::vector<std::string>& names) const {
        for (const std::string& name : names) {
            if (interface_.roles.contains(name)) continue;
            diags_.warning(place_of(text_, file_, key, name),
                           "no callback of a " + interface_.model + " driver has the role '" + name + "': the rule never applies",
                           base::did_you_mean(name, interface_.role_names()));
        }
    }
    // Other properties are rules: whoever knows the library looks for them.
    void probes(const std::string& key, const std::vector<std::string>& names) const {
        for (const std::string& name : names) {
            if (!name.starts_with("sdv_") || interface_.find_function(name)) continue;
            diags_.warning(place_of(text_, file_, key, name), "the harness of " + interface_.model + " drivers has no probe '" + name + "'",
                           base::did_you_mean(name, interface_.function_names()));
        }
    }

  private:
    const std::string& text_;
    base::FileId file_;
    const Interface& interface_;
    base::DiagSink& diags_;
};

} // namespace

void lint_folder(const RuleInfo& info, const Interface& interface, base::SourceMap& sources, base::DiagSink& diags) {
    std::error_code ec;
    const fs::path slic = fs::absolute(info.path, ec);
    const fs::path json = fs::path(info.path).parent_path() / "rule.json";
    if (ec || !fs::exists(json, ec)) return;
    std::string error;
    const auto text = read_file(json.string(), kMaxText, error);
    if (!text) return; // said by whoever read the rule
    const base::FileId file = sources.add(json.string(), *text);
    if (!is_rule_of_folder(info.path)) {
        return diags.warning({file, 1, 1, 0, 0},
                             "this file is not read for the rule '" + info.name + "': its folder has another name",
                             "call the folder '" + info.name + "', or the rule '" + slic.parent_path().filename().string() + ".slic'");
    }
    const Requires check(*text, file, interface, diags);
    check.ddis("all_ddis", info.requirements.all_ddis);
    check.ddis("any_ddis", info.requirements.any_ddis);
    check.ddis("no_ddis", info.requirements.no_ddis);
    check.roles("all_roles", info.requirements.all_roles);
    check.roles("any_roles", info.requirements.any_roles);
    check.probes("properties", info.requirements.properties);
    check.probes("no_properties", info.requirements.no_properties);
}

} // namespace sdvlite::rules
