// SPDX-License-Identifier: Apache-2.0
// Programs for tests, from their text.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

#include "core/base/diag.hpp"
#include "core/ir/print.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/reader.hpp"

namespace sdvlite::test {

inline ir::Program program_of(std::string_view text, std::string_view path = "driver.dir") {
    ir::Program p;
    base::DiagSink sink;
    if (!frontend::dir::read_program(text, path, p, sink)) {
        FAIL(base::render(sink.all().front(), p.sources));
    }
    return p;
}

/// All messages of `sink`, as a user sees them.
inline std::string messages(const base::DiagSink& sink, const base::SourceMap& sources) {
    std::string out;
    for (const base::Diagnostic& d : sink.all()) out += base::render(d, sources);
    return out;
}

/// The statements of `proc`, one a line, without places.
inline std::string body_of(const ir::Program& p, std::string_view proc) {
    const ir::ProcId id = p.find_proc(proc);
    if (!id.valid()) return "no such procedure";
    std::string out;
    for (const ir::Stmt& s : p[id].body) out += ir::print_stmt(p, p[id], s) + "\n";
    return out;
}

inline std::string first_error(const ir::Program& p) {
    const auto wrong = ir::validate(p, 1);
    return wrong.empty() ? "" : wrong.front().message;
}

}  // namespace sdvlite::test
