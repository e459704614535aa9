// SPDX-License-Identifier: Apache-2.0
// A trace in at most five sentences: which callbacks run, the last things that happened to the rule's state, the
// decisions that led here, and what is wrong in the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/report/report.hpp"

namespace sdvlite::report {

struct Sentence {
    std::string text;  ///< printable
    std::optional<std::uint32_t> step{};  ///< that it is about
};

/// Each sentence with its place, `hello.c:40: ...`, where it has one.
std::vector<Sentence> trace_story(const Report& report, const trace::Trace& trace);

}  // namespace sdvlite::report
