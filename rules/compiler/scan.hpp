// SPDX-License-Identifier: Apache-2.0
// One file's text as tokens. Line ends stay in, as NEWLINE tokens, since directives end there;
// blanks and comments do not.
#pragma once

#include "core/base/diag.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

/// Tokens of `text` (UTF-8), which is `file`. Stops with an error after `max_tokens`. Comments that
/// never end are errors; other odd characters are tokens (OTHER, OPEN_STRING), because they do no
/// harm in a skipped part of a file.
Tokens scan(const std::string& text, base::FileId file, std::size_t max_tokens, base::DiagSink& diags);

} // namespace sdvlite::rules
