// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/syntax_error.hpp"

#include "core/base/suggest.hpp"
#include "grammar/DriverIrParser.h"

namespace sdvlite::frontend::dir {

namespace {

using Parser = grammar::DriverIrParser;

constexpr std::size_t kMaxShown = 40;

std::string shown(const antlr4::Token* token) {
    if (token->getType() == antlr4::Token::EOF) return "the end of the declaration";
    std::string text = token->getText();
    if (text.size() > kMaxShown) text.replace(kMaxShown, std::string::npos, "...");
    return "'" + text + "'";
}

std::string name_of(std::size_t type, const antlr4::dfa::Vocabulary& words) {
    switch (type) {
        case Parser::ID:
        case Parser::TYPE_NAME:
        case Parser::QUOTED_NAME: return "a name";
        case Parser::NUMBER: return "a number";
        case Parser::STRING: return "a string";
        case antlr4::Token::EOF: return "the end of the declaration";
        default: return words.getDisplayName(type);
    }
}

// "';' or ','" when few things could have stood there, else empty.
std::string expected_words(const antlr4::misc::IntervalSet& expected, const antlr4::dfa::Vocabulary& words) {
    constexpr std::size_t kMaxWords = 5;
    std::vector<std::string> names;
    for (const auto type : expected.toList()) {
        std::string name = name_of(static_cast<std::size_t>(type), words);
        if (name == "'@'") continue;  // a place may follow almost everything
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        if (names.size() > kMaxWords) return {};
    }
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i != 0) out += i + 1 == names.size() ? " or " : ", ";
        out += names[i];
    }
    return out;
}

const antlr4::Token* before(antlr4::TokenStream* tokens, const antlr4::Token* token) {
    const std::size_t at = token->getTokenIndex();
    return at == 0 ? nullptr : tokens->get(at - 1);
}

std::vector<std::string> keywords(const antlr4::dfa::Vocabulary& words) {
    std::vector<std::string> out;
    for (std::size_t type = 1; type <= words.getMaxTokenType(); ++type) {
        const std::string name = words.getLiteralName(type);  // 'while'
        if (name.size() > 3 && std::isalpha(static_cast<unsigned char>(name[1])) != 0) {
            out.push_back(name.substr(1, name.size() - 2));
        }
    }
    for (const char* type : {"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"}) out.emplace_back(type);
    return out;
}

// The first token of the statement or declaration that `token` is in, as far as a look back shows.
const antlr4::Token* start_of_statement(antlr4::TokenStream* tokens, const antlr4::Token* token) {
    constexpr std::size_t kMaxLook = 200;
    int depth = 0;
    const antlr4::Token* first = token;
    const std::size_t end = token->getTokenIndex();
    for (std::size_t back = 1; back <= kMaxLook && back <= end; ++back) {
        const antlr4::Token* t = tokens->get(end - back);
        if (t->getType() == Parser::RPAREN) ++depth;
        if (t->getType() == Parser::LPAREN && --depth < 0) break;
        const bool boundary = t->getType() == Parser::SEMI || t->getType() == Parser::LBRACE ||
                              t->getType() == Parser::RBRACE;
        if (depth == 0 && boundary) break;
        first = t;
    }
    return first;
}

bool is_cast_of_unknown_type(antlr4::TokenStream* tokens, const antlr4::Token* name) {
    const std::size_t at = name->getTokenIndex();
    return at >= 3 && tokens->get(at - 1)->getType() == Parser::RPAREN &&
           tokens->get(at - 2)->getType() == Parser::ID && tokens->get(at - 3)->getType() == Parser::LPAREN;
}

// Something that was probably meant: a word may be misspelt, or a type be unknown.
std::string hint_for(antlr4::TokenStream* tokens, const antlr4::Token* previous, const antlr4::Token* offending,
                     const antlr4::dfa::Vocabulary& words) {
    for (const antlr4::Token* token : {previous, offending, start_of_statement(tokens, offending)}) {
        if (token == nullptr || token->getType() != Parser::ID) continue;
        std::string hint = base::did_you_mean(token->getText(), keywords(words));
        if (!hint.empty()) return hint;
        if (is_cast_of_unknown_type(tokens, token)) {
            return "if '" + tokens->get(token->getTokenIndex() - 2)->getText() +
                   "' is meant as a type, declare it with typedef";
        }
    }
    if (previous != nullptr && previous->getType() == Parser::ID && offending->getType() == Parser::ID) {
        return "if '" + previous->getText() + "' is meant as a type, declare it with typedef or write struct " +
               previous->getText();
    }
    if (offending->getType() == Parser::STRING) return "texts are no values here";
    return {};
}

}  // namespace

void SyntaxErrorListener::syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* offending, std::size_t,
                                      std::size_t, const std::string&, std::exception_ptr) {
    if (found_ || offending == nullptr) return;
    auto* parser = static_cast<antlr4::Parser*>(recognizer);
    const antlr4::dfa::Vocabulary& words = parser->getVocabulary();
    const antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
    const antlr4::Token* previous = before(parser->getTokenStream(), offending);

    base::Diagnostic d;
    d.span = context_.span(offending);
    const bool misses_semicolon = expected.contains(static_cast<std::size_t>(Parser::SEMI)) && previous != nullptr &&
                                  (previous->getLine() < offending->getLine() ||
                                   offending->getType() == antlr4::Token::EOF ||
                                   offending->getType() == Parser::RBRACE);
    if (misses_semicolon) {
        d.span = context_.span(previous);
        d.span.line = d.span.end_line;
        d.span.column = d.span.end_column + 1;
        d.span.end_line = d.span.end_column = 0;
        d.message = "expected ';' after " + shown(previous);
    } else {
        d.message = "unexpected " + shown(offending);
        const std::string wanted = expected_words(expected, words);
        if (!wanted.empty()) d.message += ", expected " + wanted;
    }
    d.hint = hint_for(parser->getTokenStream(), previous, offending, words);
    const bool variable = expected.size() == 1 && expected.contains(static_cast<std::size_t>(Parser::LPAREN)) &&
                          (offending->getType() == Parser::EQUALS || offending->getType() == Parser::SEMI);
    if (d.hint.empty() && variable) d.hint = "a variable outside of functions is declared with 'global'";
    found_ = std::move(d);
}

}  // namespace sdvlite::frontend::dir
