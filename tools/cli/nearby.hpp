// SPDX-License-Identifier: Apache-2.0
// Where a header that was not found lies after all: drivers without a project often keep theirs in a folder beside
// that of the sources. It is named, never taken: another one may be meant.
#pragma once

#include <string>

#include "core/base/diag.hpp"

namespace sdvlite::cli {

/// The header that clang's message says was not found; empty for other messages.
std::string header_not_found(const base::Diagnostic& message);

/// The folder around that of `source` (whose neighbours are searched too) in which `header` is found; empty: none.
std::string folder_with(const std::string& header, const std::string& source);

/// Gives the messages about headers that were not found when `source` was read a hint where they are.
void hint_at_headers(base::DiagSink& messages, const std::string& source);

}  // namespace sdvlite::cli
