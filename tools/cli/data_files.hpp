// SPDX-License-Identifier: Apache-2.0
// Where the files are that come with sdvlite and are read at run time: OS models and rules;
// and where it may keep some of its own.
#pragma once

#include <string>

namespace sdvlite::cli {

/// Beside the executable when it is installed (../share/sdvlite), else in the checkout that it was
/// built from. The environment's SDVLITE_DATA goes before both.
std::string os_model_folder();
/// What the build read of it (frontend/os/compiled.hpp).
std::string compiled_model_folder();
std::string rule_library_folder();
/// One folder for each driver model for which `rules new` can begin a rule.
std::string rule_template_folder();

/// Where C files that were read are kept for the next time: SDVLITE_CACHE_DIR, else sdvlite in
/// XDG_CACHE_HOME or ~/.cache; empty when there is no such place, or SDVLITE_CACHE_DIR is empty.
std::string cache_folder();

}  // namespace sdvlite::cli
