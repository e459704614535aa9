// SPDX-License-Identifier: Apache-2.0
// Runs clang on one file in this process and lowers what it parsed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/c/load.hpp"
#include "frontend/c/process/recording_file_system.hpp"

namespace sdvlite::frontend::c {

/// clang's arguments for the file; with `error` set when the headers can't be found.
std::vector<std::string> compile_arguments(const std::string& path, const LoadOptions& options, std::string& error);

/// What came of one file.
struct Compiled {
    ir::Program program;
    base::DiagSink sink; // its spans refer to program.sources
    std::vector<std::pair<unsigned, unsigned>> skipped; // the file's lines that #if and its like left out: first, last
};

/// Fills `out`, and notes in `facts` on what that rests; without `lower` only clang's part is done and the program stays without procedures.
/// False, with an error, when clang could not even start on the file.
bool compile(const std::string& path, const LoadOptions& options, bool lower, Compiled& out, Facts& facts,
             std::string& error);

} // namespace sdvlite::frontend::c
