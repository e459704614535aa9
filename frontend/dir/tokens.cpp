// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/tokens.hpp"

#include <algorithm>
#include <array>

#include "grammar/DriverIrLexer.h"
#include "grammar/DriverIrParser.h"

namespace sdvlite::frontend::dir {

using Lexer = grammar::DriverIrLexer;

namespace {

struct ForeignWord {
    std::string_view word;
    std::string_view hint;
};

// Words of C that this language does not have; as names they would only confuse.
constexpr std::array<ForeignWord, 18> kForeignWords{{
    {"for", "write it with 'while'"},
    {"int", "write i32"},
    {"char", "write u8 or i8"},
    {"short", "write i16 or u16"},
    {"long", "write i32 or u32 (long has 32 bits on Windows)"},
    {"signed", "write i8, i16, i32 or i64"},
    {"unsigned", "write u8, u16, u32 or u64"},
    {"float", "write float32"},
    {"double", "write float64"},
    {"enum", "write u32 or i32, and 'const NAME = value;' for each enumerator"},
    {"volatile", "leave it out"},
    {"register", "leave it out"},
    {"auto", "leave it out"},
    {"inline", "leave it out, or write static"},
    {"__int64", "write i64"},
    {"__try", "a call that may raise says where to: f(x) unwind label;"},
    {"restrict", "leave it out"},
    {"nullptr", "write NULL"},
}};

std::size_t closing_of(std::size_t open) {
    switch (open) {
        case Lexer::LPAREN: return Lexer::RPAREN;
        case Lexer::LBRACE: return Lexer::RBRACE;
        default: return Lexer::RBRACKET;
    }
}

std::string_view text_of(std::size_t bracket) {
    switch (bracket) {
        case Lexer::LPAREN: return "(";
        case Lexer::RPAREN: return ")";
        case Lexer::LBRACE: return "{";
        case Lexer::RBRACE: return "}";
        case Lexer::LBRACKET: return "[";
        default: return "]";
    }
}

}  // namespace

struct DeclarationSource::Lexing {
    antlr4::ANTLRInputStream input;
    Lexer lexer;

    explicit Lexing(std::string_view text) : input(text.data(), text.size()), lexer(&input) {
        lexer.removeErrorListeners();  // every character begins some token, so there are no errors
    }
};

DeclarationSource::DeclarationSource(std::string_view text, FileContext& context, Want want)
    : context_(context), want_(want), lexing_(std::make_unique<Lexing>(text)) {
    ahead_ = lexing_->lexer.nextToken();
}

DeclarationSource::~DeclarationSource() = default;

Token DeclarationSource::take() {
    Token token = std::move(ahead_);
    ahead_ = lexing_->lexer.nextToken();
    return token;
}

void DeclarationSource::refuse(Declaration& d, base::Span at, std::string message, std::string hint) {
    d.broken = true;
    if (want_ == Want::Headers) context_.report(at, std::move(message), std::move(hint));
}

// Reports what is no token. In the second reading of a file it was all said before.
void DeclarationSource::check(Declaration& d, const antlr4::Token& token) {
    const base::Span at = context_.span(&token);
    switch (token.getType()) {
        case Lexer::OPEN_COMMENT:
            refuse(d, at, "this comment is never closed", "end it with */");
            throw GiveUp{};
        case Lexer::OPEN_STRING: return refuse(d, at, "this string is not closed on its line");
        case Lexer::OPEN_CHARACTER:
            return refuse(d, at, "this character constant is malformed", "one character between quotes: 'a', '\\n'");
        case Lexer::OPEN_NAME: return refuse(d, at, "this quoted name is not closed on its line");
        case Lexer::UNKNOWN_CHARACTER:
            return refuse(d, at, "unexpected character '" + token.getText() + "'",
                          token.getText() == "?" ? "there is no conditional expression: use 'if'" : "");
        case Lexer::ID: {
            const std::string text = token.getText();
            auto foreign = std::find_if(kForeignWords.begin(), kForeignWords.end(),
                                        [&](const ForeignWord& w) { return w.word == text; });
            if (foreign != kForeignWords.end()) {
                refuse(d, at, "there is no '" + text + "' in this language", std::string(foreign->hint));
            }
            return;
        }
        default: return;
    }
}

void DeclarationSource::open(const antlr4::Token& token) {
    if (brackets_.size() >= kMaxNesting) {
        context_.report(context_.span(&token), "brackets nest too deeply here (limit " +
                                                   std::to_string(kMaxNesting) + ")");
        throw GiveUp{};
    }
    if (brackets_.empty() && token.getType() == Lexer::LBRACE) {
        block_is_body_ = previous_ == Lexer::RPAREN || previous_ == Lexer::RBRACKET;
    }
    brackets_.push_back({token.getType(), context_.span(&token)});
}

void DeclarationSource::close(const antlr4::Token& token) {
    const std::string found(text_of(token.getType()));
    if (brackets_.empty()) {
        context_.report(context_.span(&token), "this '" + found + "' closes nothing");
        throw GiveUp{};
    }
    const Bracket opened = brackets_.back();
    brackets_.pop_back();
    if (token.getType() == closing_of(opened.type)) return;
    base::Diagnostic d;
    d.span = context_.span(&token);
    d.message = "expected '" + std::string(text_of(closing_of(opened.type))) + "' before this '" + found + "'";
    d.notes.push_back({base::Severity::Note, opened.span,
                       "to close this '" + std::string(text_of(opened.type)) + "'", {}, {}});
    context_.report(std::move(d));
    throw GiveUp{};
}

// A body begins with the brace after `)` or `@[...]`, an initialiser with the `=` of a global.
bool DeclarationSource::starts_part_to_cut(Declaration& d, const antlr4::Token& token) const {
    if (!brackets_.empty()) return false;
    if (token.getType() == Lexer::LBRACE) return previous_ == Lexer::RPAREN || previous_ == Lexer::RBRACKET;
    if (token.getType() != Lexer::EQUALS) return false;
    return std::any_of(d.tokens.begin(), d.tokens.end(),
                       [](const Token& t) { return t->getType() == Lexer::GLOBAL; });
}

bool DeclarationSource::ends_declaration(const Declaration& d, const antlr4::Token& token) {
    if (!brackets_.empty()) return false;
    if (token.getType() == Lexer::SEMI) return true;
    return token.getType() == Lexer::RBRACE && block_is_body_ && !d.has_value;
}

// The place of the closing brace, behind it.
void DeclarationSource::take_place(Declaration& d) {
    if (ahead_->getType() != Lexer::AT) return;
    const bool keep = want_ == Want::All;
    bool more = true;
    while (more && ahead_->getType() != antlr4::Token::EOF && d.tokens.size() < kMaxDeclarationTokens) {
        Token token = take();
        check(d, *token);
        more = token->getType() != Lexer::RBRACKET;
        if (keep) d.tokens.push_back(std::move(token));
    }
}

bool DeclarationSource::next(Declaration& d) {
    d = Declaration{};
    d.number = count_++;
    brackets_.clear();
    previous_ = 0;
    block_is_body_ = false;
    if (ahead_->getType() == antlr4::Token::EOF) return false;
    bool cutting = false;
    std::size_t seen = 0;
    while (ahead_->getType() != antlr4::Token::EOF) {
        Token token = take();
        const std::size_t type = token->getType();
        if (++seen > kMaxDeclarationTokens) {
            context_.report(context_.span(token.get()),
                            "this declaration is too long (limit " + std::to_string(kMaxDeclarationTokens) +
                                " tokens)");
            throw GiveUp{};
        }
        check(d, *token);
        if (!cutting && starts_part_to_cut(d, *token)) {
            (type == Lexer::LBRACE ? d.has_body : d.has_value) = true;
            cutting = want_ == Want::Headers;
        }
        if (type == Lexer::LPAREN || type == Lexer::LBRACE || type == Lexer::LBRACKET) open(*token);
        if (type == Lexer::RPAREN || type == Lexer::RBRACE || type == Lexer::RBRACKET) close(*token);
        previous_ = type;
        const bool last = ends_declaration(d, *token);
        auto* writable = static_cast<antlr4::CommonToken*>(token.get());
        if (type == Lexer::ELSE && ahead_->getType() == Lexer::IF) {
            writable->setType(grammar::DriverIrParser::ELSE_IF);
            take();
        }
        if (type == Lexer::ID && context_.typedefs.count(token->getText()) != 0)
            writable->setType(grammar::DriverIrParser::TYPE_NAME);
        if (cutting && last) writable->setType(Lexer::SEMI);
        if (!cutting || last) d.tokens.push_back(std::move(token));
        if (!last) continue;
        if (type == Lexer::RBRACE) take_place(d);
        return true;
    }
    if (!brackets_.empty()) {
        context_.report(brackets_.back().span,
                        "this '" + std::string(text_of(brackets_.back().type)) + "' is never closed");
        throw GiveUp{};
    }
    return true;  // without its semicolon: the parser says so
}

}  // namespace sdvlite::frontend::dir
