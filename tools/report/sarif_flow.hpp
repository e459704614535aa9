// SPDX-License-Identifier: Apache-2.0
// The parts of a SARIF log that say where: locations, and a trace as a thread flow. Private to this folder.
#pragma once

#include "tools/report/json_parts.hpp"
#include "tools/report/sarif.hpp"

namespace sdvlite::report {

class SarifPlaces {
public:
    SarifPlaces(const Report& report, const SarifOptions& options) : report_(report), options_(options) {}

    Json artifact_location(std::string_view path) const;
    /// With the region and its text; null when the place is unknown.
    Json physical_location(const base::SourceMap& sources, const base::Span& span) const;
    /// A location in a function of the driver; without a place only the function is there.
    Json location(const base::SourceMap& sources, const base::Span& span, const std::string& function) const;
    Json code_flow(const RuleResult& rule, const trace::Trace& trace) const;

private:
    Json flow_location(const RuleResult& rule, const trace::Trace& trace, std::size_t index) const;
    std::size_t place_of(const trace::Trace& trace, std::size_t index) const;

    const Report& report_;
    const SarifOptions& options_;
};

/// {"text": ...}
Json message(std::string_view words);

}  // namespace sdvlite::report
