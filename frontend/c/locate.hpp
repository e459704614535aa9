// SPDX-License-Identifier: Apache-2.0
// Where things lie that are needed at run time: the executable sdvlite-cc, our headers, mingw-w64's
// headers, the parts of a WDK.
#pragma once

#include <string>
#include <vector>

namespace sdvlite::frontend::c {

/// Path of the running executable; empty when the system does not tell.
std::string running_executable();

/// sdvlite-cc: beside the executable `from`, or at frontend/c/sdvlite-cc below one of the folders
/// that it lies in. Empty when there is none.
std::string find_compiler(const std::string& from);

/// Our headers: the folder `headers` beside `compiler`. Empty when there is none.
std::string find_headers(const std::string& compiler);

/// mingw-w64's include folder with its DDK headers, in the usual places. Empty when there is none.
std::string find_mingw();

/// The folders of a WDK's headers, in the order of search: km, shared, ucrt, ... of the newest
/// version below `wdk` (WDK 8 and newer), or ddk, api, crt (WDK 7). Empty when it is no WDK.
std::vector<std::string> wdk_folders(const std::string& wdk);

} // namespace sdvlite::frontend::c
