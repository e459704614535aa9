// SPDX-License-Identifier: Apache-2.0
#include "tools/report/report.hpp"

#include <algorithm>
#include <map>

#include "tools/report/fingerprint.hpp"

namespace sdvlite::report {

Place place(const base::SourceMap& sources, const base::Span& span) {
    if (!span.file.valid() || span.file.index() >= sources.size()) return {};
    return {sources.file(span.file).path, span.line, span.column, sources.line(span.file, span.line)};
}

const base::SourceMap& sources_of(const Report& report, const RuleResult& rule, const trace::Step& step) {
    return step.origin == ir::Origin::Rule ? rule.sources : *report.sources;
}

void add_fingerprints(RuleResult& rule, const base::SourceMap& sources) {
    rule.notes.resize(rule.result.defects.size());
    std::map<std::string, unsigned> seen;  // equal lines in one function, in their order
    for (std::size_t i = 0; i < rule.notes.size(); ++i) {
        const check::Defect& d = rule.result.defects[i];
        const std::string_view line = place(sources, d.location).source_line;
        const unsigned occurrence = ++seen[fingerprint(rule.rule, d.message, d.function, line, 1)];
        rule.notes[i].fingerprint = fingerprint(rule.rule, d.message, d.function, line, occurrence);
    }
}

bool all_suppressed(const RuleResult& rule) {
    return !rule.result.defects.empty() && rule.notes.size() == rule.result.defects.size() &&
           std::all_of(rule.notes.begin(), rule.notes.end(), [](const DefectNotes& n) { return n.suppressed; });
}

}  // namespace sdvlite::report
