// SPDX-License-Identifier: Apache-2.0
// The command line with which clang reads one C file: the flags that stand in our headers'
// clang_flags.txt, the folders of headers, and what the user adds.
#pragma once

#include <string>
#include <vector>

#include "frontend/c/load.hpp"

namespace sdvlite::frontend::c {

/// Arguments for clang's driver without its own name, or an error.
struct ClangArguments {
    std::vector<std::string> arguments;
    std::string error; ///< empty when all went well
};

/// `resource` is clang's own include folder. Paths in `options` that are empty mean: none.
ClangArguments clang_arguments(const std::string& file, const LoadOptions& options, const std::string& resource);

} // namespace sdvlite::frontend::c
