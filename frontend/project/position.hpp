// SPDX-License-Identifier: Apache-2.0
// From an offset in a text, which is what XML and JSON parsers give, to its place for a message.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/source.hpp"

namespace sdvlite::frontend::project {

/// Line and column of the byte at `offset`, or of the end of the text.
base::Span span_at(std::string_view text, base::FileId file, std::size_t offset);

}  // namespace sdvlite::frontend::project
