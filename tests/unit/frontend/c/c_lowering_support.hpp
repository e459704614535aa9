// SPDX-License-Identifier: Apache-2.0
// C text to IR for tests: through load_c_file(), that is through the real process.
#pragma once

#include <string>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/c/load.hpp"

namespace sdvlite::frontend::c::test {

struct Loaded {
    bool ok = false;
    ir::Program program;
    base::DiagSink sink;

    const ir::Proc& proc(const std::string& name) const;
    const ir::Global& global(const std::string& name) const;
    /// The body of `name`, one statement a line: `0: x = (y + 1)`; conditions with their targets.
    std::string body(const std::string& name) const;
    /// All diagnostics as a user sees them.
    std::string messages() const;
    /// Number of statements of a kind in `name`.
    std::size_t count(const std::string& name, ir::StmtKind kind) const;
    /// The value of constant item `i` of the initialiser of `name`; fails when it is not a constant.
    std::uint64_t item(const std::string& name, std::size_t i) const;
};

/// Loads `text` as a C file of its own. Fails the test when there is no program at all.
Loaded load(const std::string& text, const LoadOptions& options = {});

/// The same, whatever becomes of it.
Loaded try_load(const std::string& text, const LoadOptions& options = {});

/// Loads the file `name` of a folder that the test wrote.
Loaded load_file(const std::string& path, const LoadOptions& options = {});

} // namespace sdvlite::frontend::c::test
