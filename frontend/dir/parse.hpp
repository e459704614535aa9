// SPDX-License-Identifier: Apache-2.0
// Parses one declaration: SLL prediction first, full LL when that fails, and then the first syntax
// error in words that help.
#pragma once

#include <functional>

#include "frontend/dir/context.hpp"
#include "frontend/dir/tokens.hpp"
#include "grammar/DriverIrParser.h"

namespace sdvlite::frontend::dir {

using Parser = grammar::DriverIrParser;

/// Parses `d` and hands the tree to `use`; the tree is gone afterwards. Syntax errors and ReadErrors
/// that `use` throws are reported; false then.
bool parse_declaration(Declaration&& d, FileContext& context, const std::function<void(Parser::ItemContext*)>& use);

}  // namespace sdvlite::frontend::dir
