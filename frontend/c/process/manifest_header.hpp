// SPDX-License-Identifier: Apache-2.0
// The header that the message compiler makes of an event manifest (*.man), with tracing that does
// nothing, like the trace headers: EventWriteX(…) and its like are macros without effect.
#pragma once

#include <string>

#include <llvm/ADT/StringRef.h>

namespace sdvlite::frontend::c {

/// Empty when the text is no manifest of events.
std::string manifest_header_text(llvm::StringRef manifest);

} // namespace sdvlite::frontend::c
