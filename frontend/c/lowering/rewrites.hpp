// SPDX-License-Identifier: Apache-2.0
// What cl.exe takes and clang does not, spelled for clang: assignments to casts. Only the text that
// clang reads is changed, never a file, and only by insertions, so that places can be told in the
// file as it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <llvm/ADT/StringRef.h>

namespace sdvlite::frontend::c {

/// Text to be inserted at an offset.
using Insertion = std::pair<unsigned, std::string>;

/// Turns `(T)x`, possibly in parentheses, into the object `(*(T*)&(x))`. Nothing when the text is not such a cast.
std::optional<std::vector<Insertion>> object_of_cast(llvm::StringRef text);

class Rewrites {
  public:
    /// Adds insertions to a file whose text is `original`, at offsets in the text as it is now rewritten.
    /// False when the file has too many of them or one stands there already.
    bool add(const std::string& path, llvm::StringRef original, const std::vector<Insertion>& insertions);

    bool empty() const { return files_.empty(); }
    /// The rewritten text, the text as it was, or null when nothing was changed.
    const std::string* text(const std::string& path) const;
    const std::string* original(const std::string& path) const;
    /// How many characters were inserted between two offsets of the rewritten text.
    unsigned inserted(const std::string& path, unsigned from, unsigned to) const;

  private:
    struct File {
        std::string original;
        std::string text;
        std::multimap<unsigned, std::string> insertions; // by offset in the original
    };
    unsigned original_offset(const File& file, unsigned offset) const;

    std::map<std::string, File> files_;
};

} // namespace sdvlite::frontend::c
