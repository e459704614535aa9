// SPDX-License-Identifier: Apache-2.0
// Where `#include "…"` finds its file: beside the including file, in the search path, then among
// the headers that come with sdvlite. Letter case and the kind of slash do not matter, as on Windows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/compiler/compile.hpp"

namespace sdvlite::rules {

struct Included {
    std::string path;
    std::string text; ///< UTF-8
    bool built_in = false;
};

/// The file that `name` means in a file called `includer`. Nothing, and why in `error`, when there
/// is none or it can't be read.
std::optional<Included> find_include(std::string name, std::string_view includer, const CompileOptions& options,
                                     std::string& error);

} // namespace sdvlite::rules
