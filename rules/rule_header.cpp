// SPDX-License-Identifier: Apache-2.0
#include "rules/rule_header.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "rules/compiler/compile.hpp"
#include "rules/compiler/event_names.hpp"
#include "rules/compiler/scan.hpp"

namespace sdvlite::rules {
namespace {

using Iter = Tokens::const_iterator;

constexpr std::size_t kMaxTokens = 20'000;

bool has(const std::string& text, const char* word) { return text.find(word) != std::string::npos; }

std::string upper(std::string s) {
    std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::toupper(c); });
    return s;
}

void add_once(std::vector<std::string>& list, std::string word) {
    if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(std::move(word));
}

bool is_name(const Token& t) {
    return !t.text.empty() && (std::isalpha(static_cast<unsigned char>(t.text[0])) != 0 || t.text[0] == '_');
}

class Reader {
  public:
    Reader(RuleInfo& info, base::DiagSink& diags) : info_(info), diags_(diags) {}

    void line(Iter at, Iter end);

  private:
    void define(Iter name, Iter end);
    bool harness(const std::string& words);
    void preconditions(Iter at, Iter end);
    void not_understood(const Token& t, const char* hint = "") {
        diags_.warning(t.span, "'" + t.text + "' is not understood here, and has no effect", hint);
    }

    RuleInfo& info_;
    base::DiagSink& diags_;
    bool first_harness_ = true;
};

/// Which of our harnesses the words mean; several lines add up.
bool Reader::harness(const std::string& words) {
    std::vector<Harness> meant;
    const bool life = has(words, "PNP") || has(words, "LIFE") || has(words, "LOAD");
    const bool flat = has(words, "FLAT") || has(words, "DISPATCH") || has(words, "STARTIO") || has(words, "SIMPLE") ||
                      has(words, "CALLBACK");
    const bool both = has(words, "STORPORT") || has(words, "DEFAULT");
    if (flat || both) meant.push_back(Harness::Callbacks);
    if (life || both) meant.push_back(Harness::Lifecycle);
    if (meant.empty()) return false;
    if (first_harness_) info_.harness.clear();
    first_harness_ = false;
    info_.harness_stated = true;
    for (const Harness h : meant) {
        if (std::find(info_.harness.begin(), info_.harness.end(), h) == info_.harness.end()) info_.harness.push_back(h);
    }
    return true;
}

/// Roles as fun_ROLE, SDV_ROLE, or in capitals; probes; other names are calls that the driver must make.
void Reader::preconditions(Iter at, Iter end) {
    for (; at != end; ++at) {
        const bool joins = at->text == "&&" || at->text == "," || at->text == "(" || at->text == ")";
        if (joins) continue;
        if (!is_name(*at)) {
            not_understood(*at, "a precondition is a list of roles and functions");
            continue;
        }
        if (at->text.starts_with("sdv_Check")) {
            add_once(info_.requirements.properties, at->text);
            continue;
        }
        const automaton::EventName name = event_name({at->text, at->span});
        const bool capitals = upper(at->text) == at->text && has(at->text, "_");
        if (name.kind == automaton::NameKind::Role || capitals) {
            add_once(info_.requirements.all_roles, name.name);
        } else {
            add_once(info_.requirements.all_ddis, name.name);
        }
    }
}

void Reader::define(Iter name, Iter end) {
    std::string words = upper(name->text);
    const Iter value = name + 1;
    for (Iter t = value; t != end; ++t) words += " " + upper(t->text);
    const bool guard = value == end && (name->text.ends_with("_H") || name->text.ends_with("_H_") || name->text.starts_with("__"));
    if (guard) return;
    if (has(words, "HARNESS")) {
        if (!harness(words)) not_understood(value == end ? *name : *value, "harnesses are FLAT, DISPATCH, STARTIO, PNP, STORPORT ones");
    } else if (has(upper(name->text), "PRECONDITION") || has(upper(name->text), "REQUIRE")) {
        preconditions(value, end);
    } else if (has(words, "PROPERTY")) {
        info_.kind = RuleKind::Property;
    } else {
        not_understood(*name);
    }
}

void Reader::line(Iter at, Iter end) {
    if (at == end) return;
    if (at->text != "#" || at + 1 == end) return not_understood(*at, "only directives are read");
    const Token& word = *(at + 1);
    if (word.text == "define") {
        if (at + 2 != end) define(at + 2, end);
    } else if (word.text == "include" || word.text == "undef" || word.text == "error") {
        not_understood(word);
    } // conditions guard against a second inclusion
}

} // namespace

void read_rule_header(const std::string& text, std::string_view path, RuleInfo& info, base::SourceMap& sources,
                      base::DiagSink& diags) {
    const Tokens tokens = scan(text, sources.add(path, text), kMaxTokens, diags);
    Reader reader(info, diags);
    Iter start = tokens.begin();
    for (Iter t = tokens.begin(); t != tokens.end(); ++t) {
        const bool last = t + 1 == tokens.end();  // the end of the file
        if (t->text != "\n" && !last) continue;
        reader.line(start, t);
        start = t + 1;
    }
}

} // namespace sdvlite::rules
