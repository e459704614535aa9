// SPDX-License-Identifier: Apache-2.0
// ANTLR's syntax errors in words of ours: what stands there, what was expected, and which keyword
// was probably meant.
#pragma once

#include <antlr4-runtime.h>

#include <exception>
#include <string>

#include "core/base/diag.hpp"
#include "rules/compiler/macros.hpp"
#include "rules/compiler/token.hpp"

namespace sdvlite::rules {

class SyntaxErrors final : public antlr4::BaseErrorListener {
  public:
    SyntaxErrors(const Tokens& tokens, base::DiagSink& diags) : tokens_(tokens), diags_(diags) {}

    bool found() const { return found_; }
    void syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* offending, std::size_t line, std::size_t column,
                     const std::string& message, std::exception_ptr e) override;

  private:
    bool misspelt(std::size_t index, const std::vector<std::string>& keywords);
    void report(std::size_t index, const antlr4::misc::IntervalSet& expected, const antlr4::dfa::Vocabulary& words);

    const Tokens& tokens_;
    base::DiagSink& diags_;
    bool found_ = false;
};

/// Gives up at the first error: reports it, then throws ParseCancellationException. (ANTLR's own
/// recovery asks the tokens for the file that they come from, and these come from several.)
class StopAtFirstError final : public antlr4::DefaultErrorStrategy {
  public:
    void recover(antlr4::Parser* parser, std::exception_ptr e) override;
    antlr4::Token* recoverInline(antlr4::Parser* parser) override;
    void sync(antlr4::Parser* parser) override;

  private:
    [[noreturn]] void stop(antlr4::Parser* parser);
};

} // namespace sdvlite::rules
