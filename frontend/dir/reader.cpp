// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/reader.hpp"

#include <algorithm>

#include "core/ir/validate.hpp"
#include "frontend/dir/context.hpp"
#include "frontend/dir/declarations.hpp"
#include "frontend/dir/tokens.hpp"
#include "frontend/dir/utf8.hpp"

namespace sdvlite::frontend::dir {

namespace {

base::Span place_of(std::string_view text, std::size_t offset, base::FileId file) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    base::Span s;
    s.file = file;
    s.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
    s.column = static_cast<std::uint32_t>(offset - line_start + 1);
    return s;
}

void read_declarations(std::string_view text, FileContext& context, std::size_t errors_before) {
    DeclarationReader reader(context);
    Declaration d;
    DeclarationSource headers(text, context, DeclarationSource::Want::Headers);
    while (headers.next(d)) reader.read_header(std::move(d));
    // With wrong declarations most bodies would only be wrong again for the same reason.
    if (context.sink.errors() != errors_before) return;
    DeclarationSource all(text, context, DeclarationSource::Want::All);
    while (all.next(d)) reader.read_rest(std::move(d));
}

}  // namespace

bool read_program(std::string_view text, std::string_view path, ir::Program& out, base::DiagSink& sink,
                  const ReadOptions& options) {
    const std::size_t errors_before = sink.errors();
    out = ir::Program{};
    out.name = path;
    const bool too_big = text.size() > kMaxFileBytes;
    const base::FileId file = out.sources.add(path, too_big ? std::string() : std::string(text));
    if (too_big) {
        sink.error({file, 0, 0, 0, 0}, "the file is too big (limit " + std::to_string(kMaxFileBytes >> 20) + " MiB)");
        return false;
    }
    if (const std::size_t bad = malformed_utf8(text); bad != text.size()) {
        sink.error(place_of(text, bad, file), "this byte is not UTF-8", "save the file as UTF-8");
        return false;
    }
    FileContext context{out, sink, file, options.origin, {}, {}, {}, {}, {}};
    try {
        read_declarations(text, context, errors_before);
    } catch (const GiveUp&) {
        return false;
    }
    if (sink.errors() != errors_before) return false;
    for (base::Diagnostic& d : ir::validate(out)) sink.add(std::move(d));
    return sink.errors() == errors_before;
}

}  // namespace sdvlite::frontend::dir
