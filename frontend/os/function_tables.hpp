// SPDX-License-Identifier: Apache-2.0
// Records of pointers to kernel functions: a call through a field of DMA_OPERATIONS is a call of the documented DDI of
// the field's name. A text table names the records, one on a line.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

using FunctionTables = std::set<std::string, std::less<>>;

/// Adds the file's lines to `tables`. False after an error; spans in `sink` refer to `sources`.
bool read_function_tables(std::string_view text, std::string_view path, FunctionTables& tables,
                          base::SourceMap& sources, base::DiagSink& sink);

/// Makes calls through a field of one of these records calls of the body-less procedure that has the field's name. It is
/// declared where the program has none; one of another type, or with a body, is not called instead.
void name_table_calls(ir::Program& program, const FunctionTables& tables);

} // namespace sdvlite::frontend::os
