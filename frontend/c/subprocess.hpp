// SPDX-License-Identifier: Apache-2.0
// Runs a program without a shell, with its output read through pipes and a time limit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sdvlite::frontend::c {

struct ProcessResult {
    bool started = false;
    std::string failure;    ///< why it was not started
    bool timed_out = false; ///< killed because of the time limit
    bool too_long = false;  ///< killed because it wrote more than allowed
    int exit_code = -1;     ///< when it ended by itself
    int signal = 0;         ///< when a signal ended it
    std::string out;
    std::string err; ///< the last part of it
};

struct ProcessLimits {
    std::uint64_t seconds = 0;      ///< wall-clock time
    std::uint64_t output_bytes = 0; ///< of standard output
};

/// Runs `arguments` (the first one is the executable's path) with an empty standard input.
ProcessResult run_process(const std::vector<std::string>& arguments, const ProcessLimits& limits);

} // namespace sdvlite::frontend::c
