// SPDX-License-Identifier: Apache-2.0
#include "frontend/c/lowering/places.hpp"

#include <algorithm>
#include <tuple>

#include <clang/Lex/Lexer.h>

namespace sdvlite::frontend::c {

base::FileId Places::file(clang::FileID id) {
    if (id.isInvalid()) return {};
    auto [it, fresh] = files_.try_emplace(id.getHashValue());
    if (!fresh) return it->second;
    const auto entry = sm_.getFileEntryRefForID(id);
    if (!entry) return it->second; // the command line, built-in macros: no place
    std::string text;
    const bool own = !clang::SrcMgr::isSystem(sm_.getFileCharacteristic(sm_.getLocForStartOfFile(id)));
    if (own) {
        if (auto buffer = sm_.getBufferOrNone(id)) text = buffer->getBuffer().str();
    }
    std::string path = spelling_(entry->getName());
    if (const std::string* original = rewrites_.original(path); own && original) text = *original;
    it->second = sources_.add(std::move(path), std::move(text));
    return it->second;
}

std::uint32_t Places::column(clang::FileID file, unsigned offset) const {
    const unsigned column = sm_.getColumnNumber(file, offset);
    const auto entry = sm_.getFileEntryRefForID(file);
    if (rewrites_.empty() || !entry) return column;
    return column - rewrites_.inserted(spelling_(entry->getName()), offset - (column - 1), offset);
}

base::Span Places::span(clang::SourceRange range) {
    base::Span out;
    if (range.getBegin().isInvalid()) return out;
    const clang::SourceLocation begin = sm_.getExpansionLoc(range.getBegin());
    clang::SourceLocation end = range.getEnd();
    if (end.isInvalid()) end = range.getBegin();
    if (end.isMacroID()) end = sm_.getExpansionRange(end).getEnd();
    const auto [file_id, offset] = sm_.getDecomposedLoc(begin);
    out.file = file(file_id);
    if (!out.file.valid()) return out;
    out.line = sm_.getLineNumber(file_id, offset);
    out.column = column(file_id, offset);
    const auto [end_file, end_offset] = sm_.getDecomposedLoc(end);
    if (end_file != file_id || end_offset < offset) return out;
    const unsigned length = clang::Lexer::MeasureTokenLength(end, sm_, lang_);
    const unsigned last = end_offset + (length > 0 ? length - 1 : 0);
    out.end_line = sm_.getLineNumber(file_id, last);
    out.end_column = column(file_id, last);
    return out;
}

std::string Places::text(clang::SourceRange range) const {
    const clang::SourceLocation begin = sm_.getExpansionLoc(range.getBegin());
    const clang::SourceLocation end = sm_.getExpansionRange(range.getEnd()).getEnd();
    const llvm::StringRef raw =
        clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(begin, end), sm_, lang_);
    std::string out;
    for (char c : raw.take_front(400)) {
        const bool space = static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

bool Places::in_driver(clang::SourceLocation at) const {
    if (at.isInvalid()) return false;
    const clang::SourceLocation where = sm_.getExpansionLoc(at);
    return !sm_.isInSystemHeader(where) && sm_.getFileEntryRefForID(sm_.getFileID(where)).has_value();
}

void Complaints::add(const clang::SourceManager& sm, clang::SourceLocation at, std::string message, bool harmless) {
    if (at.isInvalid()) return;
    const auto [file, offset] = sm.getDecomposedLoc(sm.getExpansionLoc(at));
    all_.push_back({file, offset, std::move(message), harmless, false});
}

namespace {

bool before(const Complaint& a, const Complaint& b) { return a.file != b.file ? a.file < b.file : a.offset < b.offset; }

} // namespace

void Complaints::sort() { std::stable_sort(all_.begin(), all_.end(), before); }

const Complaint* Complaints::find(const clang::SourceManager& sm, clang::SourceLocation begin,
                                  clang::SourceLocation end, bool rest_only) {
    if (all_.empty() || begin.isInvalid() || end.isInvalid()) return nullptr;
    const auto [file, from] = sm.getDecomposedLoc(sm.getExpansionLoc(begin));
    const auto [end_file, to] = sm.getDecomposedLoc(sm.getExpansionRange(end).getEnd());
    if (file != end_file) return nullptr;
    Complaint first;
    first.file = file;
    first.offset = from;
    const Complaint* found = nullptr;
    auto it = std::lower_bound(all_.begin(), all_.end(), first, before);
    for (; it != all_.end() && it->file == file && it->offset <= to; ++it) {
        if (it->harmless || (rest_only && it->claimed)) continue;
        it->claimed = true;
        if (!found) found = &*it;
    }
    return found;
}

const Complaint* Complaints::claim(const clang::SourceManager& sm, clang::SourceLocation begin,
                                   clang::SourceLocation end) {
    return find(sm, begin, end, false);
}

const Complaint* Complaints::claim_rest(const clang::SourceManager& sm, clang::SourceLocation begin,
                                        clang::SourceLocation end) {
    return find(sm, begin, end, true);
}

const Complaint* Complaints::last_unclaimed(const clang::SourceManager& sm, clang::SourceLocation end) const {
    Complaint limit;
    std::tie(limit.file, limit.offset) = sm.getDecomposedLoc(sm.getExpansionLoc(end));
    auto it = std::upper_bound(all_.begin(), all_.end(), limit, before);
    while (it != all_.begin()) {
        --it;
        if (it->file != limit.file) break;
        if (!it->harmless && !it->claimed) return &*it;
    }
    return nullptr;
}

} // namespace sdvlite::frontend::c
