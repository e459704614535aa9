// SPDX-License-Identifier: Apache-2.0
// What the parts of the reader share while one file is read: the program that grows, the names of
// the file that are not part of a program (typedefs, constants, files), and how errors are told.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <antlr4-runtime.h>

#include "core/base/diag.hpp"
#include "core/ir/measure.hpp"
#include "core/ir/program.hpp"
#include "frontend/dir/reader.hpp"

namespace sdvlite::frontend::dir {

/// Thrown at the first error of a statement or declaration, caught where reading can go on.
struct ReadError {
    base::Diagnostic diagnostic;
};

/// The file has so many errors, or so grave ones, that reading it further is no use.
struct GiveUp {};

struct NamedConstant {
    ir::TypeId type;
    std::uint64_t bits = 0;
};

struct FileContext {
    ir::Program& program;
    base::DiagSink& sink;
    base::FileId file;
    ir::Origin origin;
    std::unordered_map<std::string, ir::TypeId> typedefs;
    std::unordered_map<std::string, NamedConstant> constants;
    std::unordered_map<std::string, base::FileId> files;  ///< what `file f3 "driver.c";` named
    ir::TypeSizes type_sizes;
    ir::ExprSizes expr_sizes;

    base::Span span(const antlr4::Token* token) const { return span(token, token); }
    base::Span span(const antlr4::Token* first, const antlr4::Token* last) const;
    /// From the rule's first to its last token.
    base::Span span(antlr4::ParserRuleContext* rule) const { return span(rule->getStart(), rule->getStop()); }

    /// Adds the error; gives up when there are too many.
    void report(base::Diagnostic d);
    void report(base::Span where, std::string message, std::string hint = {}) {
        report({base::Severity::Error, where, std::move(message), std::move(hint), {}});
    }
};

[[noreturn]] inline void fail(base::Span where, std::string message, std::string hint = {}) {
    throw ReadError{{base::Severity::Error, where, std::move(message), std::move(hint), {}}};
}

/// Keys of a table of names, for "did you mean".
template <class Map> std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    names.reserve(map.size());
    for (const auto& entry : map) names.push_back(entry.first);
    return names;
}

}  // namespace sdvlite::frontend::dir
