// SPDX-License-Identifier: Apache-2.0
// `leave` is a macro for `__leave`, in the kernel's own headers and in prelude.h, and a good name for a field, too. It stands for the
// statement only where a statement may begin and nothing follows but the semicolon; elsewhere it is a name.
//
// Not told apart: a label of that name, and what comes out of macros.
#pragma once

namespace clang {
class IdentifierInfo;
class MacroInfo;
class Preprocessor;
class Token;
}

namespace sdvlite::frontend::c {

class LeaveWord {
  public:
    explicit LeaveWord(clang::Preprocessor& preprocessor);

    /// To be called for each token, before the next one is read.
    void see(const clang::Token& token);

  private:
    clang::Preprocessor& preprocessor_;
    const clang::IdentifierInfo* word_;
    clang::MacroInfo* set_aside_ = nullptr; // not expanded where the next token is read
};

} // namespace sdvlite::frontend::c
