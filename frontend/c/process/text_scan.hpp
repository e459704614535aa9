// SPDX-License-Identifier: Apache-2.0
// Reading the small languages of message and class files token by token: words, numbers, strings,
// and single characters. Comments and white space are skipped.
#pragma once

#include <string>

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

namespace sdvlite::frontend::c {

class TextScanner {
  public:
    explicit TextScanner(llvm::StringRef text) : rest_(text) { next(); }

    bool at_end() const { return token_.empty(); }
    /// A word or number as it stands, a string with its quotes, or one character.
    llvm::StringRef token() const { return token_; }
    bool is(llvm::StringRef what) const { return token_.equals_insensitive(what); }
    bool is_word() const { return !token_.empty() && (llvm::isAlnum(token_[0]) || token_[0] == '_'); }

    void next() {
        skip_blanks();
        std::size_t length = rest_.empty() ? 0 : 1;
        if (length != 0 && is_word_character(rest_[0])) {
            length = rest_.take_while(is_word_character).size();
        } else if (length != 0 && rest_[0] == '"') {
            while (length < rest_.size() && rest_[length] != '"') length += rest_[length] == '\\' ? 2 : 1;
            length = std::min(length + 1, rest_.size());
        }
        token_ = rest_.take_front(length);
        rest_ = rest_.drop_front(length);
    }
    /// The token, which is left behind.
    llvm::StringRef take() {
        const llvm::StringRef out = token_;
        next();
        return out;
    }
    bool accept(llvm::StringRef what) {
        if (!is(what)) return false;
        next();
        return true;
    }
    /// Leaves a group behind that starts here with `open`, up to the `close` that belongs to it.
    void skip_group(llvm::StringRef open, llvm::StringRef close) {
        for (unsigned depth = 0; !at_end(); next()) {
            if (is(open)) ++depth;
            if (is(close) && --depth == 0) return next();
        }
    }

  private:
    static bool is_word_character(char c) { return llvm::isAlnum(c) || c == '_'; }

    void skip_blanks() {
        for (;;) {
            rest_ = rest_.ltrim(" \t\r\n\f\v");
            if (rest_.starts_with("//")) {
                rest_ = rest_.drop_until([](char c) { return c == '\n'; });
            } else if (rest_.starts_with("/*")) {
                const std::size_t end = rest_.find("*/", 2);
                rest_ = rest_.drop_front(end == llvm::StringRef::npos ? rest_.size() : end + 2);
            } else {
                return;
            }
        }
    }

    llvm::StringRef rest_;
    llvm::StringRef token_;
};

} // namespace sdvlite::frontend::c
