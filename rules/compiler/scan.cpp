// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/scan.hpp"

#include <antlr4-runtime.h>

#include <memory>

#include "grammar/SlicLexer.h"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;

base::Span span_of(const antlr4::Token& t, base::FileId file) {
    const auto line = static_cast<std::uint32_t>(t.getLine());
    const auto column = static_cast<std::uint32_t>(t.getCharPositionInLine() + 1);
    const std::size_t length = t.getStopIndex() + 1 > t.getStartIndex() ? t.getStopIndex() - t.getStartIndex() + 1 : 1;
    return {file, line, column, line, column + static_cast<std::uint32_t>(length) - 1};
}

bool is_closed(const std::string& comment) { return comment.size() >= 4 && comment.ends_with("*/"); }

} // namespace

Tokens scan(const std::string& text, base::FileId file, std::size_t max_tokens, base::DiagSink& diags) {
    antlr4::ANTLRInputStream input(text);
    SlicLexer lexer(&input);
    lexer.removeErrorListeners(); // OTHER matches whatever nothing else does
    Tokens out;
    while (true) {
        const std::unique_ptr<antlr4::Token> t = lexer.nextToken();
        const base::Span span = span_of(*t, file);
        if (t->getType() == antlr4::Token::EOF) {
            out.push_back({antlr4::Token::EOF, "", span, -1, false});
            return out;
        }
        if (t->getType() == SlicLexer::COMMENT) {
            if (!is_closed(t->getText())) diags.error(span, "comment is never closed", "add '*/'");
            continue;
        }
        if (out.size() == max_tokens) {
            diags.error(span, "too many tokens: the limit is " + std::to_string(max_tokens));
            out.push_back({antlr4::Token::EOF, "", span, -1, false});
            return out;
        }
        out.push_back({t->getType(), t->getText(), span, -1, false});
    }
}

} // namespace sdvlite::rules
