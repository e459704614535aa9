// SPDX-License-Identifier: Apache-2.0
// What `sdvlite scan` says: the entry points of a driver and how each was found, nothing checked.
#pragma once

#include <string>

#include "tools/report/report.hpp"
#include "tools/report/text.hpp"

namespace sdvlite::report {

struct Scan {
    Driver driver;
    std::string unsupported;  ///< why a driver of this model can't be checked; "": it can
    Coverage coverage;
    std::vector<std::vector<std::string>> readers;  ///< the command that reads each C file
};

std::string scan_text(const Scan& scan, const base::SourceMap& sources, const TextOptions& options);
/// sdvlite-scan/1: {"schema", "driver", "unsupported", "entry_points", "lowering", "functions", "readers", "notes"}.
std::string scan_json(const Scan& scan, const base::SourceMap& sources);

}  // namespace sdvlite::report
