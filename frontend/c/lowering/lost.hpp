// SPDX-License-Identifier: Apache-2.0
// Definitions that clang lost: after an error outside of functions it may skip whole ones, without a
// trace in its tree. This looks at the tokens of a file, unpreprocessed, for what is written like a
// definition. A heuristic, asked only when there was such an error.
#pragma once

#include <string>
#include <vector>

#include <clang/Basic/LangOptions.h>
#include <clang/Basic/SourceManager.h>

namespace sdvlite::frontend::c {

/// What looks like `... name(...) ... { ... }` outside of braces.
struct WrittenFunction {
    /// The name, and other identifiers before a parenthesis there (annotations), in order.
    std::vector<std::string> names;
    clang::SourceLocation begin; ///< of the first of these
    clang::SourceLocation end;   ///< of the closing brace
};

/// In the order of the file, except for those that begin in one of the `skipped` ranges (#if 0).
std::vector<WrittenFunction> written_functions(const clang::SourceManager& sm, const clang::LangOptions& lang,
                                               clang::FileID file, const std::vector<clang::SourceRange>& skipped);

} // namespace sdvlite::frontend::c
