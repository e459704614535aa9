// SPDX-License-Identifier: Apache-2.0
// The report as one HTML file that needs nothing else: the page of html/ with the results (the same value as in JSON) in it.
#pragma once

#include <string>

#include "tools/report/report.hpp"

namespace sdvlite::report {

std::string results_html(const Report& report);

}  // namespace sdvlite::report
