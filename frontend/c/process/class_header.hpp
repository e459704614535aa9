// SPDX-License-Identifier: Apache-2.0
// The header that a build makes of the WMI classes of a MOF file (*.mof): the GUID of each class, a
// structure with its data items, and the numbers of its items and methods.
#pragma once

#include <string>

#include <llvm/ADT/StringRef.h>

namespace sdvlite::frontend::c {

std::string class_header_text(llvm::StringRef classes);

} // namespace sdvlite::frontend::c
