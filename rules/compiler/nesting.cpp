// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/nesting.hpp"

#include <string>
#include <vector>

#include "grammar/SlicLexer.h"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;

enum class Open { Bracket, If, Else };

// The constructs that are open. An `if` without braces stays open until a statement ends and no
// `else` follows; `else if` adds a level, as it does in the parser.
class Nesting {
  public:
    std::size_t depth() const { return open_.size(); }

    void see(std::size_t kind, std::size_t next) {
        switch (kind) {
        case SlicLexer::LBRACE:
        case SlicLexer::LPAREN:
        case SlicLexer::LBRACKET: open_.push_back(Open::Bracket); break;
        case SlicLexer::RPAREN:
        case SlicLexer::RBRACKET: close(); break;
        case SlicLexer::RBRACE:
            close();
            end_statement(next);
            break;
        case SlicLexer::SEMI: end_statement(next); break;
        case SlicLexer::IF: open_.push_back(Open::If); break;
        default: break;
        }
    }

  private:
    void close() {
        while (!open_.empty() && open_.back() != Open::Bracket) open_.pop_back();
        if (!open_.empty()) open_.pop_back();
    }

    void end_statement(std::size_t next) {
        while (!open_.empty() && open_.back() == Open::Else) open_.pop_back();
        while (next != SlicLexer::ELSE && !open_.empty() && open_.back() != Open::Bracket) {
            open_.pop_back();
        }
        if (next == SlicLexer::ELSE && !open_.empty() && open_.back() == Open::If) {
            open_.back() = Open::Else;
        }
    }

    std::vector<Open> open_;
};

bool is_operator(std::size_t kind) {
    switch (kind) {
    case SlicLexer::ARROW:
    case SlicLexer::DOT:
    case SlicLexer::EQ:
    case SlicLexer::NE:
    case SlicLexer::LT:
    case SlicLexer::LE:
    case SlicLexer::GT:
    case SlicLexer::GE:
    case SlicLexer::ANDAND:
    case SlicLexer::OROR:
    case SlicLexer::AMP:
    case SlicLexer::BAR:
    case SlicLexer::BANG:
    case SlicLexer::TILDE:
    case SlicLexer::PLUS:
    case SlicLexer::MINUS:
    case SlicLexer::STAR:
    case SlicLexer::LPAREN: return true;
    default: return false;
    }
}

bool ends_expression(std::size_t kind) {
    return kind == SlicLexer::SEMI || kind == SlicLexer::LBRACE || kind == SlicLexer::RBRACE ||
           kind == SlicLexer::RBRACKET || kind == SlicLexer::COMMA;
}

} // namespace

bool check_nesting(const Tokens& tokens, const CompileOptions& options, base::DiagSink& diags) {
    Nesting nesting;
    std::size_t operators = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::size_t kind = tokens[i].kind;
        nesting.see(kind, i + 1 < tokens.size() ? tokens[i + 1].kind : 0);
        if (nesting.depth() > options.max_nesting) {
            diags.error(tokens[i].span,
                        "nested too deeply: the limit is " + std::to_string(options.max_nesting) + " levels");
            return false;
        }
        if (ends_expression(kind)) operators = 0;
        // The bars of an event list are no operators: they have a name, not an operand, before them,
        // and a list is not in round brackets; it may be long.
        if (is_operator(kind) && kind != SlicLexer::BAR) ++operators;
        if (kind == SlicLexer::BAR && operators > 0) ++operators;
        if (operators > options.max_operators) {
            diags.error(tokens[i].span,
                        "expression of more than " + std::to_string(options.max_operators) + " operators");
            return false;
        }
    }
    return true;
}

} // namespace sdvlite::rules
