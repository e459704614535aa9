// SPDX-License-Identifier: Apache-2.0
// Source text on its way out: driver sources are UTF-8 or Windows-1252 and may hold anything; a
// terminal must not obey it, and JSON must be UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sdvlite::report {

bool is_utf8(std::string_view bytes);

/// The bytes as UTF-8: unchanged when they are, else read as Windows-1252 (its five unassigned
/// bytes as the C1 controls of the same number, as browsers do), so that nothing is lost.
std::string to_utf8(std::string_view bytes);

/// The bytes whose reading as Windows-1252 gave `utf8`; characters that it does not have become '?'.
std::string from_windows_1252(std::string_view utf8);

/// For a terminal: tabs and line ends become a space; other control characters, and characters that are not seen or that
/// reorder text, become \x1b or \u{202e}.
std::string printable(std::string_view bytes);

/// Width in columns: code points. Wide characters count as one.
std::size_t columns(std::string_view utf8);

/// At most `width` columns; what is cut is shown as "...".
std::string shortened(std::string_view utf8, std::size_t width);

}  // namespace sdvlite::report
