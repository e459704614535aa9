// SPDX-License-Identifier: Apache-2.0
// From clang's source locations to spans: the place in the file where a macro was used, not where
// it was defined. Also keeps clang's errors by place, so that lowering can tell which statement an
// error has damaged.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/source.hpp"
#include "frontend/c/lowering/rewrites.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>

namespace sdvlite::frontend::c {

class Places {
  public:
    /// How a file's path is spelled on the disk.
    using Spelling = std::function<std::string(llvm::StringRef)>;

    Places(const clang::SourceManager& sm, const clang::LangOptions& lang, base::SourceMap& sources, Spelling spelling,
           const Rewrites& rewrites)
        : sm_(sm), lang_(lang), sources_(sources), spelling_(std::move(spelling)), rewrites_(rewrites) {}

    base::Span span(clang::SourceRange range);
    base::Span span(clang::SourceLocation at) { return span(clang::SourceRange(at, at)); }
    /// The source text of `range` as the user wrote it, macros not expanded, white space as one space.
    std::string text(clang::SourceRange range) const;
    /// Is it in the driver's own files (not in a system header, not made up by clang)?
    bool in_driver(clang::SourceLocation at) const;
    base::FileId file(clang::FileID file);

  private:
    const clang::SourceManager& sm_;
    const clang::LangOptions& lang_;
    base::SourceMap& sources_;
    /// A column in the file as it is on the disk.
    std::uint32_t column(clang::FileID file, unsigned offset) const;

    Spelling spelling_;
    const Rewrites& rewrites_;
    std::unordered_map<unsigned, base::FileId> files_;
};

/// An error of clang, at its place after macro expansion was undone.
struct Complaint {
    clang::FileID file;
    unsigned offset = 0;
    std::string message;
    bool harmless = false; ///< clang goes on as if nothing had been: the tree is whole
    bool claimed = false;  ///< some Hole stands for it
};

class Complaints {
  public:
    void add(const clang::SourceManager& sm, clang::SourceLocation at, std::string message, bool harmless);
    /// Call once, after the last add().
    void sort();
    /// The first harmful complaint with begin <= place <= end; claims all of those.
    const Complaint* claim(const clang::SourceManager& sm, clang::SourceLocation begin, clang::SourceLocation end);
    /// The same, looking at those only that nobody has claimed.
    const Complaint* claim_rest(const clang::SourceManager& sm, clang::SourceLocation begin, clang::SourceLocation end);

    /// The last harmful complaint before `end` in its file that no hole stands for, or null.
    const Complaint* last_unclaimed(const clang::SourceManager& sm, clang::SourceLocation end) const;

  private:
    const Complaint* find(const clang::SourceManager& sm, clang::SourceLocation begin, clang::SourceLocation end,
                          bool rest_only);
    std::vector<Complaint> all_; // by file and offset
};

} // namespace sdvlite::frontend::c
