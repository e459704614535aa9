// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/lost.hpp"

#include <clang/Lex/Lexer.h>

namespace sdvlite::frontend::c {

namespace {

using clang::tok::TokenKind;

class Scanner {
  public:
    Scanner(const clang::SourceManager& sm, const clang::LangOptions& lang, clang::FileID file)
        : lexer_(file, sm.getBufferOrFake(file), sm, lang) {}

    std::vector<WrittenFunction> scan() {
        for (bool more = next(); more;) {
            if (token_.is(TokenKind::hash) && token_.isAtStartOfLine()) {
                more = skip_directive();
                continue;
            }
            take();
            more = next();
        }
        return std::move(found_);
    }

  private:
    /// False at the end of the file.
    bool next() {
        lexer_.LexFromRawLexer(token_);
        return token_.isNot(TokenKind::eof);
    }

    bool skip_directive() {
        do {
            if (!next()) return false;
        } while (!token_.isAtStartOfLine());
        return true;
    }

    void take() {
        if (token_.is(TokenKind::l_brace)) {
            if (++braces_ == 1) {
                parentheses_ = 0;
                in_function_ = !current_.names.empty() && !initialised_;
            }
        } else if (token_.is(TokenKind::r_brace)) {
            if (braces_ > 0) --braces_;
            if (braces_ == 0) close();
        } else if (braces_ == 0) {
            outside();
        }
        previous_ = token_.is(TokenKind::raw_identifier) ? token_.getRawIdentifier().str() : "";
        previous_at_ = token_.getLocation();
    }

    void close() {
        if (in_function_) {
            current_.end = token_.getLocation();
            found_.push_back(current_);
        }
        reset();
    }

    void outside() {
        if (token_.is(TokenKind::l_paren)) {
            if (parentheses_++ == 0 && !previous_.empty()) {
                if (current_.names.empty()) current_.begin = previous_at_;
                current_.names.push_back(previous_);
            }
        } else if (token_.is(TokenKind::r_paren)) {
            if (parentheses_ > 0) --parentheses_;
        } else if (token_.is(TokenKind::equal)) {
            initialised_ = true;
        } else if (token_.is(TokenKind::semi)) {
            reset();
        }
    }

    void reset() {
        current_ = {};
        in_function_ = initialised_ = false;
        parentheses_ = 0;
    }

    clang::Lexer lexer_;
    clang::Token token_;
    std::string previous_;
    clang::SourceLocation previous_at_;
    unsigned braces_ = 0;
    unsigned parentheses_ = 0;
    bool in_function_ = false;
    bool initialised_ = false;
    WrittenFunction current_;
    std::vector<WrittenFunction> found_;
};

} // namespace

std::vector<WrittenFunction> written_functions(const clang::SourceManager& sm, const clang::LangOptions& lang,
                                               clang::FileID file, const std::vector<clang::SourceRange>& skipped) {
    std::vector<WrittenFunction> all = Scanner(sm, lang, file).scan();
    std::vector<WrittenFunction> out;
    std::size_t at = 0; // both are in the order of the file
    for (WrittenFunction& f : all) {
        while (at < skipped.size() && skipped[at].getEnd() < f.begin) ++at;
        if (at < skipped.size() && skipped[at].getBegin() < f.begin) continue;
        out.push_back(std::move(f));
    }
    return out;
}

} // namespace sdvlite::frontend::c
