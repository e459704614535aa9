// SPDX-License-Identifier: Apache-2.0
// The version that the build was configured with.
#pragma once

#include <string>

namespace sdvlite::cli {

inline std::string version() { return SDVLITE_VERSION; }
inline std::string version_text() { return "sdvlite " + version(); }

}  // namespace sdvlite::cli
