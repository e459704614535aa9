// SPDX-License-Identifier: Apache-2.0
// Cuts a file into its top-level declarations, token by token, before anything is parsed: checks
// that brackets match and do not nest too deeply, refuses tokens that are none, tells typedef names
// from other names. The lexer runs ahead by one token only.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <antlr4-runtime.h>

#include "frontend/dir/context.hpp"

namespace sdvlite::frontend::dir {

using Token = std::unique_ptr<antlr4::Token>;

/// The tokens of one declaration.
struct Declaration {
    std::vector<Token> tokens;
    bool has_body = false;   ///< a procedure's block; cut away from headers
    bool has_value = false;  ///< a global's initialiser; cut away from headers
    bool broken = false;     ///< an error was reported; don't parse it
    std::size_t number = 0;  ///< counts the declarations of the file
};

class DeclarationSource {
public:
    enum class Want {
        Headers,  ///< bodies and initialisers are replaced by a semicolon
        All,
    };

    /// `text` is well-formed UTF-8.
    DeclarationSource(std::string_view text, FileContext& context, Want want);
    ~DeclarationSource();

    /// False at the end of the file. Throws GiveUp when brackets do not match, for then nobody
    /// knows where the next declaration begins.
    bool next(Declaration& out);

private:
    Token take();
    void check(Declaration& d, const antlr4::Token& token);
    void refuse(Declaration& d, base::Span at, std::string message, std::string hint = {});
    void open(const antlr4::Token& token);
    void close(const antlr4::Token& token);
    bool starts_part_to_cut(Declaration& d, const antlr4::Token& token) const;
    bool ends_declaration(const Declaration& d, const antlr4::Token& token);
    void take_place(Declaration& d);

    struct Bracket {
        std::size_t type;
        base::Span span;
    };

    struct Lexing;
    FileContext& context_;
    Want want_;
    std::unique_ptr<Lexing> lexing_;
    Token ahead_;
    std::vector<Bracket> brackets_;
    std::size_t previous_ = 0;       ///< type of the token before, 0 at the start of a declaration
    bool block_is_body_ = false;     ///< the brace that was opened at the top level is a procedure's
    std::size_t count_ = 0;
};

}  // namespace sdvlite::frontend::dir
