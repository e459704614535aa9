// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/suppress.hpp"

#include <optional>

#include <fmt/format.h>

namespace sdvlite::cli {
namespace {

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

bool names(std::string_view list, std::string_view rule) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (trimmed(list.substr(0, comma)) == rule) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// The reason that a comment on this line gives for allowing the rule; it may be empty.
std::optional<std::string_view> reason_on(std::string_view line, std::string_view rule, std::string_view id) {
    constexpr std::string_view kMark = "sdvlite:";
    const std::size_t comment = std::min(line.find("//"), line.find("/*"));
    if (comment == std::string_view::npos) return std::nullopt;
    line = trimmed(line.substr(comment + 2));
    if (line.substr(0, kMark.size()) != kMark) return std::nullopt;
    line = trimmed(line.substr(kMark.size()));
    constexpr std::string_view kAllow = "allow(";
    const std::size_t close = line.find(')');
    if (line.substr(0, kAllow.size()) != kAllow || close == std::string_view::npos) return std::nullopt;
    const std::string_view list = line.substr(kAllow.size(), close - kAllow.size());
    if (!names(list, rule) && !names(list, id)) return std::nullopt;
    std::string_view reason = trimmed(line.substr(close + 1));
    if (reason.size() >= 2 && reason.substr(reason.size() - 2) == "*/") reason = trimmed(reason.substr(0, reason.size() - 2));
    return reason;
}

}  // namespace

void apply_suppressions(report::RuleResult& rule, const base::SourceMap& sources, Console& console) {
    const std::string id = rule.model.empty() ? rule.rule : rule.model + "/" + rule.rule;
    rule.notes.resize(rule.result.defects.size());
    for (std::size_t i = 0; i < rule.notes.size(); ++i) {
        const base::Span at = rule.result.defects[i].location;
        for (const std::uint32_t line : {at.line, at.line == 0 ? 0 : at.line - 1}) {
            const auto reason = reason_on(sources.line(at.file, line), rule.rule, id);
            if (!reason) continue;
            if (reason->empty()) {
                base::Span comment = at;
                comment.line = line;
                comment.column = 0;
                console.warning(fmt::format("{}: the comment that allows {} gives no reason, so it does not count",
                                            sources.describe(comment), rule.rule));
                continue;
            }
            rule.notes[i].suppressed = true;
            rule.notes[i].suppressed_by = std::string(*reason);
        }
    }
}

}  // namespace sdvlite::cli
