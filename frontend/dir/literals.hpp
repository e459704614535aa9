// SPDX-License-Identifier: Apache-2.0
// What single tokens mean: numbers, characters, strings, quoted names, and places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "frontend/dir/context.hpp"
#include "frontend/dir/parse.hpp"

namespace sdvlite::frontend::dir {

struct Number {
    std::uint64_t bits = 0;
    bool hexadecimal = false;
    unsigned width = 0;  ///< of the suffix (8 in 0x10u8); 0 without one
    bool is_signed = false;
};

/// `12`, `0x1F`, `7u16`, `3i64`; fails with a message on anything else, or when 64 bits don't hold it.
Number read_number(const FileContext& context, const antlr4::Token* token);

/// A number without suffix of at most `limit`: a size, an offset, a line.
std::uint64_t read_plain_number(const FileContext& context, const antlr4::Token* token, std::uint64_t limit);

/// The text between the delimiters with C's escapes (\n \t \r \0 \\ \" \' \` \xHH) replaced.
std::string unquote(const FileContext& context, const antlr4::Token* token);

/// A name as it is meant, backquotes removed.
std::string text_of(const FileContext& context, Parser::NameContext* name);

/// The code of the one character of a CHARACTER token.
std::uint32_t read_character(const FileContext& context, const antlr4::Token* token);

/// `@[f3 12:5-12:30]`; without a file, the file being read.
base::Span read_place(const FileContext& context, Parser::PlaceContext* place);

}  // namespace sdvlite::frontend::dir
