// SPDX-License-Identifier: Apache-2.0
// Trace headers of the Windows software trace preprocessor, as a driver's build would generate
// them, with tracing that does nothing. The names of a driver's own trace functions are taken from
// where the preprocessor takes them: `begin_wpp config` comments and -func: options.
#pragma once

#include <string>
#include <vector>

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace sdvlite::frontend::c {

/// The text of a trace header for a driver whose sources and project files are in `folders`, with the trace functions
/// that are known besides.
std::string trace_header_text(llvm::vfs::FileSystem& files, std::vector<std::string> folders, std::vector<std::string> names);

/// Adds the names of trace functions that `text` (a source or project file) defines.
void find_trace_functions(llvm::StringRef text, std::vector<std::string>& names);

} // namespace sdvlite::frontend::c
