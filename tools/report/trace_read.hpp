// SPDX-License-Identifier: Apache-2.0
// sdvlite-trace/1 read back into the value that it was written from: alone, or every trace of sdvlite-results/1. Writing
// it again gives the same text.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::report {

struct ReadTrace {
    std::unique_ptr<base::SourceMap> sources;  ///< of the driver and the models, from the file
    Report report;                             ///< one rule with one defect, or one that is unconfirmed
    std::vector<std::pair<std::string, std::string>> digests;  ///< of each source: its path and SHA-256 as the file says

    const RuleResult& rule() const { return report.rules.front(); }
    const trace::Trace& trace() const {
        const check::Result& r = rule().result;
        return r.defects.empty() ? r.unconfirmed.front().trace : r.defects.front().trace;
    }
};

/// The traces of the file `path` with this text, in its order; none after an error, which is in `diags`.
std::optional<std::vector<ReadTrace>> read_traces(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags);

}  // namespace sdvlite::report
