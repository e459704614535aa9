// SPDX-License-Identifier: Apache-2.0
// Names and strings as the text form writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::ir {

/// The words of the text form that are no names: void, u8, struct, while, ...
const std::vector<std::string_view>& reserved_words();

/// `name` itself when it is an identifier and not reserved, else in backquotes with escapes.
std::string quote_name(std::string_view name);

/// In double quotes, with escapes for what is not printable ASCII or UTF-8.
std::string quote_string(std::string_view text);

}  // namespace sdvlite::ir
