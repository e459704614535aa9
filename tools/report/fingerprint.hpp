// SPDX-License-Identifier: Apache-2.0
// A name for a defect that survives edits elsewhere in the file: it depends on the rule, the
// message, the function and the text of the line, and not on line numbers. Two violations on
// equal lines of one function share it.
#pragma once

#include <string>
#include <string_view>

namespace sdvlite::report {

/// 32 hexadecimal digits. White space in `source_line` does not matter.
std::string fingerprint(std::string_view rule, std::string_view message, std::string_view function,
                        std::string_view source_line);

}  // namespace sdvlite::report
