// SPDX-License-Identifier: Apache-2.0
// The header that stood beside a rule of Static Driver Verifier: `<Rule>.h` next to `<Rule>.slic`, which tells by
// #defines which harness the rule wants and what a driver must have. Read by the words in the names, since no text
// fixes them (rules/README.md has the list); what is not understood is a warning and changes nothing.
#pragma once

#include <string>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"
#include "rules/rule_info.hpp"

namespace sdvlite::rules {

/// Reads `text`, the header in `path`, into `info`.
void read_rule_header(const std::string& text, std::string_view path, RuleInfo& info, base::SourceMap& sources,
                      base::DiagSink& diags);

} // namespace sdvlite::rules
