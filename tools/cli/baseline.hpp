// SPDX-License-Identifier: Apache-2.0
// The file of accepted defects that --baseline names.
#pragma once

#include <optional>
#include <string>

#include "tools/cli/console.hpp"
#include "tools/report/baseline.hpp"

namespace sdvlite::cli {

/// Nothing after an error, which was said on `console`.
std::optional<report::Baseline> load_baseline(const std::string& path, Console& console);

}  // namespace sdvlite::cli
