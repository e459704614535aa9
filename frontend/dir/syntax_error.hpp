// SPDX-License-Identifier: Apache-2.0
// Turns ANTLR's first complaint about a declaration into a message for people.
#pragma once

#include <optional>

#include "frontend/dir/context.hpp"

namespace sdvlite::frontend::dir {

class SyntaxErrorListener : public antlr4::BaseErrorListener {
public:
    explicit SyntaxErrorListener(const FileContext& context) : context_(context) {}

    void syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* offending, std::size_t line, std::size_t column,
                     const std::string& message, std::exception_ptr e) override;

    /// The first syntax error; what ANTLR finds after it is mostly a consequence.
    const std::optional<base::Diagnostic>& found() const { return found_; }

private:
    const FileContext& context_;
    std::optional<base::Diagnostic> found_;
};

}  // namespace sdvlite::frontend::dir
