// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/context.hpp"

namespace sdvlite::frontend::dir {

namespace {

constexpr std::size_t kMaxErrors = 50;

}  // namespace

base::Span FileContext::span(const antlr4::Token* first, const antlr4::Token* last) const {
    base::Span s;
    s.file = file;
    if (first == nullptr) return s;
    s.line = static_cast<std::uint32_t>(first->getLine());
    s.column = static_cast<std::uint32_t>(first->getCharPositionInLine() + 1);
    // A rule that matched nothing ends before it begins.
    if (last == nullptr || last->getTokenIndex() < first->getTokenIndex()) last = first;
    if (last->getType() == antlr4::Token::EOF || last->getStopIndex() < last->getStartIndex()) return s;
    s.end_line = static_cast<std::uint32_t>(last->getLine());  // no token that has a place spans lines
    s.end_column = static_cast<std::uint32_t>(last->getCharPositionInLine() + 1 + last->getStopIndex() -
                                              last->getStartIndex());
    return s;
}

void FileContext::report(base::Diagnostic d) {
    sink.add(std::move(d));
    if (sink.errors() < kMaxErrors) return;
    sink.error({file, 0, 0, 0, 0}, "too many errors; the rest of the file was not read");
    throw GiveUp{};
}

}  // namespace sdvlite::frontend::dir
