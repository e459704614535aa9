// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/syntax_errors.hpp"

#include <algorithm>
#include <vector>

#include "core/base/suggest.hpp"
#include "grammar/SlicParser.h"
#include "rules/compiler/mistakes.hpp"

namespace sdvlite::rules {
namespace {

using grammar::SlicParser;

// More alternatives than this help nobody.
constexpr std::size_t kMaxExpected = 6;

// Keywords that start something: a name before an unexpected token may be one of them, misspelt.
const std::vector<std::string> kStarters = {"state", "watch", "select", "enum", "if",   "else",
                                            "abort", "halt",  "case",   "with", "guard"};

bool is_word(const std::string& text) {
    return !text.empty() && (text[0] == '_' || std::isalpha(static_cast<unsigned char>(text[0])));
}

std::string describe(std::size_t kind, const antlr4::dfa::Vocabulary& words) {
    switch (kind) {
    case antlr4::Token::EOF: return "the end of the file";
    case SlicParser::INT: return "a number";
    case SlicParser::STRING: return "a string";
    case SlicParser::ARG: return "'$1'";
    default: break;
    }
    return words.getDisplayName(kind);
}

// What stands for a group of tokens when one of them, the sign, is among those expected.
struct Group {
    std::size_t sign;
    const char* words;
    std::vector<std::size_t> members; // besides names, and the keywords that are names too
};

const std::vector<Group>& groups() {
    using P = SlicParser;
    static const std::vector<Group> all = {
        {P::LBRACKET, "an event, 'state', 'watch' or 'select'", {P::LBRACKET, P::LPAREN}},
        {P::ABORT, "a statement", {P::ABORT, P::HALT, P::IF, P::LBRACE, P::SEMI}},
        {P::BANG,
         "an expression",
         {P::BANG, P::MINUS, P::STAR, P::TILDE, P::PLUS, P::AMP, P::LPAREN, P::INT, P::ARG, P::RETURN, P::DOLLAR_NAME}},
        {P::ID, "a name", {}},
    };
    return all;
}

// `expected` in words.
std::vector<std::string> alternatives(const antlr4::misc::IntervalSet& expected, const antlr4::dfa::Vocabulary& words) {
    std::vector<std::string> out;
    std::vector<std::size_t> covered = {SlicParser::DOLLAR_NAME};
    bool names = false;
    for (const Group& g : groups()) {
        if (!expected.contains(g.sign) || (g.sign == SlicParser::ID && names)) continue;
        // A '[' without a name is that of a guard.
        if (!expected.contains(static_cast<std::size_t>(SlicParser::ID))) continue;
        out.push_back(g.words);
        covered.insert(covered.end(), g.members.begin(), g.members.end());
        names = true;
    }
    for (const ssize_t kind : expected.toList()) {
        const auto k = static_cast<std::size_t>(kind);
        if (std::find(covered.begin(), covered.end(), k) != covered.end()) continue;
        std::string word = describe(k, words);
        const bool is_name = k == SlicParser::ID || (word.size() > 2 && word[0] == '\'' && is_word(word.substr(1)));
        if (!(names && is_name)) out.push_back(std::move(word));
    }
    return out;
}

std::string join(const std::vector<std::string>& words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == kMaxExpected) return out + ", …";
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

ExpectedHere expected_here(const antlr4::misc::IntervalSet& expected) {
    const auto has = [&](std::size_t kind) { return expected.contains(kind); };
    ExpectedHere out;
    out.closing_paren = has(SlicParser::RPAREN);
    out.closing_brace = has(SlicParser::RBRACE);
    out.dot = has(SlicParser::DOT);
    out.event_end = has(SlicParser::ENTRY) && has(SlicParser::EXIT) && !has(SlicParser::ID);
    out.cases = has(SlicParser::CASE) && !has(SlicParser::ID);
    out.expression_end = has(SlicParser::SEMI) || has(SlicParser::RPAREN);
    return out;
}

base::Span behind(const base::Span& s) { return {s.file, s.end_line, s.end_column + 1, s.end_line, s.end_column + 1}; }

} // namespace

bool SyntaxErrors::misspelt(std::size_t index, const std::vector<std::string>& keywords) {
    const Token& t = tokens_[index];
    if (t.kind != SlicParser::ID) return false;
    const std::string hint = base::did_you_mean(t.text, keywords);
    if (hint.empty()) return false;
    diags_.error(t.span, "unexpected '" + t.text + "'", hint);
    return true;
}

void SyntaxErrors::report(std::size_t index, const antlr4::misc::IntervalSet& expected,
                          const antlr4::dfa::Vocabulary& words) {
    const std::vector<std::string> wanted = alternatives(expected, words);
    const bool at_end = tokens_[index].kind == antlr4::Token::EOF;
    const std::string here = at_end ? "end of the file" : "'" + tokens_[index].text + "'";
    if (index > 0 && wanted == std::vector<std::string>{"';'"}) {
        // The line that lacks it is the one before.
        return diags_.error(behind(tokens_[index - 1].span),
                            std::string("expected ';' before ") + (at_end ? "the " : "") + here,
                            hint_for(tokens_, index, expected_here(expected)));
    }
    base::Diagnostic d{base::Severity::Error, tokens_[index].span, "unexpected " + here, {}, {}};
    if (!wanted.empty()) d.message += "; expected " + join(wanted);
    const ExpectedHere can_stand = expected_here(expected);
    d.hint = hint_for(tokens_, index, can_stand);
    const auto open = open_bracket(tokens_, index);
    if (open && d.hint.empty() && (at_end || can_stand.closing_paren)) {
        d.notes.push_back({base::Severity::Note, tokens_[*open].span, "this bracket is still open", {}, {}});
    }
    diags_.add(std::move(d));
}

void SyntaxErrors::syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* offending, std::size_t, std::size_t,
                               const std::string&, std::exception_ptr) {
    if (found_) return;
    found_ = true;
    auto* parser = static_cast<antlr4::Parser*>(recognizer);
    const std::size_t index = std::min(offending->getTokenIndex(), tokens_.size() - 1);
    const antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
    std::vector<std::string> keywords;
    for (const ssize_t kind : expected.toList()) {
        const std::string word = parser->getVocabulary().getDisplayName(static_cast<std::size_t>(kind));
        if (word.size() > 3 && is_word(word.substr(1))) keywords.push_back(word.substr(1, word.size() - 2));
    }
    if (misspelt(index, keywords)) return;
    if (index > 0 && misspelt(index - 1, kStarters)) return;
    report(index, expected, parser->getVocabulary());
}

void StopAtFirstError::stop(antlr4::Parser* parser) {
    reportError(parser, antlr4::InputMismatchException(parser));
    throw antlr4::ParseCancellationException();
}

// Called when the error was reported already.
void StopAtFirstError::recover(antlr4::Parser*, std::exception_ptr) { throw antlr4::ParseCancellationException(); }

antlr4::Token* StopAtFirstError::recoverInline(antlr4::Parser* parser) { stop(parser); }

// At the choices of the grammar: a token that fits none is an error here, where all that would fit
// is known.
void StopAtFirstError::sync(antlr4::Parser* parser) {
    const antlr4::atn::ATN& atn = parser->getATN();
    const auto next = atn.nextTokens(atn.states[parser->getState()]);
    const auto epsilon = static_cast<std::size_t>(antlr4::Token::EPSILON);
    if (!next.contains(epsilon) && !next.contains(parser->getTokenStream()->LA(1))) stop(parser);
}

} // namespace sdvlite::rules
