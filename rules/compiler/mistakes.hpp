// SPDX-License-Identifier: Apache-2.0
// What an author probably meant where the parser stopped: words of C that rules don't have, brackets that are missing,
// parts that were left out. Looks at the tokens around the place only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

/// What may stand at a place, as far as hints depend on it.
struct ExpectedHere {
    bool closing_paren = false;
    bool closing_brace = false;
    bool dot = false;
    bool event_end = false; ///< `entry` or `exit`
    bool cases = false;     ///< `case`, and nothing but the end of the select
    bool expression_end = false;
};

/// A hint for the unexpected token `index`; empty when nothing is known.
std::string hint_for(const Tokens& tokens, std::size_t index, const ExpectedHere& expected);

/// A hint for a character that no token begins with.
std::string hint_for_character(const std::string& character);

/// The innermost bracket before `index` that is still open, as an index of `tokens`; nothing when there is none.
std::optional<std::size_t> open_bracket(const Tokens& tokens, std::size_t index);

} // namespace sdvlite::rules
