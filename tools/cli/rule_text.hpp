// SPDX-License-Identifier: Apache-2.0
// Compiling the rule that a user named, in the way that every command does it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/compiler/compile.hpp"
#include "rules/library.hpp"

namespace sdvlite::cli {

/// `includes`: the folders of --rule-include.
inline rules::CompileOptions compile_options(const std::string& name, const std::vector<std::string>& includes) {
    rules::CompileOptions out;
    out.name = name;
    out.include_dirs = includes;
    return out;
}

inline std::optional<automaton::Automaton> compile_rule(const rules::RuleInfo& info, const std::vector<std::string>& includes,
                                                        base::SourceMap& sources, base::DiagSink& sink) {
    return rules::compile_file(info.path, compile_options(info.name, includes), sources, sink);
}

}  // namespace sdvlite::cli
