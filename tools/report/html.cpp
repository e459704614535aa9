// SPDX-License-Identifier: Apache-2.0
#include "tools/report/html.hpp"

#include <fmt/format.h>

#include "tools/report/html_assets.hpp"
#include "tools/report/html_automaton.hpp"
#include "tools/report/html_data.hpp"
#include "tools/report/sha256.hpp"

namespace sdvlite::report {
namespace {

// Base64 of bytes that are given in hexadecimal.
std::string base64_of_hex(const std::string& hex) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char c : hex) {
        bits = bits << 4 | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        held += 4;
        if (held < 6) continue;
        held -= 6;
        out += kDigits[bits >> held & 63];
    }
    if (held != 0) out += kDigits[bits << (6 - held) & 63];
    while (out.size() % 4 != 0) out += '=';
    return out;
}

// Only the page's own script and style are run, nothing is fetched or sent, and no text is ever parsed as HTML.
std::string policy() {
    const auto hash = [](std::string_view text) { return "'sha256-" + base64_of_hex(sha256_hex(text)) + "'"; };
    return fmt::format("default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'; "
                       "require-trusted-types-for 'script'; trusted-types 'none'",
                       hash(kHtmlScript), hash(kHtmlStyle));
}

// What the page knows of a rule besides its result; says in its traces in which state of the automaton each step is.
Json rule_detail(const RuleResult& rule, Json& result) {
    Json out = {{"source", text(rule.source)}};
    if (!rule.automaton) return out;
    const AutomatonForPage automaton(*rule.automaton);
    out["automaton"] = automaton.json();
    for (const char* list : {"defects", "unconfirmed"}) {
        for (Json& found : result[list]) {
            if (found.contains("trace")) automaton.number(found["trace"]["steps"]);
        }
    }
    return out;
}

}  // namespace

std::string html_page(Json results) {
    const std::string allowed = policy();
    const std::string data = html_data(std::move(results));
    std::string out;
    std::string_view rest = kHtmlPage;
    // Each place once, in order: what is put in is never looked at again.
    const auto put = [&](std::string_view place, std::string_view content) {
        const std::size_t at = rest.find(place);
        out += rest.substr(0, at);
        out += content;
        rest.remove_prefix(at + place.size());
    };
    put("{{policy}}", allowed);
    put("{{style}}", kHtmlStyle);
    put("{{data}}", data);
    put("{{script}}", kHtmlScript);
    return out.append(rest);
}

std::string results_html(const Report& report) {
    Json results = results_value(report);
    Json rules = Json::array();
    for (const RuleResult& rule : report.rules) {
        // Those with a mistake are not among the results.
        if (rule.result.verdict != check::Verdict::InputError) rules.push_back(rule_detail(rule, results["results"][rules.size()]));
    }
    results["rules"] = std::move(rules);
    return html_page(std::move(results));
}

}  // namespace sdvlite::report
