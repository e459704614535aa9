// SPDX-License-Identifier: Apache-2.0
// What sdvlite-cc answers on its standard output: diagnostics, the facts on which the answer rests,
// then the program in binary form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "frontend/c/facts.hpp"

namespace sdvlite::frontend::c {

struct Reply {
    std::vector<base::Diagnostic> diagnostics; ///< spans refer to the program's sources
    std::vector<Fact> facts;                   ///< of the file system, by path
    std::string program;                       ///< ir::write_binary()
};

std::string write_reply(const Reply& reply);

/// False when `bytes` is not a whole reply (the process died while writing).
bool read_reply(std::string_view bytes, Reply& out);

} // namespace sdvlite::frontend::c
