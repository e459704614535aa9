// SPDX-License-Identifier: Apache-2.0
// For tests of rules: compile a text, look at what came out or at what was said about it.
#pragma once

#include <optional>
#include <string>

#include "core/automaton/automaton.hpp"
#include "core/automaton/print.hpp"
#include "core/base/diag.hpp"
#include "rules/compiler/compile.hpp"

namespace sdvlite::rules::test {

struct Compiled {
    base::SourceMap sources;
    base::DiagSink diags;
    std::optional<automaton::Automaton> rule;

    /// "12:3: message" for every error and warning, one on each line.
    std::string messages() const {
        std::string out;
        for (const base::Diagnostic& d : diags.all()) {
            out += std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + ": " + d.message;
            if (!d.hint.empty()) out += " [" + d.hint + "]";
            out += "\n";
        }
        return out;
    }
    /// The automaton without its first line; the messages when there is none.
    std::string printed() const {
        if (!rule) return messages();
        const std::string text = automaton::print(*rule);
        return text.substr(text.find('\n') + 1);
    }
};

inline Compiled compile_text(std::string_view text, const CompileOptions& options = {},
                             std::string_view path = "Rule.slic") {
    Compiled c;
    c.rule = compile(text, path, options, c.sources, c.diags);
    return c;
}

/// A rule whose only event is F at `when` and has this body, with the variables of the tests.
inline std::string with_body(const std::string& body, const std::string& when = "entry") {
    return "#include \"slic_base.h\"\n"
           "state { enum {idle, busy} s = idle; enum {off, on} t = off; int n = 0; int *p = 0; }\n"
           "F." +
           when + " {\n" + body + "\n}\n";
}

} // namespace sdvlite::rules::test
