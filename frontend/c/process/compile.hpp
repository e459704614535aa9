// SPDX-License-Identifier: Apache-2.0
// Runs clang on one file in this process and lowers what it parsed.
#pragma once

#include <string>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/c/load.hpp"

namespace sdvlite::frontend::c {

/// Fills `out` and `sink` (spans refer to out.sources). False, with an error, when clang could not
/// even start on the file.
bool compile(const std::string& path, const LoadOptions& options, ir::Program& out, base::DiagSink& sink,
             std::string& error);

} // namespace sdvlite::frontend::c
