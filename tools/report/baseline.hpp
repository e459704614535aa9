// SPDX-License-Identifier: Apache-2.0
// Accepted defects: a file of fingerprints, each with the reason why. What is in it is reported as suppressed; what it
// holds and no run finds any more is stale.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "tools/report/report.hpp"

namespace sdvlite::report {

/// One defect of a run, as far as a baseline is concerned. The same in the file, with a reason.
struct Accepted {
    std::string fingerprint;
    std::string rule;  ///< wdm/CancelSpinLock
    std::string message;
    std::string driver;
    std::string file;
    std::uint64_t line = 0;  ///< where it was when it was accepted; for people
    std::string function;
    std::string reason;
};

struct Baseline {
    std::string file;
    std::vector<Accepted> entries;
};

/// What a run says about each rule: whether it looked at everything, and what it found.
struct RunSummary {
    struct Rule {
        std::string id;
        bool decided = false;  ///< no limit, no hole: what was not found is not there
        std::vector<Accepted> defects;  ///< those that a comment in the source allows have its reason
    };
    std::string driver;
    std::vector<Rule> rules;
};

std::optional<Baseline> read_baseline(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags);
std::string baseline_json(const Baseline& baseline);

RunSummary summarise(const Report& report);
/// From the text of a file sdvlite-results/1.
std::optional<RunSummary> read_summary(std::string_view text, std::string_view path, base::SourceMap& files, base::DiagSink& diags);

/// The entry with this fingerprint, or null.
const Accepted* find_accepted(const Baseline& baseline, const std::string& fingerprint);
/// Entries for this driver whose rule was decided and which were not found.
std::vector<Accepted> stale_entries(const Baseline& baseline, const RunSummary& run);

/// Marks the accepted defects of the report as suppressed and says which entries are stale.
void apply_baseline(Report& report, const Baseline& baseline);

}  // namespace sdvlite::report
