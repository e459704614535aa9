// SPDX-License-Identifier: Apache-2.0
// What --format asks for: a form, and where to.
#pragma once

#include <string>

namespace sdvlite::cli {

enum class Format { Text, Json, Sarif, Html };

struct Output {
    Format format = Format::Text;
    std::string file;  ///< "": standard output
};

}  // namespace sdvlite::cli
