// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/process/leave_word.hpp"

#include <cstring>

#include <clang/Basic/CharInfo.h>
#include <clang/Lex/MacroInfo.h>
#include <clang/Lex/Preprocessor.h>

namespace sdvlite::frontend::c {

namespace {

constexpr llvm::StringLiteral kWord = "leave";

const char* after_space(const char* at) {
    while (clang::isWhitespace(*at)) ++at;
    return at;
}

/// Whether a statement may begin behind it.
bool ends_something(const clang::Token& token) {
    return token.isOneOf(clang::tok::semi, clang::tok::l_brace, clang::tok::r_brace, clang::tok::r_paren, clang::tok::colon,
                         clang::tok::kw_else, clang::tok::kw_do);
}

} // namespace

LeaveWord::LeaveWord(clang::Preprocessor& preprocessor)
    : preprocessor_(preprocessor), word_(preprocessor.getIdentifierInfo(kWord)) {}

void LeaveWord::see(const clang::Token& token) {
    if (set_aside_ != nullptr && !set_aside_->isEnabled()) set_aside_->EnableMacro();
    set_aside_ = nullptr;
    const bool spelled = !token.isAnnotation() && token.isNot(clang::tok::eof) && token.getLocation().isValid() && token.getLocation().isFileID();
    if (!spelled || !word_->hasMacroDefinition()) return;
    bool wrong = false;
    const char* at = preprocessor_.getSourceManager().getCharacterData(token.getLocation(), &wrong);
    if (wrong) return;
    at = after_space(at + token.getLength());
    if (std::strncmp(at, kWord.data(), kWord.size()) != 0) return; // buffers end with a NUL
    at += kWord.size();
    if (clang::isAsciiIdentifierContinue(*at)) return;
    if (ends_something(token) && *after_space(at) == ';') return;
    clang::MacroInfo* macro = preprocessor_.getMacroInfo(word_);
    if (macro == nullptr || !macro->isEnabled()) return;
    macro->DisableMacro();
    set_aside_ = macro;
}

} // namespace sdvlite::frontend::c
