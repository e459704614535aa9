// SPDX-License-Identifier: Apache-2.0
// Model files as bytes. Reading the text of all of them costs more than most searches, so that the build reads each
// once and keeps what it gave under the hash of the text; a file that was edited since, or that the build never saw, is
// read as text. What is kept belongs to the build that made it: another reader makes other files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

/// What reading `text` as a model file of this origin gave at build time; nothing when `folder` has no such file.
std::optional<ir::Program> find_compiled(const std::string& folder, std::string_view text, const std::string& path,
                                         ir::Origin origin);

/// Reads `text` and keeps what it gives in `folder`. False, with the reason in `sink`, when it has an error or the file
/// can't be written.
bool compile_model(const std::string& folder, std::string_view text, const std::string& path, ir::Origin origin,
                   base::SourceMap& sources, base::DiagSink& sink);

} // namespace sdvlite::frontend::os
