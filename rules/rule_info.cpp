// SPDX-License-Identifier: Apache-2.0
#include "rules/rule_info.hpp"

#include <nlohmann/json.hpp>
#include <algorithm>
#include <optional>

#include "core/base/suggest.hpp"

namespace sdvlite::rules {
namespace {

using nlohmann::json;

const std::vector<std::string> kHarnesses = {"callbacks", "lifecycle"};
const std::vector<std::string> kKinds = {"rule", "property"};
const std::vector<std::string> kSeverities = {"error", "warning", "note"};
const std::vector<std::string> kKeys = {"model", "harness", "kind",          "severity", "requires",
                                        "sets",  "opt_in",  "documentation", "summary"};
const std::vector<std::string> kRequirements = {"all_ddis", "any_ddis", "no_ddis", "all_roles", "any_roles",
                                                "properties", "no_properties"};

class Reader {
  public:
    Reader(const std::string& text, base::FileId file, base::DiagSink& diags)
        : text_(text), file_(file), diags_(diags) {}

    bool read(RuleInfo& info);

  private:
    base::Span at_byte(std::size_t byte) const {
        byte = std::min(byte, text_.size());
        const auto lines = std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
        const std::size_t start = byte == 0 ? std::string::npos : text_.rfind('\n', byte - 1);
        const std::size_t column = start == std::string::npos ? byte : byte - start - 1;
        return {file_, static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(column + 1), 0, 0};
    }
    // JSON values don't know their place; a word of the file is found by its text.
    base::Span at_word(const std::string& word) const {
        const std::size_t at = text_.find('"' + word + '"');
        return at_byte(at == std::string::npos ? 0 : at);
    }
    bool fail(const std::string& word, std::string message, std::string hint = {}) {
        diags_.error(at_word(word), std::move(message), std::move(hint));
        return false;
    }

    bool check_keys(const json& object, const std::vector<std::string>& known);
    bool string(const json& object, const std::string& key, std::string& out);
    bool strings(const json& object, const std::string& key, std::vector<std::string>& out);
    bool boolean(const json& object, const std::string& key, bool& out);
    bool choice(const std::string& key, const std::string& word, const std::vector<std::string>& known,
                std::size_t& out);
    bool harness(const json& object, RuleInfo& info);
    bool kinds(const json& object, RuleInfo& info);
    bool requirements(const json& object, Requirements& out);

    const std::string& text_;
    base::FileId file_;
    base::DiagSink& diags_;
};

bool Reader::check_keys(const json& object, const std::vector<std::string>& known) {
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return fail(key, "unknown key \"" + key + "\"", base::did_you_mean(key, known));
        }
    }
    return true;
}

bool Reader::string(const json& object, const std::string& key, std::string& out) {
    const auto it = object.find(key);
    if (it == object.end()) return true;
    if (!it->is_string()) return fail(key, "\"" + key + "\" has to be a string");
    out = it->get<std::string>();
    return true;
}

bool Reader::strings(const json& object, const std::string& key, std::vector<std::string>& out) {
    const auto it = object.find(key);
    if (it == object.end()) return true;
    const bool fits =
        it->is_array() && std::all_of(it->begin(), it->end(), [](const json& j) { return j.is_string(); });
    if (!fits) return fail(key, "\"" + key + "\" has to be a list of strings");
    out = it->get<std::vector<std::string>>();
    return true;
}

bool Reader::boolean(const json& object, const std::string& key, bool& out) {
    const auto it = object.find(key);
    if (it == object.end()) return true;
    if (!it->is_boolean()) return fail(key, "\"" + key + "\" has to be true or false");
    out = it->get<bool>();
    return true;
}

bool Reader::choice(const std::string& key, const std::string& word, const std::vector<std::string>& known,
                    std::size_t& out) {
    const auto it = std::find(known.begin(), known.end(), word);
    out = static_cast<std::size_t>(it - known.begin());
    if (it != known.end()) return true;
    std::string all;
    for (const std::string& k : known) all += (all.empty() ? "" : ", ") + k;
    const std::string hint = base::did_you_mean(word, known);
    return fail(word, "unknown " + key + " \"" + word + "\"", hint.empty() ? "known are: " + all : hint);
}

bool Reader::harness(const json& object, RuleInfo& info) {
    std::vector<std::string> words;
    if (!strings(object, "harness", words)) return false;
    if (!object.contains("harness")) return true;
    if (words.empty()) return fail("harness", "\"harness\" has to name one at least");
    info.harness.clear();
    info.harness_stated = true;
    for (const std::string& word : words) {
        std::size_t i = 0;
        if (!choice("harness", word, kHarnesses, i)) return false;
        info.harness.push_back(static_cast<Harness>(i));
    }
    return true;
}

bool Reader::kinds(const json& object, RuleInfo& info) {
    std::string kind = to_string(info.kind), severity = to_string(info.severity);
    std::size_t k = 0, s = 0;
    if (!string(object, "kind", kind) || !choice("kind", kind, kKinds, k)) return false;
    if (!string(object, "severity", severity) || !choice("severity", severity, kSeverities, s)) return false;
    info.kind = static_cast<RuleKind>(k);
    info.severity = static_cast<RuleSeverity>(s);
    return true;
}

bool Reader::requirements(const json& object, Requirements& out) {
    const auto it = object.find("requires");
    if (it == object.end()) return true;
    if (!it->is_object()) return fail("requires", "\"requires\" has to be an object");
    return check_keys(*it, kRequirements) && strings(*it, "all_ddis", out.all_ddis) &&
           strings(*it, "any_ddis", out.any_ddis) && strings(*it, "no_ddis", out.no_ddis) &&
           strings(*it, "all_roles", out.all_roles) && strings(*it, "any_roles", out.any_roles) &&
           strings(*it, "properties", out.properties) && strings(*it, "no_properties", out.no_properties);
}

bool Reader::read(RuleInfo& info) {
    json root;
    try {
        root = json::parse(text_);
    } catch (const json::parse_error& e) {
        diags_.error(at_byte(e.byte == 0 ? 0 : e.byte - 1), "this is not JSON");
        return false;
    }
    if (!root.is_object()) return fail("", "a rule.json has to be an object");
    return check_keys(root, kKeys) && string(root, "model", info.model) && harness(root, info) && kinds(root, info) &&
           requirements(root, info.requirements) && strings(root, "sets", info.sets) &&
           boolean(root, "opt_in", info.opt_in) && string(root, "documentation", info.documentation) &&
           string(root, "summary", info.summary);
}

} // namespace

const char* to_string(Harness h) { return h == Harness::Callbacks ? "callbacks" : "lifecycle"; }
const char* to_string(RuleKind k) { return k == RuleKind::Rule ? "rule" : "property"; }
const char* to_string(RuleSeverity s) {
    return s == RuleSeverity::Error ? "error" : s == RuleSeverity::Warning ? "warning" : "note";
}

bool read_rule_json(const std::string& text, std::string_view path, RuleInfo& info, base::SourceMap& sources,
                    base::DiagSink& diags) {
    return Reader(text, sources.add(path, text), diags).read(info);
}

} // namespace sdvlite::rules
