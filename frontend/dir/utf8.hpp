// SPDX-License-Identifier: Apache-2.0
// Is a text well-formed UTF-8? The lexer's input stream must not see anything else.
#pragma once

#include <cstddef>
#include <string_view>

namespace sdvlite::frontend::dir {

/// Offset of the first byte that is not part of well-formed UTF-8 (surrogates and overlong forms
/// count as malformed); text.size() when there is none.
std::size_t malformed_utf8(std::string_view text);

}  // namespace sdvlite::frontend::dir
