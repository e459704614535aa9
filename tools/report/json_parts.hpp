// SPDX-License-Identifier: Apache-2.0
// Pieces shared by the JSON writers. Private to this folder: nobody else includes nlohmann's header
// for the sake of a report.
#pragma once

#include <nlohmann/json.hpp>

#include "tools/report/report.hpp"

namespace sdvlite::report {

using Json = nlohmann::ordered_json;  // members in the order of the documentation

/// A string of any bytes as a JSON string.
Json text(std::string_view bytes);
/// What the confirmation of a path rests on: a solver found its values, and the interpreter ran it to the violation.
Json confirmed_by();

Json texts(const std::vector<std::string>& strings);

/// {"file", "line", "column"}; null when the place is unknown.
Json location(const base::SourceMap& sources, const base::Span& span);

Json driver_json(const Driver& driver);
/// "functions", "statements", "causes", "havocked": what share of the driver was lowered, and why not all.
Json lowering_json(const Coverage& coverage, const base::SourceMap& sources);
Json functions_json(const Coverage& coverage, const base::SourceMap& sources);
Json unread_json(const Coverage& coverage);
/// The options that decide what the driver is, as far as the driver's files don't.
Json input_options_json(const OptionEcho& options);
Json havocked_json(const Coverage& coverage, const base::SourceMap& sources);
Json entry_points_json(const Coverage& coverage, const base::SourceMap& sources);
Json notes_json(const Coverage& coverage, const base::SourceMap& sources);
/// sdvlite-results/1
Json results_value(const Report& report);
Json trace_value(const Report& report, const RuleResult& rule, const trace::Trace& trace);

}  // namespace sdvlite::report
