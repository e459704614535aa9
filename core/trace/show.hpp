// SPDX-License-Identifier: Apache-2.0
// Values and source text as a reader of a trace expects them.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/source.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::trace {

/// `3`, `0xC0000001`, `&Handler`, `NULL`, `object 2+8`.
std::string show_value(const ir::Program& program, ir::TypeId type, std::uint64_t value);

/// What stands at a place, on one line, without the white space around its lines.
std::string show_source(const base::SourceMap& sources, const base::Span& span);

}  // namespace sdvlite::trace
