// SPDX-License-Identifier: Apache-2.0
// Why code of the driver was not lowered, grouped: a hundred holes often have one cause, a header
// that was not found or a name that no header declares, and one thing that the user may try.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::cli {

/// The headers that were not found, each with the hint where it is, for each file in whose reading that happened.
class MissingHeaders {
public:
    /// Of one C file: `sink`'s messages refer to `sources`, which are all files that were read.
    void add(const base::SourceMap& sources, const base::DiagSink& sink);
    /// Those that were missing when `file` was read.
    const std::map<std::string, std::string>& of(const std::string& file) const;

private:
    std::map<std::string, std::map<std::string, std::string>> by_file_;
};

/// The causes of all holes of the driver's functions, the most frequent first.
std::vector<report::Cause> causes(const ir::Program& driver, const MissingHeaders& missing);

}  // namespace sdvlite::cli
