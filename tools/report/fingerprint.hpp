// SPDX-License-Identifier: Apache-2.0
// A name for a defect that survives edits elsewhere in the file: it depends on the rule, the
// message, the function and the text of the line, and not on line numbers. Of violations on
// equal lines of one function each but the first is told apart by its number.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::report {

/// 32 hexadecimal digits. White space in `source_line` does not matter.
std::string fingerprint(std::string_view rule, std::string_view message, std::string_view function,
                        std::string_view source_line, unsigned occurrence = 1);

}  // namespace sdvlite::report
