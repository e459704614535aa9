// SPDX-License-Identifier: Apache-2.0
// One C file of a driver as a program in the driver IR. clang runs in a process of its own
// (`sdvlite-cc`) under limits, so that whatever it does to itself on hostile input is a message
// about one file. Nothing here links clang.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/c/facts.hpp"

namespace sdvlite::frontend::c {

struct LoadOptions {
    /// The executable `sdvlite-cc`; empty: looked for around the running executable (locate.hpp).
    std::string compiler;
    /// Our headers (frontend/headers); empty: the folder `headers` beside sdvlite-cc.
    std::string headers;
    /// mingw-w64's include folder; empty: the usual places.
    std::string mingw;
    /// A WDK's include folder (Include/<version> with km, shared, ...; or a WDK 7 inc folder), or a
    /// folder above it; empty: our headers over mingw-w64's.
    std::string wdk;
    std::vector<std::string> include_dirs;    ///< -I, searched in this order before everything else
    std::vector<std::string> defines;         ///< -D, NAME or NAME=VALUE
    std::vector<std::string> undefines;       ///< -U
    std::vector<std::string> forced_includes; ///< -include
    std::vector<std::string> trace_functions; ///< that the trace preprocessor is told of
    std::vector<std::string> clang_args;      ///< passed to clang as they are, last

    /// Where answers are kept for the next time (cache.hpp); empty: nowhere.
    std::string cache;
    /// Of several files of one run: what one of them asked the file system need not be asked again.
    FactChecker* facts = nullptr;

    std::uint64_t memory_mb = 4096;  ///< address space of the process
    std::uint64_t cpu_seconds = 120; ///< processor time; twice that in wall-clock time
};

/// Parses the C file `path` and lowers it into `out` (an empty program, whose name becomes the
/// path). Spans in `sink` refer to out.sources, also when false is returned.
///
/// True: `out` is sound (validate() accepted it). There may still be errors in `sink`: clang's
/// complaints, each about a place that was not understood. What was lost by one inside a function
/// is a Hole in that function (Proc::hole_reason says why); a function is never silently shorter.
/// False: nothing could be had from this file (unreadable, the process crashed or hit a limit);
/// `sink` has an error that says so.
///
/// May be called from several threads at once.
bool load_c_file(const std::string& path, const LoadOptions& options, ir::Program& out, base::DiagSink& sink);

/// The command line of the process that reads `path`; empty when sdvlite-cc was not found.
std::vector<std::string> reader_command(const std::string& path, const LoadOptions& options);

} // namespace sdvlite::frontend::c
