// SPDX-License-Identifier: Apache-2.0
// Where the files are that come with sdvlite and are read at run time: OS models and rules.
#pragma once

#include <string>

namespace sdvlite::cli {

/// Beside the executable when it is installed (../share/sdvlite), else in the checkout that it was
/// built from. The environment's SDVLITE_DATA goes before both.
std::string os_model_folder();
std::string rule_library_folder();
/// One folder for each driver model for which `rules new` can begin a rule.
std::string rule_template_folder();

}  // namespace sdvlite::cli
