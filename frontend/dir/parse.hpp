// SPDX-License-Identifier: Apache-2.0
// Parses declarations one by one: SLL prediction first, full LL when that fails, and then the first syntax
// error in words that help.
#pragma once

#include <functional>
#include <memory>

#include "frontend/dir/context.hpp"
#include "frontend/dir/tokens.hpp"
#include "grammar/DriverIrParser.h"

namespace sdvlite::frontend::dir {

using Parser = grammar::DriverIrParser;

class DeclarationParser {
public:
    explicit DeclarationParser(FileContext& context);
    ~DeclarationParser();

    /// Parses `d` and hands the tree to `use`; the tree is gone afterwards. Syntax errors and ReadErrors that `use`
    /// throws are reported; false then.
    bool parse(Declaration&& d, const std::function<void(Parser::ItemContext*)>& use);

private:
    class DepthGuard;

    Parser::DeclarationContext* tree(antlr4::CommonTokenStream& tokens);
    Parser::DeclarationContext* tree_with(antlr4::CommonTokenStream& tokens, antlr4::atn::PredictionMode mode);

    FileContext& context_;
    std::unique_ptr<DepthGuard> guard_;
    Parser parser_;  // one for all declarations: to make one takes longer than to parse a short declaration
};

}  // namespace sdvlite::frontend::dir
