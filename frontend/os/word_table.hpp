// SPDX-License-Identifier: Apache-2.0
// Text tables of blank-separated words, one entry a line, # (or //) starts a comment.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::frontend::os {

struct TableLine {
    std::vector<std::string_view> words; ///< never empty
    std::vector<std::uint32_t> columns;  ///< of the words, from 1
    base::FileId file;
    std::uint32_t number = 0;

    base::Span span(std::size_t word) const;
};

/// A line's meaning: an empty string, or what is wrong with word `word`.
struct LineError {
    std::string message;
    std::size_t word = 0;
};

enum class CommentMark { Hash, Slashes };

/// Calls `entry` for each line with words; its messages become errors in `sink`. False when there was one.
bool read_word_table(std::string_view text, std::string_view path, base::SourceMap& sources, base::DiagSink& sink,
                     const std::function<LineError(const TableLine&)>& entry, CommentMark comments = CommentMark::Hash);

} // namespace sdvlite::frontend::os
