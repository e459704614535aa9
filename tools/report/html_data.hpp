// SPDX-License-Identifier: Apache-2.0
// The results as the page carries them: JSON in script elements, one for the overview, one for each trace, one for each
// source file, so that the browser reads only what is looked at. A trace's steps are columns of numbers and a table of
// distinct values: a tenth of the size, and nothing is lost, members that this code does not know included; only what a replay
// needs is left out.
#pragma once

#include <string>

#include "tools/report/json_parts.hpp"

namespace sdvlite::report {

/// JSON text that can stand in a script element: ASCII, and without '<'.
std::string script_json(const Json& value);

/// Script elements for `results`, an sdvlite-results/1 value. It may have "rules" besides: a list that goes with "results",
/// of {"source", "automaton"}.
std::string html_data(Json results);

/// The whole page for such a value.
std::string html_page(Json results);

}  // namespace sdvlite::report
