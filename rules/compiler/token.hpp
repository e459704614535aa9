// SPDX-License-Identifier: Apache-2.0
// The tokens that travel from the lexer through the preprocessor to the parser. Kinds are those of
// the generated lexer (sdvlite::grammar::SlicLexer).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/source.hpp"

namespace sdvlite::rules {

struct Token {
    std::size_t kind = 0;
    std::string text;
    /// Its place in the file in which it was written; for a token out of a macro's body, the place
    /// where the (outermost) macro is used.
    base::Span span;
    /// The macro it comes from, as an index of MacroTable::definition; -1: none.
    std::int32_t macro = -1;
    /// A macro's own name inside its expansion: not to be expanded again.
    bool painted = false;
};

using Tokens = std::vector<Token>;

} // namespace sdvlite::rules
