// SPDX-License-Identifier: Apache-2.0
// Where things come from: files, and spans of lines and columns in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"

namespace sdvlite::base {

struct FileTag;
using FileId = Id<FileTag>;

/// A place in a source file. Lines and columns count from 1; 0 means unknown. `end*` is the last
/// character's place; 0 when only a point is known.
struct Span {
    FileId file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;

    bool known() const { return file.valid() && line != 0; }
    friend bool operator==(const Span& a, const Span& b) {
        return a.file == b.file && a.line == b.line && a.column == b.column &&
               a.end_line == b.end_line && a.end_column == b.end_column;
    }
};

/// One source file. `text` is the whole file when it was read (drivers, rules, models) and empty
/// otherwise.
struct SourceFile {
    std::string path;
    std::string text;
    std::vector<std::size_t> lines;  ///< where each line begins in `text`
};

/// The files of one run. Ids are dense and stay valid; adding a path twice gives the same id.
class SourceMap {
public:
    /// Finds or adds `path`. A text given later fills in a missing one.
    FileId add(std::string_view path, std::string text = {});
    const SourceFile& file(FileId id) const { return files_[id.index()]; }
    std::size_t size() const { return files_.size(); }
    /// Text of the line `line` (from 1) without its line end; empty when unknown.
    std::string_view line(FileId id, std::uint32_t line) const;
    /// "path:line:col", leaving out what is unknown; "<unknown>" for an unknown span.
    std::string describe(const Span& span) const;

private:
    std::vector<SourceFile> files_;
};

}  // namespace sdvlite::base
