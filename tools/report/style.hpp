// SPDX-License-Identifier: Apache-2.0
// Colours by meaning, and text laid out for a width. Nothing here knows what a verdict is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::report {

enum class Tone { Plain, Strong, Dim, Good, Bad, Doubtful };

/// `text` in the colour of its tone, or unchanged when `color` is off.
std::string toned(std::string_view text, Tone tone, bool color);

/// `text` and spaces up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

/// Breaks `text` at spaces into lines of at most `width` columns; a longer word has a line of its own.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// `text` wrapped, each line after `indent` spaces except that the first one starts with `lead`.
std::string paragraph(std::string_view lead, std::string_view text, std::size_t indent, std::size_t width);

struct Cell {
    std::string text;
    Tone tone = Tone::Plain;
};

/// Rows in aligned columns two spaces apart; the last column is wrapped to `width`. The first row
/// is the heading.
std::string table(const std::vector<std::vector<Cell>>& rows, std::size_t width, bool color);

}  // namespace sdvlite::report
