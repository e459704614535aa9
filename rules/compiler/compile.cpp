// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/compile.hpp"

#include <utility>

#include "rules/compiler/lower.hpp"
#include "rules/compiler/nesting.hpp"
#include "rules/compiler/parse.hpp"
#include "rules/compiler/preprocess.hpp"
#include "rules/compiler/text.hpp"

namespace sdvlite::rules {
namespace {

// File name without folder (of either kind of slash) and extension.
std::string stem(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
    const std::size_t dot = path.rfind('.');
    return std::string(dot == 0 ? path : path.substr(0, dot));
}

std::optional<automaton::Automaton> refuse(std::string_view path, std::string message, base::SourceMap& sources,
                                           base::DiagSink& diags) {
    diags.error({sources.add(path), 0, 0, 0, 0}, std::move(message));
    return std::nullopt;
}

} // namespace

std::optional<automaton::Automaton> compile(std::string_view text, std::string_view path, const CompileOptions& options,
                                            base::SourceMap& sources, base::DiagSink& diags) {
    if (text.size() > options.max_file_bytes) {
        return refuse(path, "larger than the limit of " + std::to_string(options.max_file_bytes) + " bytes", sources,
                      diags);
    }
    if (looks_like_utf16(text)) return refuse(path, "the file is UTF-16; save it as UTF-8", sources, diags);
    // The sink may hold errors of other rules already: only those from here on count.
    base::DiagSink own(1000);
    std::optional<automaton::Automaton> result;
    const std::string utf8 = to_utf8(text);
    const Preprocessed source = preprocess(utf8, path, options, sources, own);
    if (!own.has_errors() && check_nesting(source.tokens, options, own)) {
        if (const auto rule = parse(source.tokens, own)) {
            result = lower(*rule, source.macros, options, own);
            if (rule->events.empty()) {
                own.warning(source.tokens.back().span, "the rule has no event: it can never be violated");
            }
        }
    }
    if (own.has_errors()) result.reset();
    if (result) {
        result->name = options.name.empty() ? stem(path) : options.name;
        result->file = std::string(path);
        result->source = utf8;
    }
    for (const base::Diagnostic& d : own.all()) diags.add(d);
    return result;
}

std::optional<automaton::Automaton> compile_file(std::string_view path, const CompileOptions& options,
                                                 base::SourceMap& sources, base::DiagSink& diags) {
    std::string error;
    const auto text = read_file(std::string(path), options.max_file_bytes, error);
    if (!text) return refuse(path, "can't read the rule: " + error, sources, diags);
    return compile(*text, path, options, sources, diags);
}

} // namespace sdvlite::rules
