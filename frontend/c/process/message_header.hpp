// SPDX-License-Identifier: Apache-2.0
// The header that the message compiler makes of a message text file (*.mc): a macro for each message,
// its value composed of severity, facility and code; comments and C text that the file hands through.
#pragma once

#include <string>

#include <llvm/ADT/StringRef.h>

namespace sdvlite::frontend::c {

std::string message_header_text(llvm::StringRef messages);

} // namespace sdvlite::frontend::c
