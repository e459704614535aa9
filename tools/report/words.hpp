// SPDX-License-Identifier: Apache-2.0
// The words of the JSON formats for core's enumerations. Changing one changes the schema.
#pragma once

#include "core/check/check.hpp"
#include "core/trace/trace.hpp"

namespace sdvlite::report {

const char* word(trace::StepKind kind);  ///< "summarised-call"
const char* word(ir::Origin origin);     ///< "os-model"
const char* word(check::Search search);  ///< "bfs"
/// As a person reads it: "not applicable", "does not hold".
const char* readable(check::Verdict verdict);

}  // namespace sdvlite::report
