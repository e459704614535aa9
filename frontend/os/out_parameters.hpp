// SPDX-License-Identifier: Apache-2.0
// What functions without a body or a model write through their parameters: as the documentation of a DDI says, or an
// annotation of the driver (_Out_, _Inout_). A path may rest on such a value (semantics.md, 1.1), so it becomes
// part of the program: an arbitrary value is stored at the call. Whatever else the function may reach is the search's concern.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

struct OutParameter {
    std::uint32_t number = 0;  ///< from 1
    bool read = false;         ///< what is there before is read as well
};

using OutTable = std::map<std::string, std::vector<OutParameter>, std::less<>>;

/// Adds the file's lines (`NAME N +N ...`) to `table`. False after an error; spans in `sink` refer to `sources`.
bool read_out_table(std::string_view text, std::string_view path, OutTable& table, base::SourceMap& sources, base::DiagSink& sink);

/// At each call of such a function in the driver's own code: the value is stored before the call, so that a rule's
/// event at its return sees it; after it where the function reads the old one. Run after link_models().
void store_out_parameters(ir::Program& program, const OutTable& table);

} // namespace sdvlite::frontend::os
