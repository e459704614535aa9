// SPDX-License-Identifier: Apache-2.0
// The table of documented DDIs and callbacks (ddis.txt, made by tools/ddis, and
// ddis_more.txt, written by hand): a plain text file, one fact a line.
//
//   level NAME NUMBER [LAST]                       an interrupt level, lowest first; a device's has several numbers
//   ddi NAME ARITY LEAST MOST HEADERS              a function that drivers call
//   callback NAME ARITY LEAST MOST HEADERS         the type of a function that drivers supply
//
// ARITY is a number, with + behind it when any further arguments may follow. LEAST and MOST are names of levels: the
// range in which the function may be called (a callback: is called). HEADERS are separated by commas. `-` is a gap:
// what the documentation leaves open or makes depend on something. A # starts a comment.
#pragma once

#include <string>
#include <string_view>

#include "core/base/ddi_table.hpp"
#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::frontend::os {

/// Adds what the file says to `table`. A line that can't be read is an error in `sink`, whose spans refer to
/// `sources`. False when there was one.
bool read_ddi_table(std::string_view text, std::string_view path, base::DdiTable& table, base::SourceMap& sources,
                    base::DiagSink& sink);

/// ddis.txt, ddis_more.txt and ddi_aliases.txt of `folder` (where models.txt is). False after an error.
bool load_ddi_table(const std::string& folder, base::DdiTable& table, base::SourceMap& sources, base::DiagSink& sink);

} // namespace sdvlite::frontend::os
