// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/mistakes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/SlicLexer.h"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;

/// The token that is wrong and its neighbours; behind either end there is nothing.
class Around {
  public:
    Around(const Tokens& tokens, std::size_t index) : tokens_(tokens), index_(index) {}

    std::size_t kind(int offset = 0) const { return valid(offset) ? at(offset).kind : 0; }
    std::string_view text(int offset = 0) const { return valid(offset) ? std::string_view(at(offset).text) : ""; }
    bool is(int offset, std::initializer_list<std::size_t> kinds) const {
        return std::find(kinds.begin(), kinds.end(), kind(offset)) != kinds.end();
    }
    bool begins_word() const { return !text().empty() && (text()[0] == '_' || std::isalpha(static_cast<unsigned char>(text()[0])) != 0); }
    /// Whether the token stands in the state block itself.
    bool in_state() const {
        const auto open = open_bracket(tokens_, index_);
        return open && *open > 0 && tokens_[*open - 1].kind == SlicLexer::STATE;
    }
    /// Whether a statement or an item may begin with the token there.
    bool begins(int offset) const {
        return !valid(offset - 1) ||
               is(offset - 1, {SlicLexer::LBRACE, SlicLexer::RBRACE, SlicLexer::SEMI, SlicLexer::ELSE, SlicLexer::RPAREN});
    }

  private:
    bool valid(int offset) const {
        return offset >= 0 ? index_ + static_cast<std::size_t>(offset) < tokens_.size()
                           : index_ >= static_cast<std::size_t>(-offset);
    }
    const Token& at(int offset) const { return tokens_[index_ + static_cast<std::size_t>(offset)]; }

    const Tokens& tokens_;
    std::size_t index_;
};

constexpr std::array<std::string_view, 6> kLoops = {"while", "for", "do", "switch", "goto", "continue"};
constexpr std::array<std::string_view, 2> kEnds = {"return", "break"};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string text_of_abort(const Around& a) {
    if (a.is(0, {SlicLexer::STRING}) && a.is(-1, {SlicLexer::STRING})) return "a message is one text: abort \"one text\";";
    const bool in_brackets = a.is(0, {SlicLexer::LPAREN}) && a.is(1, {SlicLexer::STRING});
    if (a.is(-1, {SlicLexer::ABORT}) && in_brackets) return "a message stands without brackets: abort \"…\";";
    return a.is(-1, {SlicLexer::ABORT}) ? "say what the driver did wrong: abort \"$fname is called …\";" : "";
}

std::string statement(const Around& a) {
    if (a.begins(0) && a.is(0, {SlicLexer::ARG, SlicLexer::RETURN, SlicLexer::STAR})) {
        return "only state variables can be set; the driver's memory and arguments can be read";
    }
    if (a.is(0, {SlicLexer::EQ}) && a.is(-1, {SlicLexer::ID}) && a.begins(-1)) return "'=' sets a variable, '==' compares";
    const bool word = a.is(-1, {SlicLexer::ID}) && a.begins(-1);
    if (word && one_of(a.text(-1), kLoops)) {
        return "a rule has no loops and no jumps: an event runs each time that its call is made";
    }
    if (word && one_of(a.text(-1), kEnds)) return "use 'else' for what is left out, or 'halt;' to end the whole path";
    if (word && a.kind() == SlicLexer::LPAREN) return "a rule can't call functions: it sets state variables, aborts or halts";
    const bool two_words = word && a.is(0, {SlicLexer::ID, SlicLexer::STAR, SlicLexer::STATE});
    if (two_words || (a.is(0, {SlicLexer::ENUM}) && a.begins(0))) {
        return "state variables are declared in the state block: state { int n = 0; }";
    }
    if (a.kind() == SlicLexer::ELSE) {
        return "an 'else' stands directly behind the one statement of its 'if'; put several into { }";
    }
    if (const std::string hint = text_of_abort(a); !hint.empty()) return hint;
    return a.is(-1, {SlicLexer::IF}) ? "a condition stands in brackets: if (…)" : "";
}

// select, with guard, reads of memory.
std::string construct(const Around& a, const ExpectedHere& expected) {
    if (a.is(-1, {SlicLexer::SELECT}) && (a.is(0, {SlicLexer::LBRACE}) || !a.is(1, {SlicLexer::DOT}))) {
        return "say how many cases count: select one { … } or select all { … }";
    }
    if (expected.cases) return "the events of a select stand in cases: case fun_DRIVER_CANCEL: F.entry { … }";
    if (a.is(0, {SlicLexer::RBRACE}) && a.is(-1, {SlicLexer::COLON})) return "a case has events, or says that it has none: case: none";
    if (a.is(0, {SlicLexer::CASE})) return "cases stand in 'select one { … }' or 'select all { … }'";
    const bool with = a.is(-1, {SlicLexer::WITH}) || (a.is(-1, {SlicLexer::GUARD}) && a.is(-2, {SlicLexer::WITH}));
    if (with) return "name the object behind the state block: } with guard(fn, expression)";
    if (a.is(0, {SlicLexer::READ}) && expected.event_end) return "a read of memory is written (fn, &(what)).read";
    const bool memory = a.is(-1, {SlicLexer::DOT}) && a.is(-2, {SlicLexer::RPAREN}) && a.begins_word();
    return memory ? "the one event of memory is .read" : "";
}

std::string head(const Around& a, const ExpectedHere& expected) {
    if (a.is(0, {SlicLexer::LPAREN}) && a.is(-1, {SlicLexer::ENTRY, SlicLexer::EXIT}) && a.is(1, {SlicLexer::GUARD})) {
        return "a guard stands in square brackets: [guard $1]";
    }
    if (a.is(0, {SlicLexer::RBRACKET}) && a.is(-1, {SlicLexer::GUARD})) return "say what is compared with the object: [guard $1]";
    if (a.is(0, {SlicLexer::RBRACKET}) && a.is(-1, {SlicLexer::LBRACKET})) return "name the functions that the event is about";
    if (a.is(0, {SlicLexer::DOT}) && a.is(-2, {SlicLexer::LBRACKET, SlicLexer::COMMA, SlicLexer::BAR})) {
        return "close the list of functions: [A, B].entry";
    }
    if (a.is(0, {SlicLexer::OROR, SlicLexer::ARG, SlicLexer::RETURN}) && a.is(-1, {SlicLexer::LBRACKET})) {
        return "a guard begins with its word: [guard $1]";
    }
    if (a.is(-1, {SlicLexer::OROR}) && a.is(-2, {SlicLexer::GUARD})) return "to let NULL through, too, write [guard || null $1]";
    if (a.is(-1, {SlicLexer::COMMA, SlicLexer::BAR}) && a.is(0, {SlicLexer::COMMA, SlicLexer::BAR})) return "one separator is enough";
    const bool in_list = a.is(-2, {SlicLexer::LBRACKET, SlicLexer::COMMA, SlicLexer::BAR});
    if (in_list && a.begins_word()) return "functions of a list are separated by commas: [A, B].entry";
    if (a.is(0, {SlicLexer::COMMA, SlicLexer::BAR}) && a.is(-1, {SlicLexer::ENTRY, SlicLexer::EXIT})) {
        return "several functions stand in brackets: [A, B].entry";
    }
    if (a.is(0, {SlicLexer::STAR}) && expected.dot) return "there are no wildcards in names: list them, as in [A, B].entry";
    if (expected.event_end) return "an event is at the .entry or at the .exit of a call";
    if (!expected.dot) return "";
    if (a.is(0, {SlicLexer::COMMA, SlicLexer::BAR})) return "several functions stand in brackets: [A, B].entry";
    if (a.is(0, {SlicLexer::LBRACE})) return "say when the event is: .entry or .exit";
    if (a.is(0, {SlicLexer::SEMI}) && a.is(-1, {SlicLexer::ENTRY, SlicLexer::EXIT})) {
        return "say which value is the object: watch F.exit.$1;";
    }
    return "";
}

std::string declaration(const Around& a, const ExpectedHere& expected) {
    if (a.is(0, {SlicLexer::ASSIGN})) {
        if (a.is(-1, {SlicLexer::RBRACE})) return "name the variable behind its enumerators: enum { a, b } s = a;";
        if (expected.closing_brace) return "enumerators are numbered from 0; they have no values of their own";
    }
    if (a.is(-1, {SlicLexer::ENUM}) && a.begins_word()) return "the variable stands behind its enumerators: enum { a, b } s = a;";
    if (a.is(0, {SlicLexer::LBRACKET}) && a.in_state()) return "there are no arrays in rules";
    if (a.is(0, {SlicLexer::ASSIGN}) && a.in_state() && a.begins(-1)) return "a state variable needs a type: int n = 0;";
    if (a.is(0, {SlicLexer::SEMI}) && a.in_state() && a.is(-1, {SlicLexer::ID})) {
        return "a state variable needs a first value: int n = 0;";
    }
    return "";
}

std::string expression(const Around& a, const ExpectedHere& expected) {
    if (a.is(0, {SlicLexer::ASSIGN}) && expected.closing_paren) return "compare with '=='";
    const bool shift = (a.is(0, {SlicLexer::LT}) && a.is(-1, {SlicLexer::LT})) ||
                       (a.is(0, {SlicLexer::GT}) && a.is(-1, {SlicLexer::GT}));
    if (shift) return "rules have no shifts";
    if (a.is(0, {SlicLexer::STAR}) && expected.expression_end && !a.begins(0)) return "rules compute with + and - only";
    const bool cast = a.is(-1, {SlicLexer::RPAREN}) && a.is(-3, {SlicLexer::LPAREN}) && a.is(-2, {SlicLexer::ID});
    return cast && expected.closing_paren && a.is(0, {SlicLexer::ARG, SlicLexer::RETURN, SlicLexer::ID}) ? "there are no casts in rules" : "";
}

} // namespace

std::string hint_for(const Tokens& tokens, std::size_t index, const ExpectedHere& expected) {
    const Around a(tokens, index);
    for (std::string hint : {construct(a, expected), head(a, expected), declaration(a, expected), expression(a, expected), statement(a)}) {
        if (!hint.empty()) return hint;
    }
    const bool closes = a.is(0, {SlicLexer::RBRACE, SlicLexer::RPAREN, SlicLexer::RBRACKET});
    return closes && !open_bracket(tokens, index) ? "nothing is open here that it could close" : "";
}

std::string hint_for_character(const std::string& character) {
    static const std::vector<std::pair<std::string_view, std::string_view>> known = {
        {"\u201C", "write a plain \""},
        {"\u201D", "write a plain \""},
        {"\u201E", "write a plain \""},
        {"\u2018", "texts stand between plain \""},
        {"\u2019", "texts stand between plain \""},
        {"\u2013", "write a plain -"},
        {"'", "texts stand between \" and \""},
        {"?", "there is no '?:' in rules; use 'if' and 'else'"},
        {"%", "rules compute with + and - only"},
        {"/", "rules compute with + and - only"},
        {"^", "of bit operators rules have &, | and ~"},
    };
    for (const auto& [text, hint] : known) {
        if (character == text) return std::string(hint);
    }
    return "";
}

std::optional<std::size_t> open_bracket(const Tokens& tokens, std::size_t index) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < index && i < tokens.size(); ++i) {
        switch (tokens[i].kind) {
        case SlicLexer::LBRACE:
        case SlicLexer::LPAREN:
        case SlicLexer::LBRACKET: open.push_back(i); break;
        case SlicLexer::RBRACE:
        case SlicLexer::RPAREN:
        case SlicLexer::RBRACKET:
            if (!open.empty()) open.pop_back();
            break;
        default: break;
        }
    }
    return open.empty() ? std::nullopt : std::optional(open.back());
}

} // namespace sdvlite::rules
