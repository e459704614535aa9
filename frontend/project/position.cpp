// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/position.hpp"

#include <algorithm>

namespace sdvlite::frontend::project {

base::Span span_at(std::string_view text, base::FileId file, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    base::Span s;
    s.file = file;
    s.line = 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    s.column = static_cast<std::uint32_t>(before.size() - (before.rfind('\n') + 1)) + 1;
    return s;
}

}  // namespace sdvlite::frontend::project
