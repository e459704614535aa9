// SPDX-License-Identifier: Apache-2.0
// A run as SARIF 2.1.0 (OASIS): a result for each defect, with the path to it as a code flow, for GitHub's code scanning
// and the viewers of editors. What is inconclusive, unsupported or broken is a notification, not a result: such tools
// show every result as something to be mended.
#pragma once

#include <string>

#include "tools/report/report.hpp"

namespace sdvlite::report {

struct SarifOptions {
    std::string folder;  ///< absolute: what relative file names start from
    std::string root;    ///< absolute: of the source tree; files in it are named relative to it, so that the file can travel
};

/// Ends with a line end.
std::string sarif(const Report& report, const SarifOptions& options);

}  // namespace sdvlite::report
