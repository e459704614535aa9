// SPDX-License-Identifier: Apache-2.0
// What a user says about a driver's entry points: single ones to add or remove, and lists that
// replace what was found: a saved `sdvlite scan --format json`, or the predecessor's Sdv-map.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

struct EntryEdit {
    std::string role;   ///< as written: DRIVER_CANCEL, IRP_MJ_READ, WDF_TIMER_1
    std::string detail; ///< IRP_MJ_READ; may be empty
    std::string function;
    bool remove = false;
    base::Span span; ///< in a list; may be unknown
};

struct EntryEdits {
    bool replace = false;        ///< `list` takes the place of everything that is found
    std::vector<EntryEdit> list;
    std::vector<EntryEdit> edits; ///< after that, in this order
};

/// ROLE=FUNCTION, ROLE:DETAIL=FUNCTION, with a '-' before the function to remove it. False when the
/// text is not of this form.
bool parse_entry_edit(std::string_view text, EntryEdit& out);

/// Reads a list. Spans refer to `sources`. False after an error.
bool read_entry_list(std::string_view text, std::string_view path, EntryEdits& out, base::SourceMap& sources,
                     base::DiagSink& sink);

/// Changes the roles of `driver`'s procedures; what is added has found_by "user". False after an
/// error: a role that is not known, a function that has no body or not that role.
bool apply_entry_edits(ir::Program& driver, const EntryEdits& edits, const RoleTable& table, base::DiagSink& sink);

} // namespace sdvlite::frontend::os
