// SPDX-License-Identifier: Apache-2.0
// Other names of DDIs: a text table of lines `NAME DOCUMENTED_NAME`.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

using AliasTable = std::map<std::string, std::string, std::less<>>;

/// Adds the file's lines to `table`. False after an error; spans in `sink` refer to `sources`.
bool read_alias_table(std::string_view text, std::string_view path, AliasTable& table, base::SourceMap& sources,
                      base::DiagSink& sink);

/// Gives body-less procedures that have another name their documented one; calls and addresses of a procedure whose
/// documented one is declared too, with as many parameters, go to that one.
void apply_aliases(ir::Program& program, const AliasTable& table);

} // namespace sdvlite::frontend::os
