// SPDX-License-Identifier: Apache-2.0
// From the text of a SLIC rule to its automaton: preprocess, parse (grammar/Slic.g4), check, lower.
// The language is described in grammar/README.md, what of it is compiled in rules/README.md.
// Does not know any program: whether an event's name exists anywhere is found when the rule is
// bound to a driver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::rules {

struct CompileOptions {
    /// Name of the rule; empty: the file's name without folder and extension.
    std::string name;
    /// Folders where `#include "…"` looks after the folder of the including file. The headers that
    /// come with sdvlite (rules/include) are built in and found last.
    std::vector<std::string> include_dirs;
    /// Variables of the OS model that a condition may read, besides everything called `sdv_…`.
    /// A name of this list is never taken for a misspelt state variable.
    std::vector<std::string> model_globals = {"hrequest", "hdevice", "hdevice_init", "hqueue"};
    /// A counter is exact at least up to this value, and further when the rule compares it with
    /// more (semantics: StateVar::bound).
    std::int64_t min_bound = 8;
    /// Limits against hostile files. Exceeding one is an error in `diags`.
    std::size_t max_file_bytes = std::size_t{4} << 20;
    std::size_t max_tokens = 200'000; ///< after preprocessing
    std::size_t max_nesting = 256;    ///< brackets, blocks, ifs, inside each other
    std::size_t max_operators = 512;  ///< in one expression
    std::size_t max_include_depth = 32;
};

/// Compiles the rule `text`, which was read from `path` (used in messages, as the base of its
/// includes, and as the rule's name). Adds the rule and what it includes to `sources`. Nothing when
/// there was an error; every error and warning is in `diags`, with its place in the original file.
std::optional<automaton::Automaton> compile(std::string_view text, std::string_view path, const CompileOptions& options,
                                            base::SourceMap& sources, base::DiagSink& diags);

/// Reads `path` and compiles it. A file that can't be read, or is too large, is an error in `diags`.
std::optional<automaton::Automaton> compile_file(std::string_view path, const CompileOptions& options,
                                                 base::SourceMap& sources, base::DiagSink& diags);

} // namespace sdvlite::rules
